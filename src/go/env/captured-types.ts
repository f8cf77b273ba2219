/** What a captured `go env` says: its settings with their places. */
import type { Source, Span } from '../../text/source.ts';

/** Captured output of `go env`, or a file that `go env -w` writes. */
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

/**
 * posix: `NAME='value'` (since 1.21) · posix-old: `NAME="value"`, unescaped · windows: `set NAME=value`, escaped since 1.21 · plan9 · json ·
 * file: `NAME=value`, as `go env -w` writes it and other programs print an environment · none: nothing of these (no changes, or not a capture)
 */
export type EnvForm = 'posix' | 'posix-old' | 'windows' | 'windows-old' | 'plan9' | 'json' | 'file' | 'none';

/** One setting of a captured environment, with its places. */
export interface CapturedSetting {
  readonly value: string;
  readonly nameAt: Span;
  /** The value as it stands there, escaped; without its quotes. */
  readonly at: Span;
}

/** What one form of capture gives. `read`: where the assignments stand, in order. */
export type EnvReading = Pick<EnvFile, 'form' | 'settings' | 'cut'> & {
  readonly read: readonly Pick<Span, 'start' | 'end'>[];
};
