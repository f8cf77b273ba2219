/** A box whose repository is one of git, with a history that is made step by step. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonReport } from '../../src/report/report-schema.ts';
import { type Box, newBox } from './box.ts';
import type { CliOptions, CliResult } from './cli.ts';
import { type StoredVersion, writeProxyFolder } from './proxy-folder.ts';

export interface GitBox extends Box {
  /** git's standard output, without the last line end. Throws where git fails. */
  git(...args: readonly string[]): string;
  /** Writes files (an empty text removes one), commits all, and gives the commit's id. */
  commit(files: Readonly<Record<string, string>>): string;
  /** The report of `check` with these arguments. */
  report(...args: readonly string[]): Promise<JsonReport>;
  /** `rule subject version` of the findings that count. */
  open(...args: readonly string[]): Promise<string[]>;
}

/** `modules`: what the user's proxy has. */
export function newGitBox(
  files: Readonly<Record<string, string>>,
  modules: Readonly<Record<string, StoredVersion>> = {},
): GitBox {
  const proxy = mkdtempSync(join(tmpdir(), 'proxy-'));
  const box = newBox(writeProxyFolder(proxy, modules));
  const env = { PATH: process.env.PATH ?? '' };
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main'];
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', box.repo, ...identity, ...args], {
      env: { ...env, HOME: box.home, GIT_CONFIG_NOSYSTEM: '1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd();
  const run = (argv: readonly string[], options: Partial<CliOptions> = {}): Promise<CliResult> =>
    box.run(argv, { ...options, env: { ...env, ...options.env } });
  const commit = (changed: Readonly<Record<string, string>>) => {
    box.put(changed);
    for (const [path, text] of Object.entries(changed)) if (text === '') rmSync(join(box.repo, path));
    git('add', '-A');
    git('commit', '-qm', 'change', '--allow-empty');
    return git('rev-parse', 'HEAD');
  };
  const report = async (...args: readonly string[]) => {
    const { out, err } = await run(['check', '--format', 'json', ...args]);
    if (err !== '') throw new Error(err);
    return JSON.parse(out) as JsonReport;
  };
  git('init', '-q');
  commit(files);
  return {
    ...box,
    run,
    git,
    commit,
    report,
    open: async (...args) => {
      const { findings } = await report(...args);
      const found = findings.filter(({ state }) => state === 'new');
      return found.map(({ rule, subject, version }) => [rule, subject, ...(version ? [version] : [])].join(' '));
    },
    remove: () => {
      box.remove();
      rmSync(proxy, { recursive: true, force: true });
    },
  };
}
