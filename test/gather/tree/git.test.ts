import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitError, indexTree, revisionTree } from '../../../src/gather/tree/git.ts';
import { gitIn } from '../../../src/gather/tree/git-command.ts';
import { TREE_LIMITS, TreeError } from '../../../src/model/tree.ts';
import { decode } from '../../../src/text/bytes.ts';
import { type CommittedRepo, committedRepo } from '../../support/committed-repo.ts';

let made: CommittedRepo;
let box: string;
let repo: string;
const env = () => made.env;
const git = (...args: readonly string[]) => made.git(...args);
const put = (path: string, content: string) => made.put(path, content);
const text = async (bytes: Promise<Uint8Array | undefined>) => {
  const got = await bytes;
  return got && decode(got);
};

beforeEach(() => {
  made = committedRepo();
  ({ box, repo } = made);
});
afterEach(() => made.remove());

describe('the index', () => {
  test('is what will be committed, not what lies on disk', async () => {
    put('go.mod', 'module staged\n');
    git('add', 'go.mod');
    put('go.mod', 'module on-disk\n');
    put('untracked/go.mod', 'module untracked\n');
    const tree = indexTree(repo, env());
    expect(tree.name).toBe('index');
    expect(await tree.list()).toEqual(['go.mod', 'main.go', 'sub dir/go.mod']);
    expect(await Promise.all(['go.mod', 'main.go', 'sub dir/go.mod'].map((path) => text(tree.read(path))))).toEqual([
      'module staged\n',
      'package main\n',
      'module sub\n',
    ]);
    expect(await tree.read('untracked/go.mod')).toBeUndefined();
    expect(await tree.read('../repo/go.mod')).toBeUndefined();
  });

  test('from a folder below, and by pathspecs', async () => {
    const tree = indexTree(join(repo, 'sub dir'), env(), { pathspecs: ['*go.mod', '*go.sum'] });
    expect(await tree.list()).toEqual(['go.mod', 'sub dir/go.mod']);
    // A policy may extend a file that no pathspec matches.
    expect(await text(tree.read('main.go'))).toBe('package main\n');
    expect(await tree.read('nowhere.yaml')).toBeUndefined();
    expect(await tree.read('../outside.yaml')).toBeUndefined();
  });

  test('of a hook is the one that git names', async () => {
    put('go.mod', 'module other-index\n');
    execFileSync('git', ['add', 'go.mod'], { cwd: repo, env: { ...env(), GIT_INDEX_FILE: join(repo, '.git/next') } });
    expect(
      await text(
        indexTree(repo, { ...env(), GIT_INDEX_FILE: join(repo, '.git/next'), GIT_DIR: '.git' }).read('go.mod'),
      ),
    ).toBe('module other-index\n');
    expect(await text(indexTree(repo, env()).read('go.mod'))).toBe('module committed\n');
  });

  test('unmerged files are told, their neighbors read', async () => {
    git('checkout', '-qb', 'side');
    put('go.mod', 'module side\n');
    git('commit', '-qam', 'side');
    git('checkout', '-q', 'main');
    put('go.mod', 'module main\n');
    git('commit', '-qam', 'main');
    expect(() => git('merge', 'side')).toThrow();
    const tree = indexTree(repo, env());
    expect(await tree.list()).toEqual(['go.mod', 'main.go', 'sub dir/go.mod']);
    await expect(tree.read('go.mod')).rejects.toMatchObject({ name: 'TreeError', problem: 'unmerged', path: 'go.mod' });
    expect(await text(tree.read('sub dir/go.mod'))).toBe('module sub\n');
  });

  const links: [target: string, result: string | undefined | { problem: string }][] = [
    ['go.mod', 'module committed\n'],
    ['sub dir/../go.mod', 'module committed\n'],
    ['main.go', 'package main\n'],
    ['sub dir', undefined],
    ['.', undefined],
    ['../outside', { problem: 'outside' }],
    ['/etc/hostname', { problem: 'outside' }],
    ['nowhere', { problem: 'unreadable' }],
    ['link.mod', { problem: 'unreadable' }],
  ];
  test.each(links)('a symlink to %s', async (target, result) => {
    symlinkSync(target, join(repo, 'link.mod'));
    git('add', 'link.mod');
    for (const options of [{}, { pathspecs: ['*.mod'] }]) {
      const tree = indexTree(repo, env(), options);
      expect(await tree.list()).toContain('link.mod');
      if (typeof result === 'object') await expect(tree.read('link.mod')).rejects.toMatchObject(result);
      else expect(await text(tree.read('link.mod'))).toBe(result);
      expect(await text(tree.read('go.mod'))).toBe('module committed\n');
    }
  });

  test('names that are no UTF-8, quotes and line ends', async () => {
    execFileSync('sh', ['-c', `cd "$1" && printf x > "$(printf 'a"\\n\\377.mod')"`, 'sh', repo]);
    git('add', '.');
    expect(await text(indexTree(repo, env()).read('a"\n\udcff.mod'))).toBe('x');
  });

  test('submodules are no files', async () => {
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD').trim()},module`);
    expect(await indexTree(repo, env()).list()).toEqual(['go.mod', 'main.go', 'sub dir/go.mod']);
  });

  test('a file over the limit', async () => {
    put('go.sum', 'x'.repeat(50));
    git('add', '.');
    const tree = indexTree(repo, env(), { limits: { ...TREE_LIMITS, maxFileSize: 49 } });
    await expect(tree.read('go.sum')).rejects.toMatchObject({
      problem: 'too-large',
      message: '50 bytes, over the limit of 49',
    });
    expect(await text(tree.read('go.mod'))).toBe('module committed\n');
  });

  test('content that the repository lacks', async () => {
    git('update-index', '--add', '--cacheinfo', `100644,${'1'.repeat(40)},lost`);
    const tree = indexTree(repo, env());
    await expect(tree.read('lost')).rejects.toThrow(
      new TreeError('lost', 'unreadable', `its content is missing in the repository (${'1'.repeat(40)})`),
    );
    expect(await text(tree.read('go.mod'))).toBe('module committed\n');
  });

  test('files that are only meant to be added are not in the commit', async () => {
    put('later/go.mod', 'module later\n');
    put('empty/go.mod', '');
    git('add', '-N', 'later/go.mod');
    git('add', 'empty/go.mod');
    expect(await indexTree(repo, env()).list()).toEqual(['empty/go.mod', 'go.mod', 'main.go', 'sub dir/go.mod']);
  });

  test('over the limit of files is cut, and says so', async () => {
    const limited = (maxFiles: number) => indexTree(repo, env(), { limits: { ...TREE_LIMITS, maxFiles } });
    expect([await limited(3).list(), limited(3).omitted?.()]).toEqual([['go.mod', 'main.go', 'sub dir/go.mod'], []]);
    const tree = limited(2);
    expect(await tree.list()).toEqual(['go.mod', 'main.go']);
    expect(tree.omitted?.()).toEqual([new TreeError('', 'too-large', 'more than 2 files: the others are not checked')]);
    const revision = revisionTree(repo, 'HEAD', env(), { limits: { ...TREE_LIMITS, maxFiles: 1, maxFileSize: 16 } });
    expect(await revision.list()).toEqual(['go.mod']);
    await expect(revision.read('go.mod')).rejects.toThrow('17 bytes, over the limit of 16');
  });

  test('an empty one', async () => {
    git('rm', '-rq', '--cached', '.');
    expect(await indexTree(repo, env()).list()).toEqual([]);
  });
});

describe('a file that several versions have', () => {
  test('says so, in words, where it is changed only', async () => {
    const id = git('rev-parse', 'HEAD:go.mod').trim();
    const stages = [1, 2, 3].map((stage) => `100644 ${id} ${stage}\tx/go.mod\n`).join('');
    execFileSync('git', ['update-index', '--index-info'], { cwd: repo, env: env(), input: stages });
    await expect(indexTree(repo, env()).read('x/go.mod')).rejects.toThrow(
      new TreeError('x/go.mod', 'unmerged', 'the index holds several versions of it'),
    );
  });
});

describe('a revision', () => {
  test('by any name, and in a bare repository', async () => {
    git('tag', 'v1');
    put('go.mod', 'module later\n');
    git('rm', '-q', 'main.go');
    git('commit', '-qam', 'second');
    for (const name of ['v1', 'HEAD~1', 'v1^{tree}']) {
      expect([name, await text(revisionTree(repo, name, env()).read('go.mod'))]).toEqual([name, 'module committed\n']);
    }
    git('clone', '-q', '--bare', '.', join(box, 'bare'));
    const tree = revisionTree(join(box, 'bare'), 'main', env());
    expect(await tree.list()).toEqual(['go.mod', 'sub dir/go.mod']);
    expect(await text(tree.read('go.mod'))).toBe('module later\n');
    expect(await revisionTree(join(repo, 'sub dir'), 'main', env()).list()).toEqual(['go.mod', 'sub dir/go.mod']);
  });

  test.each([['nope'], ['--help'], ['']])('that there is not: %j', (revision) => {
    expect(() => revisionTree(repo, revision, env())).toThrow(GitError);
  });

  test('is of the folder named, whatever GIT_DIR says', async () => {
    const tree = revisionTree(repo, 'HEAD', { ...env(), GIT_DIR: join(box, 'elsewhere'), GIT_INDEX_FILE: 'x' });
    expect(await text(tree.read('go.mod'))).toBe('module committed\n');
  });
});

describe('a repository that is not trusted', () => {
  test('runs nothing of its own', async () => {
    put('.gitattributes', '* filter=trap diff=trap\n');
    git('add', '.gitattributes');
    const trap = join(box, 'trap.sh');
    writeFileSync(trap, `#!/bin/sh\ntouch "${box}/sprung"\ncat\n`);
    chmodSync(trap, 0o755);
    mkdirSync(join(repo, '.git/hooks'), { recursive: true });
    for (const hook of ['post-index-change', 'pre-auto-gc', 'reference-transaction'])
      writeFileSync(join(repo, '.git/hooks', hook), `#!/bin/sh\ntouch "${box}/sprung"\n`, { mode: 0o755 });
    for (const [name, value] of [
      ['core.fsmonitor', trap],
      ['filter.trap.smudge', trap],
      ['filter.trap.clean', trap],
      ['filter.trap.process', trap],
      ['diff.trap.textconv', trap],
      ['diff.external', trap],
      ['core.pager', trap],
      ['core.sshCommand', trap],
      ['core.editor', trap],
      ['alias.ls-files', `!${trap}`],
      ['alias.cat-file', `!${trap}`],
      ['uploadpack.packObjectsHook', trap],
    ] as const)
      git('config', name, value);
    put('go.mod', 'module touched\n');
    expect(await text(indexTree(repo, env()).read('go.mod'))).toBe('module committed\n');
    expect(await text(revisionTree(repo, 'HEAD', env()).read('go.mod'))).toBe('module committed\n');
    expect(existsSync(join(box, 'sprung'))).toBe(false);
    git('status');
    expect(existsSync(join(box, 'sprung'))).toBe(true);
  });

  test('puts no other content under an id', async () => {
    const id = git('rev-parse', 'HEAD:go.mod').trim();
    put('other', 'module replaced\n');
    git('replace', id, git('hash-object', '-w', 'other').trim());
    expect(await text(revisionTree(repo, 'HEAD', env()).read('go.mod'))).toBe('module committed\n');
  });

  test('brings no git of its own', () => {
    const fake = join(repo, 'git');
    writeFileSync(fake, `#!/bin/sh\ntouch "${box}/sprung"\n`, { mode: 0o755 });
    expect(() => indexTree(repo, { ...env(), PATH: `.::${process.env.PATH}` })).not.toThrow();
    expect(() => indexTree(repo, { ...env(), PATH: '.:' })).toThrow('git is not on the PATH');
    expect(existsSync(join(box, 'sprung'))).toBe(false);
    unlinkSync(fake);
  });
});

describe('git', () => {
  test('says why it refuses', () => {
    expect(() => indexTree(box, env())).toThrow(/^not a git repository/);
  });

  test('gives only so much', () => {
    const small = gitIn({ folder: repo, env: env(), inHook: false, maxOutput: 10 });
    expect(() => small.run(['cat-file', '-p', 'HEAD'])).toThrow('git cat-file printed more than 10 bytes');
  });
});
