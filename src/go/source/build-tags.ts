/** The build constraints in the head of a .go file. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { fields, trimSpace } from '../std/unicode.ts';
import { evaluate, type Truth } from './constraint.ts';

/**
 * Whether a file counts nowhere. As `go mod tidy` takes it: every tag counts for set and for not set, but `ignore`, which never is
 * (cmd/go/internal/imports, ShouldBuild with AnyTags).
 * @param constraint from `constraintOf`.
 */
export function isLeftOut(constraint: string): boolean {
  if (constraint === '') return false;
  const truthOf = (tag: string): Truth => (tag === NEVER ? { yes: false, no: true } : { yes: true, no: true });
  return !evaluate(constraint, truthOf, Number.POSITIVE_INFINITY)?.yes;
}

/** The tag that is never set. */
const NEVER = 'ignore';

/**
 * The constraints in a .go file's head as one expression of the new form, which can be parsed; '' where there are none. `text` is the
 * file, or its beginning up to `package`.
 */
export function constraintOf(text: string): string {
  const { goBuild, plusBuild } = header(text);
  // Two //go:build lines are an error, and such a file counts nowhere.
  if (goBuild.length > 1) return NEVER;
  const [expression] = goBuild;
  if (expression === undefined) return allOf(plusBuild.map(plusExpression));
  return evaluate(expression, () => ({ yes: true, no: true })) === undefined ? NEVER : expression;
}

/** The conjunction of expressions; those that are '' always hold. */
export function allOf(expressions: readonly string[]): string {
  const own = expressions.filter((expression) => expression !== '');
  if (own.length < 2) return own[0] ?? '';
  return own
    .map((expression) => (/^[\p{L}\p{Nd}_.]+$/u.test(expression) ? expression : `(${expression})`))
    .join(' && ');
}

/** Go's parseFileHeader: `+build` lines count only above a blank line that is above the first line of another kind. */
function header(text: string): { readonly goBuild: readonly string[]; readonly plusBuild: readonly string[] } {
  const goBuild: string[] = [];
  const plusBuild: string[] = [];
  let waiting: string[] = [];
  let ended = false;
  let inComment = false;
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
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

const TAG = /^[\p{L}\p{Nd}_.]+$/u;
/** As in go/build/constraint; a longer line is skipped. */
const MAX_OPERATORS = 100;

/** A `// +build` line: blanks are "or", commas "and". What is no tag counts as `ignore`. */
function plusExpression(line: string): string {
  const options = fields(line).map((option) => option.split(','));
  if (options.length === 0) return NEVER;
  if (options.flat().length - 1 > MAX_OPERATORS) return '';
  return options.map((terms) => terms.map(plusTerm).join(' && ')).join(' || ');
}

function plusTerm(term: string): string {
  if (term.startsWith('!!') || term === '!') return NEVER;
  const tag = term.replace(/^!/, '');
  return `${term.startsWith('!') ? '!' : ''}${TAG.test(tag) ? tag : NEVER}`;
}
