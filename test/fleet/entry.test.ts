import { expect, it } from 'vitest';
import { readEntry } from '../../src/fleet/entry.ts';
import { entry, failed } from './entries.ts';

it('reads an entry back, and no other than that of its target', () => {
  for (const one of [entry('a'), failed('b', 'no go.mod')]) {
    const json = JSON.parse(JSON.stringify(one));
    expect(readEntry(json, one.target.id)).toEqual(one);
    expect(readEntry(json, '0'.repeat(32))).toBeUndefined();
    expect(readEntry({ ...json, version: 0 }, one.target.id)).toBeUndefined();
    expect(readEntry({ ...json, exit: 4 }, one.target.id)).toBeUndefined();
    expect(readEntry({ ...json, findings: undefined }, one.target.id)).toBeUndefined();
  }
  expect(readEntry(undefined, 'x')).toBeUndefined();
});
