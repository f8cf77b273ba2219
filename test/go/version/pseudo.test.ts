import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as pseudo from '../../../src/go/version/pseudo.ts';
import { isValid } from '../../../src/go/version/semver.ts';

const TIME = '20190102030405';
const REV = 'abcdef123456';

describe('pseudo-versions', () => {
  it.each([
    [`v0.0.0-${TIME}-${REV}`, ''],
    [`v2.0.0-${TIME}-${REV}`, ''],
    [`v1.2.4-0.${TIME}-${REV}`, 'v1.2.3'],
    [`v1.2.10-0.${TIME}-${REV}`, 'v1.2.9'],
    [`v1.2.1000-0.${TIME}-${REV}`, 'v1.2.999'],
    [`v2.3.1-0.${TIME}-${REV}+incompatible`, 'v2.3.0+incompatible'],
    [`v1.2.3-pre.0.${TIME}-${REV}`, 'v1.2.3-pre'],
    [`v1.2.3-rc.1.0.${TIME}-${REV}+incompatible`, 'v1.2.3-rc.1+incompatible'],
    [`v1.2.3-a-b.0.${TIME}-${REV}`, 'v1.2.3-a-b'],
  ])('takes %s apart', (version, base) => {
    expect(pseudo.isPseudoVersion(version)).toBe(true);
    expect(pseudo.pseudoVersionBase(version)).toEqual({ value: base });
    expect(pseudo.pseudoVersionTime(version)).toEqual({ value: '2019-01-02T03:04:05Z' });
    expect(pseudo.pseudoVersionRev(version)).toEqual({ value: REV });
  });

  it.each([
    'v1.2.3',
    'v1.2.3-rc.1',
    `v1.2.3-${TIME}-${REV}`,
    `v1.2.3-1.${TIME}-${REV}`,
    `v1.0.0-0${TIME}-${REV}`,
    `v1.0.0-${TIME.slice(1)}-${REV}`,
    `v1.0.0-${TIME}-`,
    `v1.0.0-${TIME}-a.b`,
    `v1.0.0-${TIME}.${REV}`,
    `1.0.0-${TIME}-${REV}`,
    `v1.0.0-x.00.${TIME}-${REV}`,
    `v1-${TIME}-${REV}`,
    '',
  ])('%j is none', (version) => {
    expect(pseudo.isPseudoVersion(version)).toBe(false);
    const invalid = { error: `pseudo-version ${JSON.stringify(version)} invalid: syntax error` };
    expect(pseudo.pseudoVersionRev(version)).toEqual(invalid);
    expect(pseudo.pseudoVersionBase(version)).toEqual(invalid);
    expect(pseudo.pseudoVersionTime(version)).toEqual(invalid);
  });

  it('refuses what cannot have a base', () => {
    expect(pseudo.pseudoVersionBase(`v1.2.0-0.${TIME}-${REV}`).error).toMatch(
      /version before v1\.2\.0 would have negative patch number$/,
    );
    expect(pseudo.pseudoVersionBase(`v2.0.0-${TIME}-${REV}+incompatible`).error).toMatch(
      /lacks base version, but has build metadata "\+incompatible"$/,
    );
  });

  it.each(['20190229000000', '20191301000000', '20190101240000', '20190101006000', '20190101000060', '20190100000000'])(
    '%s is no time',
    (time) => {
      const version = `v0.0.0-${time}-${REV}`;
      expect(pseudo.isPseudoVersion(version)).toBe(true);
      expect(pseudo.pseudoVersionTime(version).error).toBe(
        `pseudo-version "${version}" invalid: malformed time "${time}"`,
      );
    },
  );

  it('knows the placeholder', () => {
    expect(pseudo.zeroPseudoVersion('')).toBe('v0.0.0-00010101000000-000000000000');
    expect(pseudo.isZeroPseudoVersion('v2.0.0-00010101000000-000000000000')).toBe(true);
    expect(pseudo.isZeroPseudoVersion('v0.0.1-00010101000000-000000000000')).toBe(false);
    expect(pseudo.pseudoVersionTime('v0.0.0-00010101000000-000000000000').value).toBe('0001-01-01T00:00:00Z');
  });

  it('takes a placeholder for what no release has', () => {
    const versions = ['v0.0.0', 'v0.0.0-00010101000000-000000000000', 'v2.0.0-00010101000000-000000000000'];
    expect(versions.map(pseudo.isPlaceholder)).toEqual([true, true, true]);
    expect(['v0.0.1', 'v1.0.0', '', `v0.0.0-${TIME}-${REV}`].map(pseudo.isPlaceholder)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('is of v0 where the path has no major version', () => {
    const at = new Date('2019-01-02T03:04:05Z');
    expect(pseudo.pseudoVersion('', '', at, REV)).toBe(`v0.0.0-${TIME}-${REV}`);
    expect(pseudo.pseudoVersion('v2', '', at, REV)).toBe(`v2.0.0-${TIME}-${REV}`);
    expect(pseudo.pseudoVersion('', 'v1.2.9', at, REV)).toBe(`v1.2.10-0.${TIME}-${REV}`);
    expect(pseudo.pseudoVersion('v2', 'v2.0.0-rc+incompatible', at, REV)).toBe(
      `v2.0.0-rc.0.${TIME}-${REV}+incompatible`,
    );
  });

  it('makes what it can take apart again', () => {
    const older = fc.constantFrom(
      '',
      'v1.2.3',
      'v1.2.99',
      'v1.0.0-rc.1',
      'v2.3.4+incompatible',
      'v2.3.4-x+incompatible',
    );
    const time = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(older, time, fc.stringMatching(/^[0-9a-f]{12}$/), (tag, at, rev) => {
        const version = pseudo.pseudoVersion('v1', tag, at, rev);
        expect([isValid(version), pseudo.isPseudoVersion(version)]).toEqual([true, true]);
        expect(pseudo.pseudoVersionBase(version)).toEqual({ value: tag });
        expect(pseudo.pseudoVersionRev(version)).toEqual({ value: rev });
        expect(pseudo.pseudoVersionTime(version)).toEqual({ value: at.toISOString().replace(/\.\d+Z$/, 'Z') });
      }),
    );
  });
});
