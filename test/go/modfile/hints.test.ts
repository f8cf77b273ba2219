import { expect, test } from 'vitest';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import { parseWork } from '../../../src/go/modfile/parse-work.ts';
import { source } from '../../../src/text/source.ts';

test.each<[string, string | undefined]>([
  // What blogs invented.
  ['inreplace a.example/x => ./x', 'Go has no inreplace directive; replace is the one that it has'],
  ['requrie a.example/x v1.0.0', 'did you mean require?'],
  ['Require a.example/x v1.0.0', 'did you mean require?'],
  ['tol x', 'did you mean tool?'],
  ['use ./x', 'use is a directive of go.work, not of go.mod'],
  ['completely different', undefined],
  ['replaces (\n)', 'did you mean replace?'],
  ['go (\n\t1.21\n)', 'go takes its value on the same line, not a block'],
  ['<<<<<<< HEAD', 'resolve the merge conflict: this is a marker that git left in the file'],
  ['require (\n=======\n)', 'resolve the merge conflict: this is a marker that git left in the file'],
  ['require (\n>>>>>>> main\n)', 'resolve the merge conflict: this is a marker that git left in the file'],
  ['go v1.21', 'write 1.21: a go line has no v in front'],
  ['go go1.21.3', 'write 1.21.3: a go line has no go in front'],
  ['toolchain 1.22.1', 'write go1.22.1: a toolchain is named as its release is'],
  ['require a.example/x 1.2.3', 'write v1.2.3'],
  ['require a.example/x main', 'go.mod holds versions only; go get …@main finds the version that main stands for'],
  [
    'require a.example/x v2.0.0',
    'from v2 on the module path ends in the major version (/v2), or the version in +incompatible',
  ],
  ['require a.example/x@v1.0.0', 'write a space in place of the @ in a.example/x@v1.0.0'],
  ['require https://a.example/x v1.0.0', 'a module path has no https:// in front'],
  [
    'replace a.example/x => git@git.example:org/repo.git',
    'this is an address for git, not a module path: write git.example/org/repo and a version',
  ],
  ['module a\0', 'the file holds NUL bytes: it is damaged, binary, or UTF-16 text; it must be UTF-8'],
  ['\ufeffmodule a', 'remove the byte order mark: save the file as UTF-8 without one'],
  ['module\u00a0a', 'this is not a plain space, though it looks like one; type it anew'],
  ['modu\u200ble a', 'an invisible character stands here; delete it'],
  ['a /* b */', undefined],
  [`require a.example/x ${'y'.repeat(301)}`, undefined],
])('%j', (text, hint) => {
  const { errors } = parseMod(source('go.mod', text));
  expect(errors.map((error) => error.hint)).toEqual([hint]);
});

test('a go.work knows its own directives', () => {
  const { errors } = parseWork(source('go.work', 'require a.example/x v1.0.0\nuses ./x\nuse ./y\nrequire ()\n'));
  expect(errors.map((error) => error.hint)).toEqual([
    'require is a directive of go.mod, not of go.work',
    'did you mean use?',
    'require is a directive of go.mod, not of go.work',
  ]);
});
