import { expect, it } from 'vitest';
import { applyEdits, touches } from '../../src/text/text-edit.ts';

const edit = (start: number, end: number, text = '') => ({ start, end, text });

it('makes edits in any order by the offsets of the old text', () => {
  expect(applyEdits('0123456789', [edit(8, 9, 'xy'), edit(0, 2), edit(4, 4, '!')])).toBe('23!4567xy9');
});

it('leaves the text as it is without edits', () => {
  expect(applyEdits('abc', [])).toBe('abc');
});

it.each([
  [[edit(0, 2), edit(2, 3)]],
  [[edit(1, 1, 'a'), edit(1, 1, 'b')]],
  [[edit(0, 5), edit(1, 2)]],
  [[edit(2, 1)]],
  [[edit(0, 99)]],
  [[edit(-1, 1)]],
])('refuses edits that touch or are outside the text: %j', (edits) => {
  expect(() => applyEdits('0123456789', edits)).toThrow(RangeError);
});

it('says that edits touch which have a place in common, even a place between characters', () => {
  expect(touches(edit(0, 2), edit(2, 4))).toBe(true);
  expect(touches(edit(2, 4), edit(0, 2))).toBe(true);
  expect(touches(edit(0, 1), edit(2, 4))).toBe(false);
});
