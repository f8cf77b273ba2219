import { expect, it } from 'vitest';
import { questionOf } from '../../../src/fleet/query/questions.ts';
import { versionKey } from '../../../src/fleet/query/version-key.ts';

it('never puts what the user says into the SQL of a known question', () => {
  const question = questionOf(['depends-on', "x' OR 1=1 --", 'below', 'v1.2.3'], false);
  expect(question).toMatchObject({ values: ["x' OR 1=1 --", expect.any(String)] });
  expect((question as { sql: string }).sql).not.toContain('OR 1=1');
});

it.each([
  [[], false, 'missing question: depends-on MODULE'],
  [['depends-on'], false, 'expected depends-on MODULE [below VERSION]'],
  [['depends-on', 'a', 'below', '1.2'], false, 'expected a version as Go writes it: v1.2, got "1.2"'],
  [['depends-on', 'a', 'below', 'latest'], false, '"latest" is not a valid version (use v1.2.3)'],
  [['depends-on', 'a', 'below', 'v1.2.0', 'x'], false, 'expected depends-on MODULE [below VERSION]'],
  [['depends-on', 'a', 'above', 'v1.2.0'], false, 'expected depends-on MODULE [below VERSION]'],
  [['new-findings'], false, 'new-findings needs --before RUN'],
  [['sumdb-off', 'x'], false, 'expected sumdb-off'],
  [['drop table x'], false, 'expected depends-on'],
  [['select 1', 'x'], false, 'expected depends-on'],
])('says what is wrong with %j', (words, hasBefore, message) => {
  expect(questionOf(words, hasBefore)).toContain(message);
});

it('takes SQL as it is', () => {
  expect(questionOf([' SELECT 1'], false)).toEqual({ sql: ' SELECT 1', values: [] });
});

it('finds a module by its path, and by that of what is replaced by it', () => {
  expect(questionOf(['depends-on', 'a.test/a'], false)).toEqual({
    sql: expect.stringContaining(' WHERE (path = $1) OR (replaced_path = $1) ORDER BY '),
    values: ['a.test/a'],
  });
  expect(questionOf(['depends-on', 'a.test/a', 'below', 'v1.2.3'], false)).toEqual({
    sql: expect.stringContaining(
      ' WHERE (path = $1 AND version_key < $2) OR (replaced_path = $1 AND replaced_key < $2) ORDER BY ',
    ),
    values: ['a.test/a', versionKey('v1.2.3')],
  });
});
