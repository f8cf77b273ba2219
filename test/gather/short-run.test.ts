import v8 from 'node:v8';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countRead, longRun, shortRun } from '../../src/gather/short-run.ts';

const flags: string[] = [];
beforeEach(() => {
  flags.length = 0;
  vi.spyOn(v8, 'setFlagsFromString').mockImplementation((flag) => void flags.push(flag));
});
afterEach(() => {
  longRun();
  vi.restoreAllMocks();
});

describe('a short run', () => {
  it('has no optimizing compiler once it has something to do, and gives it back at its end', () => {
    shortRun();
    countRead(10_000);
    expect(flags).toEqual([]);
    countRead(10_000);
    countRead(10_000);
    expect(flags).toEqual(['--no-opt']);
    longRun();
    expect(flags).toEqual(['--no-opt', '--opt']);
  });

  it('gives it back once much is read in many pieces', () => {
    shortRun();
    countRead(600_000);
    expect(flags).toEqual(['--no-opt']);
    countRead(600_000);
    expect(flags).toEqual(['--no-opt', '--opt']);
    countRead(5_000_000);
    longRun();
    expect(flags).toEqual(['--no-opt', '--opt']);
  });

  it('leaves the flags alone where much is read at once, or little at all', () => {
    shortRun();
    countRead(5_000_000);
    longRun();
    shortRun();
    countRead(100);
    longRun();
    expect(flags).toEqual([]);
  });

  it('has something to do above 16 KiB, and much above 1 MiB', () => {
    shortRun();
    countRead(16_384);
    expect(flags).toEqual([]);
    countRead(1);
    expect(flags).toEqual(['--no-opt']);
    countRead(1_048_576 - 16_385);
    expect(flags).toEqual(['--no-opt']);
    // To begin it again changes nothing.
    shortRun();
    countRead(1);
    expect(flags).toEqual(['--no-opt', '--opt']);
  });

  it('counts anew after another', () => {
    for (let run = 0; run < 2; run++) {
      shortRun();
      countRead(1_000_000);
      longRun();
    }
    expect(flags).toEqual(['--no-opt', '--opt', '--no-opt', '--opt']);
  });
});

describe('any other run', () => {
  it('leaves the flags of the process alone, however much is read', () => {
    countRead(5_000_000);
    longRun();
    expect(flags).toEqual([]);
  });
});
