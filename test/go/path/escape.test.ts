import { describe, expect, it } from 'vitest';
import { escapePath, escapeVersion, unescapePath, unescapeVersion } from '../../../src/go/path/escape.ts';

describe('an escaped path', () => {
  it.each([
    ['example.com/x', 'example.com/x'],
    ['example.com/Azure/SDK', 'example.com/!azure/!s!d!k'],
  ])('of %s is %s, and back', (path, escaped) => {
    expect(escapePath(path)).toEqual({ value: escaped });
    expect(unescapePath(escaped)).toEqual({ value: path });
  });

  it.each([
    'example.com/x!',
    'example.com/!X',
    'example.com/!!x',
    'example.com/X',
    'example.com/é',
    'x//y',
    'example.com/!1',
  ])('is not %s', (escaped) => {
    expect(unescapePath(escaped).error).toMatch(/^invalid escaped module path "/);
  });

  it.each(['', 'x', '../x', 'example.com/é', 'example.com/!x'])('is not made of %j', (path) => {
    expect(escapePath(path).value).toBeUndefined();
  });
});

describe('an escaped version', () => {
  it.each([
    ['v1.0.0', 'v1.0.0'],
    ['v1.0.0-RC1', 'v1.0.0-!r!c1'],
    ['Master', '!master'],
    ['v1.0.0+incompatible', 'v1.0.0+incompatible'],
  ])('of %s is %s, and back', (version, escaped) => {
    expect(escapeVersion(version)).toEqual({ value: escaped });
    expect(unescapeVersion(escaped)).toEqual({ value: version });
  });

  it.each(['v1/x', 'v1!0', '', '..', 'a\\b'])('is not made of %j', (version) => {
    expect(escapeVersion(version).error).toBe(`version ${JSON.stringify(version)} invalid: disallowed version string`);
  });

  it.each(['V1', '!1', 'v1!', 'v1/x', ''])('is not %j', (escaped) => {
    expect(unescapeVersion(escaped).error).toMatch(/^invalid escaped version "/);
  });

  it('has no letter beyond ASCII, though a version may', () => {
    expect(escapeVersion('é').error).toBe('internal error: inconsistency in EscapePath');
  });
});
