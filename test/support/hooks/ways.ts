/** The ways into a git hook: how each is switched on, and what is beyond it. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Box } from '../built.ts';

export interface Way {
  readonly name: string;
  /** The program that must be on the PATH; left out: git alone. */
  readonly program?: string;
  /** What is committed for it. */
  readonly files: Readonly<Record<string, string>>;
  /** Switches the hooks on in a work tree, a folder below the box's. */
  readonly install: (at: Scene, cwd: string) => void;
  /** Situations that are beyond it, with the reason. */
  readonly cannot: Readonly<Record<string, string>>;
}

export interface Situation {
  readonly name: string;
  readonly ends: 'refused' | 'passes';
  /** Not after a first commit, but before it. */
  readonly isFirst?: true;
  readonly act: (at: Scene) => Told;
}

/** How git ended, and all that it and the hooks said. */
export interface Told {
  readonly code: number | null;
  readonly said: string;
}

export interface Scene {
  readonly box: Box;
  readonly way: Way;
  /** Runs a program in a folder below the box's. */
  readonly run: (program: string, args: readonly string[], cwd?: string) => Told;
  /** Throws where git fails. */
  readonly git: (...args: readonly string[]) => void;
  /** The last step of a situation. */
  readonly last: (...args: readonly string[]) => Told;
  /** Writes and stages go.mod, or another file. */
  readonly stage: (text: string, path?: string) => void;
}

const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly Record<string, unknown>[];

/** The registered hooks, run from the PATH: installing them needs a package registry (pre-commit.test.ts). */
const PRE_COMMIT = JSON.stringify({
  repos: [{ repo: 'local', hooks: hooks.map((hook) => ({ ...hook, language: 'system' })) }],
});

const byProgram =
  (program: string, ...args: readonly string[]) =>
  ({ run }: Scene, cwd: string) =>
    succeed(run(program, args, cwd), program);

const TYPES = ['--hook-type', 'pre-commit', '--hook-type', 'pre-push'];

const COMMITS_ONLY = 'it runs before commits only';

export const WAYS: readonly Way[] = [
  {
    name: 'git alone',
    files: {},
    install: ({ box }, cwd) => {
      const { code, err } = box.run(['hook', 'install', '--pre-push'], { cwd });
      if (code !== 0) throw new Error(err);
    },
    cannot: {},
  },
  {
    name: 'pre-commit',
    program: 'pre-commit',
    files: { '.pre-commit-config.yaml': PRE_COMMIT },
    install: byProgram('pre-commit', 'install', ...TYPES),
    cannot: {},
  },
  {
    name: 'prek',
    program: 'prek',
    files: { '.pre-commit-config.yaml': PRE_COMMIT },
    install: byProgram('prek', 'install', ...TYPES),
    cannot: {},
  },
  {
    name: 'lefthook',
    program: 'lefthook',
    files: {
      'lefthook.yml': `pre-commit:
  commands:
    modwarden:
      run: modwarden check --staged
pre-push:
  commands:
    modwarden:
      run: modwarden check --pushed
      use_stdin: true
`,
    },
    install: byProgram('lefthook', 'install'),
    cannot: {},
  },
  {
    name: 'husky',
    program: 'husky',
    files: { '.husky/pre-commit': 'modwarden check --staged\n', '.husky/pre-push': 'modwarden check --pushed\n' },
    install: byProgram('husky'),
    cannot: { 'a commit in a worktree': 'its hooks are in no new worktree before `npm install` has run there' },
  },
  {
    name: 'simple-git-hooks',
    program: 'simple-git-hooks',
    files: {
      'package.json': JSON.stringify({
        'simple-git-hooks': { 'pre-commit': 'modwarden check --staged', 'pre-push': 'modwarden check --pushed' },
      }),
    },
    install: byProgram('simple-git-hooks'),
    cannot: {},
  },
  {
    name: 'lint-staged',
    program: 'lint-staged',
    files: { '.lintstagedrc.json': JSON.stringify({ '{go.mod,go.sum,go.work}': 'modwarden check --staged' }) },
    // Somebody has to call it: here git's own hook does.
    install: ({ box, run }, cwd) => {
      const path = run('git', ['rev-parse', '--path-format=absolute', '--git-path', 'hooks'], cwd).said.trim();
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'pre-commit'), '#!/bin/sh\nexec lint-staged\n');
      chmodSync(join(path, 'pre-commit'), 0o755);
      if (!existsSync(join(box.folder, cwd))) throw new Error(cwd);
    },
    cannot: {
      'a commit that only deletes the policy': 'it lists no deleted files',
      'a commit that only deletes a go.sum that is needed': 'it lists no deleted files',
      'a push of several commits, one of them bad': COMMITS_ONLY,
      'a push of a bad commit, the index fixed': COMMITS_ONLY,
      'a push that only deletes': COMMITS_ONLY,
      'a push of a new branch': COMMITS_ONLY,
      'a rebase, then a push': COMMITS_ONLY,
      'a merge without conflicts, then a push': COMMITS_ONLY,
    },
  },
];

export function succeed({ code, said }: Told, what: string): void {
  if (code !== 0) throw new Error(`${what} ends with ${code}: ${said}`);
}
