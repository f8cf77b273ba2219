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

describe('a notice', () => {
  const of = (text: string) => [
    { path: 'a.example', version: 'v1', expression: 'MIT', files: [{ path: 'LICENSE', text }] },
  ];

  it('says what it is about, and which modules may be missing', () => {
    expect(notice([], ['a `b`', 'c'], 'All of *it*.')).toBe(
      '# Third-party notices\n\nAll of *it*.\n\nThese notices are not complete, modules may be missing:\n\n- `` a `b` ``\n- `c`\n',
    );
    expect(notice([])).toBe('# Third-party notices\n');
  });

  it('names the standard library without a version', () => {
    expect(notice([{ path: 'std', version: '', expression: 'BSD-3-Clause', files: [] }])).toBe(
      '# Third-party notices\n\n## `std`\n\nLicense: `BSD-3-Clause`\n\nNo license file.\n',
    );
  });

  it.each([
    ['a', '```'],
    ['``', '```'],
    ['x\n```\ny', '````'],
    ['`````', '``````'],
  ])('fences %j with more backticks than it has', (text, fence) => {
    expect(notice(of(text))).toContain(`\n${fence}text\n${text}\n${fence}\n`);
  });

  it('gives a text once where only blanks differ', () => {
    const texts = ['a\tb\nc', 'a    b  \r\nc\n\n', '\n\na\tb\rc', '\ufeffa\tb\fc\t'];
    const [first, ...others] = texts.map((text, i) => ({ ...of(text)[0]!, path: `m${i}.example` }));
    const bundle = notice([first!, ...others]);
    expect(bundle).not.toContain('## Text 2');
    for (const i of texts.keys()) expect(bundle).toContain(`- \`m${i}.example v1, LICENSE\``);
    expect(notice([first!, ...of('a b\nc')])).toContain('## Text 2');
    expect(notice([first!, ...of('a\tb\n\nc')])).toContain('## Text 2');
  });

  it('sorts by path, then by version, and files by path', () => {
    const module = (path: string, version: string) => ({
      path,
      version,
      expression: 'MIT',
      files: ['NOTICE', 'LICENSE'].map((name) => ({ path: name, text: name })),
    });
    const bundle = notice([module('b', 'v1'), module('a', 'v2'), module('a', 'v1')]);
    expect([...bundle.matchAll(/^## `(.*)`$/gm)].map(([, name]) => name)).toEqual(['a v1', 'a v2', 'b v1']);
    expect(bundle.indexOf('`LICENSE`')).toBeLessThan(bundle.indexOf('`NOTICE`'));
  });
});
