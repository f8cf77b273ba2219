import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSum, sumHashes, sumKey, sumParts } from '../../../src/go/sum/parse.ts';
import { sumProblems } from '../../../src/go/sum/problems.ts';
import { pointAt, type Span, source } from '../../../src/text/source.ts';

const A = 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const B = 'h1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=';
/** Stands at the end of every fixture and must still be read. */
const LAST = `z.example/last v1.0.0 ${A}`;

const parse = (...lines: string[]) => parseSum(source('go.sum', `${[...lines, LAST].join('\n')}\n`));
const textOf = (at: Span) => at.file.text.slice(at.start, at.end);

describe('parseSum', () => {
  it('reads zip and go.mod lines, with the place of each part', () => {
    const file = parse(`a.example/m v1.2.0 ${A}`, `a.example/m v1.2.0/go.mod ${B}`);
    expect(file.errors).toEqual([]);
    expect(file.entries.map((e) => [e.path, e.version, e.goMod, e.hash])).toEqual([
      ['a.example/m', 'v1.2.0', false, A],
      ['a.example/m', 'v1.2.0', true, B],
      ['z.example/last', 'v1.0.0', false, A],
    ]);
    const parts = sumParts(file, file.entries[1]!);
    expect([parts.path, parts.version, parts.hash].map(textOf)).toEqual(['a.example/m', 'v1.2.0/go.mod', B]);
    expect(pointAt(file.source, parts.version.start)).toEqual({ line: 2, column: 13 });
  });

  // cmd/go splits with strings.Fields, so all of these are the line above.
  it.each([
    ['tabs', `a.example/m\tv1.2.0\t${A}`],
    ['carriage return', `a.example/m v1.2.0 ${A}\r`],
    ['indentation', `  a.example/m  v1.2.0   ${A}  `],
    ['no-break space', `a.example/m\u00a0v1.2.0 ${A}`],
  ])('takes %s for white space', (_, line) => {
    const file = parse('', line, '   ');
    expect(file.errors).toEqual([]);
    expect(file.entries.map(sumKey)).toEqual(['a.example/m@v1.2.0', 'z.example/last@v1.0.0']);
    expect(Object.values(sumParts(file, file.entries[0]!)).map(textOf)).toEqual(['a.example/m', 'v1.2.0', A]);
  });

  it.each([
    ['a.example/m v1.2.0', 2],
    [`a.example/m v1.2.0 ${A} more`, 4],
    ['<<<<<<< HEAD', 2],
    ['=======', 1],
  ])('refuses %s and reads on', (line, n) => {
    const file = parse(`b.example/m v1.0.0 ${A}`, line);
    expect(file.errors.map((e) => [textOf(e.at), e.message])).toEqual([
      [line, `malformed go.sum: wrong number of fields ${n}`],
    ]);
    expect(file.entries).toHaveLength(2);
  });

  it('reads the last line without a newline', () => {
    const file = parseSum(source('go.work.sum', LAST));
    expect(file.entries.map(sumKey)).toEqual(['z.example/last@v1.0.0']);
  });

  it('collects hashes by key, without the empty go.mod of the old bug', () => {
    const empty = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';
    const file = parse(
      `a.example/m v1.0.0 ${A}`,
      `a.example/m v1.0.0 ${B}`,
      `a.example/m v1.0.0/go.mod ${empty}`,
      `__proto__ v1.0.0 ${B}`,
    );
    expect([...sumHashes(file)]).toEqual([
      ['a.example/m@v1.0.0', [A, B]],
      ['__proto__@v1.0.0', [B]],
      ['z.example/last@v1.0.0', [A]],
    ]);
  });

  it('is quick on 20,000 lines and on one line of a million words', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `example.com/m${i} v1.0.${i} ${A}`);
    const before = performance.now();
    expect(parse(...lines).entries).toHaveLength(20_001);
    expect(parse('a '.repeat(1_000_000), `${'a'.repeat(5_000_000)} v1.0.0 ${A}`).errors).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('never throws, and finds every part where it says', () => {
    const piece = fc.constantFrom(
      'a.example/m',
      'v1.0.0',
      'v1.0.0/go.mod',
      A,
      ' ',
      '\t',
      '\n',
      '\r\n',
      '\u0085',
      'é',
      '\udc80',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const file = parseSum(source('go.sum', pieces.join('')));
        sumProblems(file);
        for (const entry of file.entries) {
          const parts = sumParts(file, entry);
          expect(textOf(parts.path)).toBe(entry.path);
          expect(textOf(parts.version)).toBe(entry.version + (entry.goMod ? '/go.mod' : ''));
          expect(textOf(parts.hash)).toBe(entry.hash);
        }
      }),
    );
  });
});

describe('sumProblems', () => {
  const problems = (...lines: string[]) => sumProblems(parse(...lines)).map((p) => [p.kind, textOf(p.at)]);

  it('has nothing to say of what go writes', () => {
    expect(
      problems(
        `a.example/m v1.2.0 ${A}`,
        `a.example/m v1.2.0/go.mod ${B}`,
        `a.example/m v1.10.0/go.mod ${B}`,
        `b.example/m v2.0.0+incompatible ${A}`,
      ),
    ).toEqual([]);
  });

  it.each([
    ['conflict', [`a.example/m v1.0.0 ${A}`, `a.example/m v1.0.0 ${B}`], `a.example/m v1.0.0 ${B}`],
    ['duplicate', [`a.example/m v1.0.0 ${A}`, `a.example/m v1.0.0 ${A}`], `a.example/m v1.0.0 ${A}`],
    ['hash', ['a.example/m v1.0.0 h1:short='], 'h1:short='],
    // 43 characters carry 258 bits: the last two must be zero, or no program ever wrote it.
    ['hash', [`a.example/m v1.0.0 ${A.replace('A=', 'B=')}`], A.replace('A=', 'B=')],
    ['hash-kind', ['a.example/m v1.0.0 h2:x'], 'h2:x'],
    [
      'empty-go-mod',
      ['a.example/m v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY='],
      'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=',
    ],
    ['version', [`a.example/m v1.0 ${A}`], 'v1.0'],
    ['version', [`a.example/m master/go.mod ${A}`], 'master/go.mod'],
    ['order', [`b.example/m v1.0.0 ${A}`, `a.example/m v1.0.0 ${A}`], `a.example/m v1.0.0 ${A}`],
    // Semver order, not that of the text.
    ['order', [`b.example/m v1.10.0 ${A}`, `b.example/m v1.9.0 ${A}`], `b.example/m v1.9.0 ${A}`],
  ])('finds %s', (kind, lines, at) => {
    expect(problems(...lines)).toEqual([[kind, at]]);
  });

  it('does not take a hash of another kind for a contradiction', () => {
    expect(problems(`a.example/m v1.0.0 ${A}`, 'a.example/m v1.0.0 h2:x')).toEqual([['hash-kind', 'h2:x']]);
  });

  it('says only the first line out of order', () => {
    expect(problems(`c.example/m v1.0.0 ${A}`, `b.example/m v1.0.0 ${A}`, `a.example/m v1.0.0 ${A}`)).toHaveLength(1);
  });

  it('sees a last line without newline', () => {
    expect(sumProblems(parseSum(source('go.sum', LAST))).map((p) => p.kind)).toEqual(['final-newline']);
  });
});
