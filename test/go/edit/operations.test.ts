/** What several edits leave of a file and in its JSON; all as `go mod edit` and `go work edit` of go 1.26 do. */
import { describe, expect, it } from 'vitest';
import { editFile } from '../../../src/go/edit/edit.ts';
import { source } from '../../../src/text/source.ts';

const mod = (text: string, ...flags: string[]) => editFile(source('go.mod', text), 'mod', flags).value;
const work = (text: string, ...flags: string[]) => editFile(source('go.work', text), 'work', flags).value;
const modJSON = (text: string, ...flags: string[]) => JSON.parse(mod(text, ...flags, '-json')!);
const workJSON = (text: string, ...flags: string[]) => JSON.parse(work(text, ...flags, '-json')!);

const NOTHING = { Require: null, Exclude: null, Replace: null, Retract: null, Tool: null, Ignore: null };

describe('single lines', () => {
  it('are in the JSON as they are after the edits', () => {
    expect(modJSON('// Deprecated: x\nmodule a\n', '-module=b')).toEqual({
      ...NOTHING,
      Module: { Path: 'b', Deprecated: 'x' },
    });
    const text = 'module a\ngo 1.26\ntoolchain go1.26.1\n';
    expect(modJSON(text, '-go=1.27', '-toolchain=go1.27.0')).toEqual({
      ...NOTHING,
      Module: { Path: 'a' },
      Go: '1.27',
      Toolchain: 'go1.27.0',
    });
    expect(modJSON(text, '-go=none', '-toolchain=none')).toEqual({ ...NOTHING, Module: { Path: 'a' } });
  });

  it('have their places in a go.work', () => {
    expect(work('go 1.26\ntoolchain go1.26.1\nuse ./a\n', '-toolchain=go1.27.0', '-go=1.27')).toBe(
      'go 1.27\n\ntoolchain go1.27.0\n\nuse ./a\n',
    );
    expect(work('go 1.26\nuse ./a\n', '-toolchain=go1.27.0')).toBe('go 1.26\n\ntoolchain go1.27.0\n\nuse ./a\n');
    expect(work('// c\n', '-toolchain=go1.27.0', '-go=1.27')).toBe('// c\n\ngo 1.27\n\ntoolchain go1.27.0\n');
  });

  it('have their places in a go.mod', () => {
    expect(mod('module a\ngo 1.26\ntool x\n', '-go=1.27', '-toolchain=go1.27.0')).toBe(
      'module a\n\ngo 1.27\n\ntoolchain go1.27.0\n\ntool x\n',
    );
  });
});

describe('a line that an edit made', () => {
  it.each([
    ['require b v1.0.0\n', ['-require=a@v1.0.0', '-require=a@v1.1.0'], 'require (\n\ta v1.1.0\n\tb v1.0.0\n)\n'],
    ['require b v1.0.0\n', ['-require=a@v1.0.0', '-require=b@v1.1.0'], 'require (\n\ta v1.0.0\n\tb v1.1.0\n)\n'],
    ['require b v1.0.0\n', ['-require=a@v1.0.0', '-droprequire=a'], 'require b v1.0.0\n'],
    ['module m\n', ['-require=a@v1.0.0', '-require=a@v1.1.0'], 'module m\n\nrequire a v1.1.0\n'],
    ['module m\n', ['-require=a@v1.0.0', '-droprequire=a'], 'module m\n'],
  ])('can be edited again: %j %j', (text, flags, expected) => expect(mod(text, ...flags)).toBe(expected));
});

describe('the JSON', () => {
  it('has what was added and changed, once', () => {
    const text = `module m
require a v1.0.0 // indirect
require a v1.1.0
exclude a v1.0.0
replace a => ./x
replace a v1.0.0 => ./y
retract v1.0.0
tool t
ignore i
ignore i
godebug (
k=1
k=2
)
`;
    const flags = [
      '-require=a@v1.2.0',
      '-require=b@v1.0.0',
      '-exclude=a@v1.0.0',
      '-exclude=a@v1.1.0',
      '-replace=a=./z',
    ];
    expect(modJSON(text, ...flags, '-godebug=k=3', '-tool=t', '-tool=u', '-ignore=j')).toEqual({
      Module: { Path: 'm' },
      GoDebug: [{ Key: 'k', Value: '3' }],
      Require: [
        { Path: 'a', Version: 'v1.2.0', Indirect: true },
        { Path: 'b', Version: 'v1.0.0' },
      ],
      Exclude: [
        { Path: 'a', Version: 'v1.0.0' },
        { Path: 'a', Version: 'v1.1.0' },
      ],
      Replace: [{ Old: { Path: 'a' }, New: { Path: './z' } }],
      Retract: [{ Low: 'v1.0.0', High: 'v1.0.0' }],
      Tool: [{ Path: 't' }, { Path: 'u' }],
      Ignore: [{ Path: 'i' }, { Path: 'j' }],
    });
  });

  it('has nothing of what was dropped', () => {
    const text = `module m
require a v1.0.0
require b v1.0.0
exclude a v1.0.0
exclude b v1.0.0
replace a => ./x
replace b => ./y
retract v1.0.0
retract [v0.0.0, v0.1.0]
retract v1.2.0
godebug (
k=1
l=2
)
`;
    const flags = [
      '-droprequire=a',
      '-dropexclude=a@v1.0.0',
      '-dropreplace=a',
      '-dropretract=v1.0.0',
      '-dropgodebug=k',
    ];
    expect(modJSON(text, ...flags)).toEqual({
      ...NOTHING,
      Module: { Path: 'm' },
      GoDebug: [{ Key: 'l', Value: '2' }],
      Require: [{ Path: 'b', Version: 'v1.0.0' }],
      Exclude: [{ Path: 'b', Version: 'v1.0.0' }],
      Replace: [{ Old: { Path: 'b' }, New: { Path: './y' } }],
      Retract: [
        { Low: 'v0.0.0', High: 'v0.1.0' },
        { Low: 'v1.2.0', High: 'v1.2.0' },
      ],
    });
  });

  it('of a go.work has its directories and replacements', () => {
    const text = 'use ./a\nuse ./b\nreplace a => ./x\nreplace b => ./y\n';
    expect(workJSON(text, '-dropuse=./a', '-dropreplace=a', '-use=./b', '-use=./c')).toEqual({
      Use: [{ DiskPath: './b' }, { DiskPath: './c' }],
      Replace: [{ Old: { Path: 'b' }, New: { Path: './y' } }],
    });
  });
});

describe('blocks', () => {
  it.each([
    [
      'lose duplicates, and go where nothing is left',
      'exclude (\na v1.0.0\na v1.0.0\nb v1.0.0\n)\ntool (\nx\ny\n)\ntool (\nx\n)\n',
      ['-fmt'],
      'exclude (\n\ta v1.0.0\n\tb v1.0.0\n)\n\ntool (\n\tx\n\ty\n)\n',
    ],
    [
      'of retractions begin with the highest upper bound',
      'retract (\n[v1.0.0,v1.1.0]\n[v1.0.0,v1.2.0]\nv1.0.0\n)\n',
      ['-fmt'],
      'retract (\n\t[v1.0.0, v1.2.0]\n\t[v1.0.0, v1.1.0]\n\tv1.0.0\n)\n',
    ],
    [
      'of one line give it their comments but those at their brackets',
      '// a\nrequire ( // b\n\t// c\n\ta v1.0.0 // d\n) // e\n// f\n\ntool x\n',
      ['-fmt'],
      '// a\n// c\nrequire a v1.0.0 // d\n\n// f\n\ntool x\n',
    ],
    [
      'that are emptied go',
      'require (\n\ta v1.0.0 // d\n\tb v1.0.0 // e\n)\n',
      ['-droprequire=a', '-droprequire=b'],
      '',
    ],
    [
      'take new lines',
      'module m\nexclude (\n\ta v1.0.0\n\tc v1.0.0 // z\n)\n',
      ['-exclude=a@v1.1.0'],
      'module m\n\nexclude (\n\ta v1.0.0\n\ta v1.1.0\n\tc v1.0.0 // z\n)\n',
    ],
    [
      'are made of lines, whose comments they get',
      'module m\n// top\n\n// mid\nrequire a v1.0.0\n',
      ['-require=b@v1.0.0'],
      'module m\n\n// top\n\nrequire (\n\t// mid\n\ta v1.0.0\n\tb v1.0.0\n)\n',
    ],
  ])('%s', (_, text, flags, expected) => expect(mod(text, ...flags)).toBe(expected));
});
