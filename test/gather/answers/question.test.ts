import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli.ts';
import type { Terminal } from '../../../src/commands/shared/command.ts';
import {
  isAskedFor,
  isElsewhere,
  isNoTerminal,
  type QuestionInput,
  stagedQuestion,
} from '../../../src/gather/answers/question.ts';
import { put } from '../../support/cli.ts';
import { newGitBox } from '../../support/git-box.ts';

const ID = '0123456789'.repeat(4);
const OTHER = 'abcdefabcd'.repeat(4);

let root: string;
let repo: string;
let input: QuestionInput;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'question-'));
  repo = join(root, 'repo');
  put(root, {
    'repo/.git/HEAD': 'ref: refs/heads/main\n',
    'repo/.git/config': '[core]\n\tbare = false\n',
    'repo/.git/index': 'DIRC one',
    'repo/.git/refs/heads/main': `${ID}\n`,
    'bin/git': '',
    'hot.cjs': 'x',
  });
  input = {
    argv: ['check', '--staged'],
    cwd: repo,
    env: { PATH: `relative:${join(root, 'none')}:${join(root, 'bin')}`, HOME: root },
    today: '2026-02-03',
    build: 'b1',
    program: join(root, 'hot.cjs'),
    isPlain: true,
  };
});
afterEach(() => rmSync(root, { recursive: true }));

const asked = (change: Partial<QuestionInput> = {}) =>
  stagedQuestion({ ...input, ...change })?.bytes.toString('latin1');
const withEnv = (env: QuestionInput['env']) => asked({ env: { ...input.env, ...env } });

describe('the question of a hook', () => {
  it('is the same as long as nothing changes', () => {
    expect(asked()).toBeDefined();
    expect(asked()).toBe(asked());
    expect(asked({ argv: ['--staged'] })).toBe(asked());
    expect(withEnv({ SHLVL: '2', GIT_AUTHOR_DATE: 'now', GIT_EDITOR: ':', GIT_REFLOG_ACTION: 'x' })).toBe(asked());
  });

  it.each<[name: string, change: () => void]>([
    ['the index', () => put(repo, { '.git/index': 'DIRC two' })],
    ['the index by one byte at its end', () => put(repo, { '.git/index': 'DIRC one\0' })],
    ['the commit', () => put(repo, { '.git/refs/heads/main': `${OTHER}\n` })],
    ['the branch, to one without a commit', () => put(repo, { '.git/HEAD': 'ref: refs/heads/other\n' })],
    ['the configuration', () => put(repo, { '.git/config': '[core]\n\tbare = true\n' })],
    ['the configuration of the user', () => put(root, { '.gitconfig': '[' })],
    ['the other configuration of the user', () => put(root, { '.config/git/config': '[' })],
    ['git', () => put(root, { 'bin/git': 'new' })],
    ['a git that comes before it', () => put(root, { 'none/git': '' })],
    ['modwarden', () => put(root, { 'hot.cjs': 'damaged' })],
    [
      'the repository at this path',
      () => {
        renameSync(repo, join(root, 'old'));
        for (const name of ['HEAD', 'config', 'index', 'refs/heads/main'])
          put(repo, { [`.git/${name}`]: readFileSync(join(root, 'old/.git', name), 'utf8') });
      },
    ],
  ])('is another one after a change of %s', (_, change) => {
    const before = asked();
    change();
    expect(asked()).toBeDefined();
    expect(asked()).not.toBe(before);
  });

  it.each<[name: string, change: Partial<QuestionInput>]>([
    ['day', { today: '2026-02-04' }],
    ['build', { build: 'b2' }],
    ['terminal', { isPlain: false }],
  ])('is another one on another %s', (_, change) => {
    expect(asked(change)).toBeDefined();
    expect(asked(change)).not.toBe(asked());
  });

  it.each([
    'HOME',
    'XDG_CACHE_HOME',
    'XDG_CONFIG_HOME',
    'NO_COLOR',
    'FORCE_COLOR',
    'LANG',
    'TZ',
    'SUDO_UID',
    'NODE_OPTIONS',
    'MODWARDEN_GIT_TIMEOUT',
    'GIT_CONFIG_PARAMETERS',
    'LC_ALL',
  ])('is another one with another %s', (name) => {
    expect(withEnv({ [name]: '1' })).not.toBe(asked());
    expect(withEnv({ [name]: '1' })).not.toBe(withEnv({ [name]: '2' }));
    expect(isAskedFor(name)).toBe(true);
  });

  it('is another one with another PATH, and the same with other variables, in whatever order', () => {
    expect(withEnv({ PATH: `${join(root, 'bin')}:x` })).not.toBe(asked());
    expect(isAskedFor('PATH')).toBe(true);
    for (const name of ['GIT_INDEX_FILE', 'GIT_EDITOR', 'MODWARDEN', 'GIT_CONFI', 'LC', 'X_LC_ALL', 'path'])
      expect([name, isAskedFor(name)]).toEqual([name, name === 'GIT_INDEX_FILE']);
    expect(withEnv({ LANG: 'a', TZ: 'b' })).toBe(withEnv({ TZ: 'b', LANG: 'a' }));
    expect(isElsewhere({ GIT_INDEX_FILE: 'x' })).toBe(false);
  });

  it('has a place for each repository and for each kind of output, and begins before the index', () => {
    const question = stagedQuestion(input)!;
    expect(stagedQuestion({ ...input, today: '2026-02-04' })!.place).toBe(question.place);
    expect(stagedQuestion({ ...input, isPlain: false })).toMatchObject({ isPlain: false });
    expect(stagedQuestion({ ...input, isPlain: false })!.place).not.toBe(question.place);
    expect([question.isPlain, question.bytes.toString('latin1').endsWith('\nDIRC one')]).toEqual([true, true]);
    const known = JSON.parse(question.bytes.toString('latin1').split('\n')[0]!);
    expect(known.slice(0, 8)).toEqual([
      'b1',
      expect.stringMatching(/^\d+ \d+ 1 [\d.]+ [\d.]+$/),
      process.version,
      process.arch,
      '2026-02-03',
      repo,
      true,
      ID,
    ]);
    expect(known.slice(8)).toEqual([
      '[core]\n\tbare = false\n',
      [
        ['HOME', root],
        ['PATH', input.env.PATH],
      ],
      expect.stringMatching(/^\d+ \d+ \d+$/),
      expect.stringMatching(/^\d+ \d+ 0 /),
      ['', '', expect.any(String)],
    ]);
  });

  it('reads the other configuration of the user where that is', () => {
    const elsewhere = { XDG_CONFIG_HOME: join(root, 'xdg') };
    const before = withEnv(elsewhere);
    put(root, { '.config/git/config': '[' });
    expect(withEnv(elsewhere)).toBe(before);
    put(root, { 'xdg/git/config': '[' });
    expect(withEnv(elsewhere)).not.toBe(before);
    const nobody = asked({ env: { PATH: input.env.PATH } });
    expect(JSON.parse(nobody!.split('\n')[0]!).at(-1)).toHaveLength(1);
  });

  it('tells a variable from two that read like it', () => {
    expect(withEnv({ NO_COLOR: '1","FORCE_COLOR":"2' })).not.toBe(withEnv({ NO_COLOR: '1', FORCE_COLOR: '2' }));
  });

  it('reads the index that the commit takes', () => {
    put(repo, { '.git/index.lock': 'DIRC two', '.git/next': 'DIRC one' });
    expect(withEnv({ GIT_INDEX_FILE: '.git/index' })).toBe(asked());
    expect(withEnv({ GIT_INDEX_FILE: join(repo, '.git/next') })).toBe(asked());
    expect(withEnv({ GIT_INDEX_FILE: '.git/index.lock' })).not.toBe(asked());
    expect(withEnv({ GIT_INDEX_FILE: '.git/none' })).toBeUndefined();
  });

  it('knows the commit from HEAD itself, from a file and from a packed line, and that there is none yet', () => {
    const before = asked();
    put(repo, { '.git/HEAD': `${ID}\n` });
    expect(asked()).toBe(before);
    rmSync(join(repo, '.git/refs/heads/main'));
    put(repo, { '.git/HEAD': 'ref: refs/heads/main\n' });
    const unborn = asked();
    expect(unborn).not.toBe(before);
    put(repo, { '.git/packed-refs': `# pack-refs\n${OTHER} refs/heads/x/refs/heads/main\n${ID} refs/heads/main\n` });
    expect(asked()).toBe(before);
    put(repo, { '.git/packed-refs': `${OTHER} refs/heads/other\n` });
    expect(asked()).toBe(unborn);
  });
});

describe('no question', () => {
  it.each([
    ['another command', ['fix', '--staged']],
    ['no index', ['check']],
    ['an option', ['check', '--staged', '--verbose']],
    ['a path', ['check', '--staged', '.']],
    ['nothing', []],
  ])('is asked by a run with %s', (_, argv) => expect(asked({ argv })).toBeUndefined());

  it.each<[name: string, change: () => void]>([
    [
      'a worktree',
      () => {
        rmSync(join(repo, '.git'), { recursive: true });
        put(repo, { '.git': 'gitdir: ../other' });
      },
    ],
    ['a common folder', () => put(repo, { '.git/commondir': '../other' })],
    ['an index in two parts', () => put(repo, { '.git/sharedindex.0123': '' })],
    ['an included configuration', () => put(repo, { '.git/config': '[Include]\npath = x\n' })],
    ['a configuration of the worktree', () => put(repo, { '.git/config.worktree': '' })],
    ['refs in another form', () => put(repo, { '.git/HEAD': 'ref: refs/heads/.invalid\n' })],
    ['a ref that leads to another', () => put(repo, { '.git/refs/heads/main': 'ref: refs/heads/x\n' })],
    ['a ref outside', () => put(repo, { '.git/HEAD': 'ref: refs/../../x\n' })],
    ['no index', () => rmSync(join(repo, '.git/index'))],
    ['no HEAD', () => rmSync(join(repo, '.git/HEAD'))],
    ['no git', () => rmSync(join(root, 'bin/git'))],
    ['a huge index', () => put(repo, { '.git/index': 'x'.repeat((4 << 20) + 1) })],
    ['a huge configuration', () => put(repo, { '.git/config': ' '.repeat((64 << 10) + 1) })],
    ['a folder that others can write', () => chmodSync(repo, 0o777)],
    ['an index that others can write', () => chmodSync(join(repo, '.git/index'), 0o666)],
  ])('is asked where there is %s', (_, change) => {
    expect(asked()).toBeDefined();
    change();
    expect(asked()).toBeUndefined();
  });

  it.each([
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_COMMON_DIR',
    'GIT_OBJECT_DIRECTORY',
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_QUARANTINE_PATH',
    'GIT_CEILING_DIRECTORIES',
    'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  ])('is asked where %s is set', (name) => {
    expect(withEnv({ [name]: '' })).toBeUndefined();
    expect([isElsewhere({ [name]: '' }), isAskedFor(name)]).toEqual([true, true]);
  });

  it('is asked from a folder below the top', () => {
    mkdirSync(join(repo, 'below'));
    expect(asked({ cwd: join(repo, 'below') })).toBeUndefined();
  });
});

it('holds each variable that a run of the index reads', async () => {
  const box = newGitBox({ 'go.mod': 'module example.com/m\n\ngo 1.25\n', '.modwarden.yaml': 'extends: [strict]\n' });
  const read = new Set<string>();
  const env: Readonly<Record<string, string>> = { PATH: process.env.PATH ?? '', HOME: box.home };
  const watched = new Proxy(env, {
    get: (target, name) => {
      if (typeof name === 'string') read.add(name);
      return Reflect.get(target, name);
    },
  });
  try {
    box.put({ Makefile: 'export GOFLAGS=-mod=mod\n', 'go.sum': 'x' });
    box.git('add', '-A');
    await main(['check', '--staged'], undefined, {
      out: () => {},
      err: () => {},
      build: 'b',
      env: watched,
      cwd: box.repo,
      isTerminal: { in: false, out: false, err: false },
      columns: undefined,
      input: async () => '',
      today: () => '2026-02-03',
      now: () => new Date(0),
      save: () => {},
    } as unknown as Terminal);
  } finally {
    box.remove();
  }
  expect(read).toContain('MODWARDEN_CACHE');
  expect([...read].filter((name) => !isAskedFor(name))).toEqual([]);
});

describe('isNoTerminal', () => {
  it('is sure of files and the null device, and of nothing that is not open', () => {
    for (const path of ['/dev/null', join(root, 'hot.cjs')]) {
      const file = openSync(path, 'r');
      expect(isNoTerminal(file)).toBe(true);
      closeSync(file);
    }
    expect(isNoTerminal(999_999)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('takes another device for one', () => {
    const file = openSync('/dev/zero', 'r');
    expect(isNoTerminal(file)).toBe(false);
    closeSync(file);
  });
});
