/** Runs a command as the command line would, in this process: what it prints, what it writes, how it ends. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { main } from '../../src/cli.ts';
import { removeFile, saveFile } from '../../src/commands/shared/save.ts';

export interface CliOptions {
  readonly cwd: string;
  /** The whole environment: nothing of this process's own is added. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The day on the wall, which no test takes from a clock. */
  readonly now?: string;
  /** Standard input. */
  readonly input?: string;
  /** Names the build, for the caches that go by it; left out: the sources are run as they are, without those. */
  readonly build?: string;
}

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function cli(
  argv: readonly string[],
  { cwd, env = {}, now = '2026-06-01T12:00:00Z', input = '', build }: CliOptions,
) {
  const printed = { out: '', err: '' };
  const code = await main(argv, build, {
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    build,
    env,
    cwd,
    isTerminal: { in: false, out: false, err: false },
    input: () => Buffer.from(input),
    columns: undefined,
    today: () => now.slice(0, 10),
    now: () => new Date(now),
    save: saveFile,
    remove: removeFile,
  });
  return { code, ...printed } satisfies CliResult;
}

/** Writes files below a folder, by their paths. */
export function put(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
