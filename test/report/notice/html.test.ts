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
