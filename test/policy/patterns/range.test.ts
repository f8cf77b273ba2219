import fc from 'fast-check';
import validRange from 'semver/ranges/valid.js';
import { describe, expect, test } from 'vitest';
import { rangeFault } from '../../../src/policy/patterns/range.ts';

const semverTakes = (text: string) => validRange(text, { includePrerelease: true }) !== null;

describe('ranges', () => {
  test.each([
    '*',
    'x',
    'v1',
    '1.2',
    'v1.2.x',
    '<v1.9.1',
    '< v1.9.1',
    '>=v1.2.0 <v2.0.0',
    '>= 1.2 < 2',
    '^v1.2.3',
    '~1.2',
    '~>1.2',
    '=v1.0.0',
    'v1.0.0 || v1.0.2 || >=v1.1.0',
    'v1.2.0 - v1.4.0',
    '1.2 - 2',
    'v0.0.0-20200101000000-abcdef012345',
    '<v2.0.0+incompatible',
    '>=v1.0.0-rc.1',
    ' v1.0.0 ',
  ])('%s', (text) => {
    expect(rangeFault(text)).toBeUndefined();
    expect(semverTakes(text)).toBe(true);
  });

  test.each([
    ['', 'the version range is empty'],
    ['||', 'a range is missing beside ||'],
    ['v1.0.0 ||', 'a range is missing beside ||'],
    ['>=v1.2.0, <v2', '">=v1.2.0, <v2" is not a valid version range'],
    ['latest', '"latest" is not a valid version range'],
    ['<', '"<" is not a valid version range'],
    ['>=', '">=" is not a valid version range'],
    ['v1.2.3.4', '"v1.2.3.4" is not a valid version range'],
    ['01.2.3', '"01.2.3" is not a valid version range'],
    ['v1.2.3-01', '"v1.2.3-01" is not a valid version range'],
    ['v1.2-beta', '"v1.2-beta" is not a valid version range'],
    ['go1.21', '"go1.21" is not a valid version range'],
    ['x.1', '"x.1" is not a valid version range'],
    ['>v1 main', '">v1 main" is not a valid version range'],
    [`v1.0.0-${'a'.repeat(300)}`, 'the version range is longer than 256 characters'],
  ])('not %s', (text, message) => {
    expect(rangeFault(text)?.message).toBe(message);
  });

  const piece = fc.constantFrom(
    ...[
      '<',
      '>',
      '=',
      '<=',
      '>=',
      '~',
      '^',
      '~>',
      ' ',
      ' ',
      ' - ',
      '||',
      'v',
      '0',
      '1',
      '12',
      '.',
      '.',
      '-',
      '+',
      'x',
      '*',
      'rc',
      '01',
      ',',
    ],
  );
  test('what passes, semver takes', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        return rangeFault(text) !== undefined || semverTakes(text);
      }),
      { numRuns: 10_000 },
    );
  });

  const number = fc.constantFrom('0', '1', '17');
  const version = fc.tuple(fc.constantFrom('', 'v'), number, number, number, fc.constantFrom('', '-rc.1', '-0.2-a'));
  const comparator = fc
    .tuple(fc.constantFrom('', '<', '<=', '>', '>=', '=', '^', '~'), fc.constantFrom('', ' '), version)
    .map(([sign, space, [v, a, b, c, pre]]) => `${sign}${sign && space}${v}${a}.${b}.${c}${pre}`);
  test('what is built by the grammar passes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(comparator, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        (sets) => {
          const text = sets.map((set) => set.join(' ')).join(' || ');
          return rangeFault(text) === undefined && semverTakes(text);
        },
      ),
    );
  });
});

test.each([
  ['>=v1.2.0, <v2', 'separate two conditions with a space, not a comma: >=v1.2.0 <v2.0.0'],
  ['go1.21', 'use module versions, such as <v1.9.1'],
  ['>=go1', 'use module versions, such as <v1.9.1'],
  ['go9', 'use module versions, such as <v1.9.1'],
  ['>v1 <', 'add a version after the last operator'],
  ['^ ', 'add a version after the last operator'],
  ['Latest', 'use versions, such as <v1.9.1; branches and "latest" are not allowed'],
  ['v1.2.3.4', 'use npm syntax: <v1.9.1, ^v1.2.0, >=v1.2.0 <v2.0.0, v1.2.0 || v1.2.3'],
])('what to write instead of %j', (text, hint) => {
  expect(rangeFault(text)).toEqual({ message: `${JSON.stringify(text.trim())} is not a valid version range`, hint });
});

test('empty ranges, and those at the limit', () => {
  expect(rangeFault('')).toEqual({ message: 'the version range is empty', hint: 'use * for any version' });
  expect(rangeFault(' ')).toEqual({ message: 'the version range is empty', hint: 'use * for any version' });
  expect(rangeFault('v1 || || v2')).toEqual({ message: 'a range is missing beside ||' });
  expect(rangeFault(`v1${' '.repeat(254)}`)).toBeUndefined();
  expect(rangeFault(`v1${' '.repeat(255)}`)).toEqual({ message: 'the version range is longer than 256 characters' });
  expect(rangeFault('1.2.3-0123456789012345 - 2')?.message).toContain('is not a valid version range');
  expect(rangeFault('1.2.3-1.0.a - 2.0.0-x')).toBeUndefined();
});
