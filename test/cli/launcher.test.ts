/** A damaged installation, a fault of modwarden itself and a damaged code cache: none of them may look like a result. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BAD, BIN, type Box, box, type Ended, GOOD } from '../support/built.ts';
import { runNode } from '../support/run-node.ts';

let b: Box;
let dist: string;
beforeEach(() => {
  b = box();
  dist = join(b.folder, 'dist');
  mkdirSync(dist);
  linkPackage();
  for (const name of readdirSync(dirname(BIN)))
    if (/\.(?:cjs|bin)$/.test(name)) cpSync(join(dirname(BIN), name), join(dist, name));
  b.put({ 'repo/go.mod': BAD });
  b.git(['add', '.']);
});
afterEach(() => b.remove());

/** What lies beside dist in the package. */
function linkPackage(): void {
  for (const name of ['rules', 'schemas', 'package.json'])
    if (!existsSync(join(b.folder, name))) symlinkSync(resolve(name), join(b.folder, name));
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Ended =>
  runNode([join(dist, 'bin.cjs'), ...args], { cwd: join(b.folder, 'repo'), env: { ...b.env, ...env } });
const chunk = (pattern: RegExp) => join(dist, readdirSync(dist).find((name) => pattern.test(name))!);
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

const DAMAGED = /(?:^|\n)modwarden: the installation is damaged \([^\n]+\); install modwarden again\n$/;
const INTERNAL = /^modwarden: internal error \([^\n]+\); please report it, with the output of MODWARDEN_DEBUG=1\n$/;

describe('a damaged installation', () => {
  const hot = () => join(dist, 'hot.cjs');
  const explain = () => chunk(/^explain-/);
  it.each<[name: string, damage: () => void, args: readonly string[], message: RegExp]>([
    ['without hot.cjs', () => rmSync(hot()), ['check', '--staged'], DAMAGED],
    ['with half of hot.cjs', () => truncateSync(hot(), 50_000), ['check', '--staged'], DAMAGED],
    ['with an empty hot.cjs', () => truncateSync(hot(), 0), ['check', '--offline'], DAMAGED],
    [
      'with a hot.cjs that does nothing',
      () => writeFileSync(hot(), '(function () {})'),
      ['--version'],
      /^modwarden: (?:internal error|the installation is damaged) [^\n]+\n$/,
    ],
    [
      'with a hot.cjs that is a folder',
      () => {
        rmSync(hot());
        mkdirSync(hot());
      },
      ['check'],
      DAMAGED,
    ],
    [
      'without its package.json',
      () => rmSync(join(b.folder, 'package.json'), { force: true }),
      ['explain', 'gomod/syntax'],
      DAMAGED,
    ],
    ['without a chunk', () => rmSync(explain()), ['explain', 'gomod/syntax'], DAMAGED],
    [
      'with half of a chunk',
      () => edit(explain(), (s) => `${s.slice(0, 900)}\n(`),
      ['explain', 'gomod/syntax'],
      DAMAGED,
    ],
    ['with a syntax error in a chunk', () => writeFileSync(explain(), 'let let'), ['explain', 'gomod/syntax'], DAMAGED],
    [
      'with an empty chunk',
      () => truncateSync(explain(), 0),
      ['explain', 'gomod/syntax'],
      /^modwarden: (?:internal error|the installation is damaged) [^\n]+\n$/,
    ],
    [
      'without the license index',
      () => rmSync(join(dist, 'license-index.bin')),
      ['list', 'licenses', '--offline'],
      DAMAGED,
    ],
    [
      'with half of the license index',
      () => truncateSync(join(dist, 'license-index.bin'), 100_000),
      ['list', 'licenses', '--offline'],
      DAMAGED,
    ],
    [
      'with a changed license index',
      () => {
        const file = join(dist, 'license-index.bin');
        const bytes = readFileSync(file);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(file, bytes);
      },
      ['list', 'licenses', '--offline'],
      DAMAGED,
    ],
  ])('%s ends with 70 and says what to do', (_, damage, args, message) => {
    b.put({
      'repo/go.mod': `${GOOD}\nrequire example.com/lib v1.0.0\n`,
      'repo/vendor/modules.txt': '# example.com/lib v1.0.0\n## explicit; go 1.25\nexample.com/lib\n',
      'repo/vendor/example.com/lib/LICENSE': readFileSync('LICENSE'),
    });
    for (const env of [{ MODWARDEN_CACHE: 'off' }, {}]) {
      expect(run(args, env).code).toBeLessThan(4);
      damage();
      const { code, out, err } = run(args, env);
      expect([code, out]).toEqual([70, '']);
      expect(err).toMatch(message);
      rmSync(join(dist, '.cache'), { recursive: true, force: true });
      linkPackage();
      for (const name of readdirSync(dirname(BIN)))
        if (/\.(?:cjs|bin)$/.test(name)) {
          rmSync(join(dist, name), { recursive: true, force: true });
          cpSync(join(dirname(BIN), name), join(dist, name));
        }
    }
  });
});

describe('a fault of modwarden', () => {
  const beginning = (statement: string) =>
    edit(join(dist, 'hot.cjs'), (s) =>
      s.replace(/\basync function main\(.*\) \{/, (head) => `${head}\n${statement}\n`),
    );

  it.each<[name: string, statement: string, message: RegExp]>([
    ['an error', "throw new TypeError('x is not a function');", INTERNAL],
    ['an error with control characters', "throw new Error('a\\u001b[31m\\nb');", INTERNAL],
    ['something thrown that is no error', "throw 'x';", INTERNAL],
    [
      'an error in a later turn',
      "setTimeout(() => { throw new Error('later'); }); await new Promise(() => {});",
      INTERNAL,
    ],
    [
      'a rejection nobody handles',
      "Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 50));",
      INTERNAL,
    ],
    ['a wait without end', 'await new Promise(() => {});', /the run stopped before it was finished/],
    ['an error while parsing', "JSON.parse('{');", INTERNAL],
    ['a stack without end', '(function f() { f(); })();', INTERNAL],
  ])('%s ends with 70', (_, statement, message) => {
    beginning(statement);
    const { code, out, err } = run(['check', '--staged']);
    expect([code, out]).toEqual([70, '']);
    expect(err).toMatch(message);
    expect(err).toMatch(/^[ -~]+\n$/);
    const told = run(['check', '--staged'], { MODWARDEN_DEBUG: '1' });
    expect([told.code, told.err.startsWith('modwarden: internal error (')]).toEqual([70, true]);
  });

  it('adds its stack where MODWARDEN_DEBUG is set', () => {
    beginning("throw new TypeError('x');");
    expect(run(['check'], { MODWARDEN_DEBUG: '1' }).err).toMatch(/\n {2}TypeError: x\n {6}at main/);
  });
});

describe('the code cache', () => {
  /** With an option more, because a hook without any does not need the code for the same answer again. */
  const STAGED = ['check', '--staged', '--color', 'never'];
  const files = (folder: string) => readdirSync(folder).map((name) => join(folder, name));
  const beside = () => join(dist, '.cache');
  const only = (folder: string) => {
    const found = files(folder);
    expect(found.length).toBe(1);
    return found[0]!;
  };
  const changed = (file: string, change: (bytes: Buffer) => void) => {
    const bytes = readFileSync(file);
    change(bytes);
    writeFileSync(file, bytes);
  };
  const noise = (bytes: Buffer, from: number, to: number) => {
    for (let i = from; i < to; i++) bytes[i] = (i * 2_654_435_761) >>> 13;
  };

  it.each<[name: string, damage: (file: string) => void]>([
    ['a zeroed tail', (file) => changed(file, (bytes) => bytes.fill(0, bytes.length >> 2))],
    ['a zeroed end', (file) => changed(file, (bytes) => bytes.fill(0, bytes.length - 4096))],
    ['only zeros', (file) => changed(file, (bytes) => bytes.fill(0))],
    ['only zeros after its header', (file) => changed(file, (bytes) => bytes.fill(0, 32))],
    ['only zeros after the header of V8', (file) => changed(file, (bytes) => bytes.fill(0, 64))],
    ['a changed first part', (file) => changed(file, (bytes) => noise(bytes, 1000, 9000))],
    ['a changed middle', (file) => changed(file, (bytes) => noise(bytes, bytes.length * 0.4, bytes.length * 0.6))],
    ['one changed bit', (file) => changed(file, (bytes) => (bytes[30_000]! ^= 4))],
    ['a changed header', (file) => changed(file, (bytes) => (bytes[20]! ^= 1))],
    ['half of it', (file) => truncateSync(file, statSync(file).size >> 1)],
    ['nothing in it', (file) => truncateSync(file, 0)],
    ['another content', (file) => writeFileSync(file, 'x'.repeat(500_000))],
    [
      'a symlink in its place',
      (file) => {
        cpSync(file, `${file}.moved`);
        rmSync(file);
        symlinkSync(`${file}.moved`, file);
      },
    ],
    [
      'a folder in its place',
      (file) => {
        rmSync(file);
        mkdirSync(join(file, 'x'), { recursive: true });
      },
    ],
    [
      'a named pipe in its place',
      (file) => {
        rmSync(file);
        execFileSync('mkfifo', [file]);
      },
    ],
    ['a mode that lets others write', (file) => chmodSync(file, 0o666)],
  ])('with %s changes no result and is written anew', (_, damage) => {
    const expected = run(STAGED, { MODWARDEN_CACHE: 'off' });
    expect(expected.code).toBe(1);
    run(STAGED);
    const file = only(beside());
    const size = statSync(file).size;
    damage(file);
    expect(run(STAGED)).toEqual(expected);
    const stat = statSync(file);
    expect([stat.isFile(), stat.mode & 0o777, Math.abs(stat.size - size) < size / 5]).toEqual([true, 0o600, true]);
    const { mtimeMs } = stat;
    expect(run(STAGED)).toEqual(expected);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });

  it('is accepted by the next run of the same command', () => {
    for (const args of [STAGED, ['check', '--offline'], ['graph', '--offline'], ['list', 'modules', '--offline']]) {
      rmSync(beside(), { recursive: true, force: true });
      const first = run(args, { RUN: '1' });
      const { mtimeMs, ino } = statSync(only(beside()));
      expect(run(args, { RUN: '2' })).toEqual(first);
      const after = statSync(only(beside()));
      expect([after.mtimeMs, after.ino]).toEqual([mtimeMs, ino]);
    }
  });

  it('gets the chunks of a later run beside those that it has', () => {
    const inode = () => statSync(only(beside())).ino;
    const [explain, help] = [
      ['explain', 'gomod/syntax'],
      ['help', 'waive'],
    ];
    run(explain!);
    const first = inode();
    run(help!);
    const second = inode();
    expect(second).not.toBe(first);
    run(explain!);
    run(help!);
    expect(inode()).toBe(second);
  });

  it('is one for hooks, one for each command that only reads, and one for the rest', () => {
    for (const args of [STAGED, ['check', '--offline'], ['--offline'], ['graph', '--offline'], ['--version'], ['help']])
      run(args);
    expect(files(beside()).map((file) => /([a-z]+)-[^/]*$/.exec(file)![1])).toEqual([
      'check',
      'graph',
      'other',
      'staged',
    ]);
  });

  const user = (env: Readonly<Record<string, string>>) => run(STAGED, { XDG_CACHE_HOME: '', ...env });
  /** So that the user's own folder is used. */
  const closeDist = () => writeFileSync(beside(), '');

  const pipe = (path: string) => execFileSync('mkfifo', [path]);
  const nothing = () => {};
  it.each<[name: string, make: (home: string) => void, variables: (home: string) => Readonly<Record<string, string>>]>([
    ['that is a file', (home) => writeFileSync(home, ''), (HOME) => ({ HOME })],
    ['that is a named pipe', pipe, (HOME) => ({ HOME })],
    ['below a file', (home) => writeFileSync(home, ''), (home) => ({ HOME: join(home, 'x') })],
    ['that cannot be written', (home) => mkdirSync(home, { mode: 0o500 }), (HOME) => ({ HOME })],
    ['where no folder can be made, though it is there', nothing, () => ({ HOME: '/proc' })],
    ['below one where no folder can be made', nothing, () => ({ HOME: '/proc/self/x' })],
    ['that is a device', nothing, () => ({ HOME: '/dev/null' })],
    ['that is not there', nothing, (home) => ({ HOME: join(home, 'a/b') })],
    ['that is relative', nothing, () => ({ HOME: 'x' })],
    ['that is empty', nothing, () => ({ HOME: '' })],
    [
      'whose cache is a circle of symlinks',
      (home) => symlinkSync(home, home),
      (XDG_CACHE_HOME) => ({ HOME: dirname(XDG_CACHE_HOME), XDG_CACHE_HOME }),
    ],
    [
      'with a pipe for a cache',
      (home) => {
        mkdirSync(home);
        pipe(join(home, '.cache'));
      },
      (HOME) => ({ HOME }),
    ],
    [
      'with a pipe for the folder of modwarden',
      (home) => {
        mkdirSync(join(home, '.cache'), { recursive: true });
        pipe(join(home, '.cache/modwarden'));
      },
      (HOME) => ({ HOME }),
    ],
    [
      'with a pipe for the note of the last look',
      (home) => {
        mkdirSync(join(home, '.cache/modwarden'), { recursive: true, mode: 0o700 });
        pipe(join(home, '.cache/modwarden/checked'));
      },
      (HOME) => ({ HOME }),
    ],
    [
      'with pipes for the settings of Go',
      (home) => {
        mkdirSync(join(home, '.config/go'), { recursive: true });
        for (const path of ['.config/go/env', '.netrc']) pipe(join(home, path));
      },
      (HOME) => ({ HOME }),
    ],
  ])('changes no result with a home %s', (_, make, variables) => {
    const expected = run(STAGED, { MODWARDEN_CACHE: 'off' });
    closeDist();
    const home = join(b.folder, 'home');
    make(home);
    for (let i = 0; i < 2; i++) expect(user(variables(home))).toEqual(expected);
    // Nothing of it in the repository.
    expect(b.git(['status', '--porcelain'])).toBe('A  go.mod\n');
  });

  it('is not taken from a folder below one that others can write', () => {
    closeDist();
    const open = join(b.folder, 'open');
    const cache = join(open, 'home/.cache');
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    const kept = () => readdirSync(cache, { recursive: true }).length;
    chmodSync(open, 0o777);
    user({ HOME: join(open, 'home') });
    expect(kept()).toBe(0);
    // As in /tmp, where nobody can rename what belongs to another.
    chmodSync(open, 0o1777);
    user({ HOME: join(open, 'home') });
    expect(kept()).toBeGreaterThan(1);
  });
});
