/** The sources of a run, in their order, and what is kept of what they say. */
import { describe, expect, it } from 'vitest';
import { type AskingTree, type FactOptions, openFacts } from '../../../src/gather/facts/open-facts.ts';
import { parseRecord } from '../../../src/gather/facts/record.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import {
  type Answer,
  type Ask,
  askKey,
  type FactKind,
  type FactSource,
  VULNERABILITY_DATABASE,
  VULNERABILITY_REPORTS,
} from '../../../src/model/facts/facts.ts';
import { openRepo } from '../../../src/model/open.ts';

async function treeOf(
  files: Readonly<Record<string, string>> = { 'go.mod': 'module m.example\n' },
): Promise<AskingTree> {
  const tree = memoryTree(files);
  return { tree, paths: await tree.list(), repo: await openRepo(tree) };
}

/** Answers these kinds of questions with its own name, and notes what it is asked. */
function sourceOf(name: string, kinds: readonly FactKind[], network = false) {
  const asked: string[] = [];
  const source: FactSource = {
    name,
    network,
    answer: async (ask) => {
      asked.push(askKey(ask as Ask));
      return (kinds.includes(ask.kind) ? { known: true, value: name, source: name } : undefined) as never;
    },
  };
  return { source, asked };
}

const open = async (more: Partial<FactOptions> = {}) =>
  openFacts({
    ...(await treeOf()),
    env: {},
    offline: false,
    private: [],
    now: () => new Date('2026-01-31T12:00:00Z'),
    ...more,
  });

const ask = (kind: Ask['kind'], path = 'a.example'): Ask => ({ kind, module: { path, version: 'v1.0.0' } });
const value = (answer: Answer<unknown> | undefined) => (answer?.known ? answer.value : answer?.why);

describe('sources that the caller gives', () => {
  it('are asked after the vendor folder, and before what else the user gave', async () => {
    const own = sourceOf('own', ['mod', 'license']);
    const databases = sourceOf('databases', ['vulns', 'vulndb']);
    const reports = sourceOf('reports', ['reports']);
    const index = sourceOf('index', ['seen']);
    const facts = await open({
      ...(await treeOf({
        'go.mod': 'module m.example\n',
        'vendor/modules.txt': '# v.example v1.0.0\nv.example\n',
        'vendor/v.example/LICENSE': 'MIT',
      })),
      sources: [own.source],
      databases: databases.source,
      reports: reports.source,
      index: index.source,
    });
    const asks = [ask('mod'), ask('license', 'v.example'), ask('vulns'), ask('reports'), ask('seen'), ask('info')];
    expect((await facts.answerAll(asks)).map(value)).toEqual([
      'own',
      { files: [{ path: 'LICENSE', text: 'MIT' }] },
      'databases',
      'reports',
      'index',
      'offline',
    ]);
    expect(own.asked).toEqual(['mod a.example@v1.0.0', ...asks.slice(2).map(askKey)]);
    expect([facts.network, facts.askedFor()]).toEqual([false, asks]);
    facts.close();
  });

  it('leave what nobody gave unknown, and say so', async () => {
    const facts = await open({ sources: [] });
    const asks = [
      { kind: 'vulndb', module: VULNERABILITY_DATABASE },
      { kind: 'reports', module: VULNERABILITY_REPORTS },
      ask('seen'),
    ] as const;
    expect(await facts.answerAll(asks)).toMatchObject([
      { why: 'missing', detail: 'no vulnerability database was given' },
      { known: true, value: { reports: [] } },
      { why: 'missing', detail: 'no module index was given' },
    ]);
  });

  it('with a network are asked about nothing private, and about nothing at all where that is not known', async () => {
    const remote = sourceOf('remote', ['mod'], true);
    const guarded = await open({ sources: [remote.source], private: ['a.example'] });
    expect(guarded.network).toBe(true);
    expect((await guarded.answerAll([ask('mod'), ask('mod', 'b.example')])).map(value)).toEqual(['private', 'remote']);
    expect(remote.asked).toEqual(['mod b.example@v1.0.0']);
    const unasked = await open({ sources: [remote.source], private: undefined });
    expect([unasked.network, await unasked.answerAll([ask('mod')])]).toEqual([
      false,
      [
        {
          known: false,
          why: 'private',
          detail: 'not requested: the policy has errors in its private list',
          hint: 'fix the policy errors first: they may hide which module paths are private',
        },
      ],
    ]);
    // Without a network, or offline, that does not matter.
    const local = await open({ sources: [sourceOf('local', []).source], private: undefined });
    expect((await local.answerAll([ask('mod')])).map(value)).toEqual(['offline']);
    const offline = await open({ sources: [remote.source], private: undefined, offline: true });
    expect([offline.network, (await offline.answerAll([ask('mod')])).map(value)]).toEqual([false, ['offline']]);
  });

  it('are not asked where only what is known counts, and the plan is for all', async () => {
    const remote = sourceOf('remote', ['mod'], true);
    const facts = await open({ sources: [remote.source], onlyKnown: true });
    expect([facts.network, (await facts.answerAll([ask('mod')])).map(value)]).toEqual([false, ['offline']]);
    expect(await facts.plan([ask('mod')])).toEqual({
      known: new Map(),
      network: new Map([['remote', [ask('mod')]]]),
      unknown: [],
    });
    expect(remote.asked).toEqual([]);
  });
});

describe('what was asked', () => {
  it('is counted, told of as it goes, and let through round by round', async () => {
    const steps: string[] = [];
    const facts = await open({
      sources: [sourceOf('own', ['mod']).source],
      progress: (settled, asked) => steps.push(`${settled}/${asked}`),
      beforeRound: async () => void steps.push('round'),
    });
    await facts.answerAll([ask('mod'), ask('mod')]);
    await facts.answerAll([ask('mod', 'b.example')]);
    expect(steps).toEqual(['round', '1/1', 'round', '2/2']);
    expect(facts.traffic()).toEqual({ requests: 0, cached: 0, bytes: 0 });
    expect(facts.askedFor()).toEqual([ask('mod'), ask('mod', 'b.example')]);
  });

  it('is recorded where that is wished, without secrets, and can be replayed', async () => {
    const url = 'https://me:secret@proxy.example';
    const source: FactSource = {
      name: url,
      network: false,
      answer: async ({ kind }) =>
        kind === 'mod'
          ? ({ known: true, value: 'module a.example\n', source: url } as never)
          : { known: false, why: 'failed', detail: `${url} is down` },
    };
    const facts = await open({ sources: [source], recording: true });
    await facts.answerAll([ask('mod'), ask('info')]);
    const text = facts.record();
    expect(text).not.toContain('secret');
    const read = parseRecord(text);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.recording.asOf).toBe('2026-01-31T12:00:00.000Z');
    const replayed = await open({ record: read.recording, sources: [sourceOf('own', ['latest']).source] });
    expect(await replayed.answerAll([ask('mod'), ask('info'), ask('latest')])).toMatchObject([
      { known: true, value: 'module a.example\n' },
      { known: false, why: 'failed', detail: expect.stringMatching(/proxy\.example is down$/) },
      { known: false, why: 'offline' },
    ]);
    const silent = await open({ sources: [source] });
    await silent.answerAll([ask('mod')]);
    const nothing = parseRecord(silent.record());
    expect(nothing.ok && nothing.recording.facts.size).toBe(0);
  });

  it('beside a record is what the user gives now, reports before those of the record', async () => {
    const reports = sourceOf('new', ['reports']);
    const given = sourceOf('given', ['vulns', 'reports']);
    const index = sourceOf('index', ['seen']);
    const answer = { known: true, value: { reports: [] }, source: 'old' } as const;
    const question = { kind: 'reports', module: VULNERABILITY_REPORTS } as const;
    const record = { asOf: '2026-01-01T00:00:00Z', facts: new Map([[askKey(question), { ask: question, answer }]]) };
    const all = await open({ record, reports: reports.source, databases: given.source, index: index.source });
    expect((await all.answerAll([question, ask('vulns'), ask('seen')])).map(value)).toEqual(['new', 'given', 'index']);
    const old = await open({ record });
    expect((await old.answerAll([question, ask('vulns')])).map(value)).toEqual([{ reports: [] }, 'offline']);
    const none = await open({ record: { ...record, facts: new Map() } });
    expect((await none.answerAll([question])).map(value)).toEqual([{ reports: [] }]);
  });
});

it('asks for another tree beside this one, each question once for both where they are compared', async () => {
  for (const compared of [true, false]) {
    const own = sourceOf('own', ['mod']);
    const facts = await open({ sources: [own.source], compared });
    const beside = facts.beside(await treeOf());
    await facts.answerAll([ask('mod')]);
    expect((await beside.answerAll([ask('mod')])).map(value)).toEqual(['own']);
    expect(own.asked).toHaveLength(compared ? 1 : 2);
    expect(beside.askedFor()).toEqual([ask('mod')]);
    beside.close();
    facts.close();
  }
});
