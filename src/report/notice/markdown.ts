/** Third-party notices as Markdown. Log commands in the texts stay, so a log needs `printableLines` of it. */
import type { Notices } from '../../license/notice.ts';
import { type FileText, fileText, printable } from '../../text/printable.ts';
import { headRows, type NoticeHead } from './head.ts';

export function renderMarkdownNotice(head: NoticeHead, { modules, texts }: Notices): FileText {
  const out = ['# Third-party notices', ''];
  for (const [name, value] of headRows(head)) out.push(`- ${name}: ${name === 'Scope' ? value : code(value)}`);
  out.push('');
  if (head.instead.length > 0) out.push('For some main modules, the scope is unknown:', '', ...items(head.instead), '');
  if (head.unknown.length > 0)
    out.push('These notices are not complete, modules may be missing:', '', ...items(head.unknown), '');
  for (const { name, expression, files } of modules) {
    out.push(`## ${code(name)}`, '');
    if (expression !== undefined) out.push(`License: ${code(expression)}`, '');
    if (expression === undefined) out.push('The license texts are unavailable and missing here.', '');
    else if (files.length === 0) out.push('No license file.', '');
    for (const { path, text } of files) out.push(`- ${code(path)}: [text ${text + 1}](#text-${text + 1})`);
    if (files.length > 0) out.push('');
  }
  for (const [i, { text, users }] of texts.entries()) {
    out.push(`## Text ${i + 1}`, '');
    for (const { module, path } of users) out.push(`- ${code(`${module}, ${path}`)}`);
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    out.push('', `${fence}text`, text.endsWith('\n') ? text.slice(0, -1) : text, fence, '');
  }
  return fileText(out.join('\n'));
}

function items(lines: readonly string[]): string[] {
  return lines.map((line) => `- ${code(line)}`);
}

/** A code span that no backtick inside can end. */
function code(text: string): string {
  const shown = printable(text);
  const ticks = '`'.repeat(longestRun(shown) + 1);
  return shown.includes('`') ? `${ticks} ${shown} ${ticks}` : `\`${shown}\``;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
