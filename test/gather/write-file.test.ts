/** Files are written whole or not at all, and never through a link of the judged tree. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../src/gather/write-file.ts';

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
    const script = `import { writeWhole } from ${JSON.stringify(join(process.cwd(), 'src/gather/write-file.ts'))};
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

  it('is made where nothing is', () => {
    expect(writeWhole(at('x'), 'new', { fresh: true })).toBeUndefined();
    expect([readFileSync(at('x'), 'utf8'), left()]).toEqual(['new', []]);
  });
});

describe('what is no file', () => {
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
