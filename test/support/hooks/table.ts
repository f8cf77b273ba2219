/** The situations in which a git hook must do right: each pair of way and situation is a test, or has a reason why it cannot be one. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BAD, BIN, box, GOOD } from '../built.ts';
import { type Scene, type Situation, succeed, WAYS, type Way } from './ways.ts';

const commit = ({ last }: Scene, ...args: readonly string[]) => last('commit', '-m', 'x', ...args);

/** A remote with the first commit, pushed without the hook. */
function remote({ git }: Scene): void {
  git('init', '-q', '--bare', '../remote.git');
  git('remote', 'add', 'origin', '../remote.git');
  git('push', '-q', '--no-verify', 'origin', 'main');
}

function unchecked({ git, stage }: Scene, text: string, path?: string): void {
  stage(text, path);
  git('commit', '-qm', 'x', '--no-verify');
}

const refused = (name: string, act: Situation['act']): Situation => ({ name, ends: 'refused', act });
const passes = (name: string, act: Situation['act']): Situation => ({ name, ends: 'passes', act });

export const SITUATIONS: readonly Situation[] = [
  passes('a good commit', (at) => {
    at.stage(`${GOOD}// more\n`);
    return commit(at);
  }),
  refused('a bad commit', (at) => {
    at.stage(BAD);
    return commit(at);
  }),
  refused('`git commit -a`', (at) => {
    at.box.put({ 'repo/go.mod': BAD });
    return commit(at, '-a');
  }),
  refused('`git commit PATH`', (at) => {
    at.box.put({ 'repo/go.mod': BAD });
    return commit(at, 'go.mod');
  }),
  refused('a bad part staged, the work tree fixed', (at) => {
    at.stage(BAD);
    at.box.put({ 'repo/go.mod': GOOD });
    return commit(at);
  }),
  passes('a good part staged, the work tree bad', (at) => {
    at.stage(`${GOOD}// more\n`);
    at.box.put({ 'repo/go.mod': BAD });
    return commit(at);
  }),
  refused('`git commit --amend`', (at) => {
    at.stage(BAD);
    return at.last('commit', '--amend', '--no-edit');
  }),
  refused('the commit of a merge with conflicts', (at) => {
    at.git('checkout', '-q', '-b', 'side');
    unchecked(at, GOOD.replace('1.25.0', '1.25.1'));
    at.git('checkout', '-q', 'main');
    unchecked(at, GOOD.replace('1.25.0', '1.25.2'));
    if (at.run('git', ['merge', '-q', 'side']).code === 0) throw new Error('expected a conflict');
    at.stage(BAD);
    return commit(at);
  }),
  refused('a merge without conflicts, then a push', (at) => {
    remote(at);
    at.git('checkout', '-q', '-b', 'side');
    unchecked(at, BAD);
    at.git('checkout', '-q', 'main');
    unchecked(at, 'x', 'README.md');
    at.git('merge', '-q', '--no-verify', 'side', '-m', 'merge');
    return at.last('push', 'origin', 'main');
  }),
  refused('a rebase, then a push', (at) => {
    remote(at);
    at.git('checkout', '-q', '-b', 'side');
    unchecked(at, BAD);
    at.git('checkout', '-q', 'main');
    unchecked(at, 'x', 'README.md');
    at.git('push', '-q', '--no-verify', 'origin', 'main');
    at.git('rebase', '-q', 'main', 'side');
    return at.last('push', 'origin', 'side');
  }),
  refused('a push of several commits, one of them bad', (at) => {
    remote(at);
    unchecked(at, BAD);
    unchecked(at, GOOD);
    unchecked(at, 'x', 'README.md');
    return at.last('push', 'origin', 'main');
  }),
  refused('a push of a bad commit, the index fixed', (at) => {
    remote(at);
    unchecked(at, BAD);
    at.stage(GOOD);
    return at.last('push', 'origin', 'main');
  }),
  refused('a push of a new branch', (at) => {
    remote(at);
    at.git('checkout', '-q', '-b', 'side');
    unchecked(at, BAD);
    return at.last('push', 'origin', 'side');
  }),
  passes('a push that only deletes', (at) => {
    remote(at);
    at.git('push', '-q', '--no-verify', 'origin', 'main:old');
    unchecked(at, BAD);
    return at.last('push', 'origin', '--delete', 'old');
  }),
  refused('a commit that only deletes the policy', (at) => {
    at.stage('rules:\n  replace/local-path: off\n', '.modwarden.yaml');
    unchecked(at, BAD);
    at.git('rm', '-q', '.modwarden.yaml');
    return commit(at);
  }),
  refused('a commit that only deletes a go.sum that is needed', (at) => {
    const hash = `h1:${'A'.repeat(43)}=`;
    at.stage('extends: [recommended]\nrules: { sum/missing: error }\n', '.modwarden.yaml');
    at.stage(`example.com/x v1.0.0 ${hash}\nexample.com/x v1.0.0/go.mod ${hash}\n`, 'go.sum');
    unchecked(at, `${GOOD}\nrequire example.com/x v1.0.0\n`);
    at.git('rm', '-q', 'go.sum');
    return commit(at);
  }),
  refused('a commit in a sparse checkout, with a split index', (at) => {
    at.stage(GOOD, 'a/go.mod');
    unchecked(at, 'x', 'b/README.md');
    at.git('update-index', '--split-index');
    // Without its folder husky has no hook to run.
    at.git('sparse-checkout', 'set', 'b', '.husky');
    at.stage(BAD);
    return commit(at);
  }),
  refused('a commit in a repository of SHA-256', (at) => {
    at.git('init', '-q', '--object-format=sha256', '../sha256');
    const files = Object.entries({ ...at.way.files, 'go.mod': GOOD });
    at.box.put(Object.fromEntries(files.map(([path, text]) => [`sha256/${path}`, text])));
    succeed(at.run('git', ['add', '.'], 'sha256'), 'add');
    succeed(at.run('git', ['commit', '-qm', 'first'], 'sha256'), 'commit');
    at.way.install(at, 'sha256');
    at.box.put({ 'sha256/go.mod': BAD });
    return at.run('git', ['commit', '-am', 'x'], 'sha256');
  }),
  {
    ...refused('the first commit', (at) => {
      at.stage(BAD);
      return commit(at);
    }),
    isFirst: true,
  },
  refused('a commit in a worktree', (at) => {
    at.git('worktree', 'add', '-q', '../tree', '-b', 'side');
    at.box.put({ 'tree/go.mod': BAD });
    return at.run('git', ['commit', '-am', 'x'], 'tree');
  }),
  refused('a commit in a submodule', (at) => {
    at.git('init', '-q', '../outer');
    succeed(at.run('git', ['submodule', 'add', '-q', join(at.box.folder, 'repo'), 'inner'], 'outer'), 'submodule add');
    at.way.install(at, 'outer/inner');
    at.box.put({ 'outer/inner/go.mod': BAD });
    return at.run('git', ['commit', '-am', 'x'], 'outer/inner');
  }),
  passes('a commit that only moves a submodule', (at) => {
    at.git('init', '-q', '../other');
    at.box.put({ 'other/go.mod': BAD });
    succeed(at.run('git', ['add', '.'], 'other'), 'add');
    succeed(at.run('git', ['commit', '-qm', 'x'], 'other'), 'commit');
    at.git('submodule', 'add', '-q', join(at.box.folder, 'other'), 'inner');
    return commit(at);
  }),
  refused('a commit from a subfolder', (at) => {
    at.stage('x', 'sub/README.md');
    at.stage(BAD);
    return at.run('git', ['commit', '-m', 'x'], 'repo/sub');
  }),
  passes('no go.mod', (at) => {
    at.git('rm', '-q', 'go.mod');
    at.git('commit', '-qm', 'x', '--no-verify');
    at.stage('int x;\n', 'main.c');
    return commit(at);
  }),
];

/** Whether the program of a way is here. Not asked by running it: husky takes whatever it is given for a folder, and writes to it. */
export function isHere({ program }: Way): boolean {
  return (
    program === undefined ||
    (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
  );
}

/** A repository whose hooks are switched on in this way, with a first good commit unless the situation is about that one. */
function sceneOf(way: Way, { isFirst }: Situation): Scene & { readonly remove: () => void } {
  const b = box();
  b.put({ 'bin/modwarden': `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n` });
  chmodSync(join(b.folder, 'bin/modwarden'), 0o755);
  const env = {
    ...b.env,
    PATH: `${join(b.folder, 'bin')}:${process.env.PATH}`,
    PRE_COMMIT_HOME: join(b.folder, 'pre-commit'),
    PREK_HOME: join(b.folder, 'prek'),
  };
  const run: Scene['run'] = (program, args, cwd = 'repo') => {
    const options = { cwd: join(b.folder, cwd), env, encoding: 'utf8', timeout: 60_000 } as const;
    const { status, stdout, stderr, error } = spawnSync(program, args, options);
    return { code: status, said: `${stdout}${stderr}${error?.message ?? ''}` };
  };
  const git: Scene['git'] = (...args) => succeed(run('git', args), `git ${args.join(' ')}`);
  const stage: Scene['stage'] = (text, path = 'go.mod') => {
    b.put({ [`repo/${path}`]: text });
    git('add', path);
  };
  const scene: Scene = { box: b, way, run, git, last: (...args) => run('git', args), stage };
  b.put(Object.fromEntries(Object.entries(way.files).map(([path, text]) => [`repo/${path}`, text])));
  if (isFirst === undefined) {
    b.put({ 'repo/go.mod': GOOD });
    git('add', '.');
    git('commit', '-qm', 'first', '--no-verify');
  }
  way.install(scene, 'repo');
  if (isFirst === true && Object.keys(way.files).length > 0) git('add', ...Object.keys(way.files));
  return { ...scene, remove: () => b.remove() };
}

/** How a situation ends in this way, and all that was said. */
export function outcome(way: Way, situation: Situation): { readonly ends: Situation['ends']; readonly said: string } {
  const { remove, ...scene } = sceneOf(way, situation);
  try {
    const { code, said } = situation.act(scene);
    // What ends a commit for another reason, such as that there is nothing to commit, stops nothing.
    const ends =
      code === 0 ? 'passes' : /error\[(?:replace\/local-path|sum\/missing)\]/.test(said) ? 'refused' : undefined;
    if (ends === undefined) throw new Error(said);
    return { ends, said };
  } finally {
    remove();
  }
}

const YES = 'yes';

/** The table as docs/hooks.md shows it, in Markdown: notes below it say why a cell is empty. */
export function tableOf(): string {
  const said = (way: Way, reason: string) => `${way.name}: ${reason}.`;
  const reasons = [...new Set(WAYS.flatMap((way) => Object.values(way.cannot).map((reason) => said(way, reason))))];
  const cell = (way: Way, { name }: Situation) => {
    const reason = way.cannot[name];
    return reason === undefined ? YES : `no (${reasons.indexOf(said(way, reason)) + 1})`;
  };
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['situation', 'must', ...WAYS.map(({ name }) => name)]),
    row(['---', '---', ...WAYS.map(() => '---')]),
    ...SITUATIONS.map((s) =>
      row([s.name, s.ends === 'refused' ? 'be stopped' : 'pass', ...WAYS.map((w) => cell(w, s))]),
    ),
    '',
    ...reasons.map((reason, i) => `${i + 1}. ${reason}`),
  ].join('\n');
}
