/** A repository of git in a folder of its own, with one commit of two modules and a source file. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CommittedRepo {
  /** The folder around it, which is the home folder too. */
  readonly box: string;
  readonly repo: string;
  /** For what is tested: without the configuration that `git` has. */
  readonly env: { readonly PATH: string | undefined; readonly HOME: string; readonly GIT_CONFIG_NOSYSTEM: string };
  /** git's standard output. Throws where git fails. */
  git(...args: readonly string[]): string;
  put(path: string, content: string): void;
  remove(): void;
}

export function committedRepo(): CommittedRepo {
  const box = mkdtempSync(join(tmpdir(), 'git-'));
  const repo = join(box, 'repo');
  const config = join(box, 'config');
  const env = { PATH: process.env.PATH, HOME: box, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd: repo,
      env: { ...env, GIT_CONFIG_GLOBAL: config },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
  const put = (path: string, content: string) => {
    mkdirSync(join(repo, path, '..'), { recursive: true });
    writeFileSync(join(repo, path), content);
  };
  mkdirSync(repo);
  writeFileSync(config, '[user]\nname = a\nemail = a@example.com\n[init]\ndefaultBranch = main\n');
  git('init', '-q');
  put('go.mod', 'module committed\n');
  put('sub dir/go.mod', 'module sub\n');
  put('main.go', 'package main\n');
  git('add', '.');
  git('commit', '-qm', 'first');
  return { box, repo, env, git, put, remove: () => rmSync(box, { recursive: true, force: true }) };
}
