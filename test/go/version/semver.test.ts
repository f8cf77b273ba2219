import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as semver from '../../../src/go/version/semver.ts';

describe('semver', () => {
  it.each([
    // version, canonical, major, majorMinor, prerelease, build
    ['v1.2.3', 'v1.2.3', 'v1', 'v1.2', '', ''],
    ['v1', 'v1.0.0', 'v1', 'v1.0', '', ''],
    ['v1.2', 'v1.2.0', 'v1', 'v1.2', '', ''],
    ['v2.0.0-rc.1+meta.2', 'v2.0.0-rc.1', 'v2', 'v2.0', '-rc.1', '+meta.2'],
    ['v2.0.0+incompatible', 'v2.0.0', 'v2', 'v2.0', '', '+incompatible'],
    [
      'v0.0.0-20190101000000-abcdefabcdef',
      'v0.0.0-20190101000000-abcdefabcdef',
      'v0',
      'v0.0',
      '-20190101000000-abcdefabcdef',
      '',
    ],
    // A build may have leading zeros, a pre-release's number may not; -0a is no number.
    ['v1.0.0-az.AZ-09+az.AZ-09', 'v1.0.0-az.AZ-09', 'v1', 'v1.0', '-az.AZ-09', '+az.AZ-09'],
    ['v1.0.0-0a.0+01', 'v1.0.0-0a.0', 'v1', 'v1.0', '-0a.0', '+01'],
  ])('takes %s apart', (version, canonical, major, majorMinor, prerelease, build) => {
    expect(semver.isValid(version)).toBe(true);
    expect(semver.canonical(version)).toBe(canonical);
    expect([semver.major(version), semver.majorMinor(version)]).toEqual([major, majorMinor]);
    expect([semver.prerelease(version), semver.build(version)]).toEqual([prerelease, build]);
  });

  it.each([
    '',
    'v',
    '1.2.3',
    'V1.2.3',
    'v1.',
    'v1.2.',
    'v1.2.3.4',
    'v01.2.3',
    'v1.02.3',
    'v1-pre',
    'v1.2+meta',
    'v1.2.3-',
    'v1.2.3+',
    'v1.2.3-a..b',
    'v1.2.3-01',
    'v1:.2.3',
    'v1./.3',
    'v1.2.3-{',
    'v1.2.3-`',
    'v1.2.3-[',
    'v1.2.3-@',
    'v1.2.3-,',
    'v1.2.3-a.00',
    'v1.2.3+a..b',
    'v1.2.3+a+b',
    'v1.2.3-é',
    'v1.2.3 ',
    'v٣.1.0',
    'v1.2.x',
    'v1.2.3\n',
  ])('refuses %j', (version) => {
    expect(semver.isValid(version)).toBe(false);
    expect([semver.canonical(version), semver.major(version), semver.build(version)]).toEqual(['', '', '']);
    expect(semver.compare(version, 'v0.0.0-0')).toBe(-1);
  });

  it('orders as semver 2.0.0 section 11 does', () => {
    const order = [
      'not one',
      'v1.0.0-alpha',
      'v1.0.0-alpha.1',
      'v1.0.0-alpha.beta',
      'v1.0.0-beta',
      'v1.0.0-beta.2',
      'v1.0.0-beta.11',
      'v1.0.0-rc.1',
      'v1.0.0',
      'v1.0.9',
      'v1.0.10',
      'v1.9.0',
      'v1.10.0',
      'v9.0.0',
      'v10.0.0',
      'v99999999999999999999999.0.0',
    ];
    for (const [i, v] of order.entries()) {
      for (const [j, w] of order.entries()) expect([v, w, semver.compare(v, w)]).toEqual([v, w, Math.sign(i - j)]);
    }
    expect(semver.sort([...order].reverse())).toEqual(order);
  });

  it('sorts as it compares', () => {
    const number = fc.constantFrom('0', '1', '2', '10', '9007199254740992', '9007199254740993', '123456789012');
    const version = fc
      .tuple(number, number, number, fc.constantFrom('', '-rc.1', '-rc.2', '-0', '+a', '-rc.1+incompatible'))
      .map(([a, b, c, rest]) => `v${a}.${b}.${c}${rest}`);
    const any = fc.oneof(version, fc.constantFrom('', 'x', 'v1', 'v1.2', 'v01.0.0'));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (list) => {
        const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
        expect(semver.sort(list)).toEqual([...list].sort((a, b) => semver.compare(a, b) || byText(a, b)));
      }),
    );
  });

  it('does not count build metadata, and sorts equal ones by text', () => {
    expect(semver.compare('v1.0.0+b', 'v1.0.0+a')).toBe(0);
    expect(semver.compare('v1', 'v1.0.0')).toBe(0);
    expect([semver.compare('v1.0.0', 'v1'), semver.compare('v1.0.0', 'v1.0')]).toEqual([0, 0]);
    expect([semver.compare('v1.0.1', 'v1'), semver.compare('v1', 'v1.1'), semver.compare('v1.1', 'v1')]).toEqual([
      1, -1, 1,
    ]);
    expect(semver.sort(['v1.0.0+b', 'v1.0.0', 'v1.0.0+a', 'b', 'a'])).toEqual([
      'a',
      'b',
      'v1.0.0',
      'v1.0.0+a',
      'v1.0.0+b',
    ]);
    // max gives the canonical form, and '' where neither is valid
    expect([semver.max('v1', 'v1.0.0+x'), semver.max('a', 'v1.2'), semver.max('a', 'b')]).toEqual([
      'v1.0.0',
      'v1.2.0',
      '',
    ]);
  });

  const number = fc.constantFrom('0', '1', '2', '10', '18446744073709551616');
  const suffix = fc.constantFrom('', '-0', '-1', '-10', '-a', '-a.0', '-a.b', '-A', '-rc.1', '+x', '-rc.1+x');
  const version = fc.tuple(number, number, number, suffix).map(([a, b, c, s]) => `v${a}.${b}.${c}${s}`);
  const any = fc.oneof(version, fc.string(), fc.constantFrom('v1', 'v1.2'));

  it('is a total preorder', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(semver.compare(a, b) + semver.compare(b, a)).toBe(0);
        expect(semver.compare(a, a)).toBe(0);
        if (semver.compare(a, b) <= 0 && semver.compare(b, c) <= 0) expect(semver.compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('has a canonical form that is its own and equal in order', () => {
    fc.assert(
      fc.property(version, (v) => {
        expect(semver.compare(semver.canonical(v), v)).toBe(0);
        expect(semver.canonical(semver.canonical(v))).toBe(semver.canonical(v));
        expect(semver.canonical(v) + semver.build(v)).toBe(v);
      }),
    );
  });
});
