import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as goversion from '../../../src/go/version/go-version.ts';
import * as modversion from '../../../src/go/version/module-version.ts';

describe('goversion', () => {
  it('orders language versions, candidates and releases', () => {
    // From 1.21 on the language version is below its first candidate (internal/gover); 1.20 is 1.20.0, so above.
    const order = [
      'go1.21',
      '1',
      '1.20rc1',
      '1.20',
      '1.20.1',
      '1.21',
      '1.21beta1',
      '1.21rc1',
      '1.21rc2',
      '1.21rc10',
      '1.21.0',
      '1.21.1',
      '1.22',
      '2',
    ];
    for (const [i, x] of order.entries()) {
      for (const [j, y] of order.entries()) expect([x, y, goversion.compare(x, y)]).toEqual([x, y, Math.sign(i - j)]);
    }
    expect(goversion.compare('1.20', '1.20.0')).toBe(0);
    expect([goversion.max('1.21', '1.21rc1'), goversion.max('1.20', '1.20.0')]).toEqual(['1.21rc1', '1.20']);
  });

  it.each([
    // version, isLang, lang, isPrerelease, prev
    ['1.21', true, '1.21', false, '1.20'],
    ['1.21.3', false, '1.21', false, '1.20'],
    ['1.20', false, '1.20', false, '1.19'],
    ['1.21rc2', false, '1.21', true, '1.20'],
    // Go parses a kind without a number; the go line of go.mod does not take it.
    ['1.21rc', false, '1.21', true, '1.20'],
    ['1.0', false, '1', false, '1'],
    ['1', false, '1', false, '1'],
    ['1.100', true, '1.100', false, '1.99'],
    ['1.40000000000000000', true, '1.40000000000000000', false, '1.39999999999999999'],
  ])('knows %s', (version, isLang, lang, isPrerelease, prev) => {
    expect(goversion.isValid(version)).toBe(true);
    expect([goversion.isLang(version), goversion.lang(version)]).toEqual([isLang, lang]);
    expect([goversion.isPrerelease(version), goversion.prev(version)]).toEqual([isPrerelease, prev]);
  });

  it.each([
    '',
    '1.',
    '01.2',
    '1.021',
    '1.21.',
    '1.21.0rc1',
    '1.21-rc1',
    '1.21RC1',
    '1.21rc01',
    'go1.21',
    'v1.21',
    '1.21 ',
  ])('refuses %j', (version) => {
    expect(goversion.isValid(version)).toBe(false);
    expect([goversion.lang(version), goversion.prev(version)]).toEqual(['', '']);
    expect(goversion.compare(version, '0')).toBe(-1);
  });

  it.each([
    ['go1.21.3', '1.21.3'],
    ['go1.21.3-custom', '1.21.3'],
    ['go1.21.3 X', '1.21.3'],
    ['go1.21.3+x', ''],
    ['1.21.3', ''],
    ['gccgo-go1.21', ''],
    // Would be run from a relative folder.
    ['go1.21.3-x/../y', ''],
    ['go1.21\\x', ''],
  ])('reads the toolchain %s as %j', (name, version) => {
    expect(goversion.fromToolchain(name)).toBe(version);
  });

  it.each([
    ['go1.21', true, 'go1.21'],
    ['go1.21-custom', true, 'go1.21'],
    ['go1.21.3', true, 'go1.21'],
    ['go1', true, 'go1'],
    ['1.21', false, ''],
  ])('go/version knows %s', (name, valid, lang) => {
    expect([goversion.isValidName(name), goversion.langName(name)]).toEqual([valid, lang]);
    expect(goversion.compareNames(name, 'go1.21rc1')).toBe(
      goversion.compare(goversion.isValidName(name) ? name.slice(2).replace('-custom', '') : '', '1.21rc1'),
    );
  });

  it.each([
    ['1.21', true],
    ['1.21.0', true],
    ['1.21rc1', true],
    ['1.21.0rc1', true],
    ['1', false],
    ['1.021', false],
    ['1.21x', false],
    ['v1.21', false],
    ['1.21.x', false],
  ])('a go line %s: %s', (version, ok) => {
    expect(goversion.isGoLine(version)).toBe(ok);
  });

  it.each([
    ['default', true],
    ['go1', true],
    ['go1.', true],
    ['go1.21.3-x', true],
    ['go12', false],
    ['local', false],
    ['defaults', false],
  ])('a toolchain line %s: %s', (name, ok) => {
    expect(goversion.isToolchainLine(name)).toBe(ok);
  });

  it('looks up a line as go does before it parses', () => {
    const lookup = (key: string) =>
      goversion.goModLookup('\nmodule m\ngopher 1\n\tgo\t1.21 // why\n go 1.22\nrequire (\n toolchain go1.9\n)', key);
    expect([lookup('go'), lookup('toolchain'), lookup('use'), lookup('module')]).toEqual(['1.21', 'go1.9', '', 'm']);
  });
});

describe('modversion', () => {
  it.each([
    ['go', '1.21', '1.21rc1', -1],
    ['toolchain', 'go1.21.0', '1.21.0', 0],
    ['toolchain', 'default', 'go1.0', -1],
    ['example.com/m', 'v1.9.0', 'v1.10.0', -1],
    ['golang.org/toolchain', 'v0.0.1', 'v0.0.2', -1],
  ] as const)('compares versions of %s', (path, x, y, order) => {
    expect(modversion.modCompare(path, x, y)).toBe(order);
    expect(modversion.modCompare(path, y, x)).toBe(order === 0 ? 0 : 1);
  });

  it.each([
    ['go', '1.21', true, true, false, '1.21'],
    ['toolchain', 'go1.21rc1', true, false, true, 'go1.21'],
    ['example.com/m', 'v1.2', true, true, false, 'v1.2'],
    ['example.com/m', 'v1.2.0-rc.1', true, false, true, 'v1.2'],
  ] as const)('knows %s %s', (path, version, valid, prefix, prerelease, majorMinor) => {
    expect(modversion.modIsValid(path, version)).toBe(valid);
    expect(modversion.modIsPrefix(path, version)).toBe(prefix);
    expect(modversion.modIsPrerelease(path, version)).toBe(prerelease);
    expect(modversion.modMajorMinor(path, version)).toBe(majorMinor);
  });

  it('sorts by path in bytes, then version, then file', () => {
    const list = [
      { path: '\u{1f600}.example', version: 'v1.0.0' },
      { path: '\ue000.example', version: 'v1.0.0' },
      { path: 'b', version: 'v1.10.0' },
      { path: 'b', version: 'v1.9.0/go.mod' },
      { path: 'b', version: 'v1.9.0' },
      { path: 'go', version: '1.21.0' },
      { path: 'go', version: '1.21rc1' },
    ];
    const order = (sorted: typeof list) => sorted.map((m) => `${m.path} ${m.version}`);
    expect(order(modversion.modSort(list))).toEqual([
      'b v1.9.0',
      'b v1.9.0/go.mod',
      'b v1.10.0',
      'go 1.21rc1',
      'go 1.21.0',
      '\ue000.example v1.0.0',
      '\u{1f600}.example v1.0.0',
    ]);
    expect(modversion.sortBySemver(list).map((m) => m.path)[3]).toBe('go');
    expect(list[0]!.path).toBe('\u{1f600}.example');
  });

  it('orders any two Go versions one way', () => {
    const version = fc.oneof(
      fc
        .tuple(fc.nat(3), fc.nat(30), fc.constantFrom('', '.0', '.1', 'rc1', 'beta2', 'rc'))
        .map(([a, b, c]) => `${a}.${b}${c}`),
      fc.string(),
    );
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(goversion.compare(a, b) + goversion.compare(b, a)).toBe(0);
        if (goversion.compare(a, b) <= 0 && goversion.compare(b, c) <= 0)
          expect(goversion.compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

it('finds a line at the start, in the middle and at the end of a go.mod', () => {
  const found = (text: string) => goversion.goModLookup(text, 'go');
  expect(['go 1.20', '\ngo 1.21\n', 'x\ngo 1.22', 'x\n\ngo 1.23//x\ngo 1.24', 'go 1 2\n'].map(found)).toEqual([
    '1.20',
    '1.21',
    '1.22',
    '1.23',
    '1 2',
  ]);
  expect(['', '\n', 'go', 'gox 1.20', 'g 1.20', 'xgo 1'].map(found)).toEqual(['', '', '', '', '', '']);
});

it('takes numbers that are not written for zero, up to 1.20', () => {
  expect(goversion.compare('1', '1.0')).toBe(0);
  expect(goversion.compare('1', '1.0.0')).toBe(0);
  expect(goversion.compare('1.20', '1.20.0')).toBe(0);
  expect(goversion.compare('1.21', '1.21.0')).toBe(-1);
  expect(['1.2', '1.1', '1.0', '1', '2.0'].map(goversion.prev)).toEqual(['1.1', '1', '1', '1', '2']);
});
