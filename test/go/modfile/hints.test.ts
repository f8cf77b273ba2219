import { expect, test } from 'vitest';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import { parseWork } from '../../../src/go/modfile/parse-work.ts';
import { source } from '../../../src/text/source.ts';

test.each<[string, string | undefined]>([
  // What blogs invented.
  ['inreplace a.example/x => ./x', 'Go has no inreplace directive; use replace'],
  ['requrie a.example/x v1.0.0', 'did you mean require?'],
  ['Require a.example/x v1.0.0', 'did you mean require?'],
  ['tol x', 'did you mean tool?'],
  ['use ./x', 'use is a directive of go.work, not of go.mod'],
  ['completely different', undefined],
  ['replaces (\n)', 'did you mean replace?'],
  ['go (\n\t1.21\n)', 'go takes its value on the same line, not a block'],
  ['<<<<<<< HEAD', 'resolve the merge conflict and remove the marker'],
  ['require (\n=======\n)', 'resolve the merge conflict and remove the marker'],
  ['require (\n>>>>>>> main\n)', 'resolve the merge conflict and remove the marker'],
  ['go v1.21', 'use 1.21: a go line has no v before the version'],
  ['go go1.21.3', 'use 1.21.3: a go line has no go before the version'],
  ['toolchain 1.22.1', 'write go1.22.1: a toolchain has the name of its release'],
  ['require a.example/x 1.2.3', 'write v1.2.3'],
  ['require a.example/x main', 'use a version: go get a.example/x@main writes that of main'],
  ['require (\n\ta.example/x latest // indirect\n)', 'use a version: go get a.example/x@latest writes that of latest'],
  [
    'replace a.example/x => b.example/y main',
    'use a version: go list -m b.example/y@main, run outside the module, names that of main',
  ],
  [
    'replace a.example/x main => b.example/y v1.0.0',
    'use a version: go list -m a.example/x@main, run outside the module, names that of main',
  ],
  [
    'exclude a.example/x main',
    'use a version: go list -m a.example/x@main, run outside the module, names that of main',
  ],
  ['replace a.example/x 1.2.3 => b.example/y v1.0.0', 'write v1.2.3'],
  ['require a.example/`x` mai`n', undefined],
  [
    'require a.example/x v2.0.0',
    'from v2 on, end the module path with the major version (/v2), or the version with +incompatible',
  ],
  ['require a.example/x@v1.0.0', 'replace the @ in a.example/x@v1.0.0 with a space'],
  ['require https://a.example/x v1.0.0', 'remove https:// from the module path'],
  [
    'replace a.example/x => git@git.example:org/repo.git',
    'a git address is not a module path: use git.example/org/repo and a version',
  ],
  ['module a\0', 'save the file as UTF-8: it contains NUL bytes, so it is damaged, binary, or UTF-16'],
  ['\ufeffmodule a', 'remove the byte order mark: save the file as UTF-8 without one'],
  ['module\u00a0a', 'replace this character with a plain space; it only looks like one'],
  ['modu\u200ble a', 'delete the invisible character'],
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
