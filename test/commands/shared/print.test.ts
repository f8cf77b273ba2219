/** Writing past Node's streams. What the system would take is told by a stand-in for write(2). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OutputError, print, written } from '../../../src/commands/shared/print.ts';
import { printable } from '../../../src/text/printable.ts';

const system = vi.hoisted(() => ({
  write: (_descriptor: number, bytes: Uint8Array, from: number) => bytes.length - from,
}));
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  writeSync: (descriptor: number, bytes: Uint8Array, from: number) => system.write(descriptor, bytes, from),
}));

let taken: string[];
const take = (descriptor: number, bytes: Uint8Array, from: number, count: number) => {
  taken.push(`${descriptor} ${Buffer.from(bytes.subarray(from, from + count)).toString()}`);
  return count;
};
const fails = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

/** What the streams of this process are given. */
function streams() {
  const given: string[] = [];
  const finish: (() => void)[] = [];
  for (const [name, stream] of [
    ['out', process.stdout],
    ['err', process.stderr],
  ] as const)
    vi.spyOn(stream, 'write').mockImplementation(((bytes: Uint8Array, done: () => void) => {
      given.push(`${name} ${Buffer.from(bytes).toString()}`);
      finish.push(done);
      return true;
    }) as typeof stream.write);
  return { given, finish };
}

beforeEach(() => {
  taken = [];
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('print', () => {
  it('writes all bytes, in as many pieces as are taken', () => {
    system.write = (descriptor, bytes, from) => take(descriptor, bytes, from, Math.min(3, bytes.length - from));
    print(1, printable('abcdé'));
    print(2, printable('x'));
    print(1, printable(''));
    expect(taken.join('|')).toBe(`1 abc|1 d${'é'}|2 x`);
    expect(written()).toBeUndefined();
  });

  it('ends in silence where the reader has seen enough', () => {
    const { given } = streams();
    system.write = fails('EPIPE');
    expect(() => [print(1, printable('a')), print(2, printable('a'))]).not.toThrow();
    expect(given).toEqual([]);
  });

  it('throws where standard output takes no more, and is silent of standard error', () => {
    const { given } = streams();
    system.write = fails('ENOSPC');
    expect(() => print(1, printable('a'))).toThrow(new OutputError('cannot write to standard output (ENOSPC)'));
    expect(() => print(2, printable('a'))).not.toThrow();
    expect(given).toEqual([]);
    expect(new OutputError('x').name).toBe('UserFileError');
  });

  it('leaves to a stream what a full pipe does not take now, and says when all of it is written', async () => {
    const { given, finish } = streams();
    let calls = 0;
    system.write = (descriptor, bytes, from) =>
      calls++ % 2 === 0 ? take(descriptor, bytes, from, 2) : fails('EAGAIN')();
    print(1, printable('abcdef'));
    print(2, printable('uvwxyz'));
    expect(taken).toEqual(['1 ab', '2 uv']);
    expect(given).toEqual(['out cdef', 'err wxyz']);
    let isDone = false;
    const all = written()!.then(() => {
      isDone = true;
    });
    finish[1]!();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isDone).toBe(false);
    finish[0]!();
    await all;
    for (const stream of [process.stdout, process.stderr]) expect(stream.listenerCount('error')).toBeGreaterThan(0);
  });
});
