import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownCode, markdownText } from '../../../src/report/summary/markdown-text.ts';
import { printable } from '../../../src/text/printable.ts';
import { pythonWith, throughPython } from '../../support/python.ts';
import { text } from '../arbitrary.ts';

/** GitHub's own reader of Markdown. */
const python = pythonWith('cmarkgfm');

test('escapes markup, HTML, links, mentions, references and formulas', () => {
  expect(markdownText('*a* [b](https://x.example) <i> $x$ @user #12 p@v1 | `c`')).toBe(
    '\\*a\\* \\[b\\](https&#58;//x.example) &lt;i&gt; &#36;x&#36; @&#8203;user #&#8203;12 p@v1 \\| \\`c\\`',
  );
  expect(markdownCode('a`<b')).toBe('<code>a\\`&lt;b</code>');
});

test.skipIf(python === undefined)(
  "GitHub's reader shows any text as it is (skipped unless python3 has cmarkgfm)",
  () => {
    const texts = fc.sample(text, { numRuns: 500, seed: 17 });
    const read = throughPython<string[]>(
      python!,
      'import cmarkgfm\nfrom cmarkgfm.cmark import Options as O\nresult = [cmarkgfm.github_flavored_markdown_to_html(t, O.CMARK_OPT_UNSAFE) for t in texts]',
      texts.map((one) => `| |\n|---|\n| x${markdownText(one)}x |\n`),
    );
    for (const [i, html] of read.entries()) {
      const cell = /<td>(.*)<\/td>/s.exec(html)![1]!;
      expect(cell).not.toMatch(/[<>]/);
      const shown = cell
        .replaceAll('\u200b', '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      expect(shown).toBe(printable(`x${printable(texts[i]!)}x`).replace('\u0000', '\ufffd'));
    }
  },
);

test.each([
  ['a & b &amp; c', 'a &amp; b &amp;amp; c'],
  ['#1 #a gh-1 GH-2 agh-3 gh-x', '#&#8203;1 #a gh-&#8203;1 GH-&#8203;2 agh-3 gh-x'],
  ['\\ ` * _ { } [ ] | ~ !', '\\\\ \\` \\* \\_ \\{ \\} \\[ \\] \\| \\~ \\!'],
  ['http://x a:b', 'http&#58;//x a:b'],
  ['www.x WWW.y awww.z', 'www&#46;x WWW&#46;y awww.z'],
  ['@a a@b (@c) @', '@&#8203;a a@b (@&#8203;c) @'],
])('shows %j as %j', (text, shown) => {
  expect(markdownText(text)).toBe(shown);
});
