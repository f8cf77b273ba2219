/**
 * Text that a terminal, a CI log or a reader's editor may show.
 *
 * Text from outside (a repository's files, a server's answers, the command line) is a plain `string`. Writers take `Printable` alone,
 * and only the functions here, `jsonText` and the terminal's colors make one: what nobody escaped does not compile.
 *
 * Two kinds of harm are kept out:
 *
 * - control and formatting characters (escape sequences, line ends, bidirectional overrides, lone surrogates), which move the cursor,
 *   color the screen, set links or titles and forge lines. They are shown as `\u{…}`.
 * - commands that CI runners read out of a log. They are broken by showing their first character, or their second `#`, as `\u{…}`.
 *
 * | written | where | read by |
 * |---|---|---|
 * | `##vso[…]`, `##[…]`, `##teamcity[…]` | anywhere in a line | Azure Pipelines, GitHub, Gitea, TeamCity |
 * | `::…` | at the start of a line, after blanks | GitHub, Gitea, Forgejo |
 * | `---`, `+++`, `~~~`, `^^^` and a blank | at the start of a line | Buildkite: groups of lines |
 * | `@@@…` | at the start of a line | Buildbot, LUCI: annotations |
 * | `travis_fold:`, `travis_time:` | at the start of a line | Travis CI |
 *
 * Section markers of GitLab, console notes of Jenkins and images of Buildkite need an escape character or a carriage return.
 */
declare const controls: unique symbol;
declare const commands: unique symbol;

/** Text with its control characters spelled out; log commands may still stand in it. Fit for a file. */
export type FileText = string & { readonly [controls]: 'spelled out' };

/** Text that may be printed as it is, also where it begins a line. */
export type Printable = FileText & { readonly [commands]: 'broken' };

/**
 * Text from outside on one line: tabs become blanks, other control characters are shown as `\u{…}`, log commands are broken. What is
 * printable already stays as it is.
 */
export function printable(text: string): Printable {
  if (PLAIN.test(text)) return broken(text);
  // Made when it is needed: the hook says little that is not plain, and Unicode's classes take long to compile.
  unsafe ??= /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
  return broken(text.replace(unsafe, (ch) => (ch === '\t' ? ' ' : spelledOut(ch))));
}

/** The same for text of several lines: line feeds and tabs stay. */
export function printableLines(text: string): Printable {
  return broken(fileText(text));
}

/**
 * Text of several lines for a file, such as the text of a license: line feeds, tabs, and characters that only join or divide letters
 * (soft hyphen, zero-width joiners) stay, other control characters are shown as `\u{…}`. Not for a terminal or a log.
 */
export function fileText(text: string): FileText {
  if (PLAIN_LINES.test(text)) return text as FileText;
  unsafeInLines ??= /(?![\t\n\u00ad\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
  return text.replace(unsafeInLines, spelledOut) as FileText;
}

/** Text that was printed before, out of a file of this user's own behind a checksum: it was printable then, and stays as it was. */
export function printedBefore(text: string): Printable {
  return text as Printable;
}

/**
 * A template of our own words: safe`${printable(path)}: not read`. Takes printable text, numbers and literals; with a plain string in
 * it, the result is no `Printable`.
 */
export function safe<const V extends readonly (string | number)[]>(
  own: TemplateStringsArray,
  ...values: V
): Checked<V[number]> {
  let text = own[0]!;
  for (const [i, value] of values.entries()) text += value + own[i + 1]!;
  return broken(text) as Checked<V[number]>;
}

/** Printable parts with our own text between them. */
export function joined<const S extends string = ''>(
  parts: readonly Printable[],
  between?: S & ([Raw<S>] extends [never] ? S : never),
): Printable {
  return broken(parts.join(between ?? ''));
}

type Checked<T> = [Raw<T>] extends [never] ? Printable : Unescaped<Raw<T>>;

/** What of `T` may come from outside: a string that is neither printable nor a literal. */
type Raw<T> = T extends Printable | number ? never : Record<never, never> extends Record<T & string, 1> ? T : never;

/** What a template with plain strings gives: to be escaped with `printable` first. */
export interface Unescaped<T> {
  readonly unescaped: T;
}

/** Says whether a line that begins with this, blanks aside, is a command to a log. */
export function isLineCommand(text: string): boolean {
  return LINE_COMMAND.test(text);
}

/** The two lines that name the file of a unified diff, which `patch` needs as they are. All that Buildkite makes of them is two groups. */
export function diffHead(path: string): Printable {
  const name = printable(path);
  return `--- a/${name}\n+++ b/${name}\n` as Printable;
}

/** `\u{1b}` for an escape character: the first code point of `text`. */
export function spelledOut(text: string): Printable {
  return `\\u{${text.codePointAt(0)!.toString(16)}}` as Printable;
}

/** With log commands broken. Joining pieces can make a command of two halves, so every function that joins ends here. */
function broken(text: string): Printable {
  return text.replace(LOG_COMMAND, '#\\u{23}').replace(LINE_COMMANDS, breakLine) as Printable;
}

function breakLine(_: string, blanks: string, command: string): string {
  return blanks + spelledOut(command) + command.slice(1);
}

const PLAIN = /^[ -~]*$/;
const PLAIN_LINES = /^[\t\n -~]*$/;

let unsafe: RegExp | undefined;
let unsafeInLines: RegExp | undefined;

/** The bracket may follow a word. */
export const LOG_COMMAND = /##(?=\w*\[)/g;

const COMMAND = String.raw`::|@@@|(?:---|\+\+\+|~~~|\^\^\^)(?=[^\S\n])|travis_(?:fold|time):`;
const LINE_COMMAND = new RegExp(`^(?:${COMMAND})`);
/** .NET, which GitHub's runner is made of, takes all of Unicode's blanks from a line's start. */
const LINE_COMMANDS = new RegExp(`^([^\\S\\n]*)(${COMMAND})`, 'gm');
