/** Runs the built command as a process of its own, and git, in folders that are made for a test. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const BIN = resolve('dist/bin.cjs');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Box {
  /** An empty folder, removed by `remove`. */
  readonly folder: string;
  /** What the command and git are told of this machine: a home of their own, and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** `modwarden ARGS` in a folder below. */
  run(args: readonly string[], options?: RunOptions): Ended;
  /** git's standard output. Throws where git fails. */
  git(args: readonly string[], options?: RunOptions): string;
  /** Writes files by their paths, from `folder`. */
  put(files: Readonly<Record<string, string | Uint8Array>>): void;
  remove(): void;
}

export interface RunOptions {
  /** From the box's folder. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A box with an empty repository in its folder `repo`, which is where commands run unless told otherwise. */
export function box(): Box {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'modwarden-cli-')));
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    // Nothing of these tests may ask the network.
    GOPROXY: 'off',
    GOFLAGS: '-mod=mod',
    GOMODCACHE: join(folder, 'modcache'),
  };
  writeFileSync(
    join(folder, '.gitconfig'),
    '[user]\nname = t\nemail = t@example.com\n[init]\ndefaultBranch = main\n[protocol "file"]\nallow = always\n',
  );
  const spawn = (
    command: string,
    args: readonly string[],
    { cwd = 'repo', env: more, input = '' }: RunOptions = {},
  ) => {
    const ended = spawnSync(command, args, {
      cwd: join(folder, cwd),
      env: { ...env, ...more },
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      timeout: 60_000,
    });
    return { code: ended.status, out: ended.stdout, err: ended.stderr };
  };
  const made: Box = {
    folder,
    env,
    run: (args, options) => spawn(process.execPath, [BIN, ...args], options),
    git: (args, options) => {
      const { code, out, err } = spawn('git', args, options);
      if (code !== 0) throw new Error(`git ${args.join(' ')} ends with ${code}: ${err}`);
      return out;
    },
    put: (files) => {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  mkdirSync(join(folder, 'repo'));
  made.git(['init', '-q']);
  return made;
}

/** A go.mod without a fault, and one with an error at 5:26 that needs nothing but the file to be seen: its replacement is required. */
export const GOOD = 'module example.com/app\n\ngo 1.25.0\n';
export const BAD = `${GOOD}\nreplace example.com/x => ../x\n\nrequire example.com/x v1.0.0\n`;
