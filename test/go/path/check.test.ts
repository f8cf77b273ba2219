import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, checkFilePath, checkImportPath, checkMainPath, checkPath } from '../../../src/go/path/check.ts';
import { escapePath, escapeVersion, unescapePath, unescapeVersion } from '../../../src/go/path/escape.ts';
import {
  canonicalVersion,
  checkPathMajor,
  pathMajorPrefix,
  splitPathVersion,
} from '../../../src/go/version/path-major.ts';

describe('path checks', () => {
  it.each([
    // path, checkPath, checkImportPath, checkFilePath ('' is allowed)
    ['example.com/m', '', '', ''],
    ['github.com/Azure/sdk~x_y.z/v2', '', '', ''],
    ['', 'empty string', 'empty string', 'empty string'],
    ['example', 'missing dot in first path element', '', ''],
    ['Example.com/m', "invalid char 'E' in first path element", '', ''],
    ['-x.com/m', 'leading dash', 'leading dash', ''],
    ['example.com//m', 'double slash', 'double slash', 'double slash'],
    ['example.com/m/', 'trailing slash', 'trailing slash', 'trailing slash'],
    ['/example.com', 'empty path element', 'empty path element', 'empty path element'],
    ['example.com/../m', 'invalid path element ".."', 'invalid path element ".."', 'invalid path element ".."'],
    ['example.com/.m', 'leading dot in path element', '', ''],
    ['example.com/m.', 'trailing dot in path element', 'trailing dot in path element', 'trailing dot in path element'],
    ['example.com/a+b', "invalid char '+'", '', ''],
    ['example.com/a b', "invalid char ' '", "invalid char ' '", ''],
    ['example.com/é', "invalid char 'é'", "invalid char 'é'", ''],
    // Assigned in Unicode 16, so no letter to Go, whatever the JavaScript engine thinks.
    ['example.com/\ua7da', "invalid char '\\ua7da'", "invalid char '\\ua7da'", "invalid char '\\ua7da'"],
    ['example.com/\u202e', "invalid char '\\u202e'", "invalid char '\\u202e'", "invalid char '\\u202e'"],
    ['example.com/a*b', "invalid char '*'", "invalid char '*'", "invalid char '*'"],
    ['example.com/\udcff', 'invalid UTF-8', 'invalid UTF-8', 'invalid UTF-8'],
    [
      'example.com/CoM1.go',
      '"CoM1" disallowed as path element component on Windows',
      '"CoM1" disallowed as path element component on Windows',
      '"CoM1" disallowed as path element component on Windows',
    ],
    ['example.com/m~1', 'trailing tilde and digits in path element', 'trailing tilde and digits in path element', ''],
    ['example.com/m/v1', 'invalid version', '', ''],
    ['gopkg.in/yaml', 'invalid version', '', ''],
    ['example.com/__proto__', '', '', ''],
  ])('judges %j', (path, module, imported, file) => {
    const inner = (message: string | undefined) => message?.slice(message.indexOf('": ') + 3) ?? '';
    const answers = [checkPath(path), checkImportPath(path), checkFilePath(path)].map((m) =>
      m?.includes('": ') ? inner(m) : m,
    );
    expect(answers.map((m) => m ?? '')).toEqual([module, imported, file]);
  });

  it('says it in the words of Go', () => {
    expect(checkPath('a\nb')).toBe('malformed module path "a\\nb": invalid char \'\\n\'');
    expect(check('example.com/m', 'v2.0.0')).toBe('example.com/m@v2.0.0: invalid version: should be v0 or v1, not v2');
    expect(check('example.com/m', 'main')).toBe('example.com/m@main: invalid version: not a semantic version');
    expect(check('example.com/m/v2', 'v2.0.0')).toBeUndefined();
  });
});

describe('path majors', () => {
  it.each([
    ['example.com/m', 'example.com/m', '', true],
    ['example.com/m/v2', 'example.com/m', '/v2', true],
    ['example.com/m/v10', 'example.com/m', '/v10', true],
    ['example.com/m/v0', 'example.com/m/v0', '', false],
    ['example.com/m/v1', 'example.com/m/v1', '', false],
    ['example.com/m/v02', 'example.com/m/v02', '', false],
    ['example.com/m/v1.2', 'example.com/m/v1.2', '', false],
    ['example.com/m/v', 'example.com/m/v', '', true],
    ['example.com/mv2', 'example.com/mv2', '', true],
    ['gopkg.in/yaml.v3', 'gopkg.in/yaml', '.v3', true],
    ['gopkg.in/yaml.v1', 'gopkg.in/yaml', '.v1', true],
    ['gopkg.in/yaml.v0', 'gopkg.in/yaml', '.v0', true],
    ['gopkg.in/yaml.v2-unstable', 'gopkg.in/yaml', '.v2-unstable', true],
    ['gopkg.in/yaml.v0-unstable', 'gopkg.in/yaml.v0-unstable', '', false],
    ['gopkg.in/yaml.v-unstable', 'gopkg.in/yaml', '.v-unstable', true],
    ['gopkg.in/yaml/v2', 'gopkg.in/yaml/v2', '', false],
  ])('splits %s', (path, prefix, pathMajor, ok) => {
    expect(splitPathVersion(path)).toEqual({ prefix, pathMajor, ok });
  });

  it.each([
    ['v1.2.3', '', undefined],
    ['v0.0.0', '', undefined],
    ['v2.0.0+incompatible', '', undefined],
    ['v2.0.0', '', 'version "v2.0.0" invalid: should be v0 or v1, not v2'],
    ['v2.0.0', '/v2', undefined],
    ['v3.0.0', '/v2', 'version "v3.0.0" invalid: should be v2, not v3'],
    ['v2.0.0', '.v2-unstable', undefined],
    // gopkg.in/check.v1 really is required at v0.0.0-2016…; an old bug wrote it.
    ['v0.0.0-20161208181325-20d25e280405', '.v1', undefined],
    [
      'v0.0.0-20161208181325-20d25e280405',
      '.v2',
      'version "v0.0.0-20161208181325-20d25e280405" invalid: should be v2, not v0',
    ],
    ['master', '', 'version "master" invalid: should be v0 or v1, not '],
  ])('holds %s against %j', (version, pathMajor, message) => {
    expect(checkPathMajor(version, pathMajor)).toBe(message);
  });

  it('gives the tag prefix', () => {
    expect(['', '/v2', '.v2', '.v2-unstable'].map((m) => pathMajorPrefix(m).value)).toEqual(['', 'v2', 'v2', 'v2']);
    expect(pathMajorPrefix('v2').error).toBe('pathMajor suffix v2 passed to PathMajorPrefix lacks separator');
    expect([canonicalVersion('v2+x'), canonicalVersion('v2.0.0+incompatible')]).toEqual(['', 'v2.0.0+incompatible']);
  });
});

describe('escaping', () => {
  it('writes capitals with an exclamation mark', () => {
    expect(escapePath('github.com/BurntSushi/toml').value).toBe('github.com/!burnt!sushi/toml');
    expect(escapeVersion('v1.0.0-RC1').value).toBe('v1.0.0-!r!c1');
    expect(escapeVersion('a/b').error).toBe('version "a/b" invalid: disallowed version string');
    // Go finds out only when it writes the bytes.
    expect(escapeVersion('v1-é').error).toBe('internal error: inconsistency in EscapePath');
    expect(unescapePath('github.com/Burnt').error).toBe('invalid escaped module path "github.com/Burnt"');
    expect(unescapePath('github.com/a!').error).toBe('invalid escaped module path "github.com/a!"');
    expect(unescapePath('!github.com/a').error).toMatch(
      /^invalid escaped module path "!github.com\/a": malformed module path "Github.com\/a"/,
    );
    expect(unescapeVersion('v1/2').error).toBe('invalid escaped version "v1/2": invalid char \'/\'');
  });

  const element = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);

  it('is undone by unescaping, and never tells case by case alone', () => {
    fc.assert(
      fc.property(fc.array(element, { minLength: 1 }), (elements) => {
        const path = `example.com/${elements.join('/')}`;
        fc.pre(checkPath(path) === undefined);
        const { value } = escapePath(path);
        expect(value).toBe(value!.toLowerCase());
        expect(unescapePath(value!)).toEqual({ value: path });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const f of [
          checkPath,
          checkImportPath,
          checkFilePath,
          escapePath,
          escapeVersion,
          unescapePath,
          unescapeVersion,
          splitPathVersion,
        ])
          f(text);
        const { value } = unescapeVersion(text);
        if (value !== undefined && !value.includes('!')) expect(escapeVersion(value)).toEqual({ value: text });
      }),
    );
  });
});

describe('the words around a fault', () => {
  it('say what the path is of', () => {
    expect(checkPath('x.example/a b')).toBe('malformed module path "x.example/a b": invalid char \' \'');
    expect(checkImportPath('a b')).toBe('malformed import path "a b": invalid char \' \'');
    expect(checkMainPath('a b')).toBe('malformed module path "a b": invalid char \' \'');
    expect(checkFilePath('a:b')).toBe('malformed file path "a:b": invalid char \':\'');
    expect(check('x.example/a b', 'v1.0.0')).toBe('malformed module path "x.example/a b": invalid char \' \'');
    expect(check('x.example/a', 'v1')).toBeUndefined();
    expect(check('x.example/a', '1')).toBe('x.example/a@1: invalid version: not a semantic version');
    expect(check('x.example/a', 'v2.0.0')).toBe('x.example/a@v2.0.0: invalid version: should be v0 or v1, not v2');
  });

  it('come for the characters around those that are allowed', () => {
    expect(checkImportPath('azAZ09-._~+')).toBeUndefined();
    const strays = ['/', ':', '@', '[', '`', '{'];
    const faults = strays.slice(1).map((char) => checkImportPath(`a${char}b`));
    expect(faults).toEqual(strays.slice(1).map((char) => `malformed import path "a${char}b": invalid char '${char}'`));
    expect(['azAZ09', 'é日', 'a@b', 'a[b]', 'a{b}'].map(checkFilePath)).toEqual(Array(5).fill(undefined));
    expect(checkFilePath('a`b')).toBe('malformed file path "a`b": invalid char \'`\'');
    // A character of two UTF-16 units is one.
    expect(checkFilePath('\u{20000}a:')).toBe('malformed file path "\u{20000}a:": invalid char \':\'');
  });
});
