/** What is kept of checksum databases between runs, and what is said where it cannot be. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memorySumdbStore, sumdbCacheAt, sumdbStoreAt } from '../../../src/gather/sumdb/store.ts';
import type { ForkEvidence } from '../../../src/go/sumdb/failure.ts';
import { encode } from '../../../src/text/bytes.ts';

let box: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'sumdb-store-'));
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const now = () => new Date('2026-06-01T00:00:00Z');
const store = () => sumdbStoreAt(box, now);
const NONE = new Uint8Array();
const [ONE, TWO] = [encode('one'), encode('two')];
const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

it.each([
  ['in memory', memorySumdbStore],
  ['on disk', store],
])('a head %s moves only from what it was, each database by itself', async (_, open) => {
  const heads = open();
  expect(heads.readHead('a.example')).toEqual(NONE);
  expect(await heads.writeHead('a.example', ONE, TWO)).toEqual({ result: 'conflict' });
  expect(await heads.writeHead('a.example', NONE, ONE)).toEqual({ result: 'written' });
  expect(await heads.writeHead('a.example', NONE, TWO)).toEqual({ result: 'conflict' });
  expect([text(heads.readHead('a.example')), text(heads.readHead('b.example'))]).toEqual(['one', '']);
  expect(await heads.writeHead('a.example', ONE, TWO)).toEqual({ result: 'written' });
  expect(text(heads.readHead('a.example'))).toBe('two');
});

it.each([
  ['in memory', memorySumdbStore],
  ['on disk', store],
])('files %s are kept by their names', (_, open) => {
  const files = open();
  expect(files.readFile('a')).toBeUndefined();
  files.writeFile('a', ONE);
  files.writeFile('b', NONE);
  expect([text(files.readFile('a')), text(files.readFile('b')), files.readFile('c')]).toEqual(['one', '', undefined]);
});

it('what is on disk is there for the next run, and apart from what is in memory', async () => {
  store().writeFile('a', ONE);
  await store().writeHead('a.example', NONE, TWO);
  expect([text(store().readFile('a')), text(store().readHead('a.example'))]).toEqual(['one', 'two']);
  expect(memorySumdbStore().readFile('a')).toBeUndefined();
  // A head is no part of what may be thrown away for room.
  rmSync(join(box, 'sumdb-1'), { recursive: true });
  expect([store().readFile('a'), text(store().readHead('a.example'))]).toEqual([undefined, 'two']);
});

it('a file that was damaged is as good as none', () => {
  store().writeFile('a', ONE);
  const cache = sumdbCacheAt(box, now);
  const [key] = ['ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'];
  const whole = cache.read('files', key!)!;
  expect(text(whole.subarray(32))).toBe('one');
  for (const at of [0, 31, 32, 34]) {
    const changed = Uint8Array.from(whole);
    changed[at]! ^= 1;
    cache.write('files', key!, changed);
    expect(store().readFile('a')).toBeUndefined();
  }
  cache.write('files', key!, whole);
  expect(text(store().readFile('a'))).toBe('one');
});

describe('a head', () => {
  const folder = () => join(box, 'sumdb-heads');
  const file = () => join(folder(), readdirSync(folder()).find((name) => /^[0-9a-f]{64}$/.test(name))!);

  it('is for the user alone, with nothing left beside it', async () => {
    await store().writeHead('a.example', NONE, ONE);
    expect(readdirSync(folder())).toHaveLength(1);
    expect([statSync(file()).mode & 0o777, readFileSync(file(), 'utf8')]).toEqual([0o600, 'one']);
  });

  it('is not read as none where it cannot be read', async () => {
    await store().writeHead('a.example', NONE, ONE);
    const head = file();
    rmSync(head);
    mkdirSync(head);
    expect(() => store().readHead('a.example')).toThrow('EISDIR');
    expect(await store().writeHead('a.example', NONE, TWO)).toEqual({
      result: 'failed',
      error: expect.stringMatching(/^cannot keep the tree head: EISDIR/),
    });
    // The lock is gone all the same.
    expect(readdirSync(folder())).toHaveLength(1);
  });

  it('is not kept where its folder cannot be', async () => {
    writeFileSync(folder(), '');
    expect(await store().writeHead('a.example', NONE, ONE)).toEqual({
      result: 'failed',
      error: `cannot keep the tree head in ${folder()}`,
    });
  });

  it('is locked by another run until that is done, or was ended ten seconds ago', async () => {
    await store().writeHead('a.example', NONE, ONE);
    const lock = `${file()}.lock`;
    writeFileSync(lock, '');
    const waiting = store().writeHead('a.example', ONE, TWO);
    // Whoever holds the lock may write before it is given back.
    writeFileSync(file(), 'other');
    rmSync(lock);
    expect(await waiting).toEqual({ result: 'conflict' });
    writeFileSync(lock, '');
    const old = Date.now() / 1000 - 11;
    utimesSync(lock, old, old);
    expect(await store().writeHead('a.example', encode('other'), TWO)).toEqual({ result: 'written' });
    expect(existsSync(lock)).toBe(false);
  });
});

describe('a fork', () => {
  const fork = (root: number): ForkEvidence =>
    ({
      older: { note: encode('older note') },
      newer: { note: encode('newer note') },
      rootInNewer: new Uint8Array(32).fill(root),
      proof: [new Uint8Array(32).fill(9)],
    }) as unknown as ForkEvidence;
  const base64 = (byte: number) => Buffer.alloc(32, byte).toString('base64');

  it('is kept once, as JSON, for the user alone', () => {
    const file = store().keepFork('a.example', fork(1))!;
    expect(file).toMatch(/\/sumdb-forks\/[0-9a-f]{64}\.json$/);
    expect(readFileSync(file, 'utf8')).toBe(
      `${JSON.stringify(
        {
          database: 'a.example',
          older: 'older note',
          newer: 'newer note',
          rootInNewer: base64(1),
          proof: [base64(9)],
        },
        null,
        2,
      )}\n`,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(store().keepFork('a.example', fork(1))).toBe(file);
    expect(store().keepFork('a.example', fork(2))).not.toBe(file);
    expect(readdirSync(join(box, 'sumdb-forks'))).toHaveLength(2);
  });

  it('has no file where there is no place for it', () => {
    expect(memorySumdbStore().keepFork('a.example', fork(1))).toBeUndefined();
    const file = store().keepFork('a.example', fork(1))!;
    rmSync(file);
    mkdirSync(file);
    expect(store().keepFork('a.example', fork(1))).toBeUndefined();
    rmSync(join(box, 'sumdb-forks'), { recursive: true });
    writeFileSync(join(box, 'sumdb-forks'), '');
    expect(store().keepFork('a.example', fork(1))).toBeUndefined();
  });
});
