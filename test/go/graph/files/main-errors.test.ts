import { describe, expect, it } from 'vitest';
import { inGoWords, mainErrors } from '../../../../src/go/graph/files/main-errors.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { source } from '../../../../src/text/source.ts';

/** Each error as `text: message (hint)`, with its directive and module where it has them. */
function errorsOf(text: string): string[] {
  return mainErrors(parseMod(source('go.mod', text)).file).map(({ at, message, hint, verb, modPath }) =>
    [at.file.text.slice(at.start, at.end), message, hint, ...(verb === '' ? [] : [verb, modPath])].join(' | '),
  );
}

const MAJOR = 'the major version at the end of the new path (/v2) and its version must be the same';
const OWN = 'a module retracts versions of its own path; other major versions are other modules';
const BRANCH = 'name a released version: Go looks up branches and tags here, and stops where it may not write go.mod';
const TOOL = 'write the import path of the package, which begins with the path of its module';

describe('what Go demands of a main go.mod', () => {
  it.each([
    ['module m.example/m\nreplace a.example/a => b.example/b/v2 v2.0.0\n', []],
    ['module m.example/m\nreplace a.example/a => ../a\n', []],
    ['module m.example/m\nreplace a.example/a => b.example/b main\n', []],
    [
      'module m.example/m\nreplace a.example/a => b.example/b/v2 v1.0.0\n',
      [`v1.0.0 | version "v1.0.0" invalid: should be v2, not v1 | ${MAJOR} | replace | b.example/b/v2`],
    ],
    [
      'module m.example/m\nreplace a.example/a => b.example/b/v1 v1.0.0\n',
      [
        `v1.0.0 | version "v1.0.0" invalid: malformed module path "b.example/b/v1" | ${MAJOR} | replace | b.example/b/v1`,
      ],
    ],
    ['module m.example/m\nretract v1.0.0\nretract [v1.0.0, v1.2.0]\nretract (\n\tv1.1.0\n\t[v1.0.0, v1.1.0]\n)\n', []],
    [
      'module m.example/m\nretract v1.0\n',
      ['v1.0 | version "v1.0" invalid: must be of the form v1.2.3 | write v1.0.0 | retract | m.example/m'],
    ],
    [
      'module m.example/m\nretract [v1.0.0, 1.2]\n',
      ['1.2 | version "1.2" invalid: must be of the form v1.2.3 | write v1.2.0 | retract | m.example/m'],
    ],
    [
      'module m.example/m\nretract (\n\tmain\n\t[v1, v1.2.0]\n)\n',
      [
        `main | version "main" invalid: must be of the form v1.2.3 | ${BRANCH} | retract | m.example/m`,
        'v1 | version "v1" invalid: must be of the form v1.2.3 | write v1.0.0 | retract | m.example/m',
      ],
    ],
    [
      'module m.example/m\nretract v2.0.0\n',
      [`v2.0.0 | version "v2.0.0" invalid: should be v0 or v1, not v2 | ${OWN} | retract | m.example/m`],
    ],
    ['retract v2.0.0\n', []],
    ['module m.example/m/v1\nretract v2.0.0\n', []],
    ['module m.example/m\ngo 1.24\ntool a.example/cmd\n', []],
    [
      'module m.example/m\ngo 1.24\ntool a.example/cmd@v1\n',
      [
        'a.example/cmd@v1 | malformed tool path "a.example/cmd@v1": invalid char \'@\' | the version is in the require line: write a.example/cmd',
      ],
    ],
    [
      'module m.example/m\ngo 1.24\ntool a.example/...\n',
      [
        'a.example/... | malformed tool path "a.example/...": invalid path element "..." | write a line for each package: a tool is one package, not a pattern',
      ],
    ],
    [
      'module m.example/m\ngo 1.24\ntool ./cmd\n',
      [`./cmd | malformed tool path "./cmd": invalid path element "." | ${TOOL}`],
    ],
    ['module m.example/m\ngo 1.21\ntoolchain go1.25.0\n', []],
    ['module m.example/m\ngo 1.21\ntoolchain go1.25.0-custom\n', []],
    ['module m.example/m\ngo 1.21\ntoolchain default\n', []],
    [
      'module m.example/m\ngo 1.21\ntoolchain go1.25.x\n',
      ['go1.25.x | toolchain go1.25.x is not a release of Go: updates to go.mod needed | write go1.25'],
    ],
    [
      'module m.example/m\ngo 1.21\ntoolchain go1.x\n',
      ['go1.x | toolchain go1.x is not a release of Go: updates to go.mod needed | name a release, such as go1.25.0'],
    ],
  ])('%j', (text, errors) => expect(errorsOf(text)).toEqual(errors));

  it('comes by directive, all of it', () => {
    const text =
      'module m.example/m\ngo 1.21\ntoolchain go1.x\ntool ./a\nretract v1\nreplace a.example/a => b.example/b v2.0.0\n';
    const { file } = parseMod(source('go.mod', text));
    expect(mainErrors(file).map(({ at }) => at.file.text.slice(at.start, at.end))).toEqual([
      'v2.0.0',
      'v1',
      './a',
      'go1.x',
    ]);
  });
});

describe('a version of the module go', () => {
  const words = (text: string) =>
    parseMod(source('go.mod', text))
      .errors.map(inGoWords)
      .map(({ message, hint }) => [message, hint]);
  it('is answered in the words of Go, with the line that was meant', () => {
    expect(words('module m.example/m\nrequire go 1.22.0\nexclude go go1.22\n')).toEqual([
      [
        'require go: version "1.22.0" invalid: should be v0 or v1, not',
        'the Go version has a line of its own: go 1.22.0',
      ],
      ['exclude go: version "1.22" invalid: should be v0 or v1, not', 'the Go version has a line of its own: go 1.22'],
    ]);
  });

  it('that is none is an error like any other', () => {
    for (const text of ['module m.example/m\nrequire go main\n', 'module m.example/m\nrequire a.example/a 1.22.0\n']) {
      const { errors } = parseMod(source('go.mod', text));
      expect(errors).toHaveLength(1);
      expect(errors.map(inGoWords)).toEqual(errors);
    }
  });
});
