import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { reportFix } from '../../../src/lint/fix/report-fix.ts';
import type { DraftFix } from '../../../src/model/fix.ts';
import type { Rule } from '../../../src/model/rule.ts';
import { source, span } from '../../../src/text/source.ts';

const FILE = source('a/go.mod', 'module m\n\ngo 1.25\n');
const edit = (start: number, end: number, text: string, file = FILE) => ({ at: span(file, start, end), text });

async function fixOf(fix: Partial<DraftFix>, fixes: Rule['fixes'] = ['safe'], id = 'x/y') {
  const draft = { at: span(FILE, 0, 1), subject: 's', message: 'm' };
  const whole: DraftFix = { what: 'do it', safe: true, edits: [edit(0, 6, 'MODULE')], ...fix };
  const one = { draft: { ...draft, fix: whole }, rule: id, id: 'mw1:0', lineId: undefined };
  const rule = { id, fixes } as unknown as Rule;
  return (await reportFix([one], [rule]))(one);
}

it('gives edits as places in the order of the file, with the hash of the file', async () => {
  expect(await fixOf({ edits: [edit(10, 12, 'GO'), edit(0, 6, '')] })).toEqual({
    what: 'do it',
    safe: true,
    sha256: createHash('sha256').update(FILE.text).digest('hex'),
    edits: [
      { place: { path: 'a/go.mod', start: { line: 1, column: 1 }, end: { line: 1, column: 7 } }, text: '' },
      { place: { path: 'a/go.mod', start: { line: 3, column: 1 }, end: { line: 3, column: 3 } }, text: 'GO' },
    ],
  });
});

it.each(['sum/changed', 'sum/conflict', 'sum/mismatch', 'sum/not-logged'])(
  'gives no fix of %s, whatever it proposes',
  async (id) => {
    expect(await fixOf({}, ['safe', 'unsafe'], id)).toBeUndefined();
    expect(await fixOf({ safe: false }, ['safe', 'unsafe'], id)).toBeUndefined();
  },
);

it('gives only the kinds of fixes that the definition names', async () => {
  expect(await fixOf({}, [])).toBeUndefined();
  expect(await fixOf({}, ['unsafe'])).toBeUndefined();
  expect(await fixOf({ safe: false }, ['safe'])).toBeUndefined();
  expect(await fixOf({ safe: false }, ['unsafe'])).toMatchObject({ safe: false });
});

it.each([
  ['no edits', []],
  ['edits that touch', [edit(0, 2, 'a'), edit(2, 3, 'b')]],
  ['an edit that changes nothing', [edit(0, 6, 'module')]],
  ['an edit outside the file', [edit(0, 999, '')]],
  ['edits of two files', [edit(0, 1, 'x'), edit(0, 1, 'x', source('b', 'bbb'))]],
  ['a secret, which the report would mask', [edit(0, 1, 'https://user:hunter2@example.com/')]],
  ['bytes that are not UTF-8', [edit(0, 1, '\udc80')]],
])('leaves out a fix with %s', async (_, edits) => {
  expect(await fixOf({ edits })).toBeUndefined();
});

it('gives nothing where no rule proposes anything', async () => {
  const draft = { at: span(FILE, 0, 1), subject: 's', message: 'm' };
  const one = { draft, rule: 'x/y', id: 'mw1:0', lineId: undefined };
  expect((await reportFix([one], []))(one)).toBeUndefined();
});
