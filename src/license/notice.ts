/** The third-party notices: what must be given along with a program, each text once. The same input, the same notices. */
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

export interface Notices {
  /** Sorted by path and version. */
  readonly modules: readonly NotedModule[];
  /** Each once. */
  readonly texts: readonly NotedText[];
}

export interface NotedModule {
  /** Path and version. */
  readonly name: string;
  /** undefined where the files are unavailable. */
  readonly expression: string | undefined;
  /** `text`: index in `texts`. */
  readonly files: readonly { readonly path: string; readonly text: number }[];
}

export interface NotedText {
  readonly text: string;
  /** Modules and their files that have it. */
  readonly users: readonly { readonly module: string; readonly path: string }[];
}

/**
 * Collects what must be given along. Modules and files are sorted; source files are left out, and READMEs but where there is nothing
 * else; a text that comes again is referred to, also where only blanks differ. A text stands as it was written, but for line ends, which
 * become line feeds, and a byte order mark at the start, which goes.
 */
export function collectNotices(modules: readonly NoticeModule[]): Notices {
  const sorted = [...modules].sort((a, b) => byCode(a.path, b.path) || byCode(a.version, b.version));
  const numbers = new Map<string, number>();
  const texts: { text: string; users: { module: string; path: string }[] }[] = [];
  const noted = sorted.map((module): NotedModule => {
    const name = module.version === '' ? module.path : `${module.path} ${module.version}`;
    const files = partsOf(module).map((file) => {
      const text = lineFeeds(file.text);
      const key = withoutBlanks(text);
      const number = numbers.get(key) ?? texts.push({ text, users: [] }) - 1;
      numbers.set(key, number);
      texts[number]!.users.push({ module: name, path: file.path });
      return { path: file.path, text: number };
    });
    return { name, expression: module.expression, files };
  });
  return { modules: noted, texts };
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
