import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { FIELDS, FOLLOWED, stateNow } from '../../../src/gather/repeat/file-states.ts';
import {
  decodePack,
  encodePack,
  type RunPack,
  recallRun,
  rememberRun,
  runPacksAt,
  sha256,
} from '../../../src/gather/repeat/run-pack.ts';

const box = mkdtempSync(join(tmpdir(), 'packs-'));
afterAll(() => rmSync(box, { recursive: true, force: true }));
const file = join(box, 'a\nfile é');
writeFileSync(file, '');
const store = runPacksAt({ XDG_CACHE_HOME: join(box, 'cache') }, { now: () => new Date() })!;

const pack: RunPack = {
  question: sha256('question'),
  from: 1000,
  until: 2000,
  code: 3,
  written: [
    [1, 'out\n'],
    [2, 'err "é"\n'],
  ],
  files: { paths: [file], states: stateNow(file, FOLLOWED)! },
};

it('gives the answer while it holds', () => {
  rememberRun(store, pack);
  expect(recallRun(store, pack.question, 1000)).toMatchObject({ code: 3, written: pack.written });
  expect(recallRun(store, pack.question, 1999)).toBeDefined();
  expect(recallRun(store, pack.question, 2000)).toBeUndefined();
  expect(recallRun(store, sha256('another'), 1000)).toBeUndefined();
});

it('gives none to a clock that was set back', () => {
  rememberRun(store, pack);
  expect(recallRun(store, pack.question, 999)).toBeUndefined();
});

it('gives none of another question, under whatever name it lies', () => {
  store.write('runs', sha256('another'), encodePack(pack));
  expect(recallRun(store, sha256('another'), 1000)).toBeUndefined();
});

it('keeps no pack that is too large', () => {
  const question = sha256('large');
  rememberRun(store, { ...pack, question, written: [[1, 'x'.repeat(9 << 20)]] });
  expect(recallRun(store, question, 1000)).toBeUndefined();
});

it('keeps a pack of 8 MB, and none where caches are off', () => {
  const question = sha256('eight');
  const of = (length: number): RunPack => ({ ...pack, question, written: [[1, 'x'.repeat(length)]] });
  const rest = encodePack(of(0)).length;
  rememberRun(store, of((8 << 20) - rest));
  expect(recallRun(store, question, 1000)?.written[0]?.[1]).toHaveLength((8 << 20) - rest);
  const more = { ...of((8 << 20) - rest + 1), question: sha256('more') };
  rememberRun(store, more);
  expect(recallRun(store, more.question, 1000)).toBeUndefined();
  expect(runPacksAt({ MODWARDEN_CACHE: 'off' }, { now: () => new Date() })).toBeUndefined();
  expect(store.folder).toBe(join(box, 'cache/modwarden/runs-1'));
});

it('gives none where anything that it depends on has changed, and for ever where nothing is said', () => {
  const other = join(box, 'other');
  writeFileSync(other, '');
  const states = new Float64Array(2 * FIELDS);
  states.set(stateNow(file, FOLLOWED)!);
  states.set(stateNow(other, FOLLOWED)!, FIELDS);
  const question = sha256('two');
  rememberRun(store, { ...pack, question, until: null, files: { paths: [file, other], states } });
  expect(recallRun(store, question, 9e15)).toMatchObject({ code: 3 });
  writeFileSync(other, 'changed');
  expect(recallRun(store, question, 1000)).toBeUndefined();
});

it('reads what it wrote', () => {
  expect(decodePack(encodePack(pack))).toEqual(pack);
  const none = { ...pack, until: null, files: { paths: [], states: new Float64Array(0) } };
  expect(decodePack(encodePack(none))).toEqual(none);
  expect(pack.files.states).toHaveLength(FIELDS);
});

it('reads nothing that was cut or changed anywhere', () => {
  const whole = encodePack(pack);
  for (let at = 0; at < whole.length; at++) {
    expect(decodePack(whole.subarray(0, at))).toBeUndefined();
    const flipped = Buffer.from(whole);
    flipped[at] = flipped[at]! ^ (1 << (at % 8));
    expect(decodePack(flipped)).toBeUndefined();
  }
});
