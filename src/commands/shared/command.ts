/** What a command is, and what it is given of the process. */

import type { WriteOptions } from '../../gather/write-file.ts';
import type { FileText, Printable } from '../../text/printable.ts';
import type { Arguments, OptionTable } from './args.ts';

/** The process, as far as commands see it; tests hand in their own. */
export interface Terminal {
  readonly out: (text: Printable) => void;
  readonly err: (text: Printable) => void;
  /** Names this build of modwarden, for caches; undefined where the sources are run as they are. */
  readonly build: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether standard input, output or error is a terminal. */
  readonly isTerminal: { readonly in: boolean; readonly out: boolean; readonly err: boolean };
  readonly columns: number | undefined;
  /** All of standard input, up to so many bytes. */
  readonly input: (max: number) => Uint8Array | { readonly problem: string };
  /** Today in UTC, YYYY-MM-DD. */
  readonly today: () => string;
  readonly now: () => Date;
  /** Standard input and output as streams, for a command that talks with another program; left out: there are none. */
  readonly streams?: () => { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };
  /** Writes a file whole, or leaves what was there; bytes for an edit of a file that keeps all else of it. Throws UsageError where it cannot. */
  readonly save: (file: string, text: FileText | Uint8Array, options?: WriteOptions) => void;
  /** Removes the file of an earlier run, if there is one. Throws UsageError where it cannot. */
  readonly remove: (file: string, options?: Pick<WriteOptions, 'roots'>) => void;
}

export interface Command {
  readonly options: OptionTable;
  readonly positionals: { readonly max: number; readonly name: string };
  /** The help's first lines: usage, then what it does, then notes and examples. */
  readonly usage: string;
  readonly about: string;
  readonly notes?: string;
  /** Gives the exit code. Throws UsageError for a mistake on the command line. */
  run(args: Arguments, terminal: Terminal): Promise<number>;
}
