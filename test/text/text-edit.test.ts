import { expect, it } from 'vitest';
import { applyEdits, touches } from '../../src/text/text-edit.ts';

const edit = (start: number, end: number, text = '') => ({ start, end, text });

it('makes edits in any order by the offsets of the old text', () => {
  expect(applyEdits('0123456789', [edit(8, 9, 'xy'), edit(0, 2), edit(4, 4, '!')])).toBe('23!4567xy9');
});

it('leaves the text as it is without edits', () => {
  expect(applyEdits('abc', [])).toBe('abc');
});

it('makes edits at both ends and next to each other', () => {
  expect(applyEdits('0123456789', [edit(10, 10, '!'), edit(0, 0, '?')])).toBe('?0123456789!');
  expect(applyEdits('0123456789', [edit(0, 10, 'x')])).toBe('x');
  expect(applyEdits('0123456789', [edit(3, 4, 'b'), edit(0, 2, 'a')])).toBe('a2b456789');
});

const OUTSIDE = 'an edit is outside the text';
const OVERLAP = 'two edits overlap';

it.each([
  [[edit(0, 2), edit(2, 3)], OVERLAP],
  [[edit(1, 1, 'a'), edit(1, 1, 'b')], OVERLAP],
  [[edit(0, 5), edit(1, 2)], OVERLAP],
  [[edit(1, 2), edit(1, 1, 'a')], OVERLAP],
  [[edit(2, 1)], OUTSIDE],
  [[edit(0, 11)], OUTSIDE],
  [[edit(-1, 1)], OUTSIDE],
])('refuses edits that touch or are outside the text: %j', (edits, message) => {
  expect(() => applyEdits('0123456789', edits)).toThrow(new RangeError(message));
});

it('says that edits touch which have a place in common, even a place between characters', () => {
  expect(touches(edit(0, 2), edit(2, 4))).toBe(true);
  expect(touches(edit(2, 4), edit(0, 2))).toBe(true);
  expect(touches(edit(0, 9), edit(2, 4))).toBe(true);
  expect(touches(edit(0, 1), edit(2, 4))).toBe(false);
  expect(touches(edit(2, 4), edit(0, 1))).toBe(false);
});
