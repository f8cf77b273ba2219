import { describe, expect, it } from 'vitest';
import { goImports } from '../../../src/go/source/imports.ts';

describe('goImports', () => {
  const cases: [name: string, text: string, paths: string[]][] = [
    ['one line', 'package a\n\nimport "fmt"\n', ['fmt']],
    [
      'a group with names and comments',
      'package a\nimport (\n\t"fmt" // "no"\n\tx "example.com/x"\n\t. "example.com/dot"; _ "example.com/blank"\n)\nimport "last"\n',
      ['fmt', 'example.com/x', 'example.com/dot', 'example.com/blank', 'last'],
    ],
    ['comments everywhere', '/* import "no" */ // package b\npackage /* x */ a; import /* y */ "yes"\n', ['yes']],
    ['raw strings', 'package a\nimport `raw`\n', ['raw']],
    ['cgo', 'package a\n// #include <x.h>\nimport "C"\nimport "last"', ['C', 'last']],
    ['nothing after the imports is read', 'package a\nimport "yes"\nvar s = "import"\nimport "no"\n', ['yes']],
    ['two groups', 'package a\nimport ("one")\nimport ("two")\nfunc main() {}\n', ['one', 'two']],
    ['an open comment', 'package a\nimport "yes"\n/* import "no"', ['yes']],
    ['an open string', 'package a\nimport "yes"\nimport "no', ['yes']],
    ['a byte order mark', '\ufeffpackage a\nimport "yes"', ['yes']],
    ['line ends of Windows', 'package a\r\nimport (\r\n\t"one"\r\n)\r\nimport "two"\r\n', ['one', 'two']],
    ['no other control characters', 'package a\n\x0eimport "no"\n', []],
    ['semicolons', 'package a;import("one";x "two";);import "three";', ['one', 'two', 'three']],
    ['comments without end', 'package a\nimport "yes"\n// import "no"', ['yes']],
    ['not Go', 'hello', []],
    ['nothing', '', []],
  ];
  it.each(cases)('%s', (_name, text, paths) => {
    expect(goImports(text).paths).toEqual(paths);
  });

  it.each([
    ['//go:build ignore\n\npackage a\n', true],
    ['// +build ignore\n\npackage a\n', true],
    // Any other tag is taken for set (modload/imports: tags "any"); build-tags.test.ts has more.
    ['//go:build ignore || linux\n\npackage a\n', false],
    ['//go:build linux\n\npackage a\n', false],
    ['package a\n//go:build ignore\n', false],
    ['/*\n//go:build ignore\n*/\npackage a\n', false],
  ])('%j is ignored by tidy: %s', (text, ignored) => {
    expect(goImports(text).ignored).toBe(ignored);
  });

  it.each([
    ['package main\n', 'main'],
    ['// x\npackage /* y */ a_test; import "fmt"\n', 'a_test'],
    ['hello', ''],
  ])('%j has the package %s', (text, name) => {
    expect(goImports(text).package).toBe(name);
  });
});
