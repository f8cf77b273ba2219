import { expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

const HASH = `h1:${'A'.repeat(43)}=`;
const OTHER = `h1:${'B'.repeat(42)}A=`;
const line = (name: string, hash = HASH) => `${name} v1.0.0 ${hash}\n`;

async function found(sum: string, options: object = {}, file = 'go.sum') {
  const blocks = {
    'go.mod': 'module example.com/shop\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n',
    ...(file === 'go.work.sum' && { 'go.work': 'go 1.25\n\nuse .\n' }),
    [file]: sum,
    options: JSON.stringify(options),
  };
  return (await findingsIn('sum/syntax', blocks)).map(({ place, data, hint, fix }) => ({
    at: place.start.line,
    kind: data!.kind,
    hint,
    fix: fix && `${fix.what}${fix.safe ? '' : ', unsafe'}`,
  }));
}

const STYLE = { style: 'report' };
const REPEATED = { repeated: 'report' };
const DELETE = 'delete the line and run "go mod tidy"';
const RUN = 'run "go mod tidy"';

it.each<[what: string, sum: string, options: object, found: object[]]>([
  ['nothing wrong', line('example.com/a') + line('example.com/b'), { ...STYLE, ...REPEATED }, []],
  ['a malformed line', 'example.com/a v1.0.0\n', {}, [{ at: 1, kind: 'malformed', hint: DELETE }]],
  [
    'a conflict mark',
    `<<<<<<< HEAD\n${line('example.com/a')}`,
    {},
    [{ at: 1, hint: 'resolve the merge conflict: keep the lines of both sides, then run "go mod tidy"' }],
  ],
  ['six marks, which are no conflict', `<<<<<< HEAD\n${line('example.com/a')}`, {}, [{ at: 1, hint: DELETE }]],
  [
    'a cut hash',
    line('example.com/a', 'h1:AAAA='),
    {},
    [{ at: 1, kind: 'hash', hint: DELETE, fix: 'remove the line, unsafe' }],
  ],
  [
    'a path in the form of the cache',
    line('example.com/!acme'),
    {},
    [{ hint: 'write example.com/Acme: the form with ! is for files of the module cache and proxies', fix: undefined }],
  ],
  ['another bad path', line('example.com/a!'), {}, [{ kind: 'path', hint: DELETE, fix: 'remove the line' }]],
  [
    'a byte order mark',
    `\ufeff${line('example.com/a')}`,
    {},
    [{ kind: 'path', hint: 'remove the byte order mark: save the file as UTF-8 without one', fix: undefined }],
  ],
  ['a line twice', line('example.com/a').repeat(2), {}, []],
  ['a line twice, reported', line('example.com/a').repeat(2), REPEATED, [{ at: 2, hint: RUN, fix: 'remove the line' }]],
  ['another order', line('example.com/b') + line('example.com/a'), {}, []],
  [
    'another order, reported',
    line('example.com/b') + line('example.com/a'),
    STYLE,
    [{ at: 2, kind: 'order', hint: RUN, fix: undefined }],
  ],
  ['no line end', line('example.com/a').trimEnd(), {}, []],
  [
    'no line end, reported',
    line('example.com/a').trimEnd(),
    STYLE,
    [{ kind: 'final-newline', hint: RUN, fix: 'end the line' }],
  ],
])('of %s', async (_, sum, options, expected) => {
  const got = await found(sum, options);
  expect(got).toMatchObject(expected);
  expect(got).toHaveLength(expected.length);
});

it('leaves two hashes of one version to the rule about conflicts', async () => {
  expect(await found(line('example.com/a') + line('example.com/a', OTHER), { ...STYLE, ...REPEATED })).toEqual([]);
});

it('names another command for a go.work.sum', async () => {
  expect(await found('example.com/a\n', {}, 'go.work.sum')).toMatchObject([
    { hint: 'delete the line and run "go mod download"' },
  ]);
});
