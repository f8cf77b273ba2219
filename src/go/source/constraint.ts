/** Build constraint expressions as go/build/constraint parses them, with any meaning of tags. */

/** Whether an expression can hold, and whether its negation can: where every tag is both set and not, the two are not opposites. */
export interface Truth {
  readonly yes: boolean;
  readonly no: boolean;
}

/** Operands and nestings, as in go/build/constraint. */
const MAX_SIZE = 1000;
const TOKEN = /[ \t]*(?:(\|\||&&|[()!])|([\p{L}\p{Nd}_.]+))/uy;

/**
 * The value of a `//go:build` expression; undefined for one that Go cannot parse. Iterative: its nesting is the author's to choose.
 * @param maxSize `Infinity` for what was made of expressions that were each within the limit.
 */
export function evaluate(
  expression: string,
  truthOf: (tag: string) => Truth,
  maxSize: number = MAX_SIZE,
): Truth | undefined {
  const values: Truth[] = [];
  const open: string[] = [];
  let wantsOperand = true;
  let size = 0;
  const reduce = (until: (operator: string) => boolean) => {
    while (open.length > 0 && !until(open.at(-1)!)) apply(open.pop()!, values);
  };
  for (TOKEN.lastIndex = 0; /[^ \t]/.test(expression.slice(TOKEN.lastIndex)); ) {
    const [, operator, tag] = TOKEN.exec(expression) ?? [];
    if (operator === undefined && tag === undefined) return undefined;
    if (wantsOperand && open.at(-1) !== '!') size++;
    if (size > maxSize) return undefined;
    const operand = tag !== undefined || operator === '(' || operator === '!';
    if (operand !== wantsOperand || (operator === '!' && open.at(-1) === '!')) return undefined;
    if (tag !== undefined) {
      values.push(truthOf(tag));
      reduce((o) => o !== '!');
      wantsOperand = false;
    } else if (operator === '(' || operator === '!') open.push(operator);
    else if (operator === ')') {
      reduce((o) => o === '(');
      if (open.pop() === undefined) return undefined;
      reduce((o) => o !== '!');
    } else {
      reduce((o) => o === '(' || (operator === '&&' && o === '||'));
      open.push(operator!);
      wantsOperand = true;
    }
  }
  if (wantsOperand) return undefined;
  reduce((o) => o === '(');
  return open.length === 0 ? values[0] : undefined;
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
