/** A module's versions as queries see them, with what replace directives add. */
import { describe, expect, it } from 'vitest';
import type { Known } from '../../../../src/go/graph/known.ts';
import { isZeroTime, latestOf, statOf, versionsOf } from '../../../../src/go/graph/list/lookup.ts';
import { parsedSession } from '../../../../src/go/graph/parsed-session.ts';
import { runToEnd, taskCommand } from '../../../../src/go/graph/run.ts';
import type { GraphSession } from '../../../../src/go/graph/session.ts';
import type { Task } from '../../../../src/go/graph/task.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { parseWork } from '../../../../src/go/modfile/parse-work.ts';
import { source } from '../../../../src/text/source.ts';
import { GONE, type Universe, worldOf } from '../universe.ts';

const A = 'x.example/a';
const OFFLINE = { known: false, why: 'offline', detail: 'lookup disabled' } as const;
const PSEUDO = 'v0.0.0-20220101000000-0123456789ab';

/** A main module with these directives, or a workspace with one member of each. */
function session(directives: string | readonly string[], work?: string): GraphSession {
  const texts = typeof directives === 'string' ? [directives] : directives;
  const members = texts.map((text, i) => {
    const path = `m.example/m${i}`;
    return { folder: `/m/m${i}`, file: parseMod(source('go.mod', `module ${path}\ngo 1.17\n${text}\n`)).file };
  });
  return parsedSession({
    members,
    ...(work === undefined ? {} : { work: { path: '/m/go.work', file: parseWork(source('go.work', work)).file } }),
  });
}

async function run<T>(inquiry: Task<T>, known: Known, universe: Partial<Universe>): Promise<T> {
  const run = await runToEnd(taskCommand(inquiry, known), worldOf({ files: {}, ...universe }));
  if (run.kind === 'error') throw new Error('it has no end');
  return run.value;
}

const NONE = '';
const WILD = `replace ${A} => ../a`;
const EXACT = `replace ${A} v1.5.0 => ../a`;
const missing = (version: string) => ({ failure: { at: { path: A, version }, text: GONE.detail, missing: true } });

describe('one version', () => {
  const stat = (
    version: string,
    directives: string | readonly string[] = NONE,
    universe: Partial<Universe> = {},
    path = A,
  ) => {
    const own = session(directives);
    return run(statOf(own, path, version), own.known, universe);
  };
  const info = (version: string, of: object) => ({ replies: { [`info ${A}@${version}`]: of } }) as Partial<Universe>;

  it('is what the proxy tells', async () => {
    const value = { version: 'v1.0.0', time: '2022-01-01T00:00:00Z' };
    expect(await stat('v1.0.0', NONE, info('v1.0.0', { known: true, value }))).toEqual(value);
    expect(await stat('main', NONE, info('main', { known: true, value }))).toEqual(value);
    expect(await stat('v1.0.0', NONE)).toEqual(missing('v1.0.0'));
  });

  it('must be the one that was asked for, where that is a version', async () => {
    const other = { known: true, value: { version: 'v1.0.1' } };
    expect(await stat('v1.0.0', NONE, info('v1.0.0', other))).toEqual({
      failure: {
        at: { path: A, version: 'v1.0.0' },
        text: 'proxy returned info for version v1.0.1 instead of requested version',
      },
    });
    expect(await stat('v1.0', NONE, info('v1.0', other))).toEqual({ version: 'v1.0.1' });
    // A version that does not fit its path may be any revision.
    expect(await stat('v2.0.0', NONE, info('v2.0.0', other))).toEqual({ version: 'v1.0.1' });
  });

  it('that is no version is named so in the failure', async () => {
    const invalid = (version: string, pseudo = false) => ({
      at: { path: A, version: '' },
      invalid: { version, pseudo },
    });
    expect(await stat('main')).toEqual({ failure: { ...invalid('main'), text: GONE.detail, missing: true } });
    const told = (detail: string) => info('main', { known: false, why: 'missing', detail });
    expect(await stat('main', NONE, told('invalid version: unknown revision main'))).toEqual({
      failure: { ...invalid('main'), text: 'unknown revision main', missing: true },
    });
    expect(await stat('main', NONE, told('invalid pseudo-version: bad'))).toMatchObject({ failure: { text: 'bad' } });
    expect(await stat(`${PSEUDO}+meta`)).toEqual({
      failure: { ...invalid(`${PSEUDO}+meta`, true), text: GONE.detail, missing: true },
    });
    expect(await stat('a!b')).toEqual({
      failure: { ...invalid('a!b'), text: 'version "a!b" invalid: disallowed version string' },
    });
    expect(await stat('v1.0.0', NONE, {}, 'x.example/a b')).toEqual({
      failure: { text: 'malformed module path "x.example/a b": invalid char \' \'' },
    });
  });

  it('that cannot be asked for says what is lacking', async () => {
    expect(await stat('v1.0.0', NONE, info('v1.0.0', OFFLINE))).toEqual({
      failure: {
        at: { path: A, version: 'v1.0.0' },
        text: 'lookup disabled',
        lacking: { question: { kind: 'info', module: { path: A, version: 'v1.0.0' } }, reply: OFFLINE },
      },
    });
  });

  it('that is replaced exists, whoever serves it', async () => {
    expect(await stat('v1.5.0', EXACT)).toEqual({ version: 'v1.5.0' });
    expect(await stat('v1.5.0', EXACT, info('v1.5.0', OFFLINE))).toEqual({ version: 'v1.5.0' });
    expect(await stat('v1.6.0', EXACT)).toEqual(missing('v1.6.0'));
    expect(await stat('v1.6.0', WILD)).toEqual({ version: 'v1.6.0' });
    expect(await stat('v2.6.0', WILD)).toEqual({ version: 'v2.6.0+incompatible' });
    expect(await stat('v1.6', WILD)).toMatchObject({ failure: { missing: true } });
    expect(await stat('v1.6.0+meta', WILD)).toMatchObject({ failure: { missing: true } });
    expect(await stat('v2.6.0+incompatible', WILD)).toEqual({ version: 'v2.6.0+incompatible' });
    expect(await stat('v3.0.0', 'replace x.example/a/v2 => ../a', {}, 'x.example/a/v2')).toEqual({ version: 'v3.0.0' });
    // Its time is that of its name.
    expect(await stat(PSEUDO, WILD)).toEqual({ version: PSEUDO, time: '2022-01-01T00:00:00Z' });
    expect(await stat('v0.0.0-00010101000000-000000000000', WILD)).toEqual({
      version: 'v0.0.0-00010101000000-000000000000',
    });
  });

  it('that go.work alone replaces does not', async () => {
    const own = session([NONE], `go 1.18\nuse ./m0\n${WILD}\n`);
    expect(await run(statOf(own, A, 'v1.5.0'), own.known, {})).toEqual(missing('v1.5.0'));
    const with0 = session([NONE, `replace x.example/b => ../b`], `go 1.18\nuse ./m0\nuse ./m1\n${WILD}\n`);
    expect(await run(statOf(with0, A, 'v1.5.0'), with0.known, {})).toEqual({ version: 'v1.5.0' });
  });
});

describe('all versions', () => {
  const list = (directives: string | readonly string[], universe: Partial<Universe>, prefix = '', path = A) => {
    const own = session(directives);
    return run(versionsOf(own, path, prefix), own.known, universe);
  };
  const listed = { replies: { [`versions ${A}@`]: { known: true, value: ['v1.0.0', 'v1.1.0', 'v1.10.0'] } } } as const;

  it('are those of the proxy that begin with the prefix', async () => {
    expect(await list(NONE, listed)).toEqual({ versions: ['v1.0.0', 'v1.1.0', 'v1.10.0'] });
    expect(await list(NONE, listed, 'v1.1.')).toEqual({ versions: ['v1.1.0'] });
  });

  it('have those among them that are replaced, each once', async () => {
    expect(await list(EXACT, listed)).toEqual({ versions: ['v1.0.0', 'v1.1.0', 'v1.5.0', 'v1.10.0'] });
    const many = `replace (\n${A} v1.1.0 => ../a\n${A} => ../a\n${A} ${PSEUDO} => ../a\nx.example/b v1.7.0 => ../b\n)`;
    expect(await list(many, listed)).toEqual({ versions: ['v1.0.0', 'v1.1.0', 'v1.10.0'] });
    expect(await list(WILD, listed)).toEqual({ versions: ['v1.0.0', 'v1.1.0', 'v1.10.0'] });
    expect(await list(EXACT, listed, 'v1.1.')).toEqual({ versions: ['v1.1.0'] });
    expect(await list(EXACT, listed, 'v1.5')).toEqual({ versions: ['v1.5.0'] });
  });

  it('of a path that is replaced exist, whoever serves it', async () => {
    expect(await list(NONE, {})).toEqual(missing(''));
    expect(await list(EXACT, {})).toEqual({ versions: ['v1.5.0'] });
    expect(await list(WILD, {})).toEqual({ versions: [] });
    const offline = { replies: { [`versions ${A}@`]: OFFLINE } };
    expect(await list(EXACT, offline)).toMatchObject({ failure: { text: 'lookup disabled' } });
    // No proxy is asked about a path that no module can have.
    expect(await list('replace local v1.0.0 => ../a', {}, '', 'local')).toEqual({ versions: ['v1.0.0'] });
  });
});

describe('the latest', () => {
  const latest = (directives: string | readonly string[], universe: Partial<Universe> = {}, path = A) => {
    const own = session(directives);
    return run(latestOf(own, path), own.known, universe);
  };
  const at = (version: string): Partial<Universe> => ({ latest: { [A]: version } });

  it('is that of the proxy', async () => {
    expect(await latest(NONE, at('v1.4.0'))).toEqual({ version: 'v1.4.0' });
    expect(await latest(NONE)).toEqual(missing(''));
    expect(await latest(NONE, {}, 'x.example/a b')).toEqual({
      failure: { text: 'malformed module path "x.example/a b": invalid char \' \'' },
    });
  });

  it('is the highest that is replaced, where that is higher', async () => {
    expect(await latest(EXACT, at('v1.4.0'))).toEqual({ version: 'v1.5.0' });
    expect(await latest(EXACT, at('v1.5.0'))).toEqual({ version: 'v1.5.0' });
    expect(await latest(EXACT, at('v1.6.0'))).toEqual({ version: 'v1.6.0' });
    expect(await latest(EXACT)).toEqual({ version: 'v1.5.0' });
    expect(await latest(`replace ${A} ${PSEUDO} => ../a`)).toEqual({ version: PSEUDO, time: '2022-01-01T00:00:00Z' });
  });

  it('of a path that is replaced as a whole is below all', async () => {
    expect(await latest(WILD, at('v0.0.1'))).toEqual({ version: 'v0.0.1' });
    expect(await latest(WILD)).toEqual({ version: 'v0.0.0-00010101000000-000000000000' });
    expect(await latest('replace x.example/a/v2 => ../a', {}, 'x.example/a/v2')).toEqual({
      version: 'v2.0.0-00010101000000-000000000000',
    });
  });
});

it('the zero time of Go is no time', () => {
  expect(['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'].map(isZeroTime)).toEqual([true, true]);
  expect(['2022-01-01T00:00:00Z', '0001-01-01T00:00:01Z'].map(isZeroTime)).toEqual([false, false]);
});
