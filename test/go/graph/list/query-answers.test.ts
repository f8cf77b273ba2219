/** Whole answers of version queries, with a version that is selected now and with versions that may not be chosen. */
import { describe, expect, it } from 'vitest';
import { createKnown } from '../../../../src/go/graph/known.ts';
import { type Allowed, type QueryResult, query } from '../../../../src/go/graph/list/query.ts';
import { runToEnd, taskCommand } from '../../../../src/go/graph/run.ts';
import { createSession, type GraphSession } from '../../../../src/go/graph/session.ts';
import { GONE, INPUT, type Universe, worldOf } from '../universe.ts';

const A = 'x.example/a';
const OFFLINE = { known: false, why: 'offline', detail: 'lookup disabled' } as const;
const PSEUDO = 'v1.0.1-0.20220101000000-0123456789ab';

interface Case {
  readonly path?: string;
  readonly current?: string;
  /** Versions that may not be chosen. */
  readonly refused?: readonly string[];
  readonly universe?: Partial<Universe>;
  readonly session?: Partial<GraphSession>;
}

async function answer(
  version: string,
  { path = A, current = '', refused, universe, session }: Case,
): Promise<QueryResult> {
  const known = createKnown();
  const own = { ...createSession({ ...INPUT, command: 'list', mod: 'mod' }, known), ...session };
  // biome-ignore lint/correctness/useYield: an inquiry that lacks nothing
  const fits: Allowed = function* (module) {
    return !refused?.includes(module.version);
  };
  const allowed = refused && fits;
  const task = query(own, path, version, current, allowed);
  const run = await runToEnd(taskCommand(task, known), worldOf({ files: {}, ...universe }));
  if (run.kind === 'error') throw new Error('it has no end');
  return run.value;
}

const versions = (...list: string[]): Partial<Universe> => ({
  mods: Object.fromEntries(list.map((version) => [`${A}@${version}`, ''])),
});
const RELEASES = versions('v1.0.0', 'v1.0.1', 'v1.0.2-rc.1', 'v1.1.0', 'v1.10.0', 'v1.11.0-rc.1');

const none = (query: string) => ({ failure: { text: `no matching versions for query "${query}"`, noMatch: true } });
const disallowed = (version: string) => ({
  failure: { at: { path: A, version }, text: 'disallowed module version', disallowed: true },
});

describe('upgrade and patch', () => {
  it.each<[query: string, current: string, refused: string[] | undefined, version: string]>([
    ['upgrade', '', undefined, 'v1.10.0'],
    ['upgrade', 'none', undefined, 'v1.10.0'],
    ['upgrade', 'v1.0.0', undefined, 'v1.10.0'],
    ['upgrade', 'v1.10.0', undefined, 'v1.10.0'],
    ['upgrade', 'v1.0.0', ['v1.10.0'], 'v1.1.0'],
    // No release is above it, and a pre-release is better than nothing.
    ['upgrade', 'v1.10.1', undefined, 'v1.11.0-rc.1'],
    ['upgrade', 'v1.11.0-rc.1', undefined, 'v1.11.0-rc.1'],
    ['patch', 'v1.0.0', undefined, 'v1.0.1'],
    ['patch', 'v1.0.1', undefined, 'v1.0.1'],
    ['patch', 'v1.0.0', ['v1.0.1'], 'v1.0.0'],
    ['patch', 'v1.1.0', undefined, 'v1.1.0'],
  ])('%s from %j without %j is %s', async (query, current, refused, version) => {
    expect(await answer(query, { current, universe: RELEASES, ...(refused && { refused }) })).toEqual({ version });
  });

  it('stay where nothing else may be chosen', async () => {
    const universe = versions('v1.0.0', 'v1.5.0');
    const replies = { [`versions ${A}@`]: { known: true, value: ['v1.0.0'] } } as const;
    expect(await answer('upgrade', { current: 'v1.5.0', universe: { ...universe, replies } })).toEqual({
      version: 'v1.5.0',
    });
    expect(
      await answer('upgrade', { current: 'v1.5.0', universe: { ...universe, replies }, refused: ['v1.5.0'] }),
    ).toEqual(disallowed('v1.5.0'));
    // Of a version that is not known any more the words are those of its look-up.
    expect(await answer('patch', { current: 'v1.7.0', universe })).toEqual({
      failure: { at: { path: A, version: 'v1.7.0' }, text: GONE.detail, missing: true },
    });
    expect(await answer('upgrade', { universe, refused: ['v1.0.0', 'v1.5.0'] })).toEqual(none('upgrade'));
    expect(await answer('upgrade', { current: 'none', universe, refused: ['v1.0.0', 'v1.5.0'] })).toEqual(
      none('upgrade'),
    );
  });

  it('of a main module stay with it; other queries look it up', async () => {
    const session = { mains: { ...createSession(INPUT, createKnown()).mains, paths: [A] } };
    expect(await answer('upgrade', { session })).toEqual({ version: '' });
    expect(await answer('patch', { session })).toEqual({ version: '' });
    expect(await answer('latest', { session, universe: RELEASES })).toEqual({ version: 'v1.10.0' });
  });

  describe('from a pseudo-version', () => {
    const at = (time: string | undefined): Partial<Universe> => ({
      ...versions('v1.0.0', 'v1.1.0', PSEUDO),
      replies: { [`versions ${A}@`]: { known: true, value: ['v1.0.0', 'v1.1.0'] } },
      times: time === undefined ? {} : { [`${A}@v1.1.0`]: time },
    });
    it.each([
      [undefined, { version: 'v1.1.0' }],
      ['0001-01-01T00:00:00Z', { version: 'v1.1.0', time: '0001-01-01T00:00:00Z' }],
      ['2021-12-31T23:59:59Z', { version: PSEUDO }],
      ['2022-01-01T00:00:00Z', { version: 'v1.1.0', time: '2022-01-01T00:00:00Z' }],
      ['2022-01-01T00:00:01Z', { version: 'v1.1.0', time: '2022-01-01T00:00:01Z' }],
    ])('do not go back in time: the release is of %s', async (time, found) => {
      expect(await answer('upgrade', { current: PSEUDO, universe: at(time) })).toEqual(found);
    });

    it('stay only where that may be chosen, and can be looked up', async () => {
      const universe = at('2021-01-01T00:00:00Z');
      expect(await answer('upgrade', { current: PSEUDO, universe, refused: [PSEUDO] })).toEqual(disallowed(PSEUDO));
      const replies = { ...universe.replies, [`info ${A}@${PSEUDO}`]: OFFLINE };
      expect(await answer('upgrade', { current: PSEUDO, universe: { ...universe, replies } })).toMatchObject({
        failure: { at: { path: A, version: PSEUDO }, text: 'lookup disabled' },
      });
      // `latest` is no move, so it may be older.
      expect(await answer('latest', { current: PSEUDO, universe })).toMatchObject({ version: 'v1.1.0' });
    });

    it('may go to another one, where nothing is tagged', async () => {
      const newer = 'v1.0.1-0.20230101000000-0123456789ab';
      const older = 'v1.0.1-0.20210101000000-0123456789ab';
      const untagged = (latest: string): Partial<Universe> => ({
        ...versions(newer, older, PSEUDO),
        replies: { [`versions ${A}@`]: { known: true, value: [] } },
        latest: { [A]: latest },
      });
      expect(await answer('upgrade', { current: PSEUDO, universe: untagged(newer) })).toEqual({ version: newer });
      expect(await answer('upgrade', { current: PSEUDO, universe: untagged(older) })).toEqual({ version: PSEUDO });
      expect(await answer('upgrade', { current: PSEUDO, universe: untagged(newer), refused: [newer] })).toEqual({
        version: PSEUDO,
      });
      // Only there: from a release nobody asks for the latest.
      expect(
        await answer('upgrade', { current: 'v1.0.0', universe: { ...untagged(newer), mods: { [`${A}@v1.0.0`]: '' } } }),
      ).toEqual({ version: 'v1.0.0' });
    });
  });
});

describe('latest', () => {
  const untagged = { replies: { [`versions ${A}@`]: { known: true, value: [] } } } as const;
  it('is what the proxy says where nothing is tagged', async () => {
    const universe = {
      ...versions(PSEUDO),
      ...untagged,
      latest: { [A]: PSEUDO },
      times: { [`${A}@${PSEUDO}`]: '2022-01-01T00:00:00Z' },
    };
    expect(await answer('latest', { universe })).toEqual({ version: PSEUDO, time: '2022-01-01T00:00:00Z' });
    expect(await answer('latest', { universe, refused: [PSEUDO] })).toEqual(none('latest'));
    expect(await answer('latest', { universe: untagged })).toEqual(none('latest'));
  });

  it('is unknown where the list or that is not to be had', async () => {
    const question = (kind: string) => ({ question: { kind, module: { path: A, version: '' } }, reply: OFFLINE });
    expect(
      await answer('latest', { universe: { replies: { ...untagged.replies, [`latest ${A}@`]: OFFLINE } } }),
    ).toEqual({
      failure: { at: { path: A, version: '' }, text: 'lookup disabled', lacking: question('latest') },
    });
    expect(await answer('latest', { universe: { replies: { [`versions ${A}@`]: OFFLINE } } })).toEqual({
      failure: { at: { path: A, version: '' }, text: 'lookup disabled', lacking: question('versions') },
    });
    expect(await answer('latest', {})).toEqual({
      failure: { at: { path: A, version: '' }, text: GONE.detail, missing: true },
    });
  });
});

describe('one version', () => {
  it('is looked up, without its build metadata where nobody knows that', async () => {
    const times = { [`${A}@v1.0.0`]: '2022-01-01T00:00:00Z' };
    const universe = { ...RELEASES, times };
    const found = { version: 'v1.0.0', time: '2022-01-01T00:00:00Z' };
    expect(await answer('v1.0.0', { universe })).toEqual(found);
    expect(await answer('v1.0.0+meta', { universe })).toEqual(found);
    expect(await answer('v1.0.0', { universe, refused: ['v1.0.0'] })).toEqual(disallowed('v1.0.0'));
    expect(await answer('v1.0.0+meta', { universe, refused: ['v1.0.0'] })).toEqual(disallowed('v1.0.0'));
  });

  it('that is missing names the version that was asked for', async () => {
    const invalid = { version: 'v1.2.0+meta', pseudo: false };
    const missing = { at: { path: A, version: '' }, text: GONE.detail, missing: true, invalid };
    expect(await answer('v1.2.0+meta', { universe: RELEASES })).toEqual({ failure: missing });
    const replies = { [`info ${A}@v1.2.0`]: OFFLINE };
    expect(await answer('v1.2.0+meta', { universe: { ...RELEASES, replies } })).toMatchObject({
      failure: { at: { path: A, version: 'v1.2.0' }, text: 'lookup disabled' },
    });
    expect(await answer('v1.2.0', { universe: RELEASES })).toEqual({
      failure: { at: { path: A, version: 'v1.2.0' }, text: GONE.detail, missing: true },
    });
  });

  it('may be any revision', async () => {
    const replies = { [`info ${A}@main`]: { known: true, value: { version: PSEUDO } } } as const;
    expect(await answer('main', { universe: { replies } })).toEqual({ version: PSEUDO });
    expect(await answer('main', { universe: { replies }, refused: [PSEUDO] })).toEqual(disallowed(PSEUDO));
    expect(await answer('gone', {})).toEqual({
      failure: {
        at: { path: A, version: '' },
        text: GONE.detail,
        missing: true,
        invalid: { version: 'gone', pseudo: false },
      },
    });
  });
});

describe('a query that makes no sense', () => {
  it.each<[query: string, Case, text: string]>([
    ['upgrade', { current: 'bad' }, `invalid previous version ${A}@bad`],
    ['std', { path: 'std' }, 'can\'t query specific version ("std") of standard-library module "std"'],
    ['v1', { path: 'cmd' }, 'can\'t query specific version ("v1") of standard-library module "cmd"'],
    ['v1', { path: 'x.example/a b' }, 'malformed module path "x.example/a b": invalid char \' \''],
    ['patch', {}, `can't query version "patch" of module ${A}: no existing version is required`],
    ['patch', { current: 'none' }, `can't query version "patch" of module ${A}: no existing version is required`],
    ['>=v', {}, 'invalid semantic version "v" in range ">=v"'],
    ['<=v1', {}, 'ambiguous semantic version "v1" in range "<=v1"'],
    ['>v1.2', {}, 'ambiguous semantic version "v1.2" in range ">v1.2"'],
  ])('%s of %j', async (query, of, text) => {
    expect(await answer(query, { universe: RELEASES, ...of })).toEqual({ failure: { text } });
  });

  it('is any in vendor mode', async () => {
    const session = { mode: 'vendor', modeReason: '' } as const;
    expect(await answer('v1.0.0', { session })).toEqual({
      failure: { text: 'cannot query module due to -mod=vendor' },
    });
    expect(await answer('v1.0.0', { session: { ...session, modeReason: 'why' } })).toEqual({
      failure: { text: 'cannot query module due to -mod=vendor\n\t(why)' },
    });
  });
});

describe('+incompatible versions', () => {
  const PLAIN = `module ${A}\n`;
  const with11 = (text: string) => ({
    mods: {
      [`${A}@v1.0.0`]: PLAIN,
      [`${A}@v1.1.0`]: text,
      [`${A}@v2.0.0+incompatible`]: PLAIN,
      [`${A}@v3.0.0+incompatible`]: PLAIN,
    },
  });
  it.each([
    ['latest', '', PLAIN, 'v3.0.0+incompatible'],
    ['latest', '', 'go 1.17\n', 'v1.1.0'],
    ['upgrade', 'v1.0.0', 'go 1.17\n', 'v1.1.0'],
    ['upgrade', 'v2.0.0+incompatible', 'go 1.17\n', 'v3.0.0+incompatible'],
    // Asked for by its major version.
    ['v2', '', 'go 1.17\n', 'v2.0.0+incompatible'],
    ['>=v2.0.0', '', 'go 1.17\n', 'v2.0.0+incompatible'],
    ['<v3.0.0', '', 'go 1.17\n', 'v2.0.0+incompatible'],
    ['>=v1.0.0', '', 'go 1.17\n', 'v1.0.0'],
    ['<v2.0.0', '', 'go 1.17\n', 'v1.1.0'],
  ])('%s from %j, with a go.mod %j at v1.1.0: %s', async (query, current, text, version) => {
    expect(await answer(query, { current, universe: with11(text) })).toEqual({ version });
  });

  it('cannot be told without that go.mod', async () => {
    const universe = { ...with11(PLAIN), replies: { [`mod ${A}@v1.1.0`]: OFFLINE } };
    expect(await answer('latest', { universe })).toMatchObject({ failure: { text: 'lookup disabled' } });
    // With nothing below them there is nothing to look at.
    const alone = versions('v2.0.0+incompatible', 'v3.0.0+incompatible');
    expect(await answer('latest', { universe: alone })).toEqual({ version: 'v3.0.0+incompatible' });
  });
});
