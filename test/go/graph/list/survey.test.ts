/** What versions elsewhere say about the modules of a build list. */
import { describe, expect, it } from 'vitest';
import { createKnown } from '../../../../src/go/graph/known.ts';
import { type Surveyed, surveyCommand } from '../../../../src/go/graph/list/survey.ts';
import { runToEnd } from '../../../../src/go/graph/run.ts';
import { GONE, INPUT, type Universe, worldOf } from '../universe.ts';

const A = 'x.example/a';
const OFFLINE = { known: false, why: 'offline', detail: 'lookup disabled' } as const;

async function survey(universe: Partial<Universe>, lines: string, own: string[] = []): Promise<readonly Surveyed[]> {
  const files = { '/m/go.mod': `module m.example/main\ngo 1.17\n${lines}\n`, ...universe.files };
  const command = surveyCommand({ ...INPUT, command: 'list', mod: 'mod' }, createKnown(), new Set(own));
  const run = await runToEnd(command, worldOf({ ...universe, files }));
  if (run.kind === 'error') throw new Error(run.error.message);
  return run.value;
}

const versions = (texts: Record<string, string>, path = A) =>
  Object.fromEntries(Object.entries(texts).map(([version, text]) => [`${path}@${version}`, text]));
const times = (of: Record<string, string>) =>
  Object.fromEntries(Object.entries(of).map(([version, time]) => [`${A}@${version}`, `${time}T00:00:00Z`]));
const one = async (universe: Partial<Universe>, lines = `require ${A} v1.0.0`) => {
  const [first, ...more] = await survey(universe, lines);
  expect(more).toEqual([]);
  return first;
};

describe('a module', () => {
  it('is described with its updates and its newest version', async () => {
    const universe = {
      mods: versions({ 'v1.0.0': 'go 1.16\n', 'v1.1.0': '' }),
      times: times({ 'v1.0.0': '2021-01-01', 'v1.1.0': '2022-01-01' }),
    };
    expect(await one(universe)).toEqual({
      path: A,
      version: 'v1.0.0',
      main: false,
      indirect: false,
      goVersion: '1.16',
      time: '2021-01-01T00:00:00Z',
      updates: {
        update: { version: 'v1.1.0', time: '2022-01-01T00:00:00Z' },
        retracted: [],
        deprecated: '',
        missing: [],
      },
      newest: { known: true, module: { path: A, version: 'v1.1.0' }, time: '2022-01-01T00:00:00Z' },
    });
  });

  it('has a newest version below one that takes itself back', async () => {
    const mods = versions({ 'v1.0.0': '', 'v1.1.0': '', 'v1.2.0': 'retract v1.2.0 // slip\n' });
    const universe = { mods, times: times({ 'v1.1.0': '2022-01-01', 'v1.2.0': '2023-01-01' }) };
    expect((await one(universe))?.newest).toEqual({
      known: true,
      module: { path: A, version: 'v1.1.0' },
      time: '2022-01-01T00:00:00Z',
      retracted: { version: 'v1.2.0', time: '2023-01-01T00:00:00Z' },
    });
    // Where all are taken back it is the newest of all.
    const all = { mods: versions({ 'v1.0.0': '', 'v1.2.0': 'retract [v1.0.0, v1.2.0]\n' }) };
    expect((await one(all))?.newest).toEqual({ known: true, module: { path: A, version: 'v1.2.0' }, time: undefined });
  });

  it('whose newest version is unknown says why', async () => {
    const mods = versions({ 'v1.0.0': '', 'v1.1.0': '' });
    expect((await one({ mods, replies: { [`versions ${A}@`]: OFFLINE } }))?.newest).toEqual({
      known: false,
      why: 'offline',
      detail: 'lookup disabled',
    });
    expect((await one({ mods, replies: { [`versions ${A}@`]: GONE } }))?.newest).toEqual({
      known: false,
      why: 'missing',
      detail: GONE.detail,
    });
    expect((await one({ mods, replies: { [`mod ${A}@v1.1.0`]: OFFLINE } }))?.newest).toMatchObject({
      known: false,
      why: 'offline',
    });
  });

  it('that cannot be read leaves the others their answers', async () => {
    const mods = { ...versions({ 'v1.0.0': '' }), ...versions({ 'v1.0.0': '' }, 'x.example/b') };
    const replies = { [`info ${A}@v1.0.0`]: GONE };
    const list = await survey({ mods, replies }, `require ${A} v1.0.0\nrequire x.example/b v1.0.0`);
    expect(list.map(({ path, error }) => [path, error])).toEqual([
      [A, `${A}@v1.0.0: ${GONE.detail}`],
      ['x.example/b', undefined],
    ]);
  });
});

describe('what is built from', () => {
  const mods = {
    ...versions({ 'v1.0.0': '', 'v1.1.0': '' }),
    ...versions({ 'v1.0.0': '', 'v1.3.0': '' }, 'x.example/fork'),
  };
  it('a folder is left out', async () => {
    const files = { '/m/local/go.mod': 'module x.example/local\n' };
    expect(await survey({ mods, files }, `require ${A} v1.0.0\nreplace ${A} => ./local`)).toEqual([]);
    expect(await survey({ mods }, `require ${A} v1.0.0`, [A])).toEqual([]);
  });

  it('another module has the newest version of that, even where it is own', async () => {
    const lines = `require ${A} v1.0.0\nreplace ${A} => x.example/fork v1.0.0`;
    const [found] = await survey({ mods }, lines, [A]);
    expect(found).toMatchObject({ path: A, replace: { path: 'x.example/fork', version: 'v1.0.0' } });
    expect(found?.newest).toEqual({
      known: true,
      module: { path: 'x.example/fork', version: 'v1.3.0' },
      time: undefined,
    });
  });

  it('a path that is replaced in its turn has the newest version that is published', async () => {
    const lines = `require ${A} v1.0.0\nreplace ${A} => x.example/fork v1.0.0\nreplace x.example/fork => x.example/c v1.0.0`;
    const [found] = await survey({ mods }, lines);
    expect(found?.newest).toEqual({
      known: true,
      module: { path: 'x.example/fork', version: 'v1.3.0' },
      time: undefined,
    });
    const replies = { 'versions x.example/fork@': OFFLINE };
    const [offline] = await survey({ mods, replies }, lines);
    expect(offline?.newest).toEqual({ known: false, why: 'offline', detail: 'lookup disabled' });
  });
});

describe('a version that is taken back', () => {
  it('has one to fall back to, where there is no update', async () => {
    const mods = versions({ 'v1.0.0': '', 'v1.1.0': '', 'v1.2.0': 'retract [v1.1.0, v1.2.0]\n' });
    expect((await one({ mods }, `require ${A} v1.1.0`))?.fallback).toEqual({ version: 'v1.0.0' });
    expect((await one({ mods }, `require ${A} v1.1.0\nexclude ${A} v1.0.0`))?.fallback).toEqual({ version: undefined });
    expect(await one({ mods }, `require ${A} v1.0.0`)).not.toHaveProperty('fallback');
    const updated = versions({ 'v1.0.0': '', 'v1.1.0': '', 'v1.2.0': 'retract v1.1.0\n' });
    expect(await one({ mods: updated }, `require ${A} v1.1.0`)).not.toHaveProperty('fallback');
  });

  it('has none that is known where something was not found out', async () => {
    const mods = versions({ 'v1.1.0': '', 'v1.2.0': 'retract [v1.1.0, v1.2.0]\n' });
    // Where versions are listed, @latest is one of them.
    expect((await one({ mods, replies: { [`latest ${A}@`]: OFFLINE } }, `require ${A} v1.1.0`))?.fallback).toEqual({
      version: undefined,
    });
    expect((await one({ mods }, `require ${A} v1.1.0`))?.fallback).toEqual({ version: undefined });
  });
});

describe('the time of the lists', () => {
  const listed = (value: string[], asOf?: string) =>
    ({ known: true, value, ...(asOf === undefined ? {} : { asOf }) }) as const;
  const mods = { ...versions({ 'v1.0.0': '' }), ...versions({ 'v1.0.0': '' }, 'x.example/fork') };
  const lines = `require ${A} v1.0.0\nreplace ${A} => x.example/fork v1.0.0`;
  it.each([
    [undefined, undefined, undefined],
    ['2026-01-02T00:00:00Z', undefined, '2026-01-02T00:00:00Z'],
    ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z', '2026-01-02T00:00:00Z'],
    ['2026-01-03T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z'],
    // The same moment in another form: the first stays.
    ['2026-01-02T00:00:00Z', '2026-01-02T01:00:00+01:00', '2026-01-02T00:00:00Z'],
  ])('of %s and %s is %s', async (own, fork, asOf) => {
    const replies = {
      [`versions ${A}@`]: listed(['v1.0.0'], own),
      'versions x.example/fork@': listed(['v1.0.0'], fork),
    };
    const [found] = await survey({ mods, replies }, lines);
    expect(found?.asOf).toBe(asOf);
  });

  it('counts that of the latest', async () => {
    const pseudo = 'v0.0.0-20220101000000-0123456789ab';
    const replies = {
      [`versions ${A}@`]: listed([], '2026-01-03T00:00:00Z'),
      [`latest ${A}@`]: { known: true, value: { version: pseudo }, asOf: '2026-01-02T00:00:00Z' },
    } as const;
    const found = await one({ mods: versions({ [pseudo]: '' }), replies }, `require ${A} ${pseudo}`);
    expect(found?.asOf).toBe('2026-01-02T00:00:00Z');
  });
});
