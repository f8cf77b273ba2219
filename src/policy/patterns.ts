/**
 * Slips in patterns. A policy has two pattern languages: Go's own for module paths (that of GOPRIVATE), minimatch for files of the
 * repository. A pattern that could never match is told while somebody is looking at it.
 */
import { parseGlob } from '../go/path/glob.ts';
import { masked } from '../text/secrets.ts';
import { bracePatterns } from './braces.ts';
import { MAX_BRACE_PATTERNS } from './limits.ts';

export interface PatternFault {
  readonly message: string;
  readonly hint?: string;
}

/** Characters of one pattern. */
export const MAX_PATTERN_LENGTH = 512;

/** One Go prefix pattern: undefined where it is sound. */
export function modulePatternFault(text: string): PatternFault | undefined {
  const shown = JSON.stringify(text);
  if (text === '' || text === '/') return { message: 'an empty module pattern', hint: 'write * for every module' };
  if (text.length > MAX_PATTERN_LENGTH)
    return { message: `a module pattern longer than ${MAX_PATTERN_LENGTH} characters` };
  if (text.includes(',')) return { message: `${shown} has a comma`, hint: 'write each pattern as an entry of its own' };
  if (/\s/.test(text)) return { message: `${shown} has a space, and no module path has one` };
  const scheme = /^[a-z+]+:\/\//i.exec(text)?.[0];
  if (scheme) {
    // A part of a URL with secrets is not known for one by what masks them.
    const path = masked(text) === text ? text.slice(scheme.length) : 'the path alone';
    return { message: `${shown} is a URL`, hint: `module paths have no scheme: write ${path}` };
  }
  if (text.startsWith('/') || text.startsWith('./')) {
    return { message: `${shown} is no module path`, hint: 'module paths begin with a host, as in github.com/org' };
  }
  const version = text.indexOf('@');
  if (version >= 0)
    return { message: `${shown} has a version`, hint: `a pattern is over paths: write ${text.slice(0, version)}` };
  const below = /\/(?:\.\.\.|\*\*)\/?$/.exec(text);
  if (below) {
    return {
      message: `${shown} is not Go's pattern language`,
      hint: `a pattern covers what lies below it: write ${text.slice(0, below.index)}`,
    };
  }
  if (text.includes('**'))
    return {
      message: `${shown} is not Go's pattern language`,
      hint: '* stands for one path element, and there is no **',
    };
  return parseGlob(text.endsWith('/') ? text.slice(0, -1) : text)
    ? undefined
    : {
        message: `${shown} is malformed: Go would pass it over`,
        hint: 'a [ needs its ], and something must follow \\',
      };
}

/** One minimatch pattern over repository paths: undefined where it is sound. */
export function fileGlobFault(text: string): PatternFault | undefined {
  const shown = JSON.stringify(text);
  if (text === '') return { message: 'an empty file pattern', hint: 'write ** for every file' };
  if (text.length > MAX_PATTERN_LENGTH)
    return { message: `a file pattern longer than ${MAX_PATTERN_LENGTH} characters` };
  if (text.startsWith('./'))
    return { message: `${shown} matches nothing`, hint: `paths begin at the root: write ${text.slice(2)}` };
  if (text.startsWith('/'))
    return { message: `${shown} matches nothing`, hint: `paths begin at the root: write ${text.slice(1)}` };
  if (text.startsWith('!'))
    return {
      message: `${shown} begins with !, which does not negate here`,
      hint: 'name what is meant, not what is not',
    };
  if (text.includes('\\')) return { message: `${shown} has a backslash`, hint: 'folders are separated by /' };
  if (text.split('/').some((element) => element === '..' || element === '.')) {
    return { message: `${shown} matches nothing`, hint: 'paths of the repository have no . or .. in them' };
  }
  if (text.endsWith('/'))
    return { message: `${shown} matches no file`, hint: `write ${text}** for all that lies below` };
  const open = unbalanced(text);
  if (open !== undefined) return { message: `${shown} opens a ${open} that is not closed` };
  if (bracePatterns(text) <= MAX_BRACE_PATTERNS) return undefined;
  return {
    message: `the braces of this file pattern stand for more than the limit of ${MAX_BRACE_PATTERNS} patterns`,
    hint: 'write * for what varies, or list the folders that are meant',
  };
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };

/** The first bracket that is opened and not closed; one in a class is itself. */
function unbalanced(glob: string): string | undefined {
  const open: string[] = [];
  for (const ch of glob) {
    const last = open.at(-1);
    if (last !== undefined && ch === CLOSING[last]) open.pop();
    else if (last !== '[' && (ch === '[' || ch === '{' || (ch === '(' && open.length < MAX_PATTERN_LENGTH)))
      open.push(ch);
  }
  return open[0];
}
