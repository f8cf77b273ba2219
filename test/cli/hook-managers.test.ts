/**
 * The lines of `modwarden hook install` for hook managers, and of .pre-commit-hooks.yaml, as the managers run them. Those that are not on
 * the PATH are skipped by name; `.ci/run` installs them. The command is a script on the PATH, as an installed modwarden is.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BAD, BIN, type Box, box, GOOD } from '../support/built.ts';

const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly Record<string, unknown>[];

/** The registered hooks, run from the PATH: installing them needs a package registry (pre-commit.test.ts). */
const PRE_COMMIT = JSON.stringify({
  repos: [{ repo: 'local', hooks: hooks.map((hook) => ({ ...hook, language: 'system' })) }],
});

interface Manager {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly install: readonly string[];
  /** What its way of calling cannot do, and why. */
  readonly cannot: Readonly<Record<string, string>>;
}

const TYPES = ['--hook-type', 'pre-commit', '--hook-type', 'pre-push'];

const MANAGERS: readonly Manager[] = [
  { name: 'pre-commit', files: { '.pre-commit-config.yaml': PRE_COMMIT }, install: ['install', ...TYPES], cannot: {} },
  { name: 'prek', files: { '.pre-commit-config.yaml': PRE_COMMIT }, install: ['install', ...TYPES], cannot: {} },
  {
    name: 'lefthook',
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
    install: ['install'],
    cannot: {},
  },
  {
    name: 'husky',
    files: { '.husky/pre-commit': 'modwarden check --staged\n', '.husky/pre-push': 'modwarden check --pushed\n' },
    install: [],
    cannot: {},
  },
  {
    name: 'simple-git-hooks',
    files: {
      'package.json': JSON.stringify({
        'simple-git-hooks': { 'pre-commit': 'modwarden check --staged', 'pre-push': 'modwarden check --pushed' },
      }),
    },
    install: [],
    cannot: {},
  },
  {
    name: 'lint-staged',
    files: {
      '.lintstagedrc.json': JSON.stringify({ '{go.mod,go.sum,go.work}': 'modwarden check --staged' }),
      '.git/hooks/pre-commit': '#!/bin/sh\nexec lint-staged\n',
    },
    install: ['--version'],
    cannot: {
      'deletes the policy that allowed it': 'it lists no deleted files',
      'pushes a bad commit': 'it runs before commits only',
    },
  },
];

/** Not asked by running it: husky takes whatever it is given for a folder, and writes to the repository that it is run in. */
function isOnPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

let b: Box;
let environment: Record<string, string>;
beforeEach(() => {
  b = box();
  b.put({ 'bin/modwarden': `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n` });
  chmodSync(join(b.folder, 'bin/modwarden'), 0o755);
  environment = { PATH: `${join(b.folder, 'bin')}:${process.env.PATH}`, PRE_COMMIT_HOME: join(b.folder, 'pre-commit') };
});
afterEach(() => b.remove());

function git(...args: string[]): string {
  return b.git(args, { env: environment });
}

function write(text: string, path = 'go.mod'): void {
  b.put({ [`repo/${path}`]: text });
  git('add', path);
}

/** Each ends by what must be refused. */
const SITUATIONS: Readonly<Record<string, () => void>> = {
  'commits a bad go.mod': () => {
    write(BAD);
    git('commit', '-qm', 'x');
  },
  'commits a bad go.mod and mends only the work tree': () => {
    write(BAD);
    b.put({ 'repo/go.mod': GOOD });
    git('commit', '-qm', 'x');
  },
  'commits all by -a': () => {
    b.put({ 'repo/go.mod': BAD });
    git('commit', '-qam', 'x');
  },
  'commits a path': () => {
    b.put({ 'repo/go.mod': BAD });
    git('commit', '-qm', 'x', 'go.mod');
  },
  'amends by a bad go.mod': () => {
    write(BAD);
    git('commit', '-q', '--amend', '--no-edit');
  },
  'deletes the policy that allowed it': () => {
    write('rules:\n  replace/local-path: off\n', '.modwarden.yaml');
    write(BAD);
    git('commit', '-qm', 'x');
    git('rm', '-q', '.modwarden.yaml');
    git('commit', '-qm', 'x');
  },
  'pushes a bad commit': () => {
    git('init', '-q', '--bare', '../remote.git');
    git('remote', 'add', 'origin', '../remote.git');
    git('push', '-q', 'origin', 'main');
    write(BAD);
    git('commit', '-qm', 'x', '--no-verify');
    write(GOOD);
    git('push', '-q', 'origin', 'main');
  },
};

for (const { name, files, install, cannot } of MANAGERS) {
  const isThere = isOnPath(name);
  if (!isThere) console.log(`under ${name}: skipped, it is not on the PATH`);
  describe.skipIf(!isThere)(`under ${name}`, () => {
    beforeEach(() => {
      b.put(Object.fromEntries(Object.entries(files).map(([path, text]) => [`repo/${path}`, text])));
      if ('.git/hooks/pre-commit' in files) chmodSync(join(b.folder, 'repo/.git/hooks/pre-commit'), 0o755);
      write(GOOD);
      git('add', '.');
      git('commit', '-qm', 'first', '--no-verify');
      const ended = spawnSync(name, install, {
        cwd: join(b.folder, 'repo'),
        env: { ...b.env, ...environment },
        encoding: 'utf8',
      });
      expect([ended.status, ended.stderr]).toEqual([0, expect.anything()]);
    });

    for (const [situation, act] of Object.entries(SITUATIONS))
      it.skipIf(Object.hasOwn(cannot, situation))(`who ${situation} is stopped`, () => {
        expect(act).toThrow(/replace\/local-path|failed to push some refs/);
      });

    it('a good commit passes', () => {
      write(`${GOOD}\n// more\n`);
      git('commit', '-qm', 'x');
    });
  });
}

it('what a hook manager cannot do is a situation of the table', () => {
  const situations = Object.keys(SITUATIONS);
  for (const { cannot } of MANAGERS) for (const key of Object.keys(cannot)) expect(situations).toContain(key);
});
