import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/commands/diff/changes.ts';
import type { ModuleInUse } from '../../../src/model/repo.ts';
import { inUse, through } from './uses.ts';

const told = (before: readonly ModuleInUse[], after: readonly ModuleInUse[]) =>
  changesBetween(before, after).map(({ kind, path }) => `${kind} ${path}`);
const fork = (path: string, version: string) => ({ replace: { path, version } });

describe('changesBetween', () => {
  it.each([
    ['v1.0.0', 'v1.0.1', ['up']],
    ['v1.0.1-0.20260101000000-abcdefabcdef', 'v1.0.1', ['up']],
    ['v1.10.0', 'v1.9.0', ['down']],
    ['v1.0.0', 'v1.0.0', []],
  ])('from %s to %s', (before, after, kinds) => {
    expect(changesBetween([inUse('x', before)], [inUse('x', after)]).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('looks at what is built', () => {
    const of = (before: Partial<ModuleInUse>, after: Partial<ModuleInUse>) =>
      told([inUse('x', 'v1.0.0', before)], [inUse('x', 'v1.0.0', after)]);
    expect(of({}, fork('y', 'v1.0.0'))).toEqual(['replaced x']);
    expect(of(fork('y', 'v1.0.0'), fork('y', 'v1.1.0'))).toEqual(['up x']);
    expect(of(fork('y', 'v1.0.0'), fork('z', 'v1.0.0'))).toEqual(['replaced x']);
    expect(of(fork('../y', ''), fork('../z', ''))).toEqual(['replaced x']);
    expect(of(fork('../y', ''), fork('../y', ''))).toEqual([]);
    expect(of({}, fork('x', 'v0.9.0'))).toEqual(['replaced x']);
  });

  it('puts what comes through a requirement below it, and names the requirement', () => {
    const after = [
      through('z', 'a', 'v1.0.0'),
      through('m', 'b', 'v1.0.0'),
      inUse('m', 'v1.0.0'),
      inUse('z', 'v1.0.0'),
    ];
    const changes = changesBetween([], after);
    expect(changes.map(({ path, by }) => [path, by])).toEqual([
      ['m', undefined],
      ['b', 'm'],
      ['z', undefined],
      ['a', 'z'],
    ]);
  });

  it('knows new hosts and owners, but none of folders', () => {
    const before = [inUse('code.example/team/a', 'v1.0.0')];
    const origins = (path: string, more: Partial<ModuleInUse> = {}) =>
      changesBetween(before, [...before, inUse(path, 'v1.0.0', more)]).map(({ origin }) => origin);
    expect(origins('code.example/team/b')).toEqual([undefined]);
    expect(origins('code.example/other/b')).toEqual(['new owner']);
    expect(origins('new.example/team/b')).toEqual(['new host']);
    expect(origins('code.example/team/b', fork('evil.example/b', 'v1.0.0'))).toEqual(['new host']);
    expect(origins('new.example/b', fork('./b', ''))).toEqual([undefined]);
  });

  it('depends on no order, finds nothing between equal lists, and the opposite the other way round', () => {
    const uses = fc.uniqueArray(
      fc.record({ path: fc.constantFrom('a', 'b', 'c', 'd'), version: fc.constantFrom('v1.0.0', 'v1.1.0') }),
      { selector: ({ path }) => path },
    );
    const opposite: Record<string, string> = { added: 'removed', removed: 'added', up: 'down', down: 'up' };
    fc.assert(
      fc.property(uses, uses, (one, other) => {
        const [before, after] = [one, other].map((list) => list.map(({ path, version }) => inUse(path, version)));
        expect(told(before!, before!)).toEqual([]);
        const there = changesBetween(before!, after!);
        expect(changesBetween([...before!].reverse(), [...after!].reverse())).toEqual(there);
        expect(changesBetween(after!, before!).map(({ kind }) => kind)).toEqual(
          there.map(({ kind }) => opposite[kind]),
        );
      }),
    );
  });
});
