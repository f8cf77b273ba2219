/** Third-party notices as plain text, as programs show or ship them. */
import type { Notices } from '../../license/notice.ts';
import { type FileText, fileText, printable } from '../../text/printable.ts';
import { headRows, type NoticeHead } from './head.ts';

const RULE = '='.repeat(80);
const THIN_RULE = '-'.repeat(80);

export function renderTextNotice(head: NoticeHead, { modules, texts }: Notices): FileText {
  const out = ['Third-party notices', ''];
  for (const [name, value] of headRows(head)) out.push(`${name}: ${printable(value)}`);
  out.push('');
  if (head.instead.length > 0) out.push('For some main modules, the scope is unknown:', ...items(head.instead), '');
  if (head.unknown.length > 0)
    out.push('These notices are not complete, modules may be missing:', ...items(head.unknown), '');
  for (const { name, expression, files } of modules) {
    const places = files.map(({ path, text }) => `${printable(path)} (text ${text + 1})`).join(', ');
    const said = expression === undefined ? 'license texts unavailable and missing here' : printable(expression);
    out.push(printable(name), `  ${said}`, ...(expression !== undefined ? [`  ${places || 'no license file'}`] : []));
  }
  for (const [i, { text, users }] of texts.entries()) {
    out.push('', RULE, `Text ${i + 1}`, ...users.map(({ module, path }) => printable(`${module}, ${path}`)), THIN_RULE);
    out.push('', text.endsWith('\n') ? text.slice(0, -1) : text);
  }
  return fileText(`${out.join('\n')}\n`);
}

function items(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${printable(line)}`);
}
