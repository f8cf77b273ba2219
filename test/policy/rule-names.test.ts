import { expect, it } from 'vitest';
import { nearestRule } from '../../src/policy/rule-names.ts';

const KNOWN = ['graph/max-depth', 'graph/banned', 'gomod/tool', 'sum/missing'];

it.each<[written: string, meant: string | undefined]>([
  ['graph/max-dept', 'graph/max-depth'],
  ['Graph/Max_Depth', 'graph/max-depth'],
  // Another group.
  ['gomod/max-depth', 'graph/max-depth'],
  ['x/tool', 'gomod/tool'],
  ['x/ool', undefined],
  ['nothing/like-it', undefined],
  // Without a group.
  ['max-depth', 'graph/max-depth'],
  ['MAX_DEPTH', 'graph/max-depth'],
  ['baned', 'graph/banned'],
  ['tool', 'gomod/tool'],
  ['something-else', undefined],
  ['', undefined],
])('%j is meant to be %s', (written, meant) => {
  expect(nearestRule(written, KNOWN)).toBe(meant);
});
