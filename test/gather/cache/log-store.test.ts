import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logStore } from '../../../src/gather/cache/log-store.ts';

let box: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'logs-'));
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const noon = Date.parse('2026-02-01T12:00:00Z');
const folder = () => join(box, 'store');
const open = (minutes = 0, maxBytes?: number) =>
  logStore(folder(), { now: () => new Date(noon + minutes * 60_000), ...(maxBytes !== undefined && { maxBytes }) });
const nameOf = (n: number) => n.toString(16).padStart(64, '0');
const logs = (kind = 'x') =>
  readdirSync(join(folder(), kind))
    .sort()
    .map((name) => join(folder(), kind, name));
/** As if they had been written so many minutes after noon. */
const age = (minutes: number) => {
  for (const log of logs()) utimesSync(log, new Date(noon + minutes * 60_000), new Date(noon + minutes * 60_000));
};
const read = (n: number, minutes = 0) => {
  const store = open(minutes);
  const content = store.read('x', nameOf(n))?.toString();
  store.close();
  return content;
};
const write = (minutes: number, entries: Record<number, string>, maxBytes?: number) => {
  const store = open(minutes, maxBytes);
  for (const [n, content] of Object.entries(entries)) store.write('x', nameOf(Number(n)), content);
  store.close();
};

describe('entries', () => {
  it('are there at once, in the next run, and by kind', () => {
    const store = open();
    store.write('x', nameOf(1), 'one');
    store.write('y', nameOf(1), Buffer.from([0, 10, 255]));
    expect(store.read('x', nameOf(1))?.toString()).toBe('one');
    expect(store.read('x', nameOf(2))).toBeUndefined();
    const next = open();
    expect([next.read('x', nameOf(1)), next.read('y', nameOf(1))]).toEqual([
      Buffer.from('one'),
      Buffer.from([0, 10, 255]),
    ]);
    expect(logs()).toHaveLength(1);
  });

  it('are those of the youngest log', () => {
    write(1, { 1: 'old', 2: 'kept' });
    write(2, { 1: 'new' });
    expect([read(1), read(2)]).toEqual(['new', 'kept']);
  });

  it('that were removed are gone, also for others, until they are written again', () => {
    write(0, { 1: 'one', 2: 'two' });
    const store = open(1);
    store.remove('x', nameOf(1));
    store.remove('x', nameOf(7));
    expect([store.read('x', nameOf(1)), read(1), read(2)]).toEqual([undefined, undefined, 'two']);
    store.write('x', nameOf(1), 'again');
    expect(read(1)).toBe('again');
  });

  it('of any sizes come back, whatever they are', () => {
    const contents = fc.array(
      fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.constant('x'.repeat(3 << 20))),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(contents, (all) => {
        rmSync(folder(), { recursive: true, force: true });
        const store = open();
        for (const [n, content] of all.entries()) store.write('x', nameOf(n), content);
        store.close();
        const next = open();
        // Buffers are compared by themselves: expect looks at each byte.
        const same = all.map((content, n) => next.read('x', nameOf(n))?.equals(Buffer.from(content as string)));
        expect(same).toEqual(all.map(() => true));
        next.close();
      }),
      { numRuns: 20 },
    );
  });
});

describe('a log', () => {
  it('that is torn anywhere keeps the entries before', () => {
    write(0, { 1: 'first', 2: 'second' });
    const [log] = logs();
    const whole = readFileSync(log!);
    const end = whole.indexOf('first') + 'first\n'.length;
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(log!, whole.subarray(0, length));
      expect([length, read(1), read(2)]).toEqual([
        length,
        length < end ? undefined : 'first',
        length < whole.length ? undefined : 'second',
      ]);
    }
  });

  it('with something else in it ends there', () => {
    write(0, { 1: 'first' });
    appendFileSync(logs()[0]!, `${nameOf(2)} 99999999\nx\n`);
    expect([read(1), read(2)]).toEqual(['first', undefined]);
    writeFileSync(logs()[0]!, 'no log\n');
    expect(read(1)).toBeUndefined();
  });

  it.skipIf(process.getuid === undefined)('that others can write is not read (Windows has no such permissions)', () => {
    write(0, { 1: 'first' });
    chmodSync(logs()[0]!, 0o666);
    expect(read(1)).toBeUndefined();
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  it('that is a folder, or cannot be made, is none', () => {
    write(0, { 1: 'first' });
    rmSync(logs()[0]!);
    mkdirSync(join(folder(), 'x', '000000000000001-1-000000.log'));
    expect(read(1)).toBeUndefined();
    rmSync(join(folder(), 'x'), { recursive: true });
    writeFileSync(join(folder(), 'x'), '');
    const store = open();
    store.write('x', nameOf(1), 'one');
    expect(store.read('x', nameOf(1))).toBeUndefined();
  });

  it('of which the end is lost while it is read gives nothing', () => {
    write(0, { 1: 'first' });
    const store = open();
    store.read('x', nameOf(2));
    truncateSync(logs()[0]!, 70);
    expect(store.read('x', nameOf(1))).toBeUndefined();
  });
});

describe('room', () => {
  it('many settled logs become one, with the youngest content and the place of the youngest', () => {
    for (let n = 0; n < 12; n++) write(n, { [n]: `old ${n}`, 99: `of ${n}` });
    const youngest = logs().at(-1);
    age(11);
    write(20, { 50: 'x' });
    expect(logs()).toHaveLength(13);
    age(11);
    write(60, { 51: 'y' });
    expect(logs()).toHaveLength(2);
    expect(logs()[0]).not.toBe(youngest);
    expect([read(0), read(11), read(50), read(99)]).toEqual(['old 0', 'old 11', 'x', 'of 11']);
    expect(readFileSync(logs()[0]!, 'utf8').match(/of [0-9]+/g)).toEqual(['of 11']);
  });

  it('logs that somebody may still write to are left', () => {
    for (let n = 0; n < 14; n++) write(n, { [n]: 'x' });
    age(13);
    write(15, { 50: 'x' });
    expect(logs()).toHaveLength(15);
  });

  it('those that were not used for longest go, and what a killed run left', () => {
    write(0, { 1: 'a'.repeat(500) });
    write(1, { 2: 'b'.repeat(500) });
    age(0);
    writeFileSync(join(folder(), 'x', '1-0.tmp'), 'x');
    utimesSync(join(folder(), 'x', '1-0.tmp'), new Date(noon), new Date(noon));
    // The first is used again two days later.
    expect(read(1, 2 * 24 * 60)).toHaveLength(500);
    write(2 * 24 * 60 + 1, { 3: 'c' }, 800);
    expect([read(1)?.length, read(2), read(3)]).toEqual([500, undefined, 'c']);
    expect(existsSync(join(folder(), 'x', '1-0.tmp'))).toBe(false);
  });

  it('is told, and made by clean', () => {
    const store = open();
    expect(store.size()).toEqual({ files: 0, bytes: 0 });
    store.write('x', nameOf(1), 'one');
    store.write('y', nameOf(1), 'two');
    expect(store.size()).toEqual({ files: 2, bytes: 2 * (64 + 3 + 3 + 1) });
    expect(store.clean().files).toBe(2);
    expect([store.read('x', nameOf(1)), existsSync(folder())]).toEqual([undefined, false]);
    store.write('x', nameOf(1), 'one');
    expect(read(1)).toBe('one');
  });
});
