import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { jsonText } from '../../src/text/json-text.ts';
import {
  diffHead,
  fileText,
  isLineCommand,
  joined,
  type Printable,
  printable,
  printableLines,
  printedBefore,
  safe,
  spelledOut,
} from '../../src/text/printable.ts';
import { hostile, obeyed } from '../support/hostile.ts';

const ESC = '\u001b';

/** What CI runners and terminals act on, and what is shown in its place. */
const COMMANDS: readonly (readonly [who: string, text: string, shown: string])[] = [
  ['GitHub, Gitea and Forgejo, at the start of a line', '::error file=x::y', '\\u{3a}:error file=x::y'],
  ['the same after blanks of any kind', ' \u3000\u00a0::add-mask::x', ' \u3000\u00a0\\u{3a}:add-mask::x'],
  ['GitHub, anywhere', 'a ##[error]b', 'a #\\u{23}[error]b'],
  ['Azure Pipelines', 'a ##vso[task.setvariable variable=b]c', 'a #\\u{23}vso[task.setvariable variable=b]c'],
  ['the same in capitals', '##VSO[x]', '#\\u{23}VSO[x]'],
  ['TeamCity', "##teamcity[message text='x']", "#\\u{23}teamcity[message text='x']"],
  ['Buildkite: a group that is shut', '--- x', '\\u{2d}-- x'],
  ['Buildkite: a group that is open', '+++ x', '\\u{2b}++ x'],
  ['Buildkite: a group that is dimmed', '~~~ x', '\\u{7e}~~ x'],
  ['Buildkite: opening the group before', '^^^ +++', '\\u{5e}^^ +++'],
  ['Buildkite: an image', `${ESC}]1338;url=x\u0007`, '\\u{1b}]1338;url=x\\u{7}'],
  ['Buildbot and LUCI', '@@@STEP_FAILURE@@@', '\\u{40}@@STEP_FAILURE@@@'],
  ['Travis CI: folds', 'travis_fold:start:x', '\\u{74}ravis_fold:start:x'],
  ['Travis CI: times', 'travis_time:start:x', '\\u{74}ravis_time:start:x'],
  ['GitLab: sections', `section_start:1:x\r${ESC}[0K`, 'section_start:1:x\\u{d}\\u{1b}[0K'],
  ['Jenkins: console notes', `${ESC}[8mha:////x${ESC}[0m`, '\\u{1b}[8mha:////x\\u{1b}[0m'],
  ['terminals: a title', `${ESC}]0;x\u0007`, '\\u{1b}]0;x\\u{7}'],
  ['terminals: a link', `${ESC}]8;;https://evil.example${ESC}\\x`, '\\u{1b}]8;;https://evil.example\\u{1b}\\x'],
  ['terminals: the clipboard, with a C1 character', '\u009d52;c;eA==\u009c', '\\u{9d}52;c;eA==\\u{9c}'],
  ['terminals: overwriting a line', 'bad\rgood\b', 'bad\\u{d}good\\u{8}'],
  ['terminals: forging a line', 'a\nb\u2028c\u0085d\fe\vf', 'a\\u{a}b\\u{2028}c\\u{85}d\\u{c}e\\u{b}f'],
  ['readers: turning text around', '\u202ea\u2066b\u2069', '\\u{202e}a\\u{2066}b\\u{2069}'],
  ['readers: hiding text', 'a\u200bb\u00ad\u{e0041}', 'a\\u{200b}b\\u{ad}\\u{e0041}'],
  ['nobody: half a character', 'a\ud800', 'a\\u{d800}'],
];

describe('printable', () => {
  test.each(COMMANDS)('breaks what is read by %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
    expect(obeyed(shown)).toEqual([]);
  });

  test.each([
    'example.com/a@v1.0.0',
    'a::b',
    'std::string',
    '#[x]',
    '## [x]',
    '---',
    '---- Title ----',
    '--x',
    '-1',
    '@scope/name',
    'größe 支付 🎉',
    'section_start:1:x',
  ])('leaves %j as it is', (text) => {
    expect(printable(text)).toBe(text);
    expect(printableLines(`a\n\t${text}\n`)).toBe(`a\n\t${text}\n`);
  });

  test.each(COMMANDS)('breaks it on every line of a text: %s', (_, text) => {
    expect(obeyed(printableLines(`a\n${text}\n${text}`))).toEqual([]);
    expect(obeyed(safe`a\n${printable(text)}`)).toEqual([]);
  });
});

describe('the text of a file', () => {
  it.each([
    ['plain text\n\tof two lines ~', 'plain text\n\tof two lines ~'],
    ['soft\u00adhyphen, joined\u200d, parted\u200c', 'soft\u00adhyphen, joined\u200d, parted\u200c'],
    ['::error::x\n##[group]', '::error::x\n##[group]'],
    ['a\rb\u200bc\u2028d\u2029e\u{1f600}', 'a\\u{d}b\\u{200b}c\\u{2028}d\\u{2029}e\u{1f600}'],
    [`${ESC}[1m\u{e0041}\udc80`, '\\u{1b}[1m\\u{e0041}\\u{dc80}'],
  ])('of %j is %j', (text, shown) => {
    expect(fileText(text)).toBe(shown);
  });
});

describe('one line', () => {
  it('has blanks for tabs, and a lone line end spelled out', () => {
    expect(printable('a\tb\t\tc')).toBe('a b  c');
    expect(printable('\n')).toBe('\\u{a}');
    expect(printable('\u0000\u001f\u007f\u0080')).toBe('\\u{0}\\u{1f}\\u{7f}\\u{80}');
  });
});

test('tells which lines would be a command to a log', () => {
  const commands = ['::error::x', '@@@x', '--- a', '+++\ta', '~~~ ', '^^^ +++', 'travis_fold:x', 'travis_time:x'];
  expect(commands.filter(isLineCommand)).toEqual(commands);
  const others = ['', ':error', 'a::b', ' ::x', '@@x', '---', '---\n', '-- a', '+++a', 'travis_other:', 'travis_fold'];
  expect(others.filter(isLineCommand)).toEqual([]);
});

test('spells out the first character alone', () => {
  expect([spelledOut('\u001b['), spelledOut('\u{1f600}x'), spelledOut('a')]).toEqual([
    '\\u{1b}',
    '\\u{1f600}',
    '\\u{61}',
  ]);
});

test('leaves what was printed before as it was', () => {
  expect(printedBefore('::error::x')).toBe('::error::x');
});

describe('pieces that make a command together', () => {
  const parts = (...texts: string[]): Printable[] => texts.map(printable);
  it.each([
    [parts('#', '#[x]'), '', '#\\u{23}[x]'],
    [parts('##', 'vso', '[x]'), '', '#\\u{23}vso[x]'],
    [parts(':', ':error::x'), '', '\\u{3a}:error::x'],
    [parts('a', ':', ''), '\n', 'a\n:\n'],
    [parts('--', '- x'), '', '\\u{2d}-- x'],
  ] as const)('%j', (pieces, between, shown) => {
    expect(joined(pieces, between)).toBe(shown);
  });

  it('are broken in a template too', () => {
    expect(safe`${printable('#')}${printable('#[x]')}`).toBe('#\\u{23}[x]');
    expect(safe`a\n  ${printable(':')}:x`).toBe('a\n  \\u{3a}:x');
  });
});

describe('any text', () => {
  it('is harmless, and stays as it is the second time', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        for (const shown of [
          printable(a),
          printableLines(a),
          safe`${printable(a)}${printable(b)}`,
          jsonText([a, { [b]: a }]),
        ])
          expect(obeyed(shown)).toEqual([]);
        expect(printable(printable(a))).toBe(printable(a));
        expect(printableLines(printableLines(a))).toBe(printableLines(a));
        expect(printableLines(fileText(a))).toBe(printableLines(a));
        expect(JSON.parse(jsonText([a, { [b]: a }]))).toEqual([a, { [b]: a }]);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to its length', () => {
    const evil = ['#', ' ', '##a', '\n', ' \n', ':', '\t ', '-'];
    for (const piece of evil) {
      const text = piece.repeat(400_000 / piece.length);
      expect(printableLines(text).length).toBeGreaterThanOrEqual(text.length);
    }
  });
});

describe('the types', () => {
  const raw: string = 'x';
  const half: `a${string}` = 'ab';

  it('take no plain string', () => {
    // @ts-expect-error a plain string is not printable
    const one: Printable = raw;
    // @ts-expect-error nor is a template with one
    const two: Printable = safe`a ${raw}`;
    // @ts-expect-error nor one that is known in part
    const three: Printable = safe`a ${half}`;
    // @ts-expect-error nor the text of a file, which may hold log commands
    const four: Printable = fileText(raw);
    // @ts-expect-error nor a list with a plain string
    const five: Printable = joined([raw]);
    // @ts-expect-error nor plain text in between
    const six: Printable = joined([], raw);
    // @ts-expect-error nor what has been worked on
    const seven: Printable = printable(raw).trim();
    expect([one, two, three, four, five, six, seven]).toHaveLength(7);
  });

  it('take literals, numbers and printable text', () => {
    const level = raw === 'x' ? 'error' : 'note';
    const all: readonly Printable[] = [safe`${level} ${1} ${printable(raw)}`, joined([printable(raw)], ', ')];
    expect(all).toEqual(['error 1 x', 'x']);
  });
});

it('keeps the lines that name the file of a diff, and escapes its name', () => {
  expect(diffHead('a/go.mod')).toBe('--- a/a/go.mod\n+++ b/a/go.mod\n');
  expect(diffHead(`${ESC}[31m\n::x`)).toBe('--- a/\\u{1b}[31m\\u{a}::x\n+++ b/\\u{1b}[31m\\u{a}::x\n');
});
