import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheStore, type StoreOptions } from '../../../src/gather/cache/store.ts';

let box: string;
let now: Date;
beforeEach(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'store-')));
  now = new Date('2026-06-01T12:00:00Z');
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const HOUR = 3_600_000;
const open = (more: Partial<StoreOptions> = {}) => cacheStore(join(box, 'cache'), { now: () => now, ...more });
const pass = (hours: number) => {
  now = new Date(now.getTime() + hours * HOUR);
};
const age = (path: string, hours: number) => {
  const time = new Date(now.getTime() - hours * HOUR);
  utimesSync(path, time, time);
};
const fileOf = (name: string) => join(box, 'cache', 'kind', name.slice(0, 2), name.slice(2));

describe('a cache store', () => {
  it('gives what was written, by kind and name', () => {
    const store = open();
    store.write('kind', 'aabb', 'one');
    store.write('other', 'aabb', Buffer.from('two'));
    expect([store.read('kind', 'aabb'), store.read('other', 'aabb')].map(String)).toEqual(['one', 'two']);
    expect(store.read('kind', 'aabc')).toBeUndefined();
    expect(open().read('kind', 'aabb')?.toString()).toBe('one');
    store.write('kind', 'aabb', 'three');
    expect(store.read('kind', 'aabb')?.toString()).toBe('three');
    expect(readdirSync(join(box, 'cache')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is for this user alone', () => {
    open().write('kind', 'aabb', 'one');
    for (const path of [join(box, 'cache'), join(box, 'cache', 'kind'), join(box, 'cache', 'kind', 'aa')])
      expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(fileOf('aabb')).mode & 0o777).toBe(0o600);
  });

  it('makes nothing where nothing is written', () => {
    const store = open();
    expect(store.read('kind', 'aabb')).toBeUndefined();
    store.remove('kind', 'aabb');
    expect([store.size(), store.clean()]).toEqual([
      { files: 0, bytes: 0 },
      { files: 0, bytes: 0 },
    ]);
    expect(existsSync(store.folder)).toBe(false);
  });

  it('counts and removes', () => {
    const store = open();
    store.write('kind', 'aabb', 'one');
    store.write('kind', 'ccdd', 'seven');
    expect(store.size()).toEqual({ files: 2, bytes: 8 });
    store.remove('kind', 'aabb');
    store.remove('kind', 'gone');
    expect(store.size()).toEqual({ files: 1, bytes: 5 });
    expect(store.clean()).toEqual({ files: 1, bytes: 5 });
    expect(existsSync(store.folder)).toBe(false);
    store.write('kind', 'aabb', 'again');
    expect(store.read('kind', 'aabb')?.toString()).toBe('again');
  });

  it('takes no file of more than 64 MiB', () => {
    const store = open();
    store.write('kind', 'aabb', Buffer.alloc((64 << 20) + 1));
    expect(store.size().files).toBe(0);
    store.write('kind', 'aabb', Buffer.alloc(64 << 20));
    expect(store.read('kind', 'aabb')).toHaveLength(64 << 20);
  });

  it('has nothing where others can write, and never fails', () => {
    mkdirSync(join(box, 'cache'));
    for (const store of [open(), cacheStore('relative', { now: () => now })]) {
      writeFileSync(join(box, 'file'), '');
      expect(() => store.write('kind', 'aabb', 'x')).not.toThrow();
    }
    const below = cacheStore(join(box, 'file', 'cache'), { now: () => now });
    below.write('kind', 'aabb', 'x');
    expect([below.read('kind', 'aabb'), below.size().files]).toEqual([undefined, 0]);
    expect(existsSync('relative')).toBe(false);
  });
});

describe('the oldest go', () => {
  /** Files of ten bytes, the first the oldest. */
  function fill(count: number, more: Partial<StoreOptions> = {}) {
    const store = open({ maxBytes: 100, checkAfter: 1000, ...more });
    for (let i = 0; i < count; i++) {
      store.write('kind', `aa0${i.toString(16)}`, '0123456789');
      age(fileOf(`aa0${i.toString(16)}`), 100 - i);
    }
    return store;
  }
  const names = () => readdirSync(join(box, 'cache', 'kind', 'aa')).sort();

  it('where there are too many bytes: down to nine tenths', () => {
    fill(10);
    expect(names()).toHaveLength(10);
    // The first run of another day looks.
    pass(25);
    const store = open({ maxBytes: 100 });
    store.write('kind', 'aa0a', '0123456789');
    expect(names()).toEqual(['02', '03', '04', '05', '06', '07', '08', '09', '0a']);
    expect(store.size().bytes).toBe(90);
  });

  it('not where there are just as many as there may be', () => {
    fill(9);
    pass(25);
    open({ maxBytes: 100 }).write('kind', 'aa0a', '0123456789');
    expect(names()).toHaveLength(10);
  });

  it('within a day only once a run has written enough', () => {
    const store = fill(10);
    store.write('kind', 'aa0a', '0123456789');
    expect(names()).toHaveLength(11);
    const another = open({ maxBytes: 100, checkAfter: 20 });
    another.write('kind', 'aa0b', '0123456789');
    expect(names()).toHaveLength(12);
    another.write('kind', 'aa0c', '0123456789');
    expect(names()).toHaveLength(9);
    another.write('kind', 'aa0d', '0123456789');
    another.write('kind', 'aa0e', '');
    expect(names()).toHaveLength(11);
  });

  it('a day after the last look, or where the clock was wrong', () => {
    for (const [hours, left] of [
      [24, 11],
      [25, 9],
      [-25, 9],
    ] as const) {
      rmSync(join(box, 'cache'), { recursive: true, force: true });
      now = new Date('2026-06-01T12:00:00Z');
      fill(10);
      pass(hours);
      open({ maxBytes: 100 }).write('kind', 'aa0a', '0123456789');
      expect([hours, names().length]).toEqual([hours, left]);
    }
  });

  it('and what a run left unfinished, an hour later', () => {
    const store = fill(1);
    for (const [name, hours] of [
      ['1-2-3.tmp', 2],
      ['4-5-6.tmp', 0.5],
    ] as const) {
      writeFileSync(join(box, 'cache', name), 'x');
      utimesSync(
        join(box, 'cache', name),
        new Date(now.getTime() + (25 - hours) * HOUR),
        new Date(now.getTime() + (25 - hours) * HOUR),
      );
    }
    pass(25);
    store.write('kind', 'aa0a', '0123456789');
    expect(readdirSync(join(box, 'cache')).sort()).toEqual(['4-5-6.tmp', 'checked', 'kind']);
  });

  it('what was read of late stays', () => {
    fill(10);
    pass(25);
    expect(open().read('kind', 'aa00')?.length).toBe(10);
    open({ maxBytes: 100 }).write('kind', 'aa0a', '0123456789');
    expect(names()).toEqual(['00', '03', '04', '05', '06', '07', '08', '09', '0a']);
  });
});
