import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedEntries } from '../../../src/gather/tree/index-changes.ts';
import { indexFile } from '../../../src/gather/tree/index-file.ts';
import { withObjects } from '../../../src/gather/tree/object-files.ts';
import { decode } from '../../../src/text/bytes.ts';

let box: string;
let repo: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'changes-'));
  repo = join(box, 'repo');
  mkdirSync(repo);
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const run = (args: readonly string[], input?: string | Buffer) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: repo,
    env: { PATH: process.env.PATH, HOME: box, GIT_CONFIG_NOSYSTEM: '1' },
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
const git = (...args: string[]) => run(args);
const put = (path: string, content = path) => {
  mkdirSync(join(repo, path, '..'), { recursive: true });
  writeFileSync(join(repo, path), content);
};
const commit = () => git('commit', '-qm', 'x', '--allow-empty');
const headOf = () => git('rev-parse', 'HEAD').toString().trim();

type Change = readonly [mode: string, id: string, path: string];

/** What git itself says. */
function told(isBorn: boolean): Change[] {
  const from = isBorn ? 'HEAD' : git('hash-object', '-t', 'tree', '--stdin').toString().trim();
  const form = ['--raw', '-z', '--no-abbrev', '--no-renames', '--diff-filter=AMT', '--ignore-submodules=all'];
  const parts = decode(git('diff', '--cached', ...form, ...(isBorn ? [from] : []))).split('\0');
  const changes: Change[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [, mode = '', , id = ''] = parts[i]!.split(' ');
    if (mode !== '160000') changes.push([mode, id, parts[i + 1]!]);
  }
  return changes;
}

function found(head = headOf(), wanted: (path: string) => boolean = () => true): Change[] | undefined {
  const index = indexFile(repo, {}, ['*.mod'])!;
  const entries = withObjects(join(repo, '.git'), (read) => changedEntries(index, head, read, wanted));
  return entries?.map(({ mode, id, path }) => [mode.toString(8), id, path] as const);
}

/** A generator of numbers, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

const PATHS = [
  'a',
  'a.b',
  'a-b',
  'b/x',
  'b/y',
  'b/c/x',
  'b/c/d/x',
  'b.c/x',
  'é/ü',
  'z/go.mod',
  'z/y/Makefile',
  'go.mod',
];

/** One change of the work tree and the index. */
function change(next: (below: number) => number): void {
  const path = PATHS[next(PATHS.length)]!;
  const file = join(repo, path);
  const kind = next(7);
  try {
    if (kind < 3) put(path, `${next(5)}`);
    else if (kind === 3) rmSync(join(repo, path.split('/')[0]!), { recursive: true, force: true });
    else if (kind === 4) {
      rmSync(file, { recursive: true, force: true });
      mkdirSync(join(file, '..'), { recursive: true });
      symlinkSync('go.mod', file);
    } else if (kind === 5 && existsSync(file)) chmodSync(file, next(2) ? 0o755 : 0o644);
    else put(`${path}/below`, `${next(3)}`);
  } catch (error) {
    // A file where a folder must be, or the other way around: another change comes.
    if (!/ENOTDIR|EEXIST|EISDIR|ELOOP/.test((error as Error).message)) throw error;
  }
  git('add', '-A');
}

describe('what the next commit changes', () => {
  it('is what git says, after any changes', { timeout: 120_000 }, () => {
    let compared = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const next = numbers(seed);
      for (let step = 0; step < 12; step++) {
        change(next);
        if (step === 0 || next(4) === 0) commit();
        if (next(6) === 0) git('repack', '-adq');
        if (next(6) === 0) git('read-tree', 'HEAD');
        const expected = told(true);
        expect([seed, step, found()]).toEqual([seed, step, expected]);
        compared += expected.length;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  it('is everything before the first commit', () => {
    put('go.mod');
    put('b/Makefile');
    git('add', '.');
    expect(found('')).toEqual(told(false));
    expect(found('')).toHaveLength(2);
  });

  it('is of the kind that is asked for, and no submodule, and nothing that is only to be added', () => {
    put('go.mod');
    git('add', '.');
    commit();
    put('b/Makefile');
    put('main.go');
    git('add', '.');
    put('late/Makefile');
    git('add', '-N', 'late/Makefile');
    run(['update-index', '--index-info'], `160000 ${headOf()} 0\tmodule/Makefile\n`);
    expect(found(headOf(), (path) => path.endsWith('Makefile'))?.map(([, , path]) => path)).toEqual(['b/Makefile']);
    expect(found()).toEqual(told(true));
  });

  it('reads files that a group may write as the index has them', () => {
    put('Makefile');
    const id = git('hash-object', '-w', 'Makefile').toString().trim();
    const raw = Buffer.concat([Buffer.from('100664 Makefile\0'), Buffer.from(id, 'hex')]);
    const tree = run(['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], raw).toString().trim();
    git('reset', '-q', '--soft', run(['commit-tree', '-m', 'x', tree]).toString().trim());
    git('add', 'Makefile');
    expect(found()).toEqual([]);
    expect(told(true)).toEqual([]);
  });
});

describe('left to git', () => {
  it('is a file with several versions, if it is of the kind', () => {
    put('go.mod');
    git('add', '.');
    commit();
    const id = git('hash-object', '-w', 'go.mod').toString().trim();
    run(['update-index', '--index-info'], [1, 2, 3].map((stage) => `100644 ${id} ${stage}\tb/Makefile\n`).join(''));
    expect(found()).toBeUndefined();
    expect(found(headOf(), (path) => path === 'go.mod')).toEqual([]);
  });

  it('is a commit or a tree that is not there, and what is no commit', () => {
    put('b/Makefile');
    git('add', '.');
    commit();
    put('b/Makefile', 'other');
    git('add', '.');
    expect(found()).toHaveLength(1);
    expect(found('1'.repeat(40))).toBeUndefined();
    expect(found(git('rev-parse', 'HEAD^{tree}').toString().trim())).toBeUndefined();
    const tree = git('rev-parse', 'HEAD:b').toString().trim();
    rmSync(join(repo, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    expect(found()).toBeUndefined();
  });

  it('is an index that leads into more than 200 folders', () => {
    const withoutNotes = (folders: number) => {
      for (let i = 0; i < folders; i++) put(`${i}/Makefile`);
      git('add', '.');
      commit();
      expect(found()).toEqual([]);
      const list = git('ls-files', '-s');
      rmSync(join(repo, '.git/index'));
      run(['update-index', '--index-info'], list);
      return found();
    };
    // The top is one of them.
    expect(withoutNotes(199)).toEqual([]);
    expect(withoutNotes(200)).toBeUndefined();
  });
});
