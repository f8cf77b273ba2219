/**
 * What files say together: each file with each other one, as `folders.txt` has it, with all that a reader is told. Write it with
 * UPDATE=1 after reading the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { FolderFile } from '../../src/license/folder.ts';
import { detectModule, type ModuleOptions } from '../../src/license/module.ts';
import { detector, textOf } from './index-fixture.ts';

const FILE = path.join(import.meta.dirname, 'folders.txt');
const CUSTOM = 'Acme allows its customers to run this on one machine. They pay a yearly fee for that.\n';

const FILES: readonly FolderFile[] = Object.entries({
  LICENSE: textOf('MIT'),
  'LICENSE-APACHE': textOf('Apache-2.0'),
  'LICENSE.isc': `Copyright 2020 A\n\n${textOf('ISC')}`,
  COPYING: textOf('GPL-3.0-only'),
  'COPYING.LESSER': textOf('LGPL-3.0-only').slice(0, 7600),
  'LICENSE.acme': CUSTOM,
  'LICENSE.long': `${textOf('Zlib')}\n\n${CUSTOM.repeat(6)}`,
  'LICENSE.empty': '\n',
  'LICENSE.reserved': 'Copyright 2020 A. All rights reserved.\n',
  'LICENSE.choice': 'Licensed under either of the MIT License or the Apache License 2.0 at your option.\n',
  'LICENSE.names': 'You may use this under the terms of either LICENSE or LICENSE-APACHE, at your option.\n',
  'LICENSE.tag': 'SPDX-License-Identifier: ISC OR MIT\n',
  'LICENSE.docs': textOf('CC-BY-4.0'),
  'LICENSE-LOGO': CUSTOM,
  'LICENSES/GPL-3.0-or-later.txt': textOf('GPL-3.0-only'),
  'LICENSES/CC-BY-4.0.txt': textOf('CC-BY-4.0'),
  COPYRIGHT: 'This is dual-licensed under the Apache License 2.0 and the MIT License.\n',
  'README.md': '# A\n\n## License\n\nLicensed under the MIT License and the Apache License 2.0.\n',
  NOTICE: 'A\nCopyright 2020 A\n\nLicensed under the Apache License, Version 2.0.\n',
  'a.go': '// SPDX-License-Identifier: ISC\n\npackage a // SPDX-License-Identifier: MIT\n',
  'b.go': 'var x = 1 // SPDX-License-Identifier: Zlib\n',
  'p/LICENSE': textOf('ISC'),
  'p/q/COPYING.md': CUSTOM,
}).map(([path, text]) => ({ path, text }));

function answer(files: readonly FolderFile[], options?: ModuleOptions): string {
  const { expression, confidence, coverage, files: read, evidence, hints } = detectModule(files, detector(), options);
  const parts = [
    `${expression} ${confidence.toFixed(2)}/${coverage.toFixed(2)}`,
    read.map((f) => `${f.counts ? '' : 'not '}${f.path}`).join(', '),
    ...evidence.map((e) => `${e.operator} ${e.file} ${e.start}-${e.end}`),
    ...hints.map((h) => `${h.kind} ${h.file ?? ''}: ${h.text}`),
  ];
  return parts.join(' | ');
}

function answers(): string[] {
  const groups: [title: string, files: readonly FolderFile[], options?: ModuleOptions][] = [];
  FILES.forEach((file, i) => {
    groups.push([file.path, [file]]);
    for (const other of FILES.slice(i + 1)) groups.push([`${file.path} + ${other.path}`, [other, file]]);
  });
  const of = (...names: string[]) => FILES.filter((f) => names.includes(f.path));
  for (const third of FILES.slice(2)) {
    groups.push([`LICENSE + LICENSE-APACHE + ${third.path}`, of('LICENSE', 'LICENSE-APACHE', third.path)]);
  }
  const four = ['LICENSE', 'LICENSE-APACHE', 'LICENSE.isc', 'LICENSE.long'];
  groups.push(['four', of(...four)], ['four and a choice', of(...four, 'COPYRIGHT', 'README.md')]);
  groups.push(['all', FILES]);
  for (const imported of [undefined, [''], ['p'], ['p/q'], ['p/q/r', 'x'], []]) {
    const options: ModuleOptions = { scope: 'packages', ...(imported && { imported }) };
    groups.push([`packages ${imported?.join(' ') ?? 'all'}`, of('LICENSE', 'p/LICENSE', 'p/q/COPYING.md'), options]);
    groups.push([`packages ${imported?.join(' ') ?? 'all'}, no license above`, of('p/q/COPYING.md', 'a.go'), options]);
  }
  for (const module of ['github.com/a/b', 'github.com/a/b/c', 'gopkg.in/a/b/c', 'x.org/a/v2', 'x.org/a/b']) {
    groups.push([`nothing of ${module}`, [], { path: module }]);
  }
  return groups.map(([title, files, options]) => `${title} → ${answer(files, options)}`);
}

it('is the same as before for each two files', () => {
  const now = answers();
  if (process.env.UPDATE) writeFileSync(FILE, `${now.join('\n')}\n`);
  const before = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const known = new Set(before);
  expect(now.filter((line) => !known.has(line))).toEqual([]);
  expect(now.length).toBe(before.length);
});

it('does not depend on the order of the files', () => {
  const [first, second] = [FILES, FILES.toReversed()].map((files) => detectModule(files, detector()));
  expect(first).toEqual(second);
});
