import { describe, expect, test } from 'vitest';
import { editFile } from '../../../src/go/edit/edit.ts';
import { source } from '../../../src/text/source.ts';

const LAST = '\n// last\nignore z\n';

/** The go.mod after the edits, without the last statement, which must still be there. */
function edit(text: string, ...flags: string[]): string {
  const { value, error } = editFile(source('go.mod', text + LAST), 'mod', [...flags, '-fmt']);
  expect(error).toBeUndefined();
  expect(value).toContain(LAST);
  return value!.replace(LAST, '');
}

const refusal = (kind: 'mod' | 'work', text: string, ...flags: string[]) =>
  editFile(source(`go.${kind}`, text), kind, flags).error;

describe('go mod edit', () => {
  test.each<[string, string, string[], string]>([
    // -fmt: every run sorts and tidies.
    // A blank line travels with the line below it, even to the top of the block.
    ['sorts a block', 'require (\n\tb v1.0.0\n\n\ta v1.0.0\n)', [], 'require (\n\n\ta v1.0.0\n\tb v1.0.0\n)\n'],
    [
      'makes a line of a block of one',
      '// c\nrequire (\n\t// d\n\ta v1.0.0 // e\n)',
      [],
      '// c\n// d\nrequire a v1.0.0 // e\n',
    ],
    ['but not with a comment before its end', 'require (\na v1.0.0\n// d\n)', [], 'require (\n\ta v1.0.0\n// d\n)\n'],
    [
      'sorts retract from the newest down',
      'retract (\nv1.0.0\nv1.10.0\n[v1.2.0,v1.3.0]\n)',
      [],
      'retract (\n\tv1.10.0\n\t[v1.2.0, v1.3.0]\n\tv1.0.0\n)\n',
    ],
    [
      'sorts exclude as strings of old',
      'go 1.20\nexclude (\na v1.10.0\na v1.9.0\n)',
      [],
      'go 1.20\n\nexclude (\n\ta v1.10.0\n\ta v1.9.0\n)\n',
    ],
    [
      'and by version since go 1.21',
      'go 1.21\nexclude (\na v1.10.0\na v1.9.0\n)',
      [],
      'go 1.21\n\nexclude (\n\ta v1.9.0\n\ta v1.10.0\n)\n',
    ],
    // As a semantic version 1.21rc1 is none.
    [
      'not with 1.21rc1',
      'go 1.21rc1\nexclude (\na v1.9.0\na v1.10.0\n)',
      [],
      'go 1.21rc1\n\nexclude (\n\ta v1.10.0\n\ta v1.9.0\n)\n',
    ],
    ['drops the later of two excludes', 'exclude a v1.0.0 // x\nexclude a v1.0.0 // y', [], 'exclude a v1.0.0 // x\n'],
    ['drops the earlier of two replacements', 'replace a => ./x\nreplace a => ./y', [], 'replace a => ./y\n'],
    ['keeps requirements twice', 'require a v1.0.0\nrequire a v1.0.0', [], 'require a v1.0.0\n\nrequire a v1.0.0\n'],

    ['module', 'module a // c', ['-module=b'], 'module b // c\n'],
    ['go goes below module', 'module a\ntool x', ['-go=1.26'], 'module a\n\ngo 1.26\n\ntool x\n'],
    [
      'toolchain goes below go',
      'module a\ngo 1.26\ntool x',
      ['-toolchain=go1.26.8'],
      'module a\n\ngo 1.26\n\ntoolchain go1.26.8\n\ntool x\n',
    ],
    ['none drops', 'module a\ngo 1.26\ntoolchain go1.26.8', ['-go=none', '-toolchain=none'], 'module a\n'],
    ['the last value wins, an empty one is none', 'go 1.1', ['-go=1.2', '-go=1.3', '-module='], 'go 1.3\n'],
    ['a value can be an argument of its own', 'go 1.1', ['--go', '1.2'], 'go 1.2\n'],

    ['require keeps comments', 'require a v1.0.0 // indirect', ['-require=a@v1.1.0'], 'require a v1.1.0 // indirect\n'],
    ['require takes any version', 'require a v1.0.0', ['-require=a@main'], 'require a main\n'],
    [
      'require makes a block',
      'require b v1.0.0 // c',
      ['-require=a@v1.0.0'],
      'require (\n\ta v1.0.0\n\tb v1.0.0 // c\n)\n',
    ],
    ['require drops further lines', 'require a v1.0.0\nrequire a v1.1.0', ['-require=a@v1.2.0'], 'require a v1.2.0\n'],
    ['droprequire', 'require (\na v1.0.0\nb v1.0.0 // c\n)', ['-droprequire=b'], 'require a v1.0.0\n'],

    [
      'exclude joins its path’s lines',
      'exclude a v1.0.0\nexclude b v1.0.0',
      ['-exclude=a@v1.1.0'],
      'exclude (\n\ta v1.0.0\n\ta v1.1.0\n)\n\nexclude b v1.0.0\n',
    ],
    ['exclude twice is once', 'exclude a v1.0.0', ['-exclude=a@v1.0.0'], 'exclude a v1.0.0\n'],
    ['dropexclude', 'exclude a v1.0.0\nexclude a v1.1.0', ['-dropexclude=a@v1.0.0'], 'exclude a v1.1.0\n'],

    [
      'replace without a version takes all of the path',
      'replace a v1.0.0 => ./x\nreplace a v1.1.0 => ./y',
      ['-replace=a=./z'],
      'replace a => ./z\n',
    ],
    [
      'replace with one adds to them',
      'replace a v1.0.0 => ./x',
      ['-replace=a@v1.1.0=b@v1.0.0'],
      'replace (\n\ta v1.0.0 => ./x\n\ta v1.1.0 => b v1.0.0\n)\n',
    ],
    ['replace quotes', 'replace a => ./x', ['-replace=a=./y z'], 'replace a => "./y z"\n'],
    [
      'dropreplace wants the very version',
      'replace a v1.0.0 => ./x\nreplace b => ./y',
      ['-dropreplace=a', '-dropreplace=b'],
      'replace a v1.0.0 => ./x\n',
    ],

    [
      'retract',
      'retract v1.0.0 // c',
      ['-retract=[v1.1.0, v1.2.0]'],
      'retract (\n\t[v1.1.0, v1.2.0]\n\tv1.0.0 // c\n)\n',
    ],
    ['dropretract', 'retract [v1.0.0,v1.1.0]\nretract v1.0.0', ['-dropretract=[v1.0.0,v1.1.0]'], 'retract v1.0.0\n'],

    ['tool', 'tool b', ['-tool=a', '-tool=b'], 'tool (\n\ta\n\tb\n)\n'],
    ['droptool', 'tool (\na\nb\n)', ['-droptool=a'], 'tool b\n'],
    ['dropignore', 'tool x\nignore ./a', ['-dropignore=./a'], 'tool x\n'],
    [
      'godebug',
      'godebug (\na=1\na=2\nb=3\n)',
      ['-godebug=a=4=5', '-godebug=c=6'],
      'godebug (\n\ta=4=5\n\tb=3\n\tc=6\n)\n',
    ],
    ['dropgodebug', 'godebug (\na=1\nb=3\n)', ['-dropgodebug=a'], 'godebug b=3\n'],
  ])('%s', (_name, text, flags, expected) => {
    expect(edit(text, ...flags)).toBe(expected);
  });

  test('what has no place of its own goes to the end', () => {
    const text = 'module a\n\nreplace b => ./b\n\ntool x\n';
    const run = (...flags: string[]) => editFile(source('go.mod', text), 'mod', flags).value;
    // Unlike the others, replace and exclude do not join lines of other paths.
    expect(run('-replace=c=./c')).toBe(`${text}\nreplace c => ./c\n`);
    expect(run('-exclude=c@v1.0.0')).toBe(`${text}\nexclude c v1.0.0\n`);
    // Go never puts a new retraction among those that -dropretract looks through.
    expect(run('-retract=v1.0.0', '-dropretract=v1.0.0')).toBe(`${text}\nretract v1.0.0\n`);
    // ignore checks and quotes nothing, so this no longer parses.
    expect(run('-ignore=a b')).toBe(`${text}\nignore a b\n`);
  });

  test.each<[string, string[], string]>([
    ['no flags', [], "go: no flags specified (see 'go help mod edit')."],
    ['both forms', ['-json', '-print'], 'go: cannot use both -json and -print'],
    ['an unknown flag', ['-inreplace=a=b'], 'flag provided but not defined: -inreplace'],
    ['a flag of go.work', ['-use=./a'], 'flag provided but not defined: -use'],
    ['no value', ['-require'], 'flag needs an argument: -require'],
    ['no flag', ['require'], 'bad flag syntax: require'],
    ['go', ['-go=v1.2'], 'go mod: invalid -go option; expecting something like "-go 1.26.8"'],
    [
      'toolchain',
      ['-toolchain=1.2'],
      'go mod: invalid -toolchain option; expecting something like "-toolchain go1.26.8"',
    ],
    ['module', ['-module=a b'], `go: invalid -module: malformed import path "a b": invalid char ' '`],
    ['a reserved module', ['-module=toolchain'], 'go: invalid -module: module path is reserved'],
    ['require', ['-require=a'], 'go: -require=a: need path@version'],
    ['require', ['-require=a@'], 'go: -require=a@: invalid version ""'],
    ['require', ['-require=a@-x'], 'go: -require=a@-x: invalid module version "-x"'],
    ['droprequire', ['-droprequire=a@v1'], 'go: -droprequire=a@v1: need just path, not path@version'],
    ['tool', ['-tool=a//b'], 'go: -tool=a//b: invalid path: malformed import path "a//b": double slash'],
    ['exclude', ['-exclude=a@v1'], 'go: -exclude=a@v1: version "v1" invalid: must be of the form v1.2.3'],
    ['exclude', ['-exclude=a/v2@v2'], 'go: -exclude=a/v2@v2: version "v2" invalid: must be of the form v2.2.3'],
    [
      'exclude',
      ['-exclude=a@v2.0.0'],
      'go: -exclude=a@v2.0.0: version "v2.0.0" invalid: should be v2.0.0+incompatible (or module a/v2)',
    ],
    ['exclude', ['-exclude=a/v2@v1.0.0'], 'go: -exclude=a/v2@v1.0.0: version "v1.0.0" invalid: should be v2, not v1'],
    ['retract', ['-retract=[v1'], 'go: -retract=[v1: invalid version interval: "[v1"'],
    ['retract', ['-retract='], 'go: -retract=: invalid version: ""'],
    ['godebug', ['-godebug=a'], 'go: -godebug=a: need key=value'],
    ['replace', ['-replace=a'], 'go: -replace=a: need old[@v]=new[@w] (missing =)'],
    ['replace', ['-replace=a=>b'], 'go: -replace=a=>b: separator between old and new is =, not =>'],
    ['replace', ['-replace=a=b'], 'go: -replace=a=b: unversioned new path must be local directory'],
    // The first bad flag counts, before the values of module, go and toolchain.
    ['order', ['-go=x', '-godebug=b', '-tool=@'], 'go: -godebug=b: need key=value'],
  ])('refuses %s: %j', (_name, flags, expected) => {
    expect(refusal('mod', 'module m\n', ...flags)).toBe(expected);
  });

  test('lists the errors of a broken file', () => {
    expect(refusal('mod', 'foo\nrequire a main\n', '-fmt')).toBe(
      'go: errors parsing go.mod:\ngo.mod:1: unknown directive: foo\n' +
        'go.mod:2: require a: version "main" invalid: must be of the form v1.2.3',
    );
    // go work edit says it twice.
    expect(refusal('work', 'foo\n', '-fmt')).toBe(
      'go: errors parsing go.work:\nerrors parsing go.work:\ngo.work:1: unknown directive: foo',
    );
  });
});

describe('go work edit', () => {
  test.each<[string, string, string[], string]>([
    ['use is sorted', 'use ./b', ['-use=./a'], 'use (\n\t./a\n\t./b\n)\n'],
    ['use of a plain path is made a directory', 'use ./b', ['-use=b/../a'], 'use (\n\t./a\n\t./b\n)\n'],
    ['dropuse', 'use (\n./a\n./b\n)', ['-dropuse=a'], 'use ./b\n'],
    ['go comes first, but below comments', '// c\n\nuse ./a', ['-go=1.26'], '// c\n\ngo 1.26\n\nuse ./a\n'],
    ['toolchain below go', 'use ./a\ngo 1.26', ['-toolchain=go1.26.8'], 'use ./a\n\ngo 1.26\n\ntoolchain go1.26.8\n'],
    ['toolchain without go', 'use ./a', ['-toolchain=go1.26.8'], 'toolchain go1.26.8\n\nuse ./a\n'],
    ['godebug', 'use ./a', ['-godebug=a=1'], 'use ./a\n\ngodebug a=1\n'],
    ['replace', 'use ./a', ['-replace=a=../b'], 'use ./a\n\nreplace a => ../b\n'],
  ])('%s', (_name, text, flags, expected) => {
    expect(editFile(source('go.work', text), 'work', flags).value).toBe(expected);
  });

  // Here go work edit differs from go mod edit, which takes the whole for a directory.
  test('a directory with an @ is split', () => {
    expect(editFile(source('go.work', ''), 'work', ['-replace=a=./b@v1']).value).toBe('replace a => ./b v1\n');
    expect(editFile(source('go.mod', ''), 'mod', ['-replace=a=./b@v1']).value).toBe('replace a => ./b@v1\n');
  });
});

describe('-json', () => {
  test('of a go.mod', () => {
    const text = `// Deprecated: <no>
module a & b
go 1.26
godebug x=1
require a.example/x v1.0.0 // indirect
retract v1.0.0 // \u2028
`.replace('a & b', '"a & b"');
    expect(editFile(source('go.mod', text), 'mod', ['-json']).value).toBe(`{
	"Module": {
		"Path": "a \\u0026 b",
		"Deprecated": "\\u003cno\\u003e"
	},
	"Go": "1.26",
	"GoDebug": [
		{
			"Key": "x",
			"Value": "1"
		}
	],
	"Require": [
		{
			"Path": "a.example/x",
			"Version": "v1.0.0",
			"Indirect": true
		}
	],
	"Exclude": null,
	"Replace": null,
	"Retract": [
		{
			"Low": "v1.0.0",
			"High": "v1.0.0"
		}
	],
	"Tool": null,
	"Ignore": null
}
`);
  });

  test('of an empty go.mod there is still a module', () => {
    expect(editFile(source('go.mod', ''), 'mod', ['-json']).value).toContain('"Module": {\n\t\t"Path": ""\n\t},');
  });

  // Go blanks a dropped tool and shows it, but two of them are duplicates of each other and both go.
  test('shows one dropped tool, but not two', () => {
    const tools = (...flags: string[]) =>
      JSON.parse(editFile(source('go.mod', 'tool a\ntool b\ntool c\n'), 'mod', ['-json', ...flags]).value!).Tool;
    expect(tools('-droptool=a')).toEqual([{ Path: '' }, { Path: 'b' }, { Path: 'c' }]);
    expect(tools('-droptool=a', '-droptool=b')).toEqual([{ Path: 'c' }]);
  });

  test('a byte that is not UTF-8 is an escaped U+FFFD, as encoding/json has it', () => {
    expect(editFile(source('go.mod', 'module \udcff\ufffd\ntool c\n'), 'mod', ['-json']).value).toContain(
      '"Path": "\\ufffd\ufffd"',
    );
  });

  test('of a go.work leaves toolchain and godebug out', () => {
    const text = 'go 1.26\ntoolchain go1.26.8\ngodebug a=1\nuse ./a\nreplace b v1.0.0 => ./b\n';
    expect(JSON.parse(editFile(source('go.work', text), 'work', ['-json']).value!)).toEqual({
      Go: '1.26',
      Use: [{ DiskPath: './a' }],
      Replace: [{ Old: { Path: 'b', Version: 'v1.0.0' }, New: { Path: './b' } }],
    });
  });
});
