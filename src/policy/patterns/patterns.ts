/**
 * Slips in patterns. A policy has two pattern languages: Go's own for module paths (that of GOPRIVATE), minimatch for files of the
 * repository. A pattern that could never match is told while somebody is looking at it.
 */
import { parseGlob } from '../../go/path/glob.ts';
import { masked } from '../../text/secrets.ts';
import { MAX_BRACE_PATTERNS } from '../limits.ts';
import { bracePatterns } from './braces.ts';

export interface PatternFault {
  readonly message: string;
  readonly hint?: string;
}

/** Characters of one pattern. */
export const MAX_PATTERN_LENGTH = 512;

/** One Go prefix pattern: undefined where it is sound. */
export function modulePatternFault(text: string): PatternFault | undefined {
  const shown = JSON.stringify(text);
  if (text === '' || text === '/') return { message: 'the module pattern is empty', hint: 'use * for every module' };
  if (text.length > MAX_PATTERN_LENGTH)
    return { message: `the module pattern is longer than ${MAX_PATTERN_LENGTH} characters` };
  if (text.includes(',')) return { message: `${shown} contains a comma`, hint: 'add each pattern as a separate entry' };
  if (/\s/.test(text)) return { message: `${shown} contains a space, which module paths cannot contain` };
  const scheme = /^[a-z+]+:\/\//i.exec(text)?.[0];
  if (scheme) {
    // A part of a URL with secrets is not known for one by what masks them.
    const path = masked(text) === text ? text.slice(scheme.length) : 'the path alone';
    return { message: `${shown} is a URL`, hint: `use the module path without a scheme: ${path}` };
  }
  if (text.startsWith('/') || text.startsWith('./')) {
    return { message: `${shown} is not a module path`, hint: 'start with a host: github.com/org' };
  }
  const version = text.indexOf('@');
  if (version >= 0)
    return { message: `${shown} contains a version`, hint: `use the path only: ${text.slice(0, version)}` };
  const below = /\/(?:\.\.\.|\*\*)\/?$/.exec(text);
  if (below) {
    return {
      message: `${shown} is not a valid module pattern`,
      hint: `a pattern includes all modules below: use ${text.slice(0, below.index)}`,
    };
  }
  if (text.includes('**'))
    return {
      message: `${shown} is not a valid module pattern`,
      hint: 'use *, which matches one path element; ** is not supported',
    };
  return parseGlob(text.endsWith('/') ? text.slice(0, -1) : text)
    ? undefined
    : {
        message: `${shown} is malformed`,
        hint: 'close each [ with ], and put a character after \\',
      };
}

/** One minimatch pattern over repository paths: undefined where it is sound. */
export function fileGlobFault(text: string): PatternFault | undefined {
  const shown = JSON.stringify(text);
  if (text === '') return { message: 'the file pattern is empty', hint: 'use ** for every file' };
  if (text.length > MAX_PATTERN_LENGTH)
    return { message: `the file pattern is longer than ${MAX_PATTERN_LENGTH} characters` };
  if (text.startsWith('./'))
    return { message: `${shown} matches nothing`, hint: `paths start at the root: use ${text.slice(2)}` };
  if (text.startsWith('/'))
    return { message: `${shown} matches nothing`, hint: `paths start at the root: use ${text.slice(1)}` };
  if (text.startsWith('!'))
    return {
      message: `${shown} starts with !, but negation is not supported`,
      hint: 'list the files that the pattern should match',
    };
  if (text.includes('\\')) return { message: `${shown} contains a backslash`, hint: 'use / between folders' };
  if (text.split('/').some((element) => element === '..' || element === '.')) {
    return { message: `${shown} matches nothing`, hint: 'remove . and .. from the path' };
  }
  if (text.endsWith('/')) return { message: `${shown} matches no file`, hint: `use ${text}** for all files below` };
  const open = unbalanced(text);
  if (open !== undefined) return { message: `${shown} has an unclosed ${open}` };
  if (bracePatterns(text) <= MAX_BRACE_PATTERNS) return undefined;
  return {
    message: `the braces of the file pattern expand to more than ${MAX_BRACE_PATTERNS} patterns`,
    hint: 'use *, or list the folders',
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
