/**
 * Build constraints as `go mod tidy` takes them: every tag counts for set and for not set, but `ignore`, which never is
 * (cmd/go/internal/imports, ShouldBuild with AnyTags).
 */
import { fields, trimSpace } from '../std/unicode.ts';

/** Whether the constraints in a .go file's head leave it out. `text` is the file, or its beginning up to `package`. */
export function isLeftOut(text: string): boolean {
  const { goBuild, plusBuild } = header(text);
  // Two //go:build lines are an error, and such a file counts nowhere.
  if (goBuild.length > 1) return true;
  if (goBuild.length === 1) return !holds(goBuild[0]!);
  return plusBuild.some((line) => !plusHolds(line));
}

/** Go's parseFileHeader: `+build` lines count only above a blank line that is above the first line of another kind. */
function header(text: string): { readonly goBuild: readonly string[]; readonly plusBuild: readonly string[] } {
  const goBuild: string[] = [];
  const plusBuild: string[] = [];
  let waiting: string[] = [];
  let ended = false;
  let inComment = false;
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    let line = trimSpace(text.slice(from, end));
    from = end + 1;
    if (line === '' && !ended) {
      for (const expression of waiting) plusBuild.push(expression);
      waiting = [];
      continue;
    }
    if (!line.startsWith('//')) ended = true;
    const expression = inComment ? undefined : after(line, '//go:build');
    if (expression !== undefined) goBuild.push(expression);
    const plus = ended ? undefined : after(trimSpace(line.slice(2)), '+build');
    if (plus !== undefined) waiting.push(plus);
    while (line !== '') {
      if (inComment) {
        const close = line.indexOf('*/');
        if (close < 0) break;
        inComment = false;
        line = trimSpace(line.slice(close + 2));
      } else if (line.startsWith('/*')) {
        inComment = true;
        line = trimSpace(line.slice(2));
      } else if (line.startsWith('//')) break;
      else return { goBuild, plusBuild };
    }
  }
  return { goBuild, plusBuild };
}

/** What follows the mark and a space; undefined where the line does not begin so (`//go:builder`). */
function after(line: string, mark: string): string | undefined {
  if (!line.startsWith(mark)) return undefined;
  const rest = line.slice(mark.length);
  const text = trimSpace(rest);
  return rest !== '' && rest.length === text.length ? undefined : text;
}

/** Whether an expression can hold, and whether its negation can: with every tag both set and not, the two are not opposites. */
interface Truth {
  readonly yes: boolean;
  readonly no: boolean;
}

/** As in go/build/constraint. */
const MAX_SIZE = 1000;
const TOKEN = /[ \t]*(?:(\|\||&&|[()!])|([\p{L}\p{Nd}_.]+))/uy;

/** The value of a `//go:build` expression; false for one that Go cannot parse. Iterative: its nesting is the author's to choose. */
function holds(expression: string): boolean {
  const values: Truth[] = [];
  const open: string[] = [];
  let wantsOperand = true;
  let size = 0;
  const reduce = (until: (operator: string) => boolean) => {
    while (open.length > 0 && !until(open.at(-1)!)) apply(open.pop()!, values);
  };
  for (TOKEN.lastIndex = 0; /[^ \t]/.test(expression.slice(TOKEN.lastIndex)); ) {
    const [, operator, tag] = TOKEN.exec(expression) ?? [];
    if (operator === undefined && tag === undefined) return false;
    if (wantsOperand && open.at(-1) !== '!') size++;
    if (size > MAX_SIZE) return false;
    const operand = tag !== undefined || operator === '(' || operator === '!';
    if (operand !== wantsOperand || (operator === '!' && open.at(-1) === '!')) return false;
    if (tag !== undefined) {
      values.push(tag === 'ignore' ? { yes: false, no: true } : { yes: true, no: true });
      reduce((o) => o !== '!');
      wantsOperand = false;
    } else if (operator === '(' || operator === '!') open.push(operator);
    else if (operator === ')') {
      reduce((o) => o === '(');
      if (open.pop() === undefined) return false;
      reduce((o) => o !== '!');
    } else {
      reduce((o) => o === '(' || (operator === '&&' && o === '||'));
      open.push(operator!);
      wantsOperand = true;
    }
  }
  if (wantsOperand) return false;
  reduce((o) => o === '(');
  return open.length === 0 && values[0]!.yes;
}

function apply(operator: string, values: Truth[]): void {
  const b = values.pop()!;
  if (operator === '!') values.push({ yes: b.no, no: b.yes });
  else {
    const a = values.pop()!;
    const both = { yes: a.yes && b.yes, no: a.no || b.no };
    values.push(operator === '&&' ? both : { yes: a.yes || b.yes, no: a.no && b.no });
  }
}

const TAG = /^[\p{L}\p{Nd}_.]+$/u;
/** As in go/build/constraint; a longer line is skipped. */
const MAX_OPERATORS = 100;

/** A `// +build` line: blanks are "or", commas "and". What is no tag counts as `ignore`. */
function plusHolds(line: string): boolean {
  const options = fields(line).map((option) => option.split(','));
  if (options.flat().length - 1 > MAX_OPERATORS) return true;
  return options.some((terms) => terms.every(termHolds));
}

function termHolds(term: string): boolean {
  if (term.startsWith('!!') || term === '!') return false;
  const tag = term.replace(/^!/, '');
  const isIgnore = tag === 'ignore' || !TAG.test(tag);
  return term.startsWith('!') || !isIgnore;
}
