import { expect, it } from 'vitest';
import { addWaiverComment } from '../../../src/policy/edit/waiver-comment.ts';
import { source } from '../../../src/text/source.ts';

const TERMS = { rule: 'graph/banned', reason: 'why not', until: '2026-12-31' };
const add = (text: string, line: number, more: object = {}, path = 'go.mod') =>
  addWaiverComment(source(path, text), line, { ...TERMS, ...more });
const COMMENT = '// modwarden:allow graph/banned until=2026-12-31 why not\n';

it.each<[before: string, line: number, after: string]>([
  ['module m\n\nrequire a.example v1.0.0\n', 3, `module m\n\n${COMMENT}require a.example v1.0.0\n`],
  [
    'module m\n\nrequire (\n\ta.example v1.0.0 // indirect\n)\n',
    4,
    `module m\n\nrequire (\n\t${COMMENT}\ta.example v1.0.0 // indirect\n)\n`,
  ],
  ['module m\n// own\nexclude a.example v1.0.0', 3, `module m\n// own\n${COMMENT}exclude a.example v1.0.0`],
  ['module m\n', 1, `${COMMENT}module m\n`],
])('puts a line above: %j', (before, line, after) => {
  expect(add(before, line)).toEqual({ text: after });
});

it('keeps line ends', () => {
  expect(add('module m\r\n\r\ngo 1.25\r\n', 3)).toEqual({
    text: `module m\r\n\r\n${COMMENT.replace('\n', '\r\n')}go 1.25\r\n`,
  });
});

it('knows go.work', () => {
  expect(add('go 1.25\n\nreplace a.example => ./a\n', 3, { owner: 'me' }, 'x/go.work')).toEqual({
    text: 'go 1.25\n\n// modwarden:allow graph/banned until=2026-12-31 owner=me why not\nreplace a.example => ./a\n',
  });
});

it.each<[why: string, text: string, line: number, more?: object]>([
  ['there is no directive at go.mod:2', 'module m\n\ngo 1.25\n', 2],
  ['there is no directive at go.mod:9', 'module m\n', 9],
  ['Go takes a comment at a retraction for its rationale', 'module m\n\nretract v1.0.0\n', 3],
  ['Go takes a comment at a retraction for its rationale', 'module m\n\nretract (\n\tv1.0.0\n)\n', 4],
  ['beside a line the owner is one word', 'module m\n', 1, { owner: 'a b' }],
  ['the comment would not be read as this waiver', 'module m\n', 1, { reason: 'untl=2030-01-01 why' }],
  ['the comment would not be read as this waiver', 'module m\n', 1, { owner: '' }],
  ['the comment would not be read as this waiver', 'module m\n', 1, { reason: 'a blank at the end ' }],
  ['the comment would not be read as this waiver', 'module m\n', 1, { reason: 'owner=you why' }],
  ['the comment would not be read as this waiver', 'module m\n', 1, { rule: 'graph/banned why' }],
  ['the comment would not be read as this waiver', 'module m\n', 1, { until: '2026-12-31 owner=you' }],
])('refuses: %s', (problem, text, line, more = {}) => {
  expect(add(text, line, more)).toEqual({ problem });
});
