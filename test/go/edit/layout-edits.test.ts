import { expect, it } from 'vitest';
import { layoutEdits } from '../../../src/go/edit/layout-edits.ts';
import { source } from '../../../src/text/source.ts';

const HEAD = 'module example.com/m\n\ngo 1.25\n';

it('touches the lines that differ and no others', () => {
  const text = `${HEAD}\nreplace   a.example/a => ../a\n\nexclude a.example/b v1.0.0\n`;
  const { edits, splits } = layoutEdits(source('go.mod', text))!;
  expect(splits).toBe(false);
  expect(edits.map(({ at, text: to }) => [text.slice(at.start, at.end), to])).toEqual([
    ['replace   a.example/a => ../a\n', 'replace a.example/a => ../a\n'],
  ]);
});

it('has nothing to do, or nothing to say', () => {
  expect(layoutEdits(source('go.mod', HEAD))).toEqual({ edits: [], splits: false });
  expect(layoutEdits(source('go.mod', `${HEAD}require x\n`))).toBeUndefined();
});
