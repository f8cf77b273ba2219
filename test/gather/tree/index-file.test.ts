import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexTree } from '../../../src/gather/tree/git.ts';
import { type IndexEntry, indexFile, parseIndex } from '../../../src/gather/tree/index-file.ts';
import { decode } from '../../../src/text/bytes.ts';

const SPECS = ['*.mod', '*vendor/modules.txt', '*.modwarden.*'];
const WANTED = /^(?:.*\.mod|.*vendor\/modules\.txt|.*\.modwarden\..*)$/s;

let box: string;
let repo: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'index-'));
  repo = join(box, 'repo');
  mkdirSync(repo);
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const env = (more: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env.PATH,
  HOME: box,
  GIT_CONFIG_NOSYSTEM: '1',
  ...more,
});
const run = (args: readonly string[], input?: string | Buffer) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: repo,
    env: env(),
    input,
    maxBuffer: 1 << 26,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
const git = (...args: string[]) => run(args);
const put = (path: string, content = path) => {
  mkdirSync(join(repo, path, '..'), { recursive: true });
  writeFileSync(join(repo, path), content);
};

const indexEntries = (more: Readonly<Record<string, string>> = {}) => indexFile(repo, env(more), SPECS)?.entries;

/** What git itself says. */
function listed(): IndexEntry[] {
  const lines = decode(git('ls-files', '-s', '-z', '--', ...SPECS))
    .split('\0')
    .slice(0, -1);
  return lines.map((line) => {
    const [, mode = '', id = '', stage, path = ''] = /^(\d+) (\w+) (\d)\t(.*)$/s.exec(line)!;
    return { mode: Number.parseInt(mode, 8), id, stage: Number(stage), path };
  });
}

/** Names of every length around the fill of eight, alike and not, nested, not UTF-8, and with line ends. */
function many(): void {
  for (let i = 1; i < 40; i++) put(`${'d'.repeat((i % 7) + 1)}/${'n'.repeat(i)}${i}/go.mod`, `${i}`);
  for (const path of [
    'go.mod',
    'go.mod.orig',
    'a.mod/file',
    'x/vendor/modules.txt',
    '.modwarden.yaml',
    'y/.modwarden.d/b',
  ])
    put(path);
  put('é/ü.mod');
  put('line\nend.mod');
  put(`${'long/'.repeat(900)}go.mod`.slice(-4000));
  execFileSync('sh', ['-c', `cd "$1" && printf x > "$(printf 'a"\\377.mod')"`, 'sh', repo]);
  symlinkSync('go.mod', join(repo, 'link.mod'));
  chmodSync(join(repo, 'go.mod'), 0o755);
  git('add', '-A');
}

describe.each([2, 3, 4])('an index of version %d', (version) => {
  it('is read as git reads it', () => {
    many();
    put('intent.mod');
    if (version === 3) git('add', '-N', 'intent.mod');
    git('update-index', `--index-version=${version === 3 ? 2 : version}`);
    expect(readFileSync(join(repo, '.git/index')).readUInt32BE(4)).toBe(version);
    expect(indexEntries()).toEqual(listed().filter(({ path }) => path !== 'intent.mod'));
    expect(listed().length).toBeGreaterThan(45);
    git('commit', '-qm', 'x');
    git('update-index', '--untracked-cache', '--skip-worktree', 'go.mod');
    expect(indexEntries()).toEqual(listed().filter(({ path }) => path !== 'intent.mod'));
  });
});

it('gives all paths in order, and the trees that git noted', () => {
  many();
  git('commit', '-qm', 'x');
  put('y/new/go.mod');
  git('add', '.');
  const { paths, entry, trees } = indexFile(repo, env(), SPECS)!;
  const all = git('ls-files', '-z').toString('latin1').split('\0').slice(0, -1);
  expect(paths).toEqual(all);
  expect(entry(paths.indexOf('go.mod'))).toMatchObject({ path: 'go.mod', mode: 0o100755, stage: 0 });
  const noted = git('ls-tree', '-r', '-d', '-z', 'HEAD').toString('latin1').split('\0').slice(0, -1);
  const expected = new Map(noted.map((line) => [`${line.split('\t')[1]}/`, line.split(/[ \t]/)[2]!] as const));
  expected.delete('y/');
  expect(trees).toEqual(expected);
  git('commit', '-qm', 'y');
  expect(indexFile(repo, env(), SPECS)?.trees.get('')).toBe(git('rev-parse', 'HEAD^{tree}').toString().trim());
});

it('gives unmerged files and submodules as git lists them', () => {
  put('go.mod');
  git('add', '.');
  const id = git('hash-object', '-w', 'go.mod').toString().trim();
  const lines = [1, 2, 3].map((stage) => `100644 ${id} ${stage}\tsub/go.mod\n`).join('');
  run(['update-index', '--index-info'], `${lines}160000 ${id} 0\tmodule.mod\n`);
  expect(indexEntries()).toEqual(listed().filter(({ path }) => path !== 'intent.mod'));
  expect(listed().map(({ stage }) => stage)).toEqual([0, 0, 1, 2, 3]);
});

it('is the one that a hook is called for', () => {
  put('go.mod');
  git('add', '.');
  const before = indexEntries();
  execFileSync('cp', [join(repo, '.git/index'), join(repo, '.git/next')]);
  put('go.mod', 'other');
  git('add', '.');
  expect(indexEntries()).not.toEqual(before);
  for (const GIT_INDEX_FILE of ['.git/next', join(repo, '.git/next')])
    expect(indexEntries({ GIT_INDEX_FILE })).toEqual(before);
});

describe('left to git', () => {
  const staged = () => {
    put('go.mod');
    put('a/b/go.mod');
    git('add', '.');
    git('commit', '-qm', 'x');
  };
  it.each<[name: string, change: () => void]>([
    ['an index in two parts', () => git('update-index', '--split-index')],
    ['a sparse index', () => git('sparse-checkout', 'set', '--cone', '--sparse-index', 'z')],
    ['an index that others can write', () => chmodSync(join(repo, '.git/index'), 0o666)],
    ['no index', () => rmSync(join(repo, '.git/index'))],
    ['no configuration', () => rmSync(join(repo, '.git/config'))],
    [
      'a path with an asterisk',
      () => {
        put('*.mod/x');
        git('add', '.');
      },
    ],
  ])('is %s', (_, change) => {
    staged();
    expect(indexEntries()).toHaveLength(2);
    change();
    expect(indexEntries()).toBeUndefined();
  });

  it('is a repository with SHA-256, which comes out the same', async () => {
    rmSync(repo, { recursive: true });
    mkdirSync(repo);
    git('init', '-q', '--object-format=sha256');
    put('go.mod');
    git('add', '.');
    expect(indexEntries()).toBeUndefined();
    expect(
      await indexTree(repo, env(), {
        pathspecs: SPECS,
        changed: { pathspecs: [':(glob)**/x'], has: () => false },
      }).list(),
    ).toEqual(['go.mod']);
  });

  it('is a repository that is elsewhere, and a pathspec of another kind', () => {
    staged();
    expect(indexEntries({ GIT_DIR: join(repo, '.git') })).toBeUndefined();
    for (const spec of ['/', ':(icase)*.mod', '*.m?d', '*.[m]od', 'go.mod'])
      expect(indexFile(repo, env(), ['*.mod', spec])).toBeUndefined();
    expect(indexFile(join(repo, 'a'), env(), SPECS)).toBeUndefined();
  });
});

it('takes no index that was cut for a whole one, nor more entries than git', () => {
  many();
  const whole = readFileSync(join(repo, '.git/index'));
  const expected = parseIndex(whole, WANTED);
  expect(expected?.entries).toEqual(listed());
  for (let end = 0; end < whole.length; end += 97) expect(parseIndex(whole.subarray(0, end), WANTED)).toBeUndefined();
  for (const [at, byte] of [
    [0, 0x45],
    [7, 1],
    [7, 5],
    [11, whole[11]! + 1],
  ] as const) {
    const changed = Buffer.from(whole);
    changed[at] = byte;
    expect(parseIndex(changed, WANTED)).toBeUndefined();
  }
});
