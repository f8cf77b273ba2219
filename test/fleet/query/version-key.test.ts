import fc from 'fast-check';
import { expect, it } from 'vitest';
import { versionKey } from '../../../src/fleet/query/version-key.ts';
import { compare } from '../../../src/go/version/semver.ts';

const VERSIONS = [
  '',
  'latest',
  'v0.0.0-20260101000000-abcdefabcdef',
  'v1.0.0-alpha',
  'v1.0.0-alpha.1',
  'v1.0.0-alpha.beta',
  'v1.0.0-alpha1',
  'v1.0.0-2',
  'v1.0.0-11',
  'v1.0.0-rc.1',
  'v1.0.0-rc-1',
  'v1.0.0',
  'v1.9.0',
  'v1.10.0',
  'v2.0.0+incompatible',
  'v10.0.0',
  'v1.99999999999999999999.0',
];

const sign = (a: string, b: string) => Buffer.compare(Buffer.from(versionKey(a)), Buffer.from(versionKey(b)));

it.each(VERSIONS)('sorts %j as Go does', (version) => {
  for (const other of VERSIONS) expect([other, sign(version, other)]).toEqual([other, compare(version, other)]);
});

it('sorts any pre-release as Go does', () => {
  const part = fc.stringMatching(/^(?:0|[1-9][0-9]{0,3}|[0-9A-Za-z-]{0,3}[A-Za-z-][0-9A-Za-z-]{0,3})$/);
  const version = fc
    .array(part, { maxLength: 3 })
    .map((parts) => `v1.0.0${parts.length > 0 ? `-${parts.join('.')}` : ''}`);
  fc.assert(fc.property(version, version, (a, b) => sign(a, b) === compare(a, b)));
});
