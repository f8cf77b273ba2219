import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editFile } from '../../../src/go/edit/edit.ts';
import { formatModError } from '../../../src/go/modfile/errors.ts';
import { format } from '../../../src/go/modfile/format.ts';
import { modulePath } from '../../../src/go/modfile/module-path.ts';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import { parseWork } from '../../../src/go/modfile/parse-work.ts';
import { parseSyntax } from '../../../src/go/modfile/syntax.ts';
import type { FileSyntax, Statement } from '../../../src/go/modfile/tree.ts';
import { decode, encode } from '../../../src/text/bytes.ts';
import { source } from '../../../src/text/source.ts';

/** Pieces that make the lexer and parser take every turn; a backslash with a newline is left to `anything`. */
const pieces = [
  ...['module', 'go', 'require', 'replace', 'retract', 'exclude', 'toolchain', 'godebug', 'tool', 'ignore', 'use'],
  ...['a.example/x', 'b/v2', 'v1.2.3', 'v2', '1.26', 'x=y', '=>', './d', '"q r"', '`q`', 'é', '例', '😀', '\udcff'],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ' ( ',
    ' )',
    '(\n',
    '\n)\n',
    ' ()\n',
    ' ',
    '  ',
    '\t',
    '\r',
    '\n',
    '\n',
    '\n\n\n',
  ],
  ...['// c\n', '//\n', '// indirect\n', '\n// own\n', '\n// Deprecated: d\n', '//x', '/', '"a\\"b"', "'", '"'],
];
const modText = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
const anything = fc.oneof(
  fc.uint8Array({ maxLength: 80 }).map(decode),
  fc.array(fc.constantFrom(...pieces, '\\\n', '/*', '\0', '\u2028'), { maxLength: 40 }).map((parts) => parts.join('')),
);
const runs = { numRuns: 3000 };

/** A tree without its positions, and without the white space around comments. */
function shape(tree: FileSyntax): unknown {
  return JSON.parse(JSON.stringify(tree.stmt.map(closed)), (key, value) => {
    if (['start', 'end', 'at', 'pos'].includes(key)) return undefined;
    return key === 'token' && typeof value === 'string' ? value.trim() : value;
  });
}

/** A comment after `()` is the block's; Format puts the parentheses on two lines, and then it is the second one's. */
function closed(statement: Statement): Statement {
  if (statement.kind !== 'block' || statement.suffix.length === 0) return statement;
  return { ...statement, suffix: [], rparen: { ...statement.rparen, suffix: statement.suffix } };
}

/** Go takes the quotes off `retract "q r"`, which then no longer parses. */
function quotedRetract(text: string): boolean {
  return text.includes('retract') && text.includes('"');
}

/** Go takes `tool )` for a tool; moved into a block, or out of one, the parenthesis begins or ends something. */
function hasParenthesis(text: string): boolean {
  const lines = parseSyntax(source('go.mod', text)).tree.stmt.flatMap(linesOf);
  return lines.some(({ token }) => token.includes('(') || token.includes(')'));
}

function linesOf(statement: Statement) {
  if (statement.kind === 'comment') return [];
  return statement.kind === 'line' ? [statement] : [statement, ...statement.line];
}

describe('a parse', () => {
  test('survives Format, which is stable', () => {
    let parsed = 0;
    fc.assert(
      fc.property(modText, (text) => {
        const { tree, error } = parseSyntax(source('go.mod', text));
        if (error) return;
        parsed++;
        const printed = format(tree);
        const again = parseSyntax(source('go.mod', printed));
        expect(again.error).toBeUndefined();
        expect(shape(again.tree)).toEqual(shape(tree));
        expect(format(again.tree)).toBe(printed);
      }),
      runs,
    );
    expect(parsed).toBeGreaterThan(runs.numRuns / 10);
  });

  test('a valid file says the same after Format', () => {
    fc.assert(
      fc.property(modText, (text) => {
        fc.pre(!quotedRetract(text));
        const { file, errors } = parseMod(source('go.mod', text));
        if (errors.length > 0) return;
        const printed = format(file.syntax);
        const again = parseMod(source('go.mod', printed));
        expect(again.errors).toEqual([]);
        expect(again.file.require.map((r) => [r.path, r.version, r.indirect])).toEqual(
          file.require.map((r) => [r.path, r.version, r.indirect]),
        );
        expect(format(again.file.syntax)).toBe(printed);
      }),
      runs,
    );
  });

  test('knows where each token stands', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const statement of parseSyntax(source('go.mod', text)).tree.stmt) {
          for (const { token, at, start } of linesOf(statement)) {
            expect(at.map((place) => text.slice(place.start, place.end))).toEqual(token);
            expect(at[0]!.start).toBe(start);
          }
        }
      }),
      runs,
    );
  });

  test('loses nothing but white space in Format', () => {
    const dense = (text: string) => text.replace(/[ \t\r\n]/g, '');
    fc.assert(
      fc.property(modText, (text) => {
        const { tree, error } = parseSyntax(source('go.mod', text));
        if (!error) expect(dense(format(tree))).toBe(dense(text));
      }),
      runs,
    );
  });

  test('throws at nothing, and places every error in the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const mod = source('go.mod', text);
        const all = [parseMod(mod), parseMod(mod, { lax: true }), parseWork(source('go.work', text))];
        for (const { file, errors } of all) {
          format(file.syntax);
          for (const error of errors) {
            const { start, end } = error.at;
            expect(start >= 0 && end <= text.length && (end > start || start === text.length)).toBe(true);
            expect(formatModError('go.mod', error)).toMatch(/^go\.mod:\d+(?::\d+)?: ./s);
          }
        }
        modulePath(text);
      }),
      runs,
    );
  });
});

describe('an edit', () => {
  const flags = fc.array(
    fc.constantFrom(
      ...['-fmt', '-go=1.26', '-go=none', '-toolchain=default', '-module=m', '-require=a.example/x@v1.0.0'],
      ...['-droprequire=a.example/x', '-exclude=a.example/x@v1.2.3', '-dropexclude=a.example/x@v1.2.3'],
      ...['-replace=a.example/x=./d', '-dropreplace=a.example/x', '-retract=[v1.0.0,v1.1.0]', '-dropretract=v1.2.3'],
      ...['-tool=a.example/x', '-droptool=b/v2', '-ignore=./d', '-dropignore=b/v2', '-godebug=x=y', '-dropgodebug=x'],
    ),
    { minLength: 1, maxLength: 4 },
  );

  test('of good arguments gives a file that parses, or an error', () => {
    let edited = 0;
    fc.assert(
      fc.property(modText, flags, (text, list) => {
        fc.pre(!quotedRetract(text) && !hasParenthesis(text));
        const { value } = editFile(source('go.mod', text), 'mod', list);
        if (value === undefined) return;
        edited++;
        expect(parseMod(source('go.mod', value)).errors).toEqual([]);
        expect(editFile(source('go.mod', text), 'mod', [...list, '-json']).value).toMatch(/^\{\n\t"Module": /);
      }),
      runs,
    );
    expect(edited).toBeGreaterThan(20);
  });

  test('keeps bytes that are not UTF-8', () => {
    const bytes = Uint8Array.from([...encode('module a\n// '), 0xff, 0xc3, 0x0a, ...encode('tool b\n')]);
    const { value } = editFile(source('go.mod', decode(bytes)), 'mod', ['-go=1.26']);
    const text = Buffer.from(encode(value!)).toString('latin1');
    expect(text).toBe('module a\n\ngo 1.26\n\n// \xff\xc3\ntool b\n');
  });
});
