/**
 * A captured `go env`, in whatever form it was handed over: what Unix, Windows, Plan 9 and `-json` print, of releases old and new, with a
 * prompt, a warning or a page around it; also a file as `go env -w` writes it.
 */
import type { Source, Span } from '../../text/source.ts';
import { parseEnvJson } from './captured-json.ts';
import { parseEnvText } from './captured-text.ts';
import { goEnvSettings, parseGoEnvFile } from './goenv-file.ts';
import { isGoVariable } from './names.ts';
import { unreadLines } from './unread-lines.ts';

export interface EnvFile {
  readonly source: Source;
  readonly form: EnvForm;
  /** By name; of two lines the last counts. */
  readonly settings: ReadonlyMap<string, CapturedSetting>;
  /** Where the capture stops in the middle of a value: what came after is not known. */
  readonly cut: Span | undefined;
  /** Lines that set a variable of Go in a form that is not read. */
  readonly unread: readonly Span[];
  /** Whether a variable of Go is among the settings. */
  readonly understood: boolean;
}

/** What one form of capture gives. `read`: where the assignments stand, in order. */
export type EnvReading = Pick<EnvFile, 'form' | 'settings' | 'cut'> & {
  readonly read: readonly Pick<Span, 'start' | 'end'>[];
};

/**
 * posix: `NAME='value'` (since 1.21) · posix-old: `NAME="value"`, unescaped · windows: `set NAME=value`, escaped since 1.21 · plan9 · json ·
 * file: `NAME=value`, as `go env -w` writes it and other programs print an environment · none: nothing of these (no changes, or not a capture)
 */
export type EnvForm = 'posix' | 'posix-old' | 'windows' | 'windows-old' | 'plan9' | 'json' | 'file' | 'none';

export interface CapturedSetting {
  readonly value: string;
  readonly nameAt: Span;
  /** The value as it stands there, escaped; without its quotes. */
  readonly at: Span;
}

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
