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
