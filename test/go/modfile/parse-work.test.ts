import { expect, test } from 'vitest';
import { formatModError } from '../../../src/go/modfile/errors.ts';
import { parseWork } from '../../../src/go/modfile/parse-work.ts';
import { source } from '../../../src/text/source.ts';

test('what a go.work says', () => {
  const { file, errors } = parseWork(
    source(
      'go.work',
      'go 1.26\ntoolchain go1.26.8\n\ngodebug default=go1.25\n\nuse (\n\t./a\n\t"./b c" // why\n)\nreplace a.example/x => ./x\nuse ./last\n',
    ),
  );
  expect(errors).toEqual([]);
  expect([file.go?.version, file.toolchain?.name]).toEqual(['1.26', 'go1.26.8']);
  expect(file.godebug.map(({ key, value }) => [key, value])).toEqual([['default', 'go1.25']]);
  expect(file.use.map(({ path }) => path)).toEqual(['./a', './b c', './last']);
  expect(file.replace.map((replace) => replace.new.path)).toEqual(['./x']);
});

test.each<[string, string[]]>([
  ['use', ['go.work:1: usage: use local/dir']],
  ["use 'a'", ['go.work:1: invalid quoted string: unquoted string cannot contain quote']],
  ['module m', ['go.work:1: unknown directive: module']],
  ['require (\n\ta v1\n)', ['go.work:1: unknown block type: require']],
  ['use x (\n\ty\n)', ['go.work:1: unknown block type: use x']],
  ['go (\n\t1.21\n)', ['go.work:1: unknown block type: go']],
  // Unlike a dependency's go.mod, a go.work is never read in lax mode.
  ['go 1.21.x', ["go.work:1: invalid go version '1.21.x': must match format 1.23.0"]],
  ['use (', ['go.work:3: syntax error (unterminated block started at go.work:1:1)']],
])('%j', (text, expected) => {
  const { file, errors } = parseWork(source('go.work', `${text}\nuse ./last\n`));
  expect(errors.map((error) => formatModError('go.work', error))).toEqual(expected);
  if (!text.endsWith('(')) expect(file.use.map(({ path }) => path)).toEqual(['./last']);
});
