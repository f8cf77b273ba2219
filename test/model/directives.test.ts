import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { parseMod } from '../../src/go/modfile/parse-mod.ts';
import {
  directiveFiles,
  explanationsOf,
  replacedSpan,
  requiredVersions,
  targetSpan,
} from '../../src/model/directives.ts';
import { openRepo } from '../../src/model/open.ts';
import { type Span, source } from '../../src/text/source.ts';

const text = ({ file, start, end }: Span) => file.text.slice(start, end);

describe('explanationsOf', () => {
  const cases: [title: string, lines: string, reasons: (string | undefined)[]][] = [
    ['on the line', 'exclude a.example v1.0.0 // broken', ['broken']],
    ['above', '// broken\nexclude a.example v1.0.0', ['broken']],
    ['above, on several lines', '// broken\n// in two ways\nexclude a.example v1.0.0', ['broken in two ways']],
    ['above, with a blank line between', '// a heading\n\nexclude a.example v1.0.0', [undefined]],
    ['above a run of lines', '// broken\nexclude a.example v1.0.0\nexclude a.example v1.1.0', ['broken', 'broken']],
    [
      'a run that a blank line ends',
      '// broken\nexclude a.example v1.0.0\n\nexclude b.example v1.0.0',
      ['broken', undefined],
    ],
    ['a run that another verb ends', '// forked\nreplace a.example => ./a\nexclude b.example v1.0.0', [undefined]],
    ['above a block', '// broken\nexclude (\n\ta.example v1.0.0\n\tb.example v1.0.0\n)', ['broken', 'broken']],
    ['behind the parenthesis', 'exclude ( // broken\n\ta.example v1.0.0\n)', ['broken']],
    [
      'above a group in a block',
      'exclude (\n\t// broken\n\ta.example v1.0.0\n\tb.example v1.0.0\n\n\tc.example v1.0.0\n)',
      ['broken', 'broken', undefined],
    ],
    [
      'the line before the group',
      '// all\nexclude (\n\ta.example v1.0.0 // one\n\tb.example v1.0.0\n)',
      ['one', 'all'],
    ],
    ['a waiver', 'exclude a.example v1.0.0 // modwarden:allow gomod/exclude until=2027-01-01 later', [undefined]],
    ['an empty comment', 'exclude a.example v1.0.0 //', [undefined]],
  ];
  it.each(cases)('%s', (_title, lines, reasons) => {
    const { file } = parseMod(source('go.mod', `module m.example\n\ngo 1.25\n\n${lines}\n`));
    const found = explanationsOf(file.syntax);
    expect(file.exclude.map(({ line }) => found.get(line))).toEqual(reasons);
  });

  it('takes time in proportion to the file', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `\ta.example v1.0.${i}\n`).join('');
    const { file } = parseMod(
      source('go.mod', `module m.example\n// broken\nexclude (\n${many})\nexclude z.example v1.0.0\n`),
    );
    const found = explanationsOf(file.syntax);
    expect(file.exclude.filter(({ line }) => found.get(line) === 'broken').length).toBe(50_000);
    expect(found.get(file.exclude.at(-1)!.line)).toBeUndefined();
  });
});

describe('the sides of a replacement', () => {
  it.each([
    ['replace a.example => ./a', 'a.example', './a'],
    ['replace a.example v1.0.0 => b.example v1.2.0 // why', 'a.example v1.0.0', 'b.example v1.2.0'],
    ['replace (\n\t"a.example" => b.example   v1.2.0\n)', '"a.example"', 'b.example   v1.2.0'],
  ])('%s', (line, left, right) => {
    const { file } = parseMod(source('go.mod', `module m.example\n${line}\n`));
    const [replace] = file.replace;
    expect([text(replacedSpan(file.syntax, replace!)), text(targetSpan(file.syntax, replace!))]).toEqual([left, right]);
  });
});

it('directiveFiles gives go.mod files, then go.work files', async () => {
  const files = {
    'go.work': 'go 1.25\n\nuse ./a\n\nreplace x.example => ./x\n',
    'a/go.mod': 'module a.example\n\ngo 1.24\n\nrequire x.example v1.0.0\n',
    'go.mod': 'module m.example\n\ngo 1.25\n\nbroken\n',
  };
  const found = [...directiveFiles(await openRepo(memoryTree(files)))];
  expect(found.map((f) => [f.source.path, f.dir, f.go?.version, f.errors.length, f.replace.length])).toEqual([
    ['go.mod', '', '1.25', 1, 0],
    ['a/go.mod', 'a', '1.24', 0, 0],
    ['go.work', '', '1.25', 0, 1],
  ]);
  expect(found.map((f) => requiredVersions(f).get('x.example'))).toEqual([undefined, 'v1.0.0', undefined]);
});
