import { expect, it } from 'vitest';
import { waiverFields } from '../../../src/policy/edit/new-waiver.ts';

it('has the fields of a waiver in the order in which they are written, without those that are not there', () => {
  const terms = { rule: 'a/b', reason: 'why', until: '2026-12-31' };
  const keys = (more: object) => waiverFields({ ...terms, target: { subject: 'x' }, ...more }).map(([key]) => key);
  expect(keys({})).toEqual(['rule', 'subject', 'reason', 'until']);
  expect(keys({ target: { module: 'x', versions: '1' }, owner: 'me' })).toEqual([
    'rule',
    'module',
    'versions',
    'reason',
    'owner',
    'until',
  ]);
});
