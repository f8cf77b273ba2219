/** Patterns of GOPRIVATE and its like that no path of a module can match: then the modules that somebody meant stay public to Go. */

/** Why, in a clause; undefined where some module path matches. `entry`: one entry of the list, as Go cuts it. */
export function neverMatches(entry: string): string | undefined {
  const pattern = entry.endsWith('/') ? entry.slice(0, -1) : entry;
  if (pattern === '') return undefined;
  const elements = pattern.split('/').map(readElement);
  if (elements.every((element, index) => element !== undefined && canMatch(element, index === 0))) return undefined;
  return reasonOf(entry);
}

/** One character of an element: any, or one of those that the class takes. `star`: any number of them. */
type Token = 'star' | ((char: string) => boolean);

/** undefined: path.Match finds it malformed, and then it matches nothing. */
function readElement(glob: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < glob.length; ) {
    const char = glob[at]!;
    if (char === '*') tokens.push('star');
    else if (char === '?') tokens.push(() => true);
    else if (char === '[') {
      const found = readClass(glob, at + 1);
      if (found === undefined) return undefined;
      tokens.push(found.accepts);
      at = found.end;
      continue;
    } else {
      if (char === '\\') at++;
      const literal = glob[at];
      tokens.push((other) => other === literal);
    }
    at++;
  }
  return tokens;
}

function readClass(glob: string, from: number) {
  let at = from;
  const isNegated = glob[at] === '^';
  if (isNegated) at++;
  const ranges: [string, string][] = [];
  const one = (): string | undefined => {
    if (glob[at] === '\\') at++;
    else if (glob[at] === '-' || glob[at] === ']') return undefined;
    return glob[at++];
  };
  while (glob[at] !== ']' || ranges.length === 0) {
    const low = one();
    if (low === undefined) return undefined;
    let high: string | undefined = low;
    if (glob[at] === '-') {
      at++;
      high = one();
      if (high === undefined) return undefined;
    }
    ranges.push([low, high]);
  }
  const accepts = (char: string) => ranges.some(([low, high]) => low <= char && char <= high) !== isNegated;
  return { accepts, end: at + 1 };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789-.';
/** module.CheckPath: what may stand in the first element of a path that Go can fetch, and in the others. */
const FIRST = [...LOWER];
const OTHERS = [...LOWER, ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ_~'];

/** No element of a module path is empty, or begins or ends with a dot. */
function canMatch(tokens: readonly Token[], isFirst: boolean): boolean {
  const allowed = isFirst ? FIRST : OTHERS;
  const needed = tokens.filter((token) => token !== 'star');
  if (tokens.length === 0) return false;
  const first = tokens[0]!;
  const last = tokens.at(-1)!;
  const isEdge = (char: string) => char !== '.' && !(isFirst && char === '-');
  if (first !== 'star' && !allowed.some((char) => isEdge(char) && first(char))) return false;
  if (last !== 'star' && !allowed.some((char) => char !== '.' && last(char))) return false;
  return needed.every((token) => allowed.some(token));
}

/** The first that holds is what most likely was meant. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/\r/, 'it ends in a carriage return'],
  [/^["'\u2018-\u201d]|["'\u2018-\u201d]$/, 'it has quotes'],
  [/^\s|\s$/, 'it has a space'],
  [/[;\s]/, 'only commas separate patterns'],
  [/:\/\//, 'it is a URL'],
  [/^[^/]*@/, 'it names a user'],
  [/^[^/]*:[0-9]+/, 'it has a port'],
  [/@/, 'it has a version'],
  [/[\^$|()+]|\\[dws]/, 'it is a regular expression'],
  [/[{}]/, 'it has braces'],
  [/^\./, 'it begins with a dot'],
  [/\.\.\./, 'it has three dots'],
  [/^\/|\/\//, 'it has an empty element'],
  [/^[^/]*[A-Z]/, 'its host is in upper case'],
  [/:/, 'it has a colon'],
  [/\[/, 'a class is not closed'],
  [/\\$/, 'it ends in a backslash'],
];

function reasonOf(entry: string): string {
  return REASONS.find(([test]) => test.test(entry))?.[1] ?? 'no module path is written so';
}
