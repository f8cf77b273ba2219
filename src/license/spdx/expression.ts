/**
 * SPDX license expressions (SPDX 2.3, annex D), read without recursion: input is untrusted and can be nested ten thousand deep.
 * A leaf is an id (with `+`), LicenseRef or DocumentRef, with or without `WITH exception`; whether it exists is the caller's question.
 */

export type Expression = Leaf | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] };

export interface Leaf {
  readonly kind: 'leaf';
  /** As written, `WITH` in upper case. */
  readonly text: string;
  /** Offset in the expression. */
  readonly at: number;
}

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: string; readonly at: number };

/** Parentheses deeper than this are refused. */
export const DEEPEST = 200;
/** Longer expressions are refused. */
export const LONGEST = 100_000;

interface Frame {
  /** Parts joined by OR so far; the last of them is a list joined by AND. */
  readonly or: Expression[][];
  readonly at: number;
}

const join = (kind: 'and' | 'or', parts: readonly Expression[]): Expression =>
  parts.length === 1 ? parts[0]! : { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };

const closeFrame = (frame: Frame): Expression =>
  join(
    'or',
    frame.or.map((and) => join('and', and)),
  );

/** Parses an expression; operators in any case (SPDX 3.0 allows lower case), AND binds tighter than OR. */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > LONGEST)
    return { ok: false, problem: `the expression is longer than ${LONGEST} characters`, at: 0 };
  const stack: Frame[] = [{ or: [[]], at: 0 }];
  const fail = (problem: string, at: number): ParsedExpression => ({ ok: false, problem, at });
  let operand = false;
  const token = /\s*([()]|[^\s()]+)/y;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const word = match[1]!;
    const at = match.index + match[0].length - word.length;
    const top = stack[stack.length - 1]!;
    const and = top.or[top.or.length - 1]!;
    if (word === '(') {
      if (operand) return fail('AND or OR is missing before "("', at);
      if (stack.length > DEEPEST) return fail(`the expression is nested deeper than ${DEEPEST} parentheses`, at);
      stack.push({ or: [[]], at });
    } else if (word === ')') {
      if (!operand) return fail('a license is missing before ")"', at);
      if (stack.length === 1) return fail('")" without "("', at);
      stack.pop();
      const outer = stack[stack.length - 1]!;
      outer.or[outer.or.length - 1]!.push(closeFrame(top));
    } else if (/^(and|or|with)$/i.test(word)) {
      if (!operand) return fail(`a license is missing before ${word}`, at);
      operand = false;
      if (/^or$/i.test(word)) top.or.push([]);
      else if (/^with$/i.test(word)) {
        const last = and.pop()!;
        const exception = token.exec(text)?.[1];
        if (last.kind !== 'leaf' || last.text.includes(' ')) return fail('WITH must follow a license id', at);
        if (exception === undefined || /^([()]|and|or|with)$/i.test(exception))
          return fail('an exception is missing after WITH', at);
        and.push({ kind: 'leaf', text: `${last.text} WITH ${exception}`, at: last.at });
        operand = true;
      }
    } else {
      if (operand) return fail(`AND or OR is missing before "${word}"`, at);
      and.push({ kind: 'leaf', text: word, at });
      operand = true;
    }
  }
  if (stack.length > 1) return fail('")" is missing', stack[stack.length - 1]!.at);
  if (!operand)
    return fail(text.trim() === '' ? 'the expression is empty' : 'a license is missing at the end', text.length);
  return { ok: true, expression: closeFrame(stack[0]!) };
}

/** All leaves, in order. */
export function leaves(expression: Expression): Leaf[] {
  return expression.kind === 'leaf' ? [expression] : expression.parts.flatMap(leaves);
}

/** Texts of the leaves; none where it did not parse. */
export function leavesOf(what: Expression | ParsedExpression): string[] {
  if ('ok' in what) return what.ok ? leavesOf(what.expression) : [];
  return leaves(what).map((leaf) => leaf.text);
}

/** All choices in an expression, the outermost first. */
export function orNodes(expression: Expression): Expression[] {
  if (expression.kind === 'leaf') return [];
  const inside = expression.parts.flatMap(orNodes);
  return expression.kind === 'or' ? [expression, ...inside] : inside;
}

/** Writes an expression, each part once, sorted, with the parentheses it needs. */
export function writeExpression(expression: Expression): string {
  if (expression.kind === 'leaf') return expression.text;
  const parts = expression.parts.map((part) => {
    const text = writeExpression(part);
    return expression.kind === 'and' && part.kind === 'or' ? `(${text})` : text;
  });
  return [...new Set(parts)].sort().join(expression.kind === 'and' ? ' AND ' : ' OR ');
}

/** What stands for terms that cannot be told. */
export const NO_ASSERTION = 'NOASSERTION';

/**
 * Joins expressions given as text; undefined where there are none. One that cannot be read is `NOASSERTION`, never left out: a part of an
 * AND that goes missing would allow too much. So is a whole that is longer than is read.
 */
export function joinExpressions(kind: 'and' | 'or', texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined;
  const parts = texts.map((text): Expression => {
    const parsed = parseExpression(text);
    return parsed.ok ? parsed.expression : { kind: 'leaf', text: NO_ASSERTION, at: 0 };
  });
  const whole = writeExpression(join(kind, parts));
  return whole.length > LONGEST ? NO_ASSERTION : whole;
}
