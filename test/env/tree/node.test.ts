import { expect, it } from 'vitest';
import { plainText } from '../../../src/env/mapped-text.ts';
import { NOTHING, scalarOf, type TreeMap } from '../../../src/env/tree/node.ts';

it('gives the scalar of a key, and nothing of other values', () => {
  const map: TreeMap = {
    kind: 'map',
    entries: [
      { key: plainText('a', 0), value: { kind: 'scalar', value: plainText('b', 1) } },
      { key: plainText('c', 2), value: NOTHING },
    ],
  };
  expect(scalarOf(map, 'a')?.text).toBe('b');
  expect(scalarOf(map, 'c')).toBeUndefined();
  expect(scalarOf(map, 'd')).toBeUndefined();
});
