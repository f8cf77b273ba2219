import { describe, expect, it } from 'vitest';
import { collectNotices, type NoticeModule } from '../../src/license/notice.ts';

const MODULES: readonly NoticeModule[] = [
  {
    path: 'example.com/b',
    version: 'v1.0.0',
    expression: 'MIT',
    files: [
      { path: 'LICENSE', text: '\ufeffShared text  \r\nline two\r\n' },
      { path: 'README.md', text: 'no' },
    ],
  },
  {
    path: 'example.com/a',
    version: 'v0.1.0',
    expression: 'ISC',
    files: [
      { path: 'NOTICE', text: 'Names' },
      { path: 'LICENSE', text: 'Shared text\nline two' },
    ],
  },
  { path: 'example.com/c', version: 'v1.0.0', expression: 'NONE', files: [{ path: 'README.md', text: 'no' }] },
  { path: 'example.com/d', version: '', expression: 'MIT', files: [{ path: 'README.md', text: 'MIT' }] },
  { path: 'example.com/e', version: 'v1.0.0', files: [] },
];

describe('collectNotices', () => {
  it('sorts modules, gives each text once and says who uses it', () => {
    expect(collectNotices(MODULES)).toEqual({
      modules: [
        {
          name: 'example.com/a v0.1.0',
          expression: 'ISC',
          files: [
            { path: 'LICENSE', text: 0 },
            { path: 'NOTICE', text: 1 },
          ],
        },
        { name: 'example.com/b v1.0.0', expression: 'MIT', files: [{ path: 'LICENSE', text: 0 }] },
        { name: 'example.com/c v1.0.0', expression: 'NONE', files: [] },
        { name: 'example.com/d', expression: 'MIT', files: [{ path: 'README.md', text: 2 }] },
        { name: 'example.com/e v1.0.0', expression: undefined, files: [] },
      ],
      texts: [
        {
          text: 'Shared text\nline two',
          users: [
            { module: 'example.com/a v0.1.0', path: 'LICENSE' },
            { module: 'example.com/b v1.0.0', path: 'LICENSE' },
          ],
        },
        { text: 'Names', users: [{ module: 'example.com/a v0.1.0', path: 'NOTICE' }] },
        { text: 'MIT', users: [{ module: 'example.com/d', path: 'README.md' }] },
      ],
    });
  });

  it('does not depend on the order of what it is given', () => {
    expect(collectNotices(MODULES)).toEqual(collectNotices([...MODULES].reverse()));
  });
});

describe('what goes along', () => {
  const filesOf = (expression: string | undefined, ...paths: string[]) => {
    const files = paths.map((path) => ({ path, text: path }));
    const module = { path: 'm', version: 'v1', files, ...(expression !== undefined && { expression }) };
    return collectNotices([module]).modules[0]!.files.map(({ path }) => path);
  };

  it('is what speaks of licenses, sorted', () => {
    const parts = [
      'AUTHORS',
      'COPYRIGHT',
      'LICENSE',
      'LICENSE.docs',
      'LICENSES/MIT.txt',
      'NOTICE',
      'PATENTS',
      'THIRD-PARTY',
      'a.svg.license',
    ];
    expect(filesOf('MIT', ...parts.toReversed())).toEqual(parts);
    for (const part of parts) expect(filesOf('MIT', 'README', part)).toEqual([part]);
    expect(filesOf('MIT', 'EULA', 'a.go', 'main.txt')).toEqual([]);
  });

  it('is the README where there is nothing else, but not where nothing is granted', () => {
    expect(filesOf('MIT', 'README', 'EULA', 'a.go')).toEqual(['README']);
    expect(filesOf(undefined, 'README')).toEqual(['README']);
    expect(filesOf('NONE', 'README')).toEqual([]);
  });

  it('is sorted by path, then by version', () => {
    const modules = [
      ['b', 'v1'],
      ['a', 'v2'],
      ['a', 'v1'],
      ['a', 'v1'],
    ].map(([path, version]) => ({ path: path!, version: version!, files: [] }));
    expect(collectNotices(modules).modules.map(({ name }) => name)).toEqual(['a v1', 'a v1', 'a v2', 'b v1']);
  });

  it('is one text where only blanks at ends of lines, tabs and empty lines around differ', () => {
    const of = (...all: string[]) =>
      collectNotices([
        { path: 'm', version: '', files: all.map((text, i) => ({ path: `LICENSE.${i}`, text })) },
      ]).texts.map(({ text }) => text);
    expect(of('a\n\tb\n', '\n\na  \r\n    b\t\n\n', 'a\f    b')).toEqual(['a\n\tb\n']);
    expect(of('a\nb', 'a\n b', 'a\n\nb', 'ab', ' a\nb')).toHaveLength(5);
    expect(of('\ufeffa\r\nb\rc\fd\ufeff')).toEqual(['a\nb\nc\nd\ufeff']);
  });
});
