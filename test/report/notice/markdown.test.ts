import { describe, expect, it } from 'vitest';
import { collectNotices, type NoticeModule } from '../../../src/license/notice.ts';
import { renderMarkdownNotice } from '../../../src/report/notice/markdown.ts';
import { HEAD, MODULES } from './fixture.ts';

const render = (modules: readonly NoticeModule[], head = HEAD) => renderMarkdownNotice(head, collectNotices(modules));

describe('notices as Markdown', () => {
  it('have a head, the modules, and each text', () => {
    expect(render(MODULES)).toBe(`# Third-party notices

- Project: \`example.com/main\`
- Revision: \`0123abc\`
- As of: \`2026-06-01\`
- Scope: all modules

## \`example.com/a v1.0.0\`

License: \`MIT\`

- \`LICENSE\`: [text 1](#text-1)

## \`example.com/b v1.0.0\`

License: \`NONE\`

No license file.

## \`example.com/c v1.0.0\`

The license texts are unavailable and missing here.

## Text 1

- \`example.com/a v1.0.0, LICENSE\`

\`\`\`text
A text
\`\`\`
`);
  });

  it('say what is missing', () => {
    const said = render(MODULES, { ...HEAD, unknown: ['go.mod: no graph'], instead: ['go.mod: no sources'] });
    expect(said).toContain('may be missing:\n\n- `go.mod: no graph`\n');
    expect(said).toContain('unknown:\n\n- `go.mod: no sources`\n');
  });

  it('let no text out of its fence, nor an escape through', () => {
    const evil = render([
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
  ])('leave a text as it was written: %s', (_, text, inFence) => {
    const bundle = render([{ path: 'a', version: 'v1', expression: 'MIT', files: [{ path: 'LICENSE', text }] }]);
    expect(bundle).toContain(`\n\n\`\`\`text\n${inFence}\`\`\`\n`);
  });
});
