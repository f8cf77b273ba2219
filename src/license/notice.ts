/** The third-party notice bundle: what must be given along with a program, each text once. Markdown; the same input, the same bytes. */
import { printable } from '../text/printable.ts';
import { type FileRole, roleOf } from './files.ts';

export interface NoticeModule {
  readonly path: string;
  /** '' for the standard library. */
  readonly version: string;
  /** SPDX expression; left out where the files could not be had. */
  readonly expression?: string;
  /** Licence-like files: path in the module and text. */
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
 * comes again is referred to.
 * @param unknown why modules may be missing, a line each.
 */
export function notice(modules: readonly NoticeModule[], unknown: readonly string[] = []): string {
  const sorted = [...modules].sort((a, b) => byCode(a.path, b.path) || byCode(a.version, b.version));
  const numbers = new Map<string, number>();
  const users: string[][] = [];
  const out = ['# Third-party notices', ''];
  if (unknown.length > 0) out.push('These notices are not complete, modules may be missing:', '');
  for (const line of unknown) out.push(`- ${code(line)}`);
  if (unknown.length > 0) out.push('');
  for (const module of sorted) {
    const name = module.version === '' ? module.path : `${module.path} ${module.version}`;
    out.push(`## ${code(name)}`, '');
    if (module.expression !== undefined) out.push(`License: ${code(module.expression)}`, '');
    const files = partsOf(module);
    if (module.expression === undefined) out.push('Its texts could not be had: they are missing here.', '');
    else if (files.length === 0) out.push('No licence file.', '');
    for (const file of files) {
      const text = cleanText(file.text);
      let number = numbers.get(text);
      if (number === undefined) {
        number = numbers.size + 1;
        numbers.set(text, number);
        users.push([]);
      }
      users[number - 1]!.push(`${name}, ${file.path}`);
      out.push(`- ${code(file.path)}: [text ${number}](#text-${number})`);
    }
    if (files.length > 0) out.push('');
  }
  let number = 0;
  for (const text of numbers.keys()) {
    out.push(`## Text ${++number}`, '');
    for (const user of users[number - 1]!) out.push(`- ${code(user)}`);
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    out.push('', `${fence}text`, text, fence, '');
  }
  return out.join('\n');
}

function partsOf({ expression, files }: NoticeModule): NoticeModule['files'] {
  const parts = files.filter((f) => PART.has(roleOf(f.path)));
  const all = parts.length > 0 || expression === 'NONE' ? parts : files.filter((f) => roleOf(f.path) === 'readme');
  return [...all].sort((a, b) => byCode(a.path, b.path));
}

/** Lines with LF, no spaces at their ends, no empty lines around, control characters shown. */
function cleanText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r|\f/)
    .map((line) => printable(line.replaceAll('\t', '    ')).trimEnd())
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
