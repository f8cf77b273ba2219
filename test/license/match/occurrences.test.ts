import { expect, it } from 'vitest';
import { isBeaten, type Occurrence } from '../../../src/license/match/occurrences.ts';
import { detector } from '../index-fixture.ts';

const { index } = detector().engine();
const { templates } = index;
const numberOf = (id: string) => templates.id.indexOf(id);
const sizeOf = (id: string) => templates.starts[numberOf(id) + 1]! - templates.starts[numberOf(id)]!;

/** MIT, word for word, so many words from the start. */
function whole(start = 0): Occurrence {
  const matched = sizeOf('MIT');
  const counts = { matched, missing: 0, extra: 0, confidence: 1, coverage: 1, worth: matched + 1.5 };
  return { template: numberOf('MIT'), start, end: start + matched, ...counts };
}

it('leaves out the relatives of a license that is there word for word', () => {
  expect(isBeaten(numberOf('MIT-feh'), sizeOf('MIT'), index, [whole()])).toBe(true);
  expect(isBeaten(numberOf('MIT-feh'), sizeOf('MIT'), index, [])).toBe(false);
});

it('looks at what may be worth as much', () => {
  expect(isBeaten(numberOf('ISC'), sizeOf('MIT') + 20, index, [whole()])).toBe(true);
  expect(isBeaten(numberOf('MIT'), sizeOf('MIT'), index, [whole()])).toBe(false);
  expect(isBeaten(numberOf('MIT-feh'), sizeOf('MIT') + 3, index, [whole()])).toBe(false);
});

it('looks at what may lie beside it', () => {
  expect(isBeaten(numberOf('ISC'), sizeOf('MIT') + sizeOf('ISC'), index, [whole()])).toBe(false);
  expect(isBeaten(numberOf('ISC'), sizeOf('MIT') + sizeOf('ISC'), index, [whole(sizeOf('ISC'))])).toBe(false);
});
