import { describe, expect, it } from 'vitest';
import { clarify } from '../../src/license/clarify.ts';
import { notice } from '../../src/license/notice.ts';

describe('notice', () => {
  const bundle = notice([
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
    { path: 'example.com/d', version: 'v1.0.0', expression: 'MIT', files: [{ path: 'README.md', text: 'MIT' }] },
    { path: 'example.com/e', version: 'v1.0.0', files: [] },
  ]);

  it('sorts modules, gives each text once and says who uses it', () => {
    expect(bundle).toBe(`# Third-party notices

## \`example.com/a v0.1.0\`

License: \`ISC\`

- \`LICENSE\`: [text 1](#text-1)
- \`NOTICE\`: [text 2](#text-2)

## \`example.com/b v1.0.0\`

License: \`MIT\`

- \`LICENSE\`: [text 1](#text-1)

## \`example.com/c v1.0.0\`

License: \`NONE\`

No license file.

## \`example.com/d v1.0.0\`

License: \`MIT\`

- \`README.md\`: [text 3](#text-3)

## \`example.com/e v1.0.0\`

The license texts are unavailable and missing here.

## Text 1

- \`example.com/a v0.1.0, LICENSE\`
- \`example.com/b v1.0.0, LICENSE\`

\`\`\`text
Shared text
line two
\`\`\`

## Text 2

- \`example.com/a v0.1.0, NOTICE\`

\`\`\`text
Names
\`\`\`

## Text 3

- \`example.com/d v1.0.0, README.md\`

\`\`\`text
MIT
\`\`\`
`);
  });

  it('lets no text out of its fence, nor an escape through', () => {
    const evil = notice([
      {
        path: 'a`b',
        version: 'v1',
        expression: 'MIT',
        files: [{ path: 'LICENSE', text: '```\n# Heading\n````\n\u001b[2J\u202e<script>' }],
      },
    ]);
    expect(evil).toContain('`````text\n```\n# Heading\n````\n\\u{1b}[2J\\u{202e}<script>\n`````');
    expect(evil).toContain('## `` a`b v1 ``');
  });

  it.each([
    ['tabs and blanks at line ends', 'a\tb  \n\tc\n', 'a\tb  \n\tc\n'],
    ['empty lines around it', '\n\n  Title\n\n\n', '\n\n  Title\n\n\n'],
    [
      'what divides or joins letters',
      'Ver\u00adsion \u0645\u06cc\u200c\u062e',
      'Ver\u00adsion \u0645\u06cc\u200c\u062e\n',
    ],
    ['lines that a CI log would obey', '::error::x\n##[error]y\n--- z', '::error::x\n##[error]y\n--- z\n'],
    ['but for line ends and a byte order mark', '\ufeffa\r\nb\rc\fd', 'a\nb\nc\nd\n'],
    [
      'but for controls',
      'a\u0007\u009b\u202e\u2066\u200e\ud800',
      'a\\u{7}\\u{9b}\\u{202e}\\u{2066}\\u{200e}\\u{d800}\n',
    ],
  ])('leaves a text as it was written: %s', (_, text, inFence) => {
    const bundle = notice([{ path: 'a', version: 'v1', expression: 'MIT', files: [{ path: 'LICENSE', text }] }]);
    expect(bundle).toContain(`\n\n\`\`\`text\n${inFence}\`\`\`\n`);
  });

  it('does not depend on the order of what it is given', () => {
    const modules = ['z', 'y', 'x'].map((path) => ({
      path,
      version: 'v1',
      expression: 'MIT',
      files: [{ path: 'LICENSE', text: path }],
    }));
    expect(notice(modules)).toBe(notice([...modules].reverse()));
  });
});

describe('clarify', () => {
  const one = { module: 'example.com/a', file: 'LICENSE', sha256: 'AB12', expression: 'MIT' };
  const hashes = new Map([['LICENSE', 'ab12']]);
  const hashOf = (file: string) => hashes.get(file);

  it('holds for the module and the file as it was read', () => {
    expect(clarify('example.com/a', hashOf, [one])).toEqual({ holds: one, stale: [] });
    expect(clarify('example.com/b', hashOf, [one])).toEqual({ holds: undefined, stale: [] });
  });

  it('falls when the file changes or goes', () => {
    const changed = { ...one, sha256: 'ff' };
    const gone = { ...one, file: 'COPYING' };
    expect(clarify('example.com/a', hashOf, [changed, gone, one])).toEqual({
      holds: one,
      stale: [
        { clarification: changed, why: 'file has changed' },
        { clarification: gone, why: 'file is missing' },
      ],
    });
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
