/** What a value says where a language fills in variables. */

export interface ExpandedValue {
  /** Undefined where all of it comes from elsewhere. */
  readonly value: string | undefined;
  /** Of a default: where it begins in the text. */
  readonly start: number;
  readonly isDefault: boolean;
}

/** Levels of `${A:-${B:-v}}`. */
const MAX_DEFAULTS = 8;

const ELSEWHERE: readonly RegExp[] = [
  // Shell, compose, and CI systems that know no more of it: $X, ${X}, ${X:?message}, ${{ x }}, $(x), $((x)), `x`.
  /^\$[A-Za-z_0-9@*#?$!-]\w*$/,
  /^\$\{[^{}]*\}$/,
  /^\$\{\{(?:[^}]|\}(?!\}))*\}\}$/,
  /^\$\([\s\S]*\)$/,
  /^`[^`]*`$/,
  // Windows, PowerShell.
  /^%[A-Za-z_]\w*%$/,
  /^\$env:\w+$/i,
  // Templates.
  /^\{\{(?:[^}]|\}(?!\}))*\}\}$/,
  /^<<(?:[^>]|>(?!>))*>>$/,
  /^@[A-Z_]+@$/,
];

/** Reads a value that may be one expansion: of `${X:-v}` the default, of `$X` nothing, and everything else as it is written. */
export function expanded(text: string): ExpandedValue {
  let value = text;
  let start = 0;
  for (let level = 0; level < MAX_DEFAULTS; level++) {
    const opening = /^\$\{!?[A-Za-z_]\w*:?[-=]/.exec(value)?.[0];
    if (opening === undefined || closingBrace(value) !== value.length - 1) break;
    start += opening.length;
    value = value.slice(opening.length, -1);
    const quote = /^(["'])([^"']*)\1$/.exec(value);
    if (quote) {
      start++;
      value = quote[2]!;
    }
  }
  const template = /^\{\{.*\|\s*default\s+(["'])([^"'{}]*)\1[^"'{}]*\}\}$/.exec(value);
  if (template) return { value: template[2], start: start + value.lastIndexOf(template[2]!), isDefault: true };
  const isElsewhere = value.length < 4096 && ELSEWHERE.some((form) => form.test(value)) && isOne(value);
  return { value: isElsewhere ? undefined : value, start, isDefault: start > 0 && !isElsewhere };
}

/** Not two of them beside each other, as in `$(a)/$(b)`. */
function isOne(value: string): boolean {
  if (!value.startsWith('$(')) return true;
  let depth = 0;
  for (let i = 1; i < value.length; i++) {
    if (value[i] === '(') depth++;
    else if (value[i] === ')' && --depth === 0) return i === value.length - 1;
  }
  return false;
}

/** Index of the brace that ends what begins with `${`, -1 without. */
function closingBrace(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}
