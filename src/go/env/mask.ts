/** A captured `go env` without its secrets: of the same length, so that every place in it holds. */
import { maskedAt, type Stretch, secretsIn } from '../../text/secrets.ts';
import { type Source, source } from '../../text/source.ts';
import { parseEnvFile } from './captured.ts';
import { settingSecrets } from './secret-settings.ts';

/** Nothing that reads the capture after this can print what it does not have. */
export function maskEnvFile(file: Source): Source {
  const { path, text } = file;
  const secrets: Stretch[] = [];
  const values: Stretch[] = [];
  const add = (name: string, start: number, end: number) => {
    values.push({ start, end });
    for (const secret of settingSecrets(name, text.slice(start, end)))
      secrets.push({ start: start + secret.start, end: start + secret.end });
  };
  for (const [name, { at }] of parseEnvFile(file).settings) add(name, at.start, at.end);
  // Lines that count for nothing, such as the first of two for one name, are text that may be shown all the same.
  for (const { index, ...m } of text.matchAll(LINE))
    add(m[1]!, index + m[0].length - m[2]!.length, index + m[0].length);
  // What else stands there; in lists of URLs a setting knows where one ends.
  secrets.push(...secretsIn(blanked(text, values)));
  return secrets.some(isSomething) ? source(path, maskedAt(text, secrets)) : file;
}

/** The text with blanks in place of these stretches. */
function blanked(text: string, stretches: readonly Stretch[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    if (end <= from) continue;
    const blank = Math.max(start, from);
    parts.push(text.slice(from, blank), ' '.repeat(end - blank));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

function isSomething({ start, end }: Stretch): boolean {
  return end > start;
}

/** `NAME=value`, `set NAME=value`, `"NAME": "value"`. */
const LINE = /^[\ufeff \t]{0,16}(?:set |export |\$ )?"?([A-Za-z_][A-Za-z0-9_]{0,99})"?[ \t]{0,4}[=:](.*)$/gm;
