/** A user with a home, caches and a repository of their own, all in one folder that is removed again. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliOptions, type CliResult, cli, put } from './cli.ts';

export interface Box {
  readonly root: string;
  /** The repository's root. */
  readonly repo: string;
  readonly home: string;
  /** The user's environment; more can be set for one run. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command in the repository. */
  run(argv: readonly string[], options?: Partial<CliOptions>): Promise<CliResult>;
  /** Writes files of the repository. */
  put(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

/** `GOPROXY`: where the user's facts come from. */
export function newBox(GOPROXY: string, files: Readonly<Record<string, string>> = {}): Box {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'box-')));
  const repo = join(root, 'repo');
  const home = join(root, 'home');
  for (const folder of [repo, home, join(root, 'cache')]) mkdirSync(folder, { mode: 0o700 });
  put(repo, files);
  const env = {
    HOME: home,
    XDG_CACHE_HOME: join(root, 'cache'),
    XDG_CONFIG_HOME: join(home, '.config'),
    GOMODCACHE: join(root, 'mod'),
    GOPROXY,
    // A test that wants a checksum database brings its own.
    GOSUMDB: 'off',
    PATH: '',
  };
  return {
    root,
    repo,
    home,
    env,
    run: (argv, options = {}) => cli(argv, { cwd: repo, ...options, env: { ...env, ...options.env } }),
    put: (more) => void put(repo, more),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
