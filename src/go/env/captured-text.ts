/** The text that `go env` prints: assignments in the syntax of the system's shell (cmd/go/internal/envcmd). */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type Source, span } from '../../text/source.ts';
import * as goversion from '../version/go-version.ts';
import type { CapturedSetting, EnvForm, EnvReading } from './captured-types.ts';

interface Reading {
  readonly form: EnvForm;
  readonly value: string;
  /** The raw value. */
  readonly start: number;
  readonly end: number;
  /** After all that belongs to the assignment. */
  readonly next: number;
  readonly cut?: boolean;
}

/** undefined where the text has no such assignment. */
export function parseEnvText(source: Source): EnvReading | undefined {
  const { text } = source;
  const settings = new Map<string, CapturedSetting>();
  const forms = new Set<EnvForm>();
  let cut: EnvReading['cut'];
  const read: { start: number; end: number }[] = [];
  let plain = 0;
  for (let from = 0; from < text.length; ) {
    ASSIGNMENT.lastIndex = from;
    const m = ASSIGNMENT.exec(text);
    const reading = m && readValue(text, ASSIGNMENT.lastIndex, m[1] === 'set');
    if (m && reading) {
      const nameEnd = ASSIGNMENT.lastIndex - 1;
      const nameAt = span(source, nameEnd - m[2]!.length, nameEnd);
      settings.set(m[2]!, { value: reading.value, nameAt, at: span(source, reading.start, reading.end) });
      forms.add(reading.form);
      read.push({ start: from, end: reading.next - 1 });
      if (reading.cut) cut = span(source, nameAt.start, text.length);
    }
    PLAIN.lastIndex = from;
    if (!reading && PLAIN.test(text)) plain++;
    const newline = text.indexOf('\n', reading ? reading.next : from);
    from = newline < 0 ? text.length : newline + 1;
  }
  // `go env` quotes every value. Where most lines have none it is a settings file, and quotes in it belong to the value.
  if (settings.size === 0 || plain >= settings.size) return undefined;
  if (forms.has('windows')) return { ...unescapeWindows(settings), cut, read };
  // A single quote alone reads the same in a shell of Unix and of Plan 9.
  const form = (['plan9', 'posix', 'posix-old'] as const).find((candidate) => forms.has(candidate));
  return { form: form!, settings, cut, read };
}

/** Indentation, what people put before it, and a name as all of go's are. */
const ASSIGNMENT = /[\ufeff \t]*(?:(set|export|\$) )?([A-Z_][A-Z0-9_]*)=/y;

/** A line that Go takes for a setting in a file, and its shells for none of theirs. */
const PLAIN = /[A-Z][A-Z0-9_]*=[^'"\r\n]/y;

function readValue(text: string, at: number, isSet: boolean): Reading | undefined {
  if (isSet) return { form: 'windows', ...restOfLine(text, at) };
  if (text[at] === "'") return readQuoted(text, at);
  if (text.startsWith("('", at)) return readList(text, at);
  return text[at] === '"' ? readOldQuoted(text, at) : undefined;
}

function restOfLine(text: string, start: number): Omit<Reading, 'form'> {
  const lineEnd = indexOrEnd(text, '\n', start);
  const end = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return { value: text.slice(start, end), start, end, next: lineEnd };
}

/**
 * Up to the closing quote, over as many lines as it takes. A quote in the value is `'\\''` on Unix and `''` on Plan 9; neither can be the
 * end, after which the line ends.
 */
function readQuoted(text: string, at: number): Reading {
  const parts: string[] = [];
  let form: EnvForm = 'posix';
  let from = at + 1;
  for (;;) {
    const close = text.indexOf("'", from);
    if (close < 0) {
      parts.push(text.slice(from));
      return { form, value: parts.join(''), start: at + 1, end: text.length, next: text.length, cut: true };
    }
    parts.push(text.slice(from, close));
    const shell = text.startsWith("'\\''", close);
    const doubled = !shell && text[close + 1] === "'";
    if (!shell && !doubled) return { form, value: parts.join(''), start: at + 1, end: close, next: close + 1 };
    if (doubled) form = 'plan9';
    parts.push("'");
    from = close + (shell ? 4 : 2);
  }
}

/** Plan 9's lists: values with NUL in between, `('a' 'b')`. */
function readList(text: string, at: number): Reading {
  const values: string[] = [];
  let next = at + 1;
  while (text[next] === "'") {
    const item = readQuoted(text, next);
    values.push(item.value);
    next = item.next;
    if (item.cut) return { ...item, form: 'plan9', value: values.join('\0'), start: at + 1 };
    while (text[next] === ' ') next++;
  }
  return {
    form: 'plan9',
    value: values.join('\0'),
    start: at + 1,
    end: next,
    next,
  };
}

/** Before 1.21 nothing was escaped, so the last quote of the line ends the value. */
function readOldQuoted(text: string, at: number): Reading | undefined {
  const line = restOfLine(text, at);
  const close = line.value.lastIndexOf('"');
  if (close < 1) return undefined;
  return { form: 'posix-old', value: line.value.slice(1, close), start: at + 1, end: at + close, next: line.next };
}

/** Since 1.21 `%` is doubled and a `^` stands before what cmd.exe would act on. Only GOVERSION tells the release. */
function unescapeWindows(settings: Map<string, CapturedSetting>): Pick<EnvReading, 'form' | 'settings'> {
  const version = goversion.fromToolchain(settings.get('GOVERSION')?.value ?? '');
  if (goversion.compare(version, '1.21') < 0) return { form: 'windows-old', settings };
  const unescaped = new Map<string, CapturedSetting>();
  for (const [name, setting] of settings) {
    unescaped.set(name, {
      ...setting,
      value: setting.value.replace(/%%|\^([<>|&^])/g, (_pair, char?: string) => char ?? '%'),
    });
  }
  return { form: 'windows', settings: unescaped };
}
