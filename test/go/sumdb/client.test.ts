import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookupPath, MAX_LOOKUP, type SumdbOptions, sumdbClient } from '../../../src/go/sumdb/client.ts';
import { checkTree } from '../../../src/go/sumdb/proof.ts';
import { judgeSumLine } from '../../../src/go/sumdb/verdict.ts';
import { decode, encode } from '../../../src/text/bytes.ts';
import { type Bytes, recordOf, signer, type TestLog, testLog } from '../../support/sumdb-log.ts';
import { sumdbWorld } from '../../support/sumdb-world.ts';

const LOG = testLog(300);
const KEY = LOG.signer.key;
/** Low tiles, so that a small log has many levels. */
const LOW: SumdbOptions = { tileHeight: 2 };

const linesOf = (log: TestLog, i: number) => log.records[i]!.split('\n').slice(0, 2);
const hashOf = (line: string) => line.split(' ')[2]!;

/** One lookup of `m.example/mN v1.0.0`. */
async function lookup(
  n: number,
  answer: (path: string) => Bytes | undefined,
  setup: Parameters<typeof sumdbWorld>[2] = {},
) {
  const world = sumdbWorld(KEY, answer, setup);
  const outcome = await sumdbClient(world.ops, LOW).lookup(`m.example/m${n}`, 'v1.0.0');
  return { ...world, outcome };
}

describe('lookup', () => {
  it('gives exactly the lines asked for, and pins the head', async () => {
    const { ops, kept } = sumdbWorld(KEY, LOG.answer);
    const client = sumdbClient(ops, LOW);
    const [zip, mod] = linesOf(LOG, 7);
    expect((await client.lookup('m.example/m7', 'v1.0.0')).value).toEqual([zip]);
    expect((await client.lookup('m.example/m7', 'v1.0.0/go.mod')).value).toEqual([mod]);
    expect(client.head()?.tree.size).toBe(300n);
    expect(kept()).toBe(LOG.head());
  });

  it('asks once for a record and once for a tile, however many lines there are and however they come', async () => {
    const world = sumdbWorld(KEY, LOG.answer);
    const client = sumdbClient(world.ops);
    const asked = Array.from({ length: 40 }, (_, i) => i % 20);
    const all = asked.flatMap((i) =>
      ['v1.0.0', 'v1.0.0/go.mod'].map((version) => client.lookup(`m.example/m${i}`, version)),
    );
    for (const { failure } of await Promise.all(all)) expect(failure).toBeUndefined();
    const tiles = world.requests.filter((path) => path.startsWith('/tile/'));
    expect(world.requests.length - tiles.length).toBe(20);
    // 300 records: a full leaf tile, a partial one, and one above.
    expect([...tiles].sort()).toEqual(['/tile/8/0/000', '/tile/8/0/001.p/44', '/tile/8/1/000.p/1']);
  });

  it('asks nobody for what is in the cache, and checks that as well', async () => {
    const first = await lookup(3, LOG.answer);
    const setup = { kept: first.kept(), cache: first.cache };
    const again = await lookup(3, () => undefined, setup);
    expect([again.outcome.value, again.requests]).toEqual([[linesOf(LOG, 3)[0]], []]);
    for (const [name, data] of first.cache) {
      const cache = new Map(first.cache).set(
        name,
        data.map((byte, i) => (i === 10 ? byte ^ 1 : byte)),
      );
      const poisoned = await lookup(3, () => undefined, { ...setup, cache });
      expect(poisoned.outcome.failure, name).toBeDefined();
    }
  });

  it('never asks about modules that GONOSUMDB names', async () => {
    const { ops, requests } = sumdbWorld(KEY, LOG.answer);
    const client = sumdbClient(ops, { nosumdb: 'corp.example,*.private.example/x' });
    for (const path of ['corp.example/secret', 'a.private.example/x/y']) {
      const { failure } = await client.lookup(path, 'v1.0.0');
      expect(failure).toMatchObject({ kind: 'skipped', message: 'skipped (listed in GONOSUMDB)' });
    }
    expect(requests).toEqual([]);
  });

  it('cuts a partial tile that is gone from the full one', async () => {
    const short = testLog(5);
    const pinned = short.head();
    const answer = (path: string) =>
      path.startsWith('/lookup')
        ? encode(`3\n${LOG.records[3]}\n${pinned}`)
        : path.includes('.p/')
          ? undefined
          : LOG.answer(path);
    const { outcome, requests } = await lookup(3, answer, { kept: pinned });
    expect(outcome.value).toEqual([linesOf(LOG, 3)[0]]);
    expect(requests).toContain('/tile/2/0/001');
  });

  it('proves a record that it has looked up without asking again, and none that GONOSUMDB names', async () => {
    const { ops, requests } = sumdbWorld(KEY, LOG.answer);
    const client = sumdbClient(ops, { ...LOW, nosumdb: 'm.example/m9' });
    expect(client.head()).toBeUndefined();
    await client.lookup('m.example/m7', 'v1.0.0/go.mod');
    const { value } = await client.prove('m.example/m7', 'v1.0.0');
    expect([value?.id, decode(value!.text)]).toEqual([7n, LOG.records[7]]);
    expect(requests.filter((path) => path.startsWith('/lookup'))).toEqual(['/lookup/m.example/m7@v1.0.0']);
    expect(await client.prove('m.example/m9', 'v1.0.0')).toEqual({
      failure: { kind: 'skipped', message: 'skipped (listed in GONOSUMDB)' },
    });
    expect(await client.prove('m.example/m999', 'v1.0.0')).toEqual({
      failure: {
        kind: 'missing',
        message: 'reading /lookup/m.example/m999@v1.0.0: 404 Not Found',
        notFound: true,
      },
    });
  });

  it.each<[what: string, file: string, failure: object]>([
    ['the key', 'key', { kind: 'key', message: 'm.example/m7@v1.0.0: initializing sumdb.Client: no disk' }],
    [
      'the head',
      'sumdb.example/latest',
      { kind: 'config', message: 'm.example/m7@v1.0.0: initializing sumdb.Client: no disk' },
    ],
  ])('fails where %s cannot be read', async (_, file, failure) => {
    const readConfig = async (name: string) =>
      name === file ? { error: 'no disk' } : { value: encode(name === 'key' ? KEY : '') };
    expect((await lookup(7, LOG.answer, { readConfig })).outcome).toEqual({ failure });
  });

  it.each([
    ['m.example/M', 'v1.0.0-RC/go.mod', { value: '/lookup/m.example/!m@v1.0.0-!r!c' }],
    ['m.example/m', 'v1.0.0/go.mod/x', { error: 'version "v1.0.0/go.mod/x" invalid: disallowed version string' }],
    ['m', 'v1.0.0', { error: 'malformed module path "m": missing dot in first path element' }],
  ])('of %s %s asks for %j', (path, version, asked) => expect(lookupPath(path, version)).toEqual(asked));

  it.each([
    ['a path that is none', 'm.example/../x', 'v1.0.0', 'path'],
    ['a version that cannot be a name', 'm.example/m1', 'v1/..', 'path'],
    ['a module that the log has not', 'm.example/m999', 'v1.0.0', 'missing'],
  ])('fails for %s', async (_, path, version, kind) => {
    const { ops } = sumdbWorld(KEY, LOG.answer);
    const { failure } = await sumdbClient(ops, LOW).lookup(path, version);
    expect(failure?.kind).toBe(kind);
    expect(failure?.message.startsWith(`${path}@${version}: `)).toBe(true);
    expect(failure?.notFound).toBe(kind === 'missing' ? true : undefined);
  });

  it('fails without a key, with the words of Go', async () => {
    const { ops } = sumdbWorld('sumdb.example+00000000+AAAA', LOG.answer);
    const { failure } = await sumdbClient(ops).lookup('m.example/m1', 'v1.0.0');
    expect(failure?.message).toBe('m.example/m1@v1.0.0: initializing sumdb.Client: invalid verifier hash');
  });
});

describe('a forged answer', () => {
  const evilLine = `m.example/m7 v1.0.0 h1:${'A'.repeat(43)}=`;
  const evilAsk = { path: 'm.example/m7', version: 'v1.0.0', hash: `h1:${'A'.repeat(43)}=` };
  const other = (text: string) => (path: string) => (path.startsWith('/lookup') ? encode(text) : LOG.answer(path));
  const evilLog = testLog(300, { replaced: { 7: `${evilLine}\n` } });

  // CVE-2026-42501: the record is authentic, and another module's.
  it('of another module says nothing about this one', async () => {
    const { outcome } = await lookup(7, other(LOG.lookup(8)));
    expect(outcome.value).toEqual([]);
    expect(judgeSumLine(evilAsk, outcome).verdict).toBe('absent');
  });

  // CVE-2026-56864: the line stands in the signed text of the head, and in no record.
  it.each([
    ['in the signed note', `8\n${LOG.records[8]}\n${LOG.head(300, `${evilLine}\n`)}`, 'absent'],
    ['beside the right one, in the signed note', `7\n${LOG.records[7]}\n${LOG.head(300, `${evilLine}\n`)}`, 'mismatch'],
    ['behind the note', `7\n${LOG.records[7]}\n${LOG.head()}${evilLine}\n`, 'unproven'],
    ['in the record', `7\n${LOG.records[7]}${evilLine}\n\n${LOG.head()}`, 'unproven'],
    ['before the number', `${evilLine}\n${LOG.lookup(7)}`, 'unproven'],
  ])('with a line more %s vouches for none', async (_, text, verdict) => {
    const { outcome } = await lookup(7, other(text));
    expect(judgeSumLine(evilAsk, outcome).verdict).toBe(verdict);
  });

  // CVE-2026-56865: record and tiles fit each other, and not the signed tree.
  it.each([
    ['the leaf tile', /^\/tile\/2\/0\/001/],
    ['all tiles but the top', /^\/tile\/2\/[0-3]\//],
    ['all tiles', /^\/tile\//],
  ])('with %s forged is no proof', async (_, forged) => {
    const answer = (path: string) => {
      if (path.startsWith('/lookup')) return encode(`7\n${evilLog.records[7]}\n${LOG.head()}`);
      return (forged.test(path) ? evilLog : LOG).answer(path);
    };
    const { outcome, cache } = await lookup(7, answer);
    expect(outcome.failure?.kind).toBe('tile');
    expect(judgeSumLine(evilAsk, outcome).verdict).toBe('unproven');
    expect([...cache.keys()].filter((name) => name.includes('/lookup/'))).toEqual([]);
  });

  it.each([
    ['a record number beyond the tree', `300\n${LOG.records[7]}\n${LOG.head()}`, 'auth'],
    ['another record number', `8\n${LOG.records[7]}\n${LOG.head()}`, 'auth'],
    ['a number with a sign', `+7\n${LOG.records[7]}\n${LOG.head()}`, 'record'],
    ['a number with leading zeros', `007\n${LOG.records[7]}\n${LOG.head()}`, 'record'],
    ['a number below zero', `-1\n${LOG.records[0]}\n${LOG.head()}`, 'record'],
    ['no head, and no pinned one', `7\n${LOG.records[7]}\n`, 'auth'],
    ['a head of more records than positions have bits', `7\n${LOG.records[7]}\n${hugeHead()}`, 'tree'],
    ['a captive portal', '<html>\n\n</html>\n', 'record'],
    ['more bytes than a lookup has', `7\n${'x'.repeat(MAX_LOOKUP)}\n`, 'record'],
  ])('with %s is refused', async (_, text, kind) => {
    const { outcome } = await lookup(7, other(text));
    expect(outcome.failure?.kind).toBe(kind);
  });

  it('with one flipped bit anywhere is refused', async () => {
    const text = encode(LOG.lookup(7));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: text.length * 8 - 1 }), async (bit) => {
        const tampered = Uint8Array.from(text, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const { outcome } = await lookup(7, (path) => (path.startsWith('/lookup') ? tampered : LOG.answer(path)));
        // Two bits at the end of the signature's base64 say nothing.
        const isIdle = bit >> 3 === text.length - 3 && (bit & 7) < 2;
        if (!isIdle) expect(outcome.failure).toBeDefined();
        else if (outcome.value) expect(outcome.value).toEqual([linesOf(LOG, 7)[0]]);
      }),
      { numRuns: 300 },
    );
  });

  function hugeHead(): string {
    const text = `go.sum database tree\n9223372036854775807\n${LOG.head().split('\n')[2]}\n`;
    return `${text}\n${LOG.signer.line(text)}`;
  }
});

describe('the pinned head', () => {
  it('moves forward over any step, and only forward', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 20, max: 300 }), async (pinned, served) => {
        const answer = (path: string) =>
          path.startsWith('/lookup') ? encode(LOG.lookup(7, served)) : LOG.answer(path);
        const { outcome, kept, forks } = await lookup(7, answer, { kept: pinned === 0 ? '' : LOG.head(pinned) });
        expect(outcome.value).toEqual([linesOf(LOG, 7)[0]]);
        expect(kept()).toBe(LOG.head(Math.max(pinned, served)));
        expect(forks).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is not trusted without its signature', async () => {
    const stranger = testLog(300, { signer: signer('sumdb.example', 9) });
    const { outcome, requests } = await lookup(7, LOG.answer, { kept: stranger.head() });
    expect(outcome.failure).toMatchObject({
      kind: 'note',
      message: expect.stringContaining('initializing sumdb.Client'),
    });
    expect(requests).toEqual([]);
  });

  it('stands where another run has put a newer one meanwhile', async () => {
    let attempts = 0;
    const world = sumdbWorld(
      KEY,
      (path) => (path.startsWith('/lookup') ? encode(LOG.lookup(7, 100)) : LOG.answer(path)),
      {
        writeConfig: async () => {
          attempts++;
          world.config.set('sumdb.example/latest', LOG.head(200));
          return { result: 'conflict' };
        },
      },
    );
    const client = sumdbClient(world.ops, LOW);
    expect((await client.lookup('m.example/m7', 'v1.0.0')).value).toEqual([linesOf(LOG, 7)[0]]);
    expect([attempts, world.kept(), client.head()?.tree.size]).toEqual([1, LOG.head(200), 200n]);
  });

  it('is an error where it cannot be kept', async () => {
    const { outcome } = await lookup(7, LOG.answer, {
      writeConfig: async () => ({ result: 'failed', error: 'disk full' }),
    });
    expect(outcome.failure).toMatchObject({ kind: 'config', message: 'm.example/m7@v1.0.0: disk full' });
  });
});

describe('a fork', () => {
  /** The same database shows another history from record 50 on. */
  const forked = testLog(300, { replaced: { 50: recordOf(50, 'other') } });

  it.each([
    ['an older tree than the pinned one', 300, 120],
    ['a newer tree than the pinned one', 120, 300],
    ['another tree of the same size', 300, 300],
  ])('in %s is told with both signed heads and a proof', async (_, pinned, served) => {
    const answer = (path: string) =>
      path.startsWith('/lookup') ? encode(forked.lookup(7, served)) : (served > pinned ? forked : LOG).answer(path);
    // The tiles of the pinned tree are in the cache: else the server could not even show that tree.
    const before = await lookup(119, (path) =>
      path.startsWith('/lookup') ? encode(LOG.lookup(119, pinned)) : LOG.answer(path),
    );
    const { outcome, forks, kept } = await lookup(7, answer, { kept: LOG.head(pinned), cache: before.cache });
    expect(outcome.failure).toMatchObject({
      kind: 'fork',
      message: 'm.example/m7@v1.0.0: security error: misbehaving server',
    });
    expect(kept()).toBe(LOG.head(pinned));
    const fork = outcome.failure!.fork!;
    expect(forks).toEqual([fork]);
    expect([decode(fork.older.note), decode(fork.newer.note)].sort()).toEqual(
      [LOG.head(pinned), forked.head(served)].sort(),
    );
    // Anyone can check it: at the older size the newer tree has another root than the older head says.
    const { older, newer } = fork;
    expect(checkTree(fork.proof!, newer.tree.size, newer.tree.hash, older.tree.size, fork.rootInNewer)).toBeUndefined();
    expect(Buffer.compare(fork.rootInNewer, older.tree.hash)).not.toBe(0);
  });

  it('goes unseen before it begins', async () => {
    const answer = (path: string) => (path.startsWith('/lookup') ? encode(forked.lookup(7, 40)) : LOG.answer(path));
    const { outcome } = await lookup(7, answer, { kept: LOG.head() });
    expect(outcome.value).toEqual([linesOf(LOG, 7)[0]]);
  });
});

describe('judgeSumLine', () => {
  const [zip] = linesOf(LOG, 7);
  const line = { path: 'm.example/m7', version: 'v1.0.0', hash: hashOf(zip!) };
  it.each([
    ['ok', line, [zip!]],
    ['mismatch', { ...line, hash: 'h1:other' }, [zip!]],
    ['mismatch', { ...line, hash: hashOf(zip!).replace('h1:', 'h2:') }, [zip!]],
    ['absent', line, []],
    ['absent', line, [`m.example/m7 v1.0.0/go.mod ${hashOf(zip!)}`]],
    ['absent', line, ['m.example/m7 v1.0.0 h2:unknown']],
    ['ok', line, ['m.example/m7 v1.0.0 h2:unknown', zip!]],
    ['mismatch', line, ['m.example/m7 v1.0.0 h1:first', zip!]],
  ])('says %s', (verdict, asked, lines) => {
    expect(judgeSumLine(asked, { value: lines }).verdict).toBe(verdict);
  });
});
