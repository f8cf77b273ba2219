/** The third-party notice bundle: what must be given along with a program, each text once. Markdown; the same input, the same bytes. */
import { type FileText, fileText, printable } from '../text/printable.ts';
import { type FileRole, roleOf } from './files.ts';

export interface NoticeModule {
  readonly path: string;
  /** '' for the standard library. */
  readonly version: string;
  /** SPDX expression; left out where the files are unavailable. */
  readonly expression?: string;
  /** License-like files: path in the module and text. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

const PART: ReadonlySet<FileRole> = new Set([
  'license',
  'docs',
  'notice',
  'patents',
  'copyright',
  'authors',
  'third-party',
  'sidecar',
  'collection',
]);

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Writes the bundle. Modules and files are sorted; source files are left out, and READMEs but where there is nothing else; a text that
 * comes again is referred to, also where only blanks differ.
 *
 * A license's text stands as it was written, but for what a Markdown file cannot hold safely: line ends become line feeds, a byte order
 * mark at the start goes, control characters are spelled out. Log commands stay, so a log needs `printableLines` of it.
 * @param unknown why modules may be missing, a line each.
 * @param scope which modules are in it, as a sentence of Markdown.
 */
export function notice(modules: readonly NoticeModule[], unknown: readonly string[] = [], scope?: string): FileText {
  const sorted = [...modules].sort((a, b) => byCode(a.path, b.path) || byCode(a.version, b.version));
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const users: string[][] = [];
  const out = ['# Third-party notices', ''];
  if (scope !== undefined) out.push(scope, '');
  if (unknown.length > 0) out.push('These notices are not complete, modules may be missing:', '');
  for (const line of unknown) out.push(`- ${code(line)}`);
  if (unknown.length > 0) out.push('');
  for (const module of sorted) {
    const name = module.version === '' ? module.path : `${module.path} ${module.version}`;
    out.push(`## ${code(name)}`, '');
    if (module.expression !== undefined) out.push(`License: ${code(module.expression)}`, '');
    const files = partsOf(module);
    if (module.expression === undefined) out.push('The license texts are unavailable and missing here.', '');
    else if (files.length === 0) out.push('No license file.', '');
    for (const file of files) {
      const text = lineFeeds(file.text);
      const key = withoutBlanks(text);
      let number = numbers.get(key);
      if (number === undefined) {
        number = texts.push(text);
        numbers.set(key, number);
        users.push([]);
      }
      users[number - 1]!.push(`${name}, ${file.path}`);
      out.push(`- ${code(file.path)}: [text ${number}](#text-${number})`);
    }
    if (files.length > 0) out.push('');
  }
  for (const [i, text] of texts.entries()) {
    out.push(`## Text ${i + 1}`, '');
    for (const user of users[i]!) out.push(`- ${code(user)}`);
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    out.push('', `${fence}text`, text.endsWith('\n') ? text.slice(0, -1) : text, fence, '');
  }
  return fileText(out.join('\n'));
}

function partsOf({ expression, files }: NoticeModule): NoticeModule['files'] {
  const parts = files.filter((f) => PART.has(roleOf(f.path)));
  const all = parts.length > 0 || expression === 'NONE' ? parts : files.filter((f) => roleOf(f.path) === 'readme');
  return [...all].sort((a, b) => byCode(a.path, b.path));
}

/** Each line ends in a line feed, also where a page did (U+000C, as in old texts of the GPL). */
function lineFeeds(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n|\r|\f/g, '\n');
}

/** By which texts are the same: without empty lines around them and blanks at the ends of lines. */
function withoutBlanks(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replaceAll('\t', '    ').trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
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
