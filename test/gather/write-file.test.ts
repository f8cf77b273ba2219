/** Files are written whole or not at all, and never through a link of the judged tree. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeWritten, writeWhole } from '../../src/gather/write-file.ts';

let box: string;
let root: string;
const at = (...names: string[]) => join(root, ...names);
beforeEach(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'write-')));
  root = join(box, 'repo');
  mkdirSync(root);
  mkdirSync(join(box, 'outside'));
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

/** Files under the root but for those that a test made. */
const left = () => readdirSync(root).filter((name) => name.endsWith('.tmp'));

function linked(name: string, target: string): string {
  symlinkSync(target, at(name));
  return at(name);
}

function made(name: string): string {
  writeFileSync(at(name), '');
  return at(name);
}

describe('a file', () => {
  it('is made, or replaced with its mode kept', () => {
    expect(writeWhole(at('new'), 'a')).toBeUndefined();
    expect(readFileSync(at('new'), 'utf8')).toBe('a');
    chmodSync(at('new'), 0o640);
    expect(writeWhole(at('new'), 'b')).toBeUndefined();
    expect([readFileSync(at('new'), 'utf8'), statSync(at('new')).mode & 0o777]).toEqual(['b', 0o640]);
    expect(left()).toEqual([]);
  });

  it.each<[what: string, make: () => string, problem: string]>([
    ['a folder', () => root, 'is a folder; use a file'],
    ['a link to a folder', () => linked('link', '.'), 'is a folder; use a file'],
    ['in no folder', () => at('no', 'file'), 'cannot be written: the folder does not exist (ENOENT)'],
    ['below a file', () => join(made('file'), 'x'), 'cannot be written: a parent folder is a file (ENOTDIR)'],
  ])('that is %s is refused', (_, make, problem) => {
    expect(writeWhole(make(), 'x')).toBe(problem);
    expect(left()).toEqual([]);
  });

  it('stays as it was where the folder takes no other file', () => {
    // The folder of a process takes none, whoever asks.
    expect(writeWhole('/proc/self/task/new-file', 'x')).toMatch(/^cannot be written.* \(E[A-Z]+\)$/);
  });

  it('stays as it was, or is whole, whenever the run is killed', async () => {
    const script = `import { removeWritten, writeWhole } from ${JSON.stringify(join(process.cwd(), 'src/gather/write-file.ts'))};
const text = 'x'.repeat(8 << 20);
process.stdout.write('ready');
for (;;) writeWhole(process.argv[2], text + '\\n');`;
    writeFileSync(join(box, 'loop.ts'), script);
    const { build } = await import('esbuild');
    await build({
      entryPoints: [join(box, 'loop.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: join(box, 'loop.mjs'),
      logLevel: 'error',
    });
    const sizes = new Set<number>();
    for (let i = 0; i < 30; i++) {
      writeFileSync(at('out'), 'old');
      const child = spawn(process.execPath, [join(box, 'loop.mjs'), at('out')]);
      await new Promise((done) => child.stdout.once('data', done));
      await new Promise((done) => setTimeout(done, i));
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
      sizes.add(statSync(at('out')).size);
    }
    const allowed = new Set([3, (8 << 20) + 1]);
    expect([...sizes].filter((size) => !allowed.has(size))).toEqual([]);
  });
});

describe('a link', () => {
  it.each(['../outside/file', '../outside/absent'])('at the name itself is replaced (%s)', (target) => {
    writeFileSync(join(box, 'outside/file'), 'precious');
    symlinkSync(target, at('out'));
    expect(writeWhole(at('out'), 'x', { roots: [root] })).toBeUndefined();
    expect(lstatSync(at('out')).isSymbolicLink()).toBe(false);
    expect(readdirSync(join(box, 'outside'))).toEqual(['file']);
    expect(readFileSync(join(box, 'outside/file'), 'utf8')).toBe('precious');
  });

  it('in the tree that leads out of it, or into .git, is not followed', () => {
    symlinkSync('../outside', at('sub'));
    mkdirSync(at('.git'));
    symlinkSync('.git', at('hooks'));
    symlinkSync('.', at('here'));
    expect(writeWhole(at('sub/x'), 'x', { roots: [root] })).toBe(
      'is outside the repository: a symbolic link points there',
    );
    expect(writeWhole(at('hooks/x'), 'x', { roots: [root] })).toBe('is in .git: a symbolic link points there');
    expect(existsSync(join(box, 'outside/x'))).toBe(false);
    expect(writeWhole(at('here/x'), 'x', { roots: [root] })).toBeUndefined();
    // Outside the judged tree links are the user's own.
    expect(writeWhole(at('sub/x'), 'x', { roots: [join(box, 'outside')] })).toBeUndefined();
    // Any one of several trees refuses.
    expect(writeWhole(at('sub/x'), 'x', { roots: [join(box, 'outside'), root] })).toMatch(/^is outside the repository/);
  });

  it('in a tree that is reached through a link, or in .git by its name, leads to a file of it', () => {
    mkdirSync(at('.git'));
    mkdirSync(at('..x'));
    symlinkSync('repo', join(box, 'link'));
    for (const file of ['.git/x', '..x/x', 'y']) {
      expect(writeWhole(join(box, 'link', file), 'x', { roots: [join(box, 'link')] })).toBeUndefined();
      expect(readFileSync(at(file), 'utf8')).toBe('x');
    }
    // A neighbor whose name begins like that of the tree, and the folder around it, are outside by their names.
    mkdirSync(join(box, 'repository'));
    symlinkSync('outside', join(box, 'repository/sub'));
    for (const file of ['repository/x', 'z'])
      expect(writeWhole(join(box, file), 'x', { roots: [root] })).toBeUndefined();
  });
});

describe('a new file', () => {
  it.each<[what: string, make: () => void]>([
    ['a file', () => writeFileSync(at('x'), 'old')],
    ['a link', () => symlinkSync('absent', at('x'))],
  ])('is not made where %s is', (_, make) => {
    make();
    expect(writeWhole(at('x'), 'new', { fresh: true })).toBe('already exists');
    expect(existsSync(at('absent'))).toBe(false);
  });

  it('is made in the mode that the user has for files', () => {
    writeFileSync(at('plain'), '');
    expect(writeWhole(at('x'), 'new')).toBeUndefined();
    expect(statSync(at('x')).mode).toBe(statSync(at('plain')).mode);
  });

  it('is made where nothing is', () => {
    expect(writeWhole(at('x'), 'new', { fresh: true })).toBeUndefined();
    expect([readFileSync(at('x'), 'utf8'), left()]).toEqual(['new', []]);
  });
});

describe('a file that was written', () => {
  it('is removed, and nothing else is', () => {
    expect(removeWritten(made('x'))).toBeUndefined();
    expect(existsSync(at('x'))).toBe(false);
    expect(removeWritten(at('x'))).toBeUndefined();
    mkdirSync(at('folder'));
    linked('link', 'folder');
    for (const name of ['folder', 'link', 'none/x']) expect(removeWritten(at(name), { roots: [root] })).toBeUndefined();
    expect(readdirSync(root).sort()).toEqual(['folder', 'link']);
  });

  it('is not removed through a link out of the tree', () => {
    writeFileSync(join(box, 'outside/x'), '');
    linked('sub', '../outside');
    expect(removeWritten(at('sub/x'), { roots: [root] })).toBe(
      'is outside the repository: a symbolic link points there',
    );
    expect(existsSync(join(box, 'outside/x'))).toBe(true);
    expect(removeWritten(at('sub/x'), { roots: [join(box, 'outside')] })).toBeUndefined();
    expect(existsSync(join(box, 'outside/x'))).toBe(false);
  });

  it('says why it cannot be removed', () => {
    expect(removeWritten(join(made('file'), 'x'))).toBe('cannot be removed: a parent folder is a file (ENOTDIR)');
    expect(removeWritten(at('x'.repeat(300)))).toBe('cannot be removed (ENAMETOOLONG)');
  });
});

describe('what is no file', () => {
  it('may be a descriptor that is open', () => {
    const out = openSync(at('out'), 'w+');
    try {
      for (const name of [`/dev/fd/${out}`, `/proc/self/fd/${out}`])
        expect(writeWhole(name, 'x', { roots: [root] })).toBeUndefined();
    } finally {
      closeSync(out);
    }
    expect(readFileSync(at('out'), 'utf8')).toBe('xx');
    expect(writeWhole(`/dev/fd/${out}`, 'x')).toBe('cannot be written (EBADF)');
  });

  it('is refused where it is a socket', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(at('socket'), done));
    expect(writeWhole(at('socket'), 'x')).toBe('is not a file');
    await new Promise((done) => server.close(done));
  });

  it('is written as it is', async () => {
    expect(writeWhole('/dev/null', 'x')).toBeUndefined();
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    execFileSync('mkfifo', [at('pipe')]);
    const reader = spawn('cat', [at('pipe')]);
    let read = '';
    reader.stdout.on('data', (data) => (read += String(data)));
    const ended = new Promise((done) => reader.once('close', done));
    expect(writeWhole(at('pipe'), 'through')).toBeUndefined();
    await ended;
    expect([read, lstatSync(at('pipe')).isFIFO()]).toEqual(['through', true]);
  });
});
