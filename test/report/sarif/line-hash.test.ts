import { expect, test } from 'vitest';
import { lineHashes } from '../../../src/report/sarif/line-hash.ts';

const EMPTY = 'c129715d7a2bc9a3';

test.each<[string, string, string[]]>([
  ['an empty file has one line', '', [`${EMPTY}:1`]],
  ['blanks do not count', ' \t ', [`${EMPTY}:1`]],
  ['the empty line after the last line end has a hash', '\n', ['3c5bef55b72b93c9:1', `${EMPTY}:1`]],
  ['one line', 'module a.b/c', ['9637a078fa612504:1']],
  ['one line, ended', 'module a.b/c\n', ['88d45aa489600e22:1', `${EMPTY}:1`]],
  ['CRLF is one line end', 'module a.b/c\r\n', ['88d45aa489600e22:1', `${EMPTY}:1`]],
])('%s', (_name, file, wanted) => {
  expect(lineHashes(new TextEncoder().encode(file))).toEqual(wanted);
});

test('a blank between CR and LF makes two line ends of them', () => {
  expect(lineHashes(new TextEncoder().encode('a\r \nb'))).toHaveLength(3);
});

test('equal hashes are counted', () => {
  const hashes = lineHashes(new TextEncoder().encode('a\n'.repeat(300)));
  const [hash] = hashes[0]!.split(':');
  expect(hashes.slice(0, 3)).toEqual([`${hash}:1`, `${hash}:2`, `${hash}:3`]);
});

/** The definition, as one big sum. */
function bySum(text: string): string {
  const units = [...Array(text.length).keys()].map((i) => text.charCodeAt(i));
  const kept = [...units, 0xffff, ...Array(100).fill(0)].slice(0, 100);
  return BigInt.asUintN(
    64,
    kept.reduce((sum, unit, i) => sum + BigInt(unit) * 37n ** BigInt(99 - i), 0n),
  ).toString(16);
}

test.each(['x', 'require(', '支付支付', 'z'.repeat(99), 'z'.repeat(100), '\ufeffmodule'])(
  'the sum over the window: %s',
  (text) => {
    expect(lineHashes(new TextEncoder().encode(text))).toEqual([`${bySum(text)}:1`]);
  },
);

test('a hash has no zeros in front, whatever its upper half is', () => {
  // The sum of a line that ends the file: what comes before it counts for more.
  for (const text of [
    '',
    'a',
    '\0',
    '\0'.repeat(99),
    `${'\0'.repeat(95)}a`,
    `${'\0'.repeat(99)}\ufffe`,
    '\uffff'.repeat(120),
  ])
    expect(lineHashes(new TextEncoder().encode(text))).toEqual([`${bySum(text)}:1`]);
});
