/** A run from plain inputs: what it is about, what it checks less on purpose, and what is said where it cannot be made. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRun, type Run, type RunInput, userDefaults } from '../../src/gather/open-run.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { overlayTree } from '../../src/gather/tree/overlay.ts';
import type { Rule } from '../../src/model/rule.ts';
import { source } from '../../src/text/source.ts';
import { RULES } from '../policy/rules.ts';
import { type GitBox, newGitBox } from '../support/git-box.ts';

let box: GitBox;
const opened: Run[] = [];
beforeEach(() => {
  box = newGitBox({
    'go.mod': 'module example.com/m\n\ngo 1.25\n',
    'a/go.mod': 'module example.com/a\n\ngo 1.25\n',
    'a/.modwarden.yaml': 'extends: []\nprivate: [a.example]\n',
    'empty/x.txt': '',
    'a/tools.mod': 'module example.com/tools\n',
  });
});
afterEach(() => {
  for (const run of opened.splice(0)) run.close();
  box.remove();
});

async function open(more: Partial<RunInput> = {}): Promise<Run> {
  const run = await openRun({
    from: '.',
    cwd: box.repo,
    rules: RULES as readonly Rule[],
    today: '2026-02-03',
    env: { PATH: process.env.PATH, HOME: box.home, GOPROXY: 'off', GOSUMDB: 'off', MODWARDEN_CACHE: 'off' },
    now: () => new Date('2026-02-03T12:00:00Z'),
    offline: true,
    ...more,
  });
  opened.push(run);
  return run;
}

const modulesOf = ({ repo }: Run) => repo.modules.map(({ source: { path } }) => path);

describe('what is checked', () => {
  it('is all of a repository, or what is in a folder of it, each by its policy', async () => {
    const all = await open();
    expect(modulesOf(all)).toEqual(['go.mod', 'a/go.mod']);
    expect(all).toMatchObject({
      under: '',
      narrowed: false,
      root: box.repo,
      today: '2026-02-03',
      partial: undefined,
      base: undefined,
      baseline: undefined,
      problems: [],
      unstagedPolicy: undefined,
      private: ['a.example'],
      reads: undefined,
      bases: [],
      origin: { kind: 'folder', gitFolder: box.repo },
      policies: [
        { path: undefined, extends: ['recommended'], modules: [''] },
        { path: 'a/.modwarden.yaml', extends: [], modules: ['a'] },
      ],
    });
    expect(all.facts).toBeDefined();
    expect(all.loaders).toBeDefined();
    const one = await open({ from: 'a' });
    expect([modulesOf(one), one.under]).toEqual([['a/go.mod'], 'a']);
    // A folder without a module belongs to the one around it.
    const around = await open({ from: 'empty' });
    expect([modulesOf(around), around.under]).toEqual([['go.mod', 'a/go.mod'], '']);
  });

  it('is one file where that is named, whatever the policy says of it', async () => {
    const run = await open({ from: 'a/tools.mod' });
    expect([modulesOf(run), run.under]).toEqual([['a/tools.mod'], 'a']);
  });

  it('is what paths choose, and less than the folder around them', async () => {
    const run = await open({ only: [{ path: 'go.mod', kind: 'file' }] });
    expect([modulesOf(run), run.under, run.narrowed]).toEqual([['go.mod'], '', true]);
    const all = await open({ only: [{ path: '', kind: 'folder' }] });
    expect([modulesOf(all).length, all.narrowed]).toEqual([2, false]);
  });

  it('may be a tree of the caller, with other texts in place of its own', async () => {
    const tree = memoryTree({ 'go.mod': 'module example.com/t\n', 'x.txt': '' }, 'mine');
    const run = await open({ from: tree, overlay: new Map([['go.mod', 'module example.com/edited\n']]) });
    expect([run.repo.modules[0]?.path, run.root, run.origin]).toEqual(['example.com/edited', '', undefined]);
    expect(overlayTree(tree, new Map()).name).toBe('mine');
  });

  it('is noted as it is read, where that is wished', async () => {
    const run = await open({ recordReads: true });
    expect([...run.reads!.keys()].sort()).toEqual(expect.arrayContaining(['a/go.mod', 'go.mod']));
  });
});

describe('a quick check', () => {
  const LEFT_OUT = 'a full check also applies rules that need the module graph or other facts';

  it('asks nobody, and says what it leaves out', async () => {
    const pushed = await open({ quick: true });
    expect(pushed).toMatchObject({
      partial: `only pushed files were checked; ${LEFT_OUT}`,
      facts: undefined,
      loaders: undefined,
      unstagedPolicy: undefined,
    });
    const staged = await open({ staged: true });
    expect(staged).toMatchObject({
      partial: `only staged files were checked; ${LEFT_OUT}`,
      facts: undefined,
      origin: { kind: 'index' },
    });
  });

  it('names a policy that would apply if it were staged, unless one is given', async () => {
    box.put({ '.modwarden.yaml': 'extends: []\n' });
    expect((await open({ staged: true })).unstagedPolicy).toBe('.modwarden.yaml');
    expect((await open({ staged: true, policy: { preset: 'strict' } })).unstagedPolicy).toBeUndefined();
    expect((await open({ quick: true })).unstagedPolicy).toBeUndefined();
  });

  it('may find no module', async () => {
    const tree = memoryTree({ 'x.txt': '' }, 'mine');
    expect((await open({ from: tree, quick: true })).repo.modules).toEqual([]);
    await expect(open({ from: tree })).rejects.toMatchObject({
      code: 'no-go-mod',
      message: 'no go.mod found in "mine"',
    });
  });
});

describe('a comparison', () => {
  it('has what it is compared with, checked by the same policies', async () => {
    const commit = box.git('rev-parse', 'HEAD');
    box.commit({ 'go.mod': 'module example.com/new\n\ngo 1.25\n' });
    const run = await open({ base: 'HEAD~1' });
    expect(run.base).toMatchObject({ name: 'HEAD~1', commit });
    expect(run.base?.repo.modules.map(({ path }) => path)).toEqual(['example.com/m', 'example.com/a']);
    expect(run.repo.modules.map(({ path }) => path)).toEqual(['example.com/new', 'example.com/a']);
    expect(await run.base?.loaders()).toBeDefined();
    const quick = await open({ base: 'HEAD~1', quick: true });
    expect(await quick.base?.loaders()).toBeUndefined();
  });
});

describe('policies and the baseline', () => {
  it('may be given, and what is wrong with them is told', async () => {
    box.put({ 'own.yaml': 'extends: []\nrulez: {}\n', '.modwarden.baseline.json': '{' });
    const run = await open({ policy: { file: 'own.yaml', cwd: box.repo } });
    expect(run.policies).toEqual([{ path: 'own.yaml', extends: [], modules: ['', 'a'] }]);
    expect(run.problems.map(({ place }) => place?.path)).toEqual(['own.yaml', '.modwarden.baseline.json']);
    expect((await open({ policy: { preset: 'strict' }, baseline: false })).problems).toEqual([]);
  });

  it('may lie over others of the caller', async () => {
    box.put({ 'low.yaml': 'extends: []\nprivate: [low.example]\n' });
    const run = await open({ policyBases: [{ name: 'low.yaml', cwd: box.repo, by: '--policy-base' }] });
    expect(run.bases.map(({ source: { path } }) => path)).toEqual(['low.yaml']);
    expect(run.policies[0]).toMatchObject({ path: 'low.yaml' });
    expect([...run.private!].sort()).toEqual(['a.example', 'low.example']);
  });
});

describe('captured settings', () => {
  it('are files that are read here, or what was parsed of them', async () => {
    box.put({ 'go-env.txt': "GOFLAGS='-mod=mod'\n" });
    const run = await open({ goEnv: ['go-env.txt'] });
    expect(run.repo.env.map(({ source: { path }, dir }) => [path, dir])).toEqual([['go-env.txt', '']]);
    const again = await open({ goEnv: run.repo.env });
    expect(again.repo.env).toEqual(run.repo.env);
    await expect(open({ goEnv: ['none.txt'] })).rejects.toMatchObject({ code: 'unreadable-go-env' });
  });
});

it.each<[message: string, more: Partial<RunInput>]>([
  ['"2026-13-01" is not a valid date (use YYYY-MM-DD)', { today: '2026-13-01' }],
  ['"none" does not exist', { from: 'none' }],
  ['"x.yaml" cannot be read (ENOENT)', { policy: { file: 'x.yaml', cwd: '/none' } }],
  ['invalid policy: unknown key "rulez" (did you mean rules?)', { policy: { text: source('p', 'rulez: {}\n') } }],
])('is not made: %s', async (message, more) => {
  await expect(open(more)).rejects.toThrow(message);
});

it('says that neither a folder nor what is above it has a module', async () => {
  box.git('rm', '-rq', '--cached', '.');
  box.commit({ 'go.mod': '', 'a/go.mod': '', 'a/tools.mod': '' });
  await expect(open({ from: 'a' })).rejects.toMatchObject({
    code: 'no-go-mod',
    message: 'no go.mod found in "a" or above it',
  });
});

it('is of the user who runs the process, where the caller does not say', () => {
  const { cwd, env, now } = userDefaults();
  expect([cwd, env]).toEqual([process.cwd(), process.env]);
  expect(now()).toBeInstanceOf(Date);
});
