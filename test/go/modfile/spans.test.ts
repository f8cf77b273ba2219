import { describe, expect, test } from 'vitest';
import { addLine } from '../../../src/go/edit/tree.ts';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import {
  argumentSpan,
  commentSpan,
  lineSpan,
  pathSpan,
  replaceSpans,
  tokenSpan,
  versionSpan,
} from '../../../src/go/modfile/spans.ts';
import { type Span, source } from '../../../src/text/source.ts';

const text = `module example.com/m // main
require a.example/x "v1" // indirect
require (
	"b.example/x"	v1.2.3
)
replace (
	a.example/x => ./x
	b.example/x v1.2.3 => c.example/y v1.0.0
)
`;
const { file, errors } = parseMod(source('go.mod', text));
const { syntax } = file;
const shown = (span: Span | undefined) => span && text.slice(span.start, span.end);

describe('spans', () => {
  test('of a line leave the comment out', () => {
    expect(errors).toEqual([]);
    expect(shown(lineSpan(syntax, file.require[0]!.line))).toBe('require a.example/x "v1"');
    expect(shown(lineSpan(syntax, file.require[1]!.line))).toBe('"b.example/x"\tv1.2.3');
  });

  test('of a token are of what was written, also where parsing rewrote it', () => {
    const { line } = file.require[0]!;
    expect(line.token[2]).toBe('v1.0.0');
    expect(shown(tokenSpan(syntax, line, 2))).toBe('"v1"');
    expect(tokenSpan(syntax, line, 3)).toBeUndefined();
  });

  test('of path and version know whether the line is in a block', () => {
    expect(file.require.map(({ line }) => shown(pathSpan(syntax, line)))).toEqual(['a.example/x', '"b.example/x"']);
    expect(file.require.map(({ line }) => shown(versionSpan(syntax, line)))).toEqual(['"v1"', 'v1.2.3']);
    expect(shown(pathSpan(syntax, file.module!.line))).toBe('example.com/m');
  });

  test('of a replacement', () => {
    expect(file.replace.map((replace) => Object.values(replaceSpans(syntax, replace)).map(shown))).toEqual([
      ['a.example/x', undefined, './x', undefined],
      ['b.example/x', 'v1.2.3', 'c.example/y', 'v1.0.0'],
    ]);
  });

  test('of a comment', () => {
    expect(shown(commentSpan(syntax, file.require[0]!.line.suffix[0]!))).toBe('// indirect');
    expect(commentSpan(syntax, { start: -1, token: '', suffix: false })).toBeUndefined();
  });

  test('of a line that an edit made are the first line', () => {
    const made = addLine(parseMod(source('go.mod', text)).file.syntax, undefined, ['tool', 'x']);
    expect(shown(lineSpan(syntax, made))).toBe('module example.com/m // main');
    expect(tokenSpan(syntax, made, 0)).toBeUndefined();
    expect(shown(argumentSpan(syntax, made, 0))).toBe('module example.com/m // main');
  });
});
