import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalVersion,
  checkPathMajor,
  matchPathMajor,
  pathMajorPrefix,
  splitPathVersion,
} from '../../../src/go/version/path-major.ts';
import { build, canonical } from '../../../src/go/version/semver.ts';

describe('the major version of a path', () => {
  // As module.SplitPathVersion.
  it.each<[path: string, prefix: string, major: string, ok: boolean]>([
    ['x.example/a', 'x.example/a', '', true],
    ['x.example/a/v2', 'x.example/a', '/v2', true],
    ['x.example/a/v10', 'x.example/a', '/v10', true],
    ['x.example/v2', 'x.example', '/v2', true],
    ['x.example/a/v1', 'x.example/a/v1', '', false],
    ['x.example/a/v0', 'x.example/a/v0', '', false],
    ['x.example/a/v02', 'x.example/a/v02', '', false],
    ['x.example/a/v1.2', 'x.example/a/v1.2', '', false],
    ['x.example/a/v', 'x.example/a/v', '', true],
    ['x.example/av2', 'x.example/av2', '', true],
    ['x.example/a/2', 'x.example/a/2', '', true],
    ['v2', 'v2', '', true],
    ['gopkg.in/yaml.v3', 'gopkg.in/yaml', '.v3', true],
    ['gopkg.in/yaml.v0', 'gopkg.in/yaml', '.v0', true],
    ['gopkg.in/yaml.v1', 'gopkg.in/yaml', '.v1', true],
    ['gopkg.in/yaml.v2-unstable', 'gopkg.in/yaml', '.v2-unstable', true],
    ['gopkg.in/yaml', 'gopkg.in/yaml', '', false],
    ['gopkg.in/yaml/v3', 'gopkg.in/yaml/v3', '', false],
    ['gopkg.in/yaml.v03', 'gopkg.in/yaml.v03', '', false],
    ['gopkg.in/yaml.v0-unstable', 'gopkg.in/yaml.v0-unstable', '', false],
    ['x.example/a/v9', 'x.example/a', '/v9', true],
    ['x.example/a/v19', 'x.example/a', '/v19', true],
    ['x.example/a/v2:', 'x.example/a/v2:', '', true],
    ['x.example/a/v2/', 'x.example/a/v2/', '', true],
    ['/v2', '', '/v2', true],
    ['123', '123', '', true],
    ['', '', '', true],
    ['gopkg.in/yaml.v9', 'gopkg.in/yaml', '.v9', true],
    ['gopkg.in/yaml.v19', 'gopkg.in/yaml', '.v19', true],
    ['gopkg.in/yaml.v2:', 'gopkg.in/yaml.v2:', '', false],
    ['gopkg.in/yaml.v2/', 'gopkg.in/yaml.v2/', '', false],
    ['gopkg.in/yaml.v-unstable', 'gopkg.in/yaml', '.v-unstable', true],
    ['gopkg.in/', 'gopkg.in/', '', false],
    ['gopkg.in/yaml.v', 'gopkg.in/yaml.v', '', false],
  ])('%s', (path, prefix, pathMajor, ok) => {
    expect(splitPathVersion(path)).toEqual({ prefix, pathMajor, ok });
  });

  // As module.CheckPathMajor.
  it.each<[version: string, major: string, message: string | undefined]>([
    ['v0.1.0', '', undefined],
    ['v1.0.0', '', undefined],
    ['v2.0.0', '', 'should be v0 or v1, not v2'],
    ['v2.0.0+incompatible', '', undefined],
    ['v2.0.0', '/v2', undefined],
    ['v3.0.0', '/v2', 'should be v2, not v3'],
    ['v2.0.0', '/v2-unstable', 'should be v2-unstable, not v2'],
    ['v2.0.0', '.v2-unstable', undefined],
    ['v0.0.0-20200101000000-0123456789ab', '.v1-unstable', undefined],
    ['v2.0.0', 'v2', 'should be v2, not v2'],
    ['v1.0.0', '.v1', undefined],
    ['v0.0.0-20200101000000-0123456789ab', '.v1', undefined],
    ['v0.1.0', '.v1', 'should be v1, not v0'],
    ['v0.0.0-20200101000000-0123456789ab', '.v2', 'should be v2, not v0'],
    ['v2.1.0', '.v2-unstable', undefined],
    ['v2.1.0', 'v2', 'should be v2, not v2'],
  ])('fits %s to %j: %s', (version, major, message) => {
    expect(matchPathMajor(version, major)).toBe(message === undefined);
    expect(checkPathMajor(version, major)).toBe(message && `version "${version}" invalid: ${message}`);
  });

  it.each<[string, object]>([
    ['', { value: '' }],
    ['/v2', { value: 'v2' }],
    ['.v2', { value: 'v2' }],
    ['.v2-unstable', { value: 'v2' }],
    ['v2', { error: 'pathMajor suffix v2 passed to PathMajorPrefix lacks separator' }],
    ['/v2.1', { error: 'pathMajor suffix /v2.1passed to PathMajorPrefix is not a valid major version' }],
  ])('as a prefix: %j', (major, prefix) => {
    expect(pathMajorPrefix(major)).toEqual(prefix);
  });
});

it('the canonical version is that of semver, with +incompatible kept', () => {
  const part = fc.constantFrom('0', '1', '01', '10', 'a', '-', '.', '+', 'v', 'rc', 'incompatible', '20200101000000');
  const version = fc.tuple(fc.constantFrom('v1.2.3', 'v1.2', 'v0.0.0-', 'v', ''), fc.array(part, { maxLength: 6 }));
  fc.assert(
    fc.property(version, ([head, tail]) => {
      const text = head + tail.join('');
      const suffix = build(text) === '+incompatible' ? '+incompatible' : '';
      expect(canonicalVersion(text)).toBe(canonical(text) + suffix);
    }),
    { numRuns: 3000 },
  );
});

it.each([
  ['v1', 'v1.0.0'],
  ['v1.2', 'v1.2.0'],
  ['v1.2.3+meta', 'v1.2.3'],
  ['v2.0.0+incompatible', 'v2.0.0+incompatible'],
  ['master', ''],
])('the canonical version of %s is %j', (version, canonical) => {
  expect(canonicalVersion(version)).toBe(canonical);
});
