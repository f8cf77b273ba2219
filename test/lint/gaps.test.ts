import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { graphGap, unreadGaps } from '../../src/lint/gaps.ts';
import { type LintInput, lint } from '../../src/lint/run.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';
import { openRepo } from '../../src/model/open.ts';
import type { MainModule, NoGraph } from '../../src/model/repo.ts';
import { defineRule, type Rule } from '../../src/model/rule.ts';
import type { CompiledPolicy } from '../../src/policy/compile.ts';
import type { Policy } from '../../src/policy/types.ts';
import { source } from '../../src/text/source.ts';

const about = { title: 't', why: 'w', since: '0.1.0', level: 'error', presets: [] } as const;

const deep = defineRule({ ...about, id: 'graph/deep', reach: 'graph', *check() {} });
const syntax = defineRule({ ...about, id: 'gomod/syntax', reach: 'files', *check() {} });
const curious = (questions: number): Rule => ({
  ...about,
  id: 'freshness/curious',
  reach: 'facts',
  *needs(_repo, { facts }) {
    for (let i = 0; i < questions; i++) {
      const ask: Ask = { kind: 'versions', module: { path: `example.com/m${i}`, version: '' } };
      yield ask;
      if (!facts.asked(ask)) return;
    }
  },
  *check() {},
});

async function gaps(files: Record<string, string>, rules: readonly Rule[], more: Partial<LintInput> = {}) {
  const repo = await openRepo(memoryTree(new Map(Object.entries(files))), { include: (path) => path.endsWith('.mod') });
  const policy: Policy = {
    path: undefined,
    extends: [],
    private: [],
    rules: Object.fromEntries(rules.map((r) => [r.id, { level: r.level, options: undefined }])),
    overrides: [],
    waivers: [],
    gaps: { freshness: 'fail' },
    modules: { include: [], exclude: [] },
  };
  const judge: CompiledPolicy = { policy, settings: () => policy.rules, isPrivate: () => false };
  const judged = await lint({
    repo,
    rules,
    policyFor: () => judge,
    today: '2026-06-01',
    loadGraphs: async (m) => m,
    ...more,
  });
  const asked = judged.gaps.filter((g) => !(g.rule === 'freshness/curious' && g.subject === 'a'));
  return asked.map((g) => `${g.rule} ${g.subject}: ${g.why}: ${g.detail}${g.fails ? ' (fails)' : ''}`);
}

describe('gaps', () => {
  it('tell of a go.mod that Go refuses where no rule does', async () => {
    const files = { 'go.mod': 'module example.com/app\n\nnonsense x\n' };
    expect(await gaps(files, [deep])).toEqual([
      'graph/deep example.com/app: failed: Go cannot read this file: unknown directive: nonsense',
    ]);
    expect(await gaps(files, [deep, syntax])).toEqual([]);
  });

  it('name a modfile by its file', async () => {
    const files = { 'tools.mod': 'module example.com/tools\n\ngo 1.25.0\n' };
    expect(await gaps(files, [deep])).toEqual(['graph/deep tools.mod: failed: the module graph was not loaded']);
  });

  it('are made of unanswered questions, and fail where the policy says so', async () => {
    const missing: Answer<unknown> = { known: false, why: 'missing', detail: 'gone' };
    const answer = async (asks: readonly Ask[]) => asks.map(() => missing);
    expect(await gaps({ 'go.mod': 'module a\n' }, [curious(2)], { answer })).toEqual([
      'freshness/curious example.com/m0: missing: gone (fails)',
      'freshness/curious example.com/m1: missing: gone (fails)',
    ]);
  });

  it('tell of folders that could not be looked into, where modules may be', async () => {
    const message = 'cannot be read (EACCES)';
    const omitted = ['a', 'b/vendor/x', '.cache', 'c', ''].map((path) => ({ path, message }));
    const files = { 'go.mod': 'module a\n' };
    expect(await gaps(files, [syntax], { omitted })).toEqual([
      'gomod/syntax a: failed: cannot be read (EACCES)',
      'gomod/syntax c: failed: cannot be read (EACCES)',
      'gomod/syntax .: failed: cannot be read (EACCES)',
    ]);
    expect(await gaps(files, [syntax], { omitted, under: 'c/d' })).toHaveLength(2);
    // A run that looks at less on purpose is told no less of what it could not see.
    expect(await gaps(files, [syntax], { omitted, partial: 'staged' })).toHaveLength(3);
  });

  it('end the questions of a rule that never stops', async () => {
    const known: Answer<unknown> = { known: true, value: [], source: 'test' };
    let asked = 0;
    const answer = async (asks: readonly Ask[]) => {
      asked += asks.length;
      return asks.map(() => known);
    };
    const found = await gaps({ 'go.mod': 'module a\n' }, [curious(Number.POSITIVE_INFINITY)], { answer });
    expect(asked).toBe(64);
    expect(found).toEqual(['freshness/curious example.com/m64: offline: no fact source (fails)']);
  });
});

describe('why there is no graph', () => {
  const gapOf = (graph: MainModule['graph'], built?: boolean) =>
    graphGap({ graph, kind: 'module' } as unknown as MainModule, built);
  const module = { path: 'example.com/a', version: 'v1.0.0' };
  const lacking = (answer: object, more: object = {}): NoGraph => ({
    state: 'lacking',
    missing: [{ module, answer: { known: false, why: 'failed', detail: 'd', ...answer } }],
    ...more,
  });
  const failed = { known: false, why: 'failed' };

  it.each<[what: string, graph: MainModule['graph'], gap: object | undefined]>([
    ['it is there', { state: 'loaded' } as MainModule['graph'], undefined],
    ['nobody wants it', { state: 'not-wanted' }, undefined],
    [
      'a fault of the program',
      lacking({ internal: true }),
      { ...failed, internal: true, detail: 'cannot build the module graph: d' },
    ],
    [
      'it is too large',
      lacking({}, { tooLarge: true }),
      {
        ...failed,
        detail: 'd',
        hint: 'no real graph is this large: check the go.mod files of the dependency that causes it, or remove it',
      },
    ],
    [
      'a file with advice of its own',
      lacking({ why: 'private', hint: 'log in' }),
      {
        known: false,
        why: 'private',
        detail: 'the module graph is incomplete: 1 go.mod file is unavailable: example.com/a@v1.0.0: d',
        hint: 'log in',
      },
    ],
    [
      'files that nobody names',
      { state: 'lacking', missing: [] },
      { known: false, why: 'missing', detail: 'the module graph is incomplete: 0 go.mod files are unavailable' },
    ],
    [
      'versions that only a workspace has',
      { state: 'refused', message: 'm', placeholders: true },
      {
        ...failed,
        detail: 'Go cannot load the module graph: m',
        hint: 'fix go.mod until "GOWORK=off go mod graph" works there',
      },
    ],
  ])('%s', (_, graph, gap) => {
    expect(gapOf(graph)).toEqual(gap);
    expect(gapOf(graph, true)).toEqual(gap);
  });

  it('is told with what is used instead, but not to rules that only need to know what is built', () => {
    const detail = 'the module graph is incomplete: 1 go.mod file is unavailable: example.com/a@v1.0.0: d';
    const vendored = { state: 'vendored', instead: lacking({}) } as const;
    const inWork = (instead: NoGraph) => ({ state: 'workspace', graph: {}, beyond: [], instead }) as never;
    expect(gapOf(vendored)).toEqual({
      ...failed,
      detail: `used vendor/modules.txt instead, without depths: ${detail}`,
    });
    expect(gapOf(inWork(lacking({})))).toEqual({ ...failed, detail: `used the graph of go.work instead: ${detail}` });
    expect([gapOf(vendored, true), gapOf(inWork(lacking({})), true)]).toEqual([undefined, undefined]);
    // Nothing is missing where only the workspace can build it.
    expect(gapOf(inWork({ state: 'refused', message: 'm', placeholders: true }))).toBeUndefined();
    expect(gapOf(inWork({ state: 'refused', message: 'm' }))).toMatchObject(failed);
  });
});

it('twenty parts of a file that were not read stand for the rest, and each file is told once', () => {
  const file = source('build.sh', 'x\n'.repeat(30));
  const unread = Array.from({ length: 21 }, (_, i) => ({
    at: { file, start: 2 * i, end: 2 * i + 1 },
    reason: `r${i}`,
  }));
  const group = { judge: { policy: { gaps: { env: 'fail' } } } };
  const repo = { settingFiles: [{ source: file, read: { settings: [], unread } }, { source: source('b', '') }] };
  const of = (id: string, settings: boolean) => ({ rule: { ...about, id, settings }, group, repo }) as never;
  expect(unreadGaps([of('env/no', false)])).toEqual([]);
  const found = unreadGaps([of('env/a', true), of('env/b', true)]);
  expect(found.map(({ detail }) => detail)).toEqual(Array.from({ length: 20 }, (_, i) => `line ${i + 1}: r${i}`));
  expect(found[0]).toEqual({
    rule: 'env/a',
    module: undefined,
    subject: 'build.sh',
    why: 'failed',
    detail: 'line 1: r0',
    fails: true,
    hint: 'look at the Go settings of this file yourself, or write this part in a plainer form',
  });
});
