/**
 * A captured `go env`, in whatever form it was handed over: what Unix, Windows, Plan 9 and `-json` print, of releases old and new, with a
 * prompt, a warning or a page around it; also a file as `go env -w` writes it.
 */

import type { Source } from '../../text/source.ts';
import { parseEnvJson } from './captured-json.ts';
import { parseEnvText } from './captured-text.ts';
import type { CapturedSetting, EnvFile, EnvReading } from './captured-types.ts';
import { goEnvSettings, parseGoEnvFile } from './goenv-file.ts';
import { isGoVariable } from './names.ts';
import { unreadLines } from './unread-lines.ts';

/** Merged values, as Go itself would see them; which layer set them, a capture does not tell, and GONOPROXY and GONOSUMDB are defaulted. */
export function parseEnvFile(source: Source): EnvFile {
  const found = parseEnvJson(source) ?? parseEnvText(source);
  if (found) return finished(source, found);
  const file = parseGoEnvFile(source);
  const settings = new Map<string, CapturedSetting>();
  for (const [name, { value, nameAt, valueAt }] of goEnvSettings(file))
    settings.set(name, { value, nameAt, at: valueAt });
  const read = file.lines.filter(({ name }) => isGoVariable(name)).map(({ nameAt }) => nameAt);
  return finished(source, { form: settings.size > 0 ? 'file' : 'none', settings, cut: undefined, read });
}

function finished(source: Source, { read, ...found }: EnvReading): EnvFile {
  const understood = [...found.settings.keys()].some(isGoVariable);
  return { source, ...found, unread: found.form === 'json' ? [] : unreadLines(source, read), understood };
}
