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

it.each(['SELECT', 'with', 'from', 'describe', 'show', 'summarize'])(
  'takes SQL that begins with %s as it is',
  (word) => {
    const sql = ` ${word} x`;
    expect(questionOf([sql], false)).toEqual({ sql, values: [] });
    expect(questionOf([`${word}x`], false)).toBe(
      'expected depends-on MODULE [below VERSION], sumdb-off, new-findings --before RUN, or one SQL text that begins with SELECT or WITH',
    );
  },
);

const COLUMNS = "target, if(modules.dir = '', '.', modules.dir) AS dir, version, replaced_by, direct, through";

it('asks who depends on a module or on what it is replaced by, and below which version', () => {
  expect(questionOf(['depends-on', 'a.test/a'], false)).toEqual({
    sql: `SELECT ${COLUMNS} FROM modules WHERE (path = $1) OR (replaced_path = $1) ORDER BY target, modules.dir, version_key`,
    values: ['a.test/a'],
  });
  expect(questionOf(['depends-on', 'a.test/a', 'below', 'v1.2.3'], false)).toEqual({
    sql: `SELECT ${COLUMNS} FROM modules WHERE (path = $1 AND version_key < $2) OR (replaced_path = $1 AND replaced_key < $2) ORDER BY target, modules.dir, version_key`,
    values: ['a.test/a', versionKey('v1.2.3')],
  });
});

it('asks the other questions without words of the user', () => {
  expect(questionOf(['sumdb-off'], false)).toEqual({ sql: expect.stringMatching(/^SELECT .*GOSUMDB/), values: [] });
  expect(questionOf(['new-findings'], true)).toEqual({
    sql: expect.stringMatching(/^SELECT .*NOT EXISTS/),
    values: [],
  });
  expect(questionOf(['new-findings', 'x'], true)).toBe('expected new-findings --before RUN');
  expect(questionOf(['depends-on', 'a', 'below'], false)).toBe('expected depends-on MODULE [below VERSION]');
  expect(questionOf([], false)).toBe(
    'missing question: depends-on MODULE [below VERSION], sumdb-off, new-findings --before RUN, or SQL',
  );
});
