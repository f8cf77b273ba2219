import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { collectNotices } from '../../../src/license/notice.ts';
import { renderHtmlNotice } from '../../../src/report/notice/html.ts';
import { HEAD, MODULES } from './fixture.ts';

it('is a page with links to the texts', () => {
  const page = renderHtmlNotice({ ...HEAD, unknown: ['go.mod: no graph'] }, collectNotices(MODULES));
  expect(page).toContain('<div><dt>Revision</dt><dd>0123abc</dd></div>');
  expect(page).toContain('<a href="#text-1"><code>LICENSE</code></a>');
  expect(page).toContain('<pre>A text\n</pre>');
  expect(page).toContain('modules may be missing:</strong></p><ul><li>go.mod: no graph</li></ul>');
});

it('shows hostile texts as text', () => {
  const evil = '</pre><script>alert(1)</script>';
  const modules = [{ path: evil, version: 'v1', expression: evil, files: [{ path: 'LICENSE', text: evil }] }];
  const page = renderHtmlNotice({ ...HEAD, scope: evil }, collectNotices(modules));
  expect(page).not.toContain('<script');
  expect(page).toContain('&#60;script&#62;');
});

it('is this body, with a style that its policy allows', () => {
  const files = [
    { path: 'LICENSE', text: 'One\n' },
    { path: 'NOTICE', text: 'Two\n' },
  ];
  const modules = [{ path: 'example.com/a', version: 'v1.0.0', expression: 'MIT', files }, ...MODULES.slice(1)];
  const page = renderHtmlNotice({ ...HEAD, instead: ['go.mod: no sources'] }, collectNotices(modules));
  expect(page.slice(page.indexOf('<body>'))).toBe(`<body>
<h1>Third-party notices</h1>
<dl>
<div><dt>Project</dt><dd>example.com/main</dd></div>
<div><dt>Revision</dt><dd>0123abc</dd></div>
<div><dt>As of</dt><dd>2026-06-01</dd></div>
<div><dt>Scope</dt><dd>all modules</dd></div>
</dl>
<p><strong>For some main modules, the scope is unknown:</strong></p><ul><li>go.mod: no sources</li></ul>
<h2>Modules</h2>
<ul class="modules">
<li><strong><code>example.com/a v1.0.0</code></strong><br>License: MIT. <a href="#text-1"><code>LICENSE</code></a>, <a href="#text-2"><code>NOTICE</code></a></li>
<li><strong><code>example.com/b v1.0.0</code></strong><br>License: NONE. No license file.</li>
<li><strong><code>example.com/c v1.0.0</code></strong><br>The license texts are unavailable and missing here.</li>
</ul>
<section><h2 id="text-1">Text 1</h2>
<ul><li><code>example.com/a v1.0.0</code>, <code>LICENSE</code></li></ul>
<pre>One
</pre></section>
<section><h2 id="text-2">Text 2</h2>
<ul><li><code>example.com/a v1.0.0</code>, <code>NOTICE</code></li></ul>
<pre>Two
</pre></section>
</body></html>
`);
  const style = /<style>(.*)<\/style>/s.exec(page)![1]!;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
  );
});
