import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskTree } from '../../../src/gather/tree/disk.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { isTreePath, TREE_LIMITS, TreeError } from '../../../src/model/tree.ts';
import { decode } from '../../../src/text/bytes.ts';

let box: string;
let root: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'tree-'));
  root = join(box, 'root');
  mkdirSync(join(root, 'sub/deep'), { recursive: true });
  writeFileSync(join(root, 'go.mod'), 'module example.com/a\n');
  writeFileSync(join(root, 'sub/deep/go.sum'), '');
  writeFileSync(join(box, 'secret'), 'outside');
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const textOf = (bytes: Uint8Array | undefined) => bytes && decode(bytes);

describe('paths a tree can hold', () => {
  test.each([
    ['go.mod', true],
    ['a/b', true],
    ['__proto__', true],
    ['..a/b..', true],
    ['', false],
    ['/a', false],
    ['a/', false],
    ['a//b', false],
    ['./a', false],
    ['a/../b', false],
    ['..', false],
    ['a\0', false],
  ])('%j: %s', (path, valid) => expect(isTreePath(path)).toBe(valid));
});

describe('a folder', () => {
  test('lists files in order and reads them', async () => {
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, '.git/config'), '');
    mkdirSync(join(root, 'sub/.git'));
    writeFileSync(join(root, 'sub/.git/HEAD'), '');
    writeFileSync(join(root, '.gitignore'), '');
    const tree = diskTree(root);
    expect(await tree.list()).toEqual(['.gitignore', 'go.mod', 'sub/deep/go.sum']);
    expect(textOf(await tree.read('go.mod'))).toBe('module example.com/a\n');
    expect(textOf(await tree.read('sub/deep/go.sum'))).toBe('');
    expect(await tree.read('.git/config')).toBeUndefined();
    expect(await tree.read('sub')).toBeUndefined();
    expect(await tree.read('go.mod/x')).toBeUndefined();
    expect(await tree.read('absent')).toBeUndefined();
    expect(tree.omitted?.()).toEqual([]);
  });

  test('names that are not UTF-8 survive', async () => {
    execFileSync('sh', ['-c', `cd "$1" && printf inside > "$(printf 'b\\377.mod')"`, 'sh', root]);
    const tree = diskTree(root);
    expect(await tree.list()).toEqual(['b\udcff.mod', 'go.mod', 'sub/deep/go.sum']);
    expect(textOf(await tree.read('b\udcff.mod'))).toBe('inside');
  });

  test('a file over the limit is a problem, its neighbor is read', async () => {
    writeFileSync(join(root, 'huge'), 'x'.repeat(100));
    const tree = diskTree(root, { ...TREE_LIMITS, maxFileSize: 99 });
    await expect(tree.read('huge')).rejects.toEqual(
      new TreeError('huge', 'too-large', '100 bytes, over the limit of 99'),
    );
    expect(textOf(await tree.read('go.mod'))).toBe('module example.com/a\n');
  });

  test('too many files: the list is cut and says so', async () => {
    const tree = diskTree(root, { ...TREE_LIMITS, maxFiles: 1 });
    expect(await tree.list()).toEqual(['go.mod']);
    expect(tree.omitted?.()).toEqual([new TreeError('', 'too-large', 'more than 1 files: the others are not checked')]);
  });

  test('as many files as are allowed are no problem', async () => {
    const tree = diskTree(root, { maxFiles: 2, maxFileSize: 21 });
    expect([await tree.list(), tree.omitted?.(), tree.name]).toEqual([['go.mod', 'sub/deep/go.sum'], [], 'work tree']);
    expect(await tree.read('go.mod')).toHaveLength(21);
    writeFileSync(join(root, 'more'), '');
    // What was listed once stays so.
    expect(await tree.list()).toEqual(['go.mod', 'sub/deep/go.sum']);
  });

  test('a sign that replaces others is a letter like others', async () => {
    writeFileSync(join(root, 'b\ufffd.mod'), 'plain');
    mkdirSync(join(root, 'd\ufffd'));
    writeFileSync(join(root, 'd\ufffd/x'), '');
    symlinkSync('go.mod', join(root, 'd\ufffd/link'));
    const tree = diskTree(root);
    expect(await tree.list()).toEqual(['b\ufffd.mod', 'd\ufffd/link', 'd\ufffd/x', 'go.mod', 'sub/deep/go.sum']);
    expect(textOf(await tree.read('b\ufffd.mod'))).toBe('plain');
  });

  test('names that the system does not take, and paths that no tree has, are told or nothing', async () => {
    const tree = diskTree(root);
    const long = 'x'.repeat(300);
    await expect(tree.read(long)).rejects.toThrow(new TreeError(long, 'unreadable', 'cannot be read (ENAMETOOLONG)'));
    for (const path of ['../secret', '/etc/hostname', '', 'sub/../go.mod', 'sub/.git/HEAD', '.git'])
      expect(await tree.read(path)).toBeUndefined();
  });

  test('a socket is refused, and listed but for .go files', async () => {
    const servers = ['socket', 'socket.go'].map((name) => createServer().listen(join(root, name)));
    await Promise.all(servers.map((server) => new Promise<void>((done) => server.once('listening', done))));
    const tree = diskTree(root);
    expect(await tree.list()).toEqual(['go.mod', 'socket', 'sub/deep/go.sum']);
    await expect(tree.read('socket')).rejects.toMatchObject({ problem: 'unreadable', path: 'socket' });
    for (const server of servers) server.close();
  });

  test('a folder that is not there', async () => {
    const tree = diskTree(join(box, 'absent'));
    expect(await tree.list()).toEqual([]);
    expect(await tree.read('go.mod')).toBeUndefined();
    expect(tree.omitted?.()).toEqual([new TreeError('', 'unreadable', 'cannot be read (ENOENT)')]);
  });

  test('a named pipe is listed but for .go files, and refused without waiting for it', async () => {
    execFileSync('mkfifo', [join(root, 'pipe'), join(root, 'pipe.go')]);
    const tree = diskTree(root);
    expect(await tree.list()).toContain('pipe');
    expect(await tree.list()).not.toContain('pipe.go');
    await expect(tree.read('pipe')).rejects.toThrow(new TreeError('pipe', 'unreadable', 'a named pipe, not a file'));
    expect(await tree.list()).toContain('go.mod');
  });
});

describe('symlinks in a folder', () => {
  const links: [
    name: string,
    target: string,
    listed: boolean,
    text: string | undefined,
    problem: string | undefined,
  ][] = [
    ['inner', 'go.mod', true, 'module example.com/a\n', undefined],
    ['roundabout', 'sub/../go.mod', true, 'module example.com/a\n', undefined],
    ['folder', 'sub', false, undefined, undefined],
    ['outer', '../secret', true, undefined, 'outside'],
    ['absolute', '/etc/hostname', true, undefined, 'outside'],
    ['config', '.git/config', true, undefined, 'outside'],
    ['nowhere', 'absent', true, undefined, 'unreadable'],
    ['circle', 'circle', true, undefined, 'unreadable'],
  ];
  test.each(links)('%s -> %s', async (name, target, listed, text, problem) => {
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, '.git/config'), '');
    symlinkSync(target, join(root, name));
    const tree = diskTree(root);
    expect((await tree.list()).includes(name)).toBe(listed);
    if (problem) await expect(tree.read(name)).rejects.toMatchObject({ name: 'TreeError', path: name, problem });
    else expect(textOf(await tree.read(name))).toBe(text);
    expect(textOf(await tree.read('go.mod'))).toBe('module example.com/a\n');
  });

  test('each that is refused is told in words', async () => {
    mkdirSync(join(root, 'sub/.git'));
    writeFileSync(join(root, 'sub/.git/HEAD'), '');
    mkdirSync(join(box, 'root2'));
    writeFileSync(join(box, 'root2/x'), '');
    const links = {
      outer: ['../secret', 'outside', 'a symlink points outside the repository'],
      neighbor: ['../root2/x', 'outside', 'a symlink points outside the repository'],
      head: ['sub/.git/HEAD', 'outside', 'a symlink points into .git'],
      nowhere: ['absent', 'unreadable', 'a broken symlink'],
      below: ['go.mod/x', 'unreadable', 'a broken symlink'],
      circle: ['circle', 'unreadable', 'a circular symlink'],
      zero: ['/dev/zero', 'outside', 'a symlink points outside the repository'],
    } as const;
    for (const [name, [target]] of Object.entries(links)) symlinkSync(target, join(root, name));
    const tree = diskTree(root);
    expect((await tree.list()).filter((path) => path in links).sort()).toEqual(Object.keys(links).sort());
    for (const [name, [, problem, message]] of Object.entries(links))
      await expect(tree.read(name)).rejects.toThrow(new TreeError(name, problem, message));
    symlinkSync('.', join(root, 'self'));
    expect([await tree.read('self'), textOf(await tree.read('self/go.mod'))]).toEqual([
      undefined,
      'module example.com/a\n',
    ]);
  });

  test('a folder symlink is not walked, even one that leads out or up', async () => {
    symlinkSync('..', join(root, 'sub/up'));
    symlinkSync(box, join(root, 'away'));
    const tree = diskTree(root);
    expect(await tree.list()).toEqual(['go.mod', 'sub/deep/go.sum']);
    await expect(tree.read('away/secret')).rejects.toMatchObject({ problem: 'outside' });
  });

  test('the root itself may be a symlink', async () => {
    symlinkSync(root, join(box, 'link'));
    expect(textOf(await diskTree(join(box, 'link')).read('go.mod'))).toBe('module example.com/a\n');
  });
});

test('a tree in memory', async () => {
  const tree = memoryTree({ 'b/go.mod': 'x\udcff', 'a.txt': Uint8Array.of(1) });
  expect(await tree.list()).toEqual(['a.txt', 'b/go.mod']);
  expect(await tree.read('b/go.mod')).toEqual(Uint8Array.of(0x78, 0xff));
  expect(await tree.read('a.txt')).toEqual(Uint8Array.of(1));
  expect(await tree.read('constructor')).toBeUndefined();
});
