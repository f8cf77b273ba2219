import { expect, it } from 'vitest';
import { indirectEdit, lineRemoval } from '../../../src/go/edit/line-edits.ts';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import { source } from '../../../src/text/source.ts';
import { applyEdits, type TextEdit } from '../../../src/text/text-edit.ts';

const parsed = (text: string) => parseMod(source('go.mod', text)).file;
const made = (text: string, edit: TextEdit | undefined) =>
  edit && applyEdits(text, [{ start: edit.at.start, end: edit.at.end, text: edit.text }]);

/** Without the first replacement. */
function removed(text: string): string | undefined {
  const { syntax, replace } = parsed(text);
  return made(text, lineRemoval(syntax, replace[0]!.line));
}

it.each<[what: string, before: string, after: string]>([
  ['a line', 'module m\n\nreplace a => ./a\n\ngo 1.25\n', 'module m\n\ngo 1.25\n'],
  ['the last line', 'module m\n\nreplace a => ./a\n', 'module m\n'],
  ['a last line without a line end', 'module m\n\nreplace a => ./a', 'module m\n'],
  ['the first line', 'replace a => ./a\n\nmodule m\n', 'module m\n'],
  ['one of two lines', 'module m\n\nreplace a => ./a\nreplace b => ./b\n', 'module m\n\nreplace b => ./b\n'],
  [
    'comments above and behind',
    'module m\n\n// why\n// so\nreplace a => ./a // x\n\ngo 1.25\n',
    'module m\n\ngo 1.25\n',
  ],
  ['a line of a block', 'replace (\n\ta => ./a\n\tb => ./b\n)\n', 'replace (\n\tb => ./b\n)\n'],
  ['a line and the blank line below', 'replace (\n\ta => ./a\n\n\tb => ./b\n)\n', 'replace (\n\tb => ./b\n)\n'],
  [
    'the whole of a block of one',
    'module m\n\n// forks\nreplace (\n\ta => ./a\n)\n\ngo 1.25\n',
    'module m\n\ngo 1.25\n',
  ],
  ['a line with CR', 'module m\r\n\r\nreplace a => ./a\r\n\r\ngo 1.25\r\n', 'module m\r\n\r\ngo 1.25\r\n'],
  ['a line, but not a heading', 'module m\n\n// heading\n\nreplace a => ./a\n', 'module m\n\n// heading\n'],
])('removes %s', (_, before, after) => {
  expect(removed(before)).toBe(after);
});

it.each([
  ['replace (\n\tb => ./b\n\n\ta => ./a\n)\n', 'replace (\n\tb => ./b\n)\n'],
  ['replace (\n\tb => ./b\n\ta => ./a\n)\n', 'replace (\n\tb => ./b\n)\n'],
  ['\nreplace b => ./b\n\nreplace a => ./a', '\nreplace b => ./b\n'],
  ['replace b => ./b\nreplace a => ./a\n\ngo 1.25\n', 'replace b => ./b\n\ngo 1.25\n'],
])('removes the second replacement of %j', (before, after) => {
  const { syntax, replace } = parsed(before);
  expect(made(before, lineRemoval(syntax, replace[1]!.line))).toBe(after);
});

it('marks a line at the very beginning', () => {
  const text = 'require a v1.0.0\n';
  const { syntax, require } = parsed(text);
  expect(made(text, indirectEdit(syntax, require[0]!.line, true))).toBe('require a v1.0.0 // indirect\n');
});

it.each([
  ['a comment before the end of the block', 'replace (\n\ta => ./a\n\t// b => ./b\n)\n'],
  ['a heading in a block', 'replace (\n\t// forks\n\n\ta => ./a\n\tb => ./b\n)\n'],
])('removes nothing where %s would be lost', (_, text) => {
  expect(removed(text)).toBeUndefined();
});

it('removes nothing for a line that an edit made', () => {
  const { syntax, replace } = parsed('replace a => ./a\n');
  expect(lineRemoval(syntax, { ...replace[0]!.line, start: -1 })).toBeUndefined();
});

it.each<[before: string, indirect: boolean, after: string]>([
  ['require a v1.0.0', true, 'require a v1.0.0 // indirect'],
  ['require a v1.0.0 // why', true, 'require a v1.0.0 // indirect; why'],
  ['require a v1.0.0 //', true, 'require a v1.0.0 // indirect'],
  ['require a v1.0.0 // indirect', false, 'require a v1.0.0'],
  ['require a v1.0.0\t //indirect', false, 'require a v1.0.0'],
  ['require a v1.0.0 //indirect;why', false, 'require a v1.0.0 //why'],
  ['require a v1.0.0 // indirect; why', false, 'require a v1.0.0 // why'],
])('%s with indirect %s becomes %s', (before, indirect, after) => {
  const text = `module m\n\n${before}\n`;
  const { syntax, require } = parsed(text);
  expect(made(text, indirectEdit(syntax, require[0]!.line, indirect))).toBe(`module m\n\n${after}\n`);
});

it('has no mark to remove from other lines', () => {
  const { syntax, require } = parsed('require a v1.0.0 // why\n');
  expect(indirectEdit(syntax, require[0]!.line, false)).toBeUndefined();
  expect(indirectEdit(syntax, { ...require[0]!.line, suffix: [] }, false)).toBeUndefined();
  // Nor has a line that an edit made a place for one.
  expect(indirectEdit(syntax, { ...require[0]!.line, start: -1, suffix: [] }, true)).toBeUndefined();
});
