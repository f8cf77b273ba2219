import { expect, it } from 'vitest';
import { findingsIn, goMod } from '../run.ts';

const HASH = `h1:${'A'.repeat(43)}=`;
const lineOf = (name: string) => `example.com/${name}/go.mod ${HASH}\n`;

async function found(mod: string, sum: string | undefined, more: Readonly<Record<string, string>> = {}) {
  const blocks = { 'go.mod': mod, ...(sum !== undefined && { 'go.sum': sum }), ...more };
  return (await findingsIn('sum/missing', blocks)).map(
    ({ subject, version, data }) => `${data!.kind} ${subject}${version ? ` ${version}` : ''}`,
  );
}

const MOD = goMod('a v1.0.0', 'b v1.0.0');

it.each<[what: string, mod: string, sum: string | undefined, found: string[]]>([
  ['all lines', MOD, lineOf('a v1.0.0') + lineOf('b v1.0.0'), []],
  ['one line', MOD, lineOf('a v1.0.0'), ['line example.com/b v1.0.0']],
  ['a line of another version', MOD, lineOf('a v1.0.0') + lineOf('b v1.1.0'), ['line example.com/b v1.0.0']],
  // The hash of a zip does not verify a go.mod.
  [
    'the line of the zip alone',
    MOD,
    `${lineOf('a v1.0.0')}example.com/b v1.0.0 ${HASH}\n`,
    ['line example.com/b v1.0.0'],
  ],
  [
    'a hash of a kind that Go does not know',
    MOD,
    lineOf('a v1.0.0') + lineOf('b v1.0.0').replace('h1:', 'h9:'),
    ['line example.com/b v1.0.0'],
  ],
  [
    'that hash and one that Go knows',
    MOD,
    lineOf('a v1.0.0') + lineOf('b v1.0.0').replace('h1:', 'h9:') + lineOf('b v1.0.0'),
    [],
  ],
  ['no file', MOD, undefined, ['no-file example.com/shop']],
  ['an empty file', MOD, '', ['no-file example.com/shop']],
  ['no file, and no requirements', goMod(), undefined, []],
  ['a file with errors', MOD, 'bad\n', []],
  ['a go.mod with errors', `${MOD}bad\n`, undefined, []],
  ['an excluded version', `${MOD}\nexclude example.com/b v1.0.0\n`, lineOf('a v1.0.0'), []],
  ['a replacement by a folder', `${MOD}\nreplace example.com/b => ./b\n`, lineOf('a v1.0.0'), []],
  [
    'a replacement, whose own line counts',
    `${MOD}\nreplace example.com/b => example.com/c v1.2.0\n`,
    lineOf('a v1.0.0') + lineOf('b v1.0.0'),
    ['line example.com/b v1.0.0'],
  ],
  [
    'a replacement with its line',
    `${MOD}\nreplace example.com/b => example.com/c v1.2.0\n`,
    lineOf('a v1.0.0') + lineOf('c v1.2.0'),
    [],
  ],
])('of %s', async (_, mod, sum, expected) => {
  expect(await found(mod, sum)).toEqual(expected);
});

it('counts the lines of a go.work.sum, too', async () => {
  const work = { 'go.work': 'go 1.25\n\nuse .\n', 'go.work.sum': lineOf('b v1.0.0') };
  expect(await found(MOD, lineOf('a v1.0.0'), work)).toEqual([]);
});
