import { describe, expect, test } from 'vitest';
import { formatModError } from '../../../src/go/modfile/errors.ts';
import { format } from '../../../src/go/modfile/format.ts';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import type { ModFile } from '../../../src/go/modfile/types.ts';
import { source } from '../../../src/text/source.ts';

const LAST = '\nrequire z.example/last v1.0.0\n';

/** The file of a text that must be valid, without the last requirement, which must be there. */
function parse(text: string, lax = false): ModFile {
  const { file, errors } = parseMod(source('go.mod', text + LAST), { lax });
  expect(errors.map((error) => error.message)).toEqual([]);
  expect(file.require.at(-1)).toMatchObject({ path: 'z.example/last', version: 'v1.0.0' });
  return { ...file, require: file.require.slice(0, -1) };
}

function problems(text: string, lax = false): string[] {
  const { file, errors } = parseMod(source('go.mod', text + LAST), { lax });
  expect(file.require.at(-1)?.path).toBe('z.example/last');
  return errors.map((error) => formatModError('go.mod', error));
}

describe('what a go.mod says', () => {
  test('all of it', () => {
    const file = parse(`
// Deprecated: use example.com/m/v2
// instead.
module example.com/m // trailing

go 1.26.1
toolchain go1.26.8-custom

godebug (
	default=go1.25
	panicnil=1=2
)

require (
	a.example/x v1.2.3
	b.example/x/v2 v2.0.0-rc.1 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect; for the tests
	c.example/x v4.0.0+incompatible // x indirect
)

exclude a.example/x v1.2.4

replace (
	a.example/x v1.2.3 => ./x
	b.example/x/v2 => c.example/y/v2 v2.0.1
)

retract (
	v1.0.0 // broken
	// two lines
	// of reason
	[v1.1.0, v1.2.0]
)

tool a.example/x/cmd/x
ignore ./node_modules
`);
    const { module, go, toolchain, godebug, require, exclude, replace, retract, tool, ignore } = file;
    expect(module).toMatchObject({
      path: 'example.com/m',
      version: '',
      deprecated: 'use example.com/m/v2\ninstead.\ntrailing',
    });
    expect([go?.version, toolchain?.name]).toEqual(['1.26.1', 'go1.26.8-custom']);
    expect(godebug.map(({ key, value }) => [key, value])).toEqual([
      ['default', 'go1.25'],
      ['panicnil', '1=2'],
    ]);
    expect(require.map(({ path, version, indirect }) => [path, version, indirect])).toEqual([
      ['a.example/x', 'v1.2.3', false],
      ['b.example/x/v2', 'v2.0.0-rc.1', true],
      ['gopkg.in/yaml.v3', 'v3.0.1', true],
      ['c.example/x', 'v4.0.0+incompatible', false],
    ]);
    expect(exclude.map(({ path, version }) => [path, version])).toEqual([['a.example/x', 'v1.2.4']]);
    expect(replace.map((r) => [r.old.path, r.old.version, r.new.path, r.new.version])).toEqual([
      ['a.example/x', 'v1.2.3', './x', ''],
      ['b.example/x/v2', '', 'c.example/y/v2', 'v2.0.1'],
    ]);
    expect(retract.map(({ low, high, rationale }) => [low, high, rationale])).toEqual([
      ['v1.0.0', 'v1.0.0', 'broken'],
      ['v1.1.0', 'v1.2.0', 'two lines\nof reason'],
    ]);
    expect(tool.map(({ path }) => path)).toEqual(['a.example/x/cmd/x']);
    expect(ignore.map(({ path }) => path)).toEqual(['./node_modules']);
  });

  test.each([
    ['// indirect', true],
    ['//indirect', true],
    ['// indirect; why', true],
    ['//\u0085indirect\u3000', true],
    // Go splits at white space, and wants the one word alone or the semicolon with more behind it.
    ['// indirect;', false],
    ['// indirect;why', false],
    ['// indirect why', false],
    ['// see indirect', false],
    ['// Indirect', false],
  ])('%s', (comment, indirect) => {
    expect(parse(`require a.example/x v1.0.0 ${comment}`).require[0]!.indirect).toBe(indirect);
  });

  test('a comment above does not make a requirement indirect', () => {
    expect(parse('// indirect\nrequire a.example/x v1.0.0').require[0]!.indirect).toBe(false);
  });

  test.each([
    ['// Deprecated: a', 'a'],
    ['// Deprecated:   a\n// b', 'a\nb'],
    ['// text\n//\n// Deprecated: a\n//\n// more', 'a'],
    // It must begin a paragraph, and the case counts.
    ['// text\n// Deprecated: a', ''],
    ['// deprecated: a', ''],
    ['// Deprecated: a\n', ''],
  ])('deprecation %j', (comment, deprecated) => {
    expect(parse(`${comment}\nmodule m`).module?.deprecated).toBe(deprecated);
  });

  test('a block gives its comments to lines without any', () => {
    const file = parse('// why\nretract (\n\tv1.0.0\n\tv1.1.0 // own\n\n\tv1.2.0\n)');
    // A blank line above counts as a comment: the third line has "some", which say nothing.
    expect(file.retract.map((retract) => retract.rationale)).toEqual(['why', 'own', '']);
    expect(parse('// Deprecated: old\nmodule (\n\tm\n)').module).toMatchObject({ path: 'm', deprecated: 'old' });
  });

  test('repeats other than module, go and toolchain are kept', () => {
    const file = parse('require a.example/x v1.0.0\nrequire a.example/x v1.1.0');
    expect(file.require.map(({ version }) => version)).toEqual(['v1.0.0', 'v1.1.0']);
  });
});

describe('values are brought to their canonical form, in the tree too', () => {
  test.each([
    ['require a.example/x v1', 'require a.example/x v1.0.0'],
    ['require a.example/x v1.2.3+meta', 'require a.example/x v1.2.3'],
    ['require a.example/x v2.0.0+incompatible', 'require a.example/x v2.0.0+incompatible'],
    ['require "a.example/x" "v1.2.3"', 'require a.example/x v1.2.3'],
    ['module "a b"', 'module "a b"'],
    ['module "\\u0061\\x2fb"', 'module a/b'],
    ['tool "x\\ty"', 'tool "x\\ty"'],
    ['replace a.example/x => "./with space"', 'replace a.example/x => "./with space"'],
    // Retract leaves versions alone until it knows the module, but takes their quotes off.
    ['retract "v1"', 'retract v1'],
    ['retract ["v1",latest]', 'retract [v1, latest]'],
  ])('%s', (text, expected) => {
    expect(format(parse(text).syntax)).toBe(`${expected}\n${LAST}`);
  });
});

describe('errors are Go’s, all of them, each at its line', () => {
  test.each<[string, string[]]>([
    ['foo bar', ['go.mod:1: unknown directive: foo']],
    ['go (\n\t1.21\n)', ['go.mod:1: unknown block type: go']],
    ['require x (\n\ty\n)', ['go.mod:1: unknown block type: require x']],
    ['go 1.21\ngo 1.22', ['go.mod:2: repeated go statement']],
    ['go 1.21 1.22', ['go.mod:1: go directive expects exactly one argument']],
    ['go v1.21', ["go.mod:1: invalid go version 'v1.21': must match format 1.23.0"]],
    ['go 1.21.x', ["go.mod:1: invalid go version '1.21.x': must match format 1.23.0"]],
    // go does not unquote.
    ['go "1.21"', ['go.mod:1: invalid go version \'"1.21"\': must match format 1.23.0']],
    ['toolchain go12', ["go.mod:1: invalid toolchain version 'go12': must match format go1.23.0 or default"]],
    ['toolchain local', ["go.mod:1: invalid toolchain version 'local': must match format go1.23.0 or default"]],
    ['toolchain default\ntoolchain go1.22', ['go.mod:2: repeated toolchain statement']],
    ['module a\nmodule b', ['go.mod:2: repeated module statement']],
    // A module line that is refused still counts for the second.
    ['module a b\nmodule c', ['go.mod:1: usage: module module/path', 'go.mod:2: repeated module statement']],
    ['module `a`', ['go.mod:1: invalid quoted string: unquoted string cannot contain quote']],
    ['module "a\\q"', ['go.mod:1: invalid quoted string: invalid syntax']],
    ['godebug a', ['go.mod:1: usage: godebug key=value']],
    ['godebug "a=b"', ['go.mod:1: usage: godebug key=value']],
    ['require a.example/x', ['go.mod:1: usage: require module/path v1.2.3']],
    [
      'require a.example/x master',
      ['go.mod:1: require a.example/x: version "master" invalid: must be of the form v1.2.3'],
    ],
    [
      "exclude a.example/x 'v1'",
      [`go.mod:1: exclude a.example/x: version "'v1'" invalid: unquoted string cannot contain quote`],
    ],
    ['require a.example/x/v1 v1.0.0', ['go.mod:1: invalid module path']],
    [
      '\trequire a.example/x v2.0.0',
      ['go.mod:1:2: require a.example/x: version "v2.0.0" invalid: should be v0 or v1, not v2'],
    ],
    [
      'replace a.example/x',
      [
        'go.mod:1: usage: replace module/path [v1.2.3] => other/module v1.4\n' +
          '\t or replace module/path [v1.2.3] => ../local/directory',
      ],
    ],
    ['replace a.example/v1 => ./x', ['go.mod:1: replace a.example/v1: invalid module path']],
    [
      'replace a.example/x => b.example/y',
      ['go.mod:1: replacement module without version must be directory path (rooted or starting with . or ..)'],
    ],
    [
      'replace a.example/x => b.example/y@v1.0.0',
      ["go.mod:1: replacement module must match format 'path version', not 'path@version'"],
    ],
    ['replace a.example/x => ./y v1.0.0', ['go.mod:1: replacement module directory path "./y" cannot have version']],
    [
      'replace a.example/x => .\\y',
      ['go.mod:1: replacement directory appears to be Windows path (on a non-windows system)'],
    ],
    ['retract', ["go.mod:1: expected '[' or version"]],
    ['retract [', ["go.mod:1: expected version after '['"]],
    ['retract [v1.0.0]', ["go.mod:1: expected ',' after version"]],
    ['retract [v1.0.0,', ["go.mod:1: expected version after ','"]],
    ['retract [v1.0.0, v1.1.0', ["go.mod:1: expected ']' after version"]],
    ['retract v1.0.0 v1.1.0', ['go.mod:1: unexpected token after version: "v1.1.0"']],
    ['retract [v1.0.0, "\\q"]', [String.raw`go.mod:1: retract: version "\"\\q\"" invalid: invalid syntax`]],
    ['retract ["\\q", v1.0.0]', [String.raw`go.mod:1: retract: version "\"\\q\"" invalid: invalid syntax`]],
    ["retract 'v1'", [`go.mod:1: retract: version "'v1'" invalid: unquoted string cannot contain quote`]],
    ['tool', ['go.mod:1: tool directive expects exactly one argument']],
    ['ignore a b', ['go.mod:1: ignore directive expects exactly one argument']],
    ['foo\nbar\n', ['go.mod:1: unknown directive: foo', 'go.mod:2: unknown directive: bar']],
  ])('%s', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('after a syntax error there is no other, and what stands before is kept', () => {
    const { file, errors } = parseMod(source('go.mod', 'module m\nfoo\nrequire (\n'));
    expect(errors.map((error) => formatModError('go.mod', error))).toEqual([
      'go.mod:4: syntax error (unterminated block started at go.mod:3:1)',
    ]);
    expect(file.module?.path).toBe('m');
  });

  test('an error points at its line, without the comment', () => {
    const text = 'module m\nrequire (\n\ta.example/x v2 // why\n)\nrequire z.example/last v1.0.0\n';
    const { file, errors } = parseMod(source('go.mod', text));
    expect(errors.map(({ at }) => text.slice(at.start, at.end))).toEqual(['a.example/x v2']);
    expect(errors[0]).toMatchObject({ verb: 'require', modPath: 'a.example/x' });
    expect(file.require).toHaveLength(1);
  });
});

describe('lax, as a dependency is read', () => {
  test('passes over what counts only in a main module', () => {
    const file = parse('foo\nbar (\n\tx\n)\nreplace a\nexclude b\ntool\ngodebug\ntoolchain x y', true);
    expect(file.replace).toEqual([]);
    expect(file.toolchain).toBeUndefined();
  });

  test.each([
    ['1.21.x', '1.21'],
    ['v1.21.3', '1.21'],
    ['1.21-foo', '1.21'],
    ['1.21rc1', '1.21rc1'],
  ])('go %s is %s, in the token too', (written, version) => {
    const file = parse(`go ${written}`, true);
    expect([file.go?.version, file.go?.line.token[1]]).toEqual([version, version]);
  });

  test('but v1.21 has nothing after the two numbers that could be dropped', () => {
    expect(problems('go v1.21', true)).toEqual(["go.mod:1: invalid go version 'v1.21': must match format 1.23.0"]);
  });

  test('errors in retract do not count, others do', () => {
    expect(problems('retract (\n\t[v1.0.0\n)\nretract v1 more\nrequire a', true)).toEqual([
      'go.mod:5: usage: require module/path v1.2.3',
    ]);
  });
});

describe('with a version fixer', () => {
  const fixVersion = (path: string, version: string) =>
    version === 'bad' ? { error: `no ${path} at ${version}` } : { version: version === 'main' ? 'v1.9.0' : version };
  const fixed = (text: string) => parseMod(source('go.mod', text + LAST), { fixVersion });

  test('versions may be anything that it knows', () => {
    const { file, errors } = fixed('retract main\nmodule m\nrequire a.example/x main');
    expect(errors).toEqual([]);
    expect(file.require[0]!.version).toBe('v1.9.0');
    // The module line, which retract is about, may come later.
    expect(file.retract[0]).toMatchObject({ low: 'v1.9.0', high: 'v1.9.0' });
  });

  test('its errors name verb and module', () => {
    expect(fixed('module m\nretract bad\nrequire a.example/x bad').errors.map(({ message }) => message)).toEqual([
      'require a.example/x: no a.example/x at bad',
      'retract m: no m at bad',
    ]);
  });

  test('retract needs the module, and says so once', () => {
    expect(fixed('retract v1\nretract v2').errors.map(({ message }) => message)).toEqual([
      'no module directive found, so retract cannot be used',
    ]);
  });
});
