/** Third-party notices as one HTML page, which loads nothing and has no script. */
import { createHash } from 'node:crypto';
import type { Notices } from '../../license/notice.ts';
import { type FileText, fileText } from '../../text/printable.ts';
import { type Html, html, raw } from '../html/markup.ts';
import { headRows, type NoticeHead } from './head.ts';

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 0 auto; padding: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; border: 1px solid #8886; border-radius: 0.25rem; padding: 0.75rem; }
dl div { display: flex; gap: 1rem; flex-wrap: wrap; }
dt { font-weight: 600; min-width: 5rem; }
dd { margin: 0; flex: 1; }
h2 { margin-top: 2rem; }
ul.modules li { margin-bottom: 0.5rem; }
@media print { pre { border: 0; padding: 0; } section { break-inside: auto; } }
`;

export function renderHtmlNotice(head: NoticeHead, { modules, texts }: Notices): FileText {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${raw(policy)}"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Third-party notices</title>
<style>${raw(STYLE)}</style></head><body>
<h1>Third-party notices</h1>
<dl>
${headRows(head).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
${warning('For some main modules, the scope is unknown:', head.instead)}${warning('These notices are not complete, modules may be missing:', head.unknown)}<h2>Modules</h2>
<ul class="modules">
${modules.map(moduleItem)}</ul>
${texts.map(
  ({ text, users }, i) => html`<section><h2 id="text-${i + 1}">Text ${i + 1}</h2>
<ul>${users.map(({ module, path }) => html`<li><code>${module}</code>, <code>${path}</code></li>`)}</ul>
<pre>${text}</pre></section>
`,
)}</body></html>
`;
  return fileText(page.markup);
}

function warning(title: string, lines: readonly string[]): Html {
  if (lines.length === 0) return html``;
  return html`<p><strong>${title}</strong></p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
`;
}

function moduleItem({ name, expression, files }: Notices['modules'][number]): Html {
  const links = files.map(
    ({ path, text }, i) => html`${i > 0 && ', '}<a href="#text-${text + 1}"><code>${path}</code></a>`,
  );
  const said =
    expression === undefined
      ? html`The license texts are unavailable and missing here.`
      : html`License: ${expression}. ${files.length === 0 ? 'No license file.' : links}`;
  return html`<li><strong><code>${name}</code></strong><br>${said}</li>
`;
}
