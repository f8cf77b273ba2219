import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layoutEdits } from '../../../src/go/edit/layout-edits.ts';
import { tidyLayout } from '../../../src/go/edit/tidy-layout.ts';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import { source } from '../../../src/text/source.ts';
import { applyEdits } from '../../../src/text/text-edit.ts';

const HEAD = 'module example.com/m\n\ngo 1.25\n\n';
const of = (text: string) => tidyLayout(source('go.mod', text));

it('moves the indirect requirements of a single block into one of their own', () => {
  const before = `${HEAD}require (\n\tb.example/b v1.0.0\n\t// kept\n\tc.example/c v1.0.0 // indirect; why\n\ta.example/a v1.0.0\n)\n\nexclude a.example/a v0.9.0\n`;
  expect(of(before)).toEqual({
    splits: true,
    text: `${HEAD}require (\n\ta.example/a v1.0.0\n\tb.example/b v1.0.0\n)\n\n// kept\nrequire c.example/c v1.0.0 // indirect; why\n\nexclude a.example/a v0.9.0\n`,
  });
});

it('does so from go 1.17 on, below comments that are not of the block', () => {
  const body = (go: string) =>
    `// Top.\n\nmodule m\n\ngo ${go}\n\nrequire (\n\ta.example/a v1.0.0\n\tb.example/b v1.0.0 // indirect\n)\n`;
  expect(of(body('1.17'))).toEqual({
    splits: true,
    text: body('1.17')
      .replace('\n\tb.example/b v1.0.0 // indirect\n)', '\n)\n\nrequire b.example/b v1.0.0 // indirect')
      .replace('require (\n\ta.example/a v1.0.0\n)', 'require a.example/a v1.0.0'),
  });
  expect(of(body('1.16'))).toEqual({ splits: false, text: body('1.16') });
});

it.each([
  ['before go 1.17', `module m\n\ngo 1.16\n\nrequire (\n\ta.example/a v1.0.0\n\tb.example/b v1.0.0 // indirect\n)\n`],
  [
    'a comment above the block',
    `${HEAD}// Ours.\nrequire (\n\ta.example/a v1.0.0\n\tb.example/b v1.0.0 // indirect\n)\n`,
  ],
  [
    'a comment before the end of the block',
    `${HEAD}require (\n\ta.example/a v1.0.0\n\tb.example/b v1.0.0 // indirect\n// end\n)\n`,
  ],
  [
    'a comment behind the bracket, which Go would lose',
    `${HEAD}require ( // ours\n\ta.example/a v1.0.0\n\tb.example/b v1.0.0 // indirect\n)\n`,
  ],
  [
    'another requirement beside it',
    `${HEAD}require a.example/c v1.0.0\n\nrequire (\n\ta.example/a v1.0.0\n\tb.example/b v1.0.0 // indirect\n)\n`,
  ],
  ['nothing to move', `${HEAD}require (\n\ta.example/a v1.0.0\n\tb.example/b v1.0.0\n)\n`],
])('leaves the block as it is: %s', (_, text) => {
  expect(of(text)).toEqual({ splits: false, text });
});

it.each([
  ['errors', `${HEAD}require a.example/a\n`],
  ['a line that is there twice', `${HEAD}exclude a.example/a v1.0.0\nexclude a.example/a v1.0.0\n`],
  ['CRLF line ends', HEAD.replaceAll('\n', '\r\n')],
])('says nothing of a file with %s', (_, text) => {
  expect(of(text)).toBeUndefined();
  expect(layoutEdits(source('go.mod', text))).toBeUndefined();
});

const files = fc
  .array(
    fc.record({
      verb: fc.constantFrom('require', 'require', 'replace', 'retract'),
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      space: fc.constantFrom(' ', '  ', '\t'),
      gap: fc.constantFrom('', '\n', '\n\n', '// note\n'),
      behind: fc.constantFrom('', ' // indirect', ' // why'),
    }),
    { maxLength: 7 },
  )
  .chain((lines) => fc.record({ lines: fc.constant(lines), isBlock: fc.boolean() }))
  .map(({ lines, isBlock }) => {
    const rows = lines.map(({ verb, name, space, gap, behind }, i) => {
      const path = `${name}${i}.example/x`;
      const of = verb === 'require' ? `${path} v1.0.0` : verb === 'replace' ? `${path} => ../${name}` : `v1.0.${i}`;
      return { verb, text: `${gap}\t${of}${behind}\n`, line: `${gap}${verb}${space}${of}${behind}\n` };
    });
    const blocks = ['require', 'replace', 'retract'].map((verb) => rows.filter((row) => row.verb === verb));
    const body = isBlock
      ? blocks.map((block) =>
          block.length === 0 ? '' : `${block[0]!.verb} (\n${block.map(({ text }) => text).join('')})\n`,
        )
      : rows.map(({ line }) => line);
    return `module example.com/m\n\ngo 1.25\n${body.join('')}`;
  });

it('keeps what the file says and every comment, and has nothing more to do', () => {
  fc.assert(
    fc.property(files, (text) => {
      const file = source('go.mod', text);
      const layout = tidyLayout(file);
      fc.pre(layout !== undefined);
      const { edits } = layoutEdits(file)!;
      expect(
        applyEdits(
          text,
          edits.map(({ at, text: to }) => ({ start: at.start, end: at.end, text: to })),
        ),
      ).toBe(layout.text);
      const said = (one: string) => {
        const { require, replace, retract } = parseMod(source('go.mod', one)).file;
        const requirements = require.map(({ path, version, indirect }) => `${path} ${version} ${indirect}`);
        const others = [...replace.map((r) => r.old.path), ...retract.map((r) => r.low)];
        return [...requirements, ...others, ...(one.match(/\/\/ (?:note|why)/g) ?? [])].sort();
      };
      expect(said(layout.text)).toEqual(said(text));
      expect(tidyLayout(source('go.mod', layout.text))).toEqual({ text: layout.text, splits: false });
      expect(layoutEdits(source('go.mod', layout.text))!.edits).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
