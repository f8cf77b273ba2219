/** Which answers of each kind a later run believes, for how long, and which are not kept at all. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FactCacheOptions, FRESH, factCache, STALE } from '../../../src/gather/facts/fact-cache.ts';
import { conditions, forgetConditions } from '../../../src/gather/repeat/conditions.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';

let box: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'fact-kinds-'));
  forgetConditions();
});
afterEach(() => {
  forgetConditions();
  rmSync(box, { recursive: true, force: true });
});

const NOON = Date.parse('2026-02-01T12:00:00Z');
const HOUR = 3_600_000;
const ask = (kind: Ask['kind'], version = 'v1.0.0'): Ask => ({ kind, module: { path: 'example.com/m', version } });
const known = (value: unknown, asOf?: string): Answer<unknown> => ({
  known: true,
  value,
  source: 'goproxy.example',
  ...(asOf !== undefined && { asOf }),
});
const kept = (value: unknown, more: object = {}) => ({ known: true, value, source: 'fact cache', ...more });

/** What a run so many milliseconds later is answered. */
function later(question: Ask, answer: Answer<unknown>, passed = 0, options: FactCacheOptions = {}) {
  const first = factCache({ XDG_CACHE_HOME: box }, () => new Date(NOON), options);
  first.remember(question, answer);
  first.close();
  const next = factCache({ XDG_CACHE_HOME: box }, () => new Date(NOON + passed), options);
  const found = next.answer(question);
  next.close();
  return found;
}

const ASOF = '2026-02-01T12:00:00Z';
const MISSING = { known: false, why: 'missing', detail: 'not found' } as const;

it.each<[what: string, question: Ask, answer: Answer<unknown>, expected: unknown]>([
  ['a proof', ask('proof'), known({ database: 'd', lines: [] }), undefined],
  ['a list with its time', ask('versions', ''), known(['v1.0.0'], ASOF), kept(['v1.0.0'], { asOf: ASOF })],
  ['a list without a time', ask('versions', ''), known(['v1.0.0']), undefined],
  ['the latest', ask('latest', ''), known({ version: 'v1.0.0' }, ASOF), kept({ version: 'v1.0.0' }, { asOf: ASOF })],
  ['that there is no list', ask('versions', ''), MISSING, MISSING],
  [
    'that only its origin is left to be asked',
    ask('versions', ''),
    { known: false, why: 'private', detail: 'direct', notFound: true },
    { known: false, why: 'private', detail: 'direct', notFound: true },
  ],
  ['another failure', ask('versions', ''), { ...MISSING, why: 'failed' }, undefined],
  ['that a go.mod is missing', ask('mod'), MISSING, undefined],
  [
    'a listing',
    ask('seen'),
    known({ listed: ASOF, since: ASOF, until: ASOF }, ASOF),
    kept({ listed: ASOF, since: ASOF, until: ASOF }),
  ],
  ['that it is not listed yet', ask('seen'), known({ since: ASOF, until: ASOF }, ASOF), undefined],
  ['a version', ask('info'), known({ version: 'v1.0.0' }), kept({ version: 'v1.0.0' }, { recent: true })],
  ['what a name stands for', ask('info', 'master'), known({ version: 'v1.0.0' }), undefined],
  ['the content of a zip that go.sum does not have', ask('content'), known({ hash: 'h1:x', of: 'zip' }), undefined],
  ['an origin', ask('origin'), known({ url: 'https://git.example/m' }), kept({ url: 'https://git.example/m' })],
  ['a go.mod', ask('mod'), known('module example.com/m\n'), kept('module example.com/m\n')],
  ['a go.mod that names no module', ask('mod'), known('go 1.25\n'), undefined],
  ['a go.mod that cannot be read', ask('mod'), known('module (\n'), undefined],
])('%s', async (_, question, answer, expected) => {
  expect(await later(question, answer)).toEqual(expected);
});

describe('what changes', () => {
  const list = known(['v1.0.0'], ASOF);
  it('is believed for an hour, or as long as is wished, and not from the future', async () => {
    expect([FRESH, STALE]).toEqual([HOUR, 168 * HOUR]);
    const isBelieved = async (passed: number, options: FactCacheOptions = {}) =>
      (await later(ask('versions', ''), list, passed, options)) !== undefined;
    expect([await isBelieved(HOUR), await isBelieved(HOUR + 1000)]).toEqual([true, false]);
    expect([await isBelieved(STALE, { maxAge: STALE }), await isBelieved(STALE + 1000, { maxAge: STALE })]).toEqual([
      true,
      false,
    ]);
    // A clock may be an hour off.
    expect([await isBelieved(-HOUR), await isBelieved(-HOUR - 1000)]).toEqual([true, false]);
  });

  it('says until when an answer of a run holds', async () => {
    await later(ask('versions', ''), list, 0.5 * HOUR);
    expect(conditions()).toEqual({ repeatable: true, until: NOON + HOUR });
    forgetConditions();
    await later(ask('versions', ''), list, 1.5 * HOUR);
    expect(conditions().until).toBe(Number.POSITIVE_INFINITY);
    await later(ask('versions', ''), list, -2 * HOUR);
    expect(conditions().until).toBe(NOON - HOUR);
  });

  it('does not hide that a version is there, only that it was seen of late', async () => {
    const info = known({ version: 'v1.0.0' });
    expect(await later(ask('info'), info, HOUR)).toEqual(kept({ version: 'v1.0.0' }, { recent: true }));
    expect(await later(ask('info'), info, HOUR + 1000)).toEqual(kept({ version: 'v1.0.0' }));
  });
});

describe('a go.mod that names another module', () => {
  const moved = known('module example.com/moved\n');
  it('is believed for as long as doubt is allowed, unless a replacement stands for it', async () => {
    expect(await later(ask('mod'), moved)).toBeUndefined();
    const options = { maxDoubt: 2 * HOUR };
    expect(await later(ask('mod'), moved, 2 * HOUR, options)).toMatchObject({ value: 'module example.com/moved\n' });
    expect(await later(ask('mod'), moved, 2 * HOUR + 1000, options)).toBeUndefined();
    const vouching = {
      hashesOf: () => [],
      zipHashesOf: () => [],
      replaces: (target: string, path: string) => `${target} ${path}` === 'example.com/m example.com/moved',
    };
    expect(await later(ask('mod'), moved, 9e9, { vouching })).toEqual(kept('module example.com/moved\n'));
  });
});

it('is believed only of whom it would be asked now, and counted', async () => {
  const meter = { cached: 0 };
  const scoped = (scope: string | undefined) =>
    factCache({ XDG_CACHE_HOME: box }, () => new Date(NOON), { scopeOf: () => scope, meter });
  const [one, other, nobody] = [scoped('one'), scoped('other'), scoped(undefined)];
  one.remember(ask('origin'), known({ vcs: 'git' }));
  nobody.remember(ask('origin', 'v2.0.0'), known({ vcs: 'git' }));
  expect(await scoped('one').answer(ask('origin'))).toEqual(kept({ vcs: 'git' }));
  expect(await other.answer(ask('origin'))).toBeUndefined();
  expect(await nobody.answer(ask('origin'))).toBeUndefined();
  expect(await scoped('one').answer(ask('origin', 'v2.0.0'))).toBeUndefined();
  expect(meter).toEqual({ cached: 1 });
  expect([one.name, one.network]).toEqual(['fact cache', false]);
});
