import { expect, it } from 'vitest';
import { isBuildable, packageFolder } from '../../../src/go/source/package-folder.ts';

it('has what files import outside the standard library, by what they are built for', () => {
  const files = [
    ['a.go', 'package a\nimport (\n"fmt"\n"b.example/x"\n"C"\n)\n'],
    ['b_linux_amd64.go', '//go:build !race\n\npackage a\nimport "a.example/x"\n'],
    ['c_linux_amd64.go', '//go:build !race\n\npackage a\nimport (\n"a.example/w"\n"a.example/x"\n)\n'],
    ['d_test.go', 'package a_test\nimport "t.example/x"\n'],
    ['e.go', 'package documentation\nimport "no.example/x"\n'],
    ['_f.go', 'package a\nimport "no.example/x"\n'],
    ['g.go', 'package a\nimport "os"\n'],
  ] as const;
  expect(packageFolder('dir', files)).toEqual({
    folder: 'dir',
    files: [
      { when: '(linux && amd64) && (!race)', imports: ['a.example/w', 'a.example/x'] },
      { when: 'cgo', imports: ['b.example/x'] },
      { when: '', test: true, imports: ['t.example/x'] },
    ],
  });
});

it('is a package too where nothing of it is built', () => {
  expect(packageFolder('', [['_x.go', 'package x\nimport "a.example/x"\n']])).toEqual({ folder: '', files: [] });
  expect([isBuildable('.x.go'), isBuildable('x.go'), isBuildable('x.txt')]).toEqual([false, true, false]);
});
