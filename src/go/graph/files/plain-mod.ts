/**
 * The quick way through a dependency's go.mod. Nearly all of them are as go itself writes them, and a graph reads thousands; what is
 * not of that plain form, to the letter, is left to the parser. So this decides nothing that the parser would decide otherwise.
 */
import { isGoLine } from '../../version/go-version.ts';
import { canonicalVersion, pathMajorMismatch, splitPathVersion } from '../../version/path-major.ts';
import { type Nodes, nodeOf } from '../select/nodes.ts';

export interface PlainMod {
  readonly modulePath: string;
  /** '' where there is no go line. */
  readonly goVersion: string;
  readonly require: number[];
}

/** undefined where the text has anything that is not plain, be it right or wrong. */
export function readPlainMod(nodes: Nodes, text: string): PlainMod | undefined {
  // Below this no file can reach the parser's limit of tokens.
  if (text.length > 400_000) return undefined;
  let modulePath = '';
  let goVersion = '';
  const require: number[] = [];
  let block = '';
  for (let at = 0; at < text.length; ) {
    const blank = match(BLANK, text, at);
    if (blank) {
      at = BLANK.lastIndex;
      continue;
    }
    if (block === 'require') {
      const line = match(REQUIRE, text, at);
      if (line) {
        const node = checkedNode(nodes, line[1]!, line[2]!);
        if (node === undefined) return undefined;
        require.push(node);
        at = REQUIRE.lastIndex;
        continue;
      }
    }
    if (block !== '') {
      if (match(CLOSE, text, at)) {
        at = CLOSE.lastIndex;
        block = '';
      } else if (block !== 'require' && match(IGNORED, text, at)) at = IGNORED.lastIndex;
      else return undefined;
      continue;
    }
    const verb = match(VERB, text, at)?.[1];
    if (verb === undefined) return undefined;
    at = VERB.lastIndex;
    if (verb !== 'module' && verb !== 'go' && match(OPEN, text, at)) {
      if (verb !== 'require' && !PASSED_OVER.includes(verb)) return undefined;
      at = OPEN.lastIndex;
      block = verb;
    } else if (verb === 'require') {
      const line = match(REQUIRE, text, at);
      const node = line && checkedNode(nodes, line[1]!, line[2]!);
      if (node === undefined) return undefined;
      require.push(node);
      at = REQUIRE.lastIndex;
    } else if (verb === 'module' || verb === 'go') {
      const value = match(WORD, text, at)?.[1];
      // A slash at the end may be the first of three, where the comment begins one earlier.
      if (value === undefined || value.includes('//') || value.endsWith('/')) return undefined;
      at = WORD.lastIndex;
      if (verb === 'module') {
        if (modulePath !== '') return undefined;
        modulePath = value;
      } else {
        if (goVersion !== '' || !isGoLine(value)) return undefined;
        goVersion = value;
      }
    } else if (PASSED_OVER.includes(verb) && match(IGNORED, text, at)) at = IGNORED.lastIndex;
    else return undefined;
  }
  return block === '' ? { modulePath, goVersion, require } : undefined;
}

/** What Go skips in a dependency's go.mod, whatever it says. (`retract` and `ignore` it reads.) */
const PASSED_OVER = ['replace', 'exclude', 'toolchain', 'godebug', 'tool'];

const BLANK = /[ \t]*(?:\/\/[^\n]*)?\n/y;
const VERB = /([a-z]+)[ \t]+/y;
const OPEN = /\([ \t]*\n/y;
const CLOSE = /\)[ \t]*(?:\n|$)/y;
const WORD = /([\w.~/-]+)[ \t]*(?:\/\/[^\n]*)?(?:\n|$)/y;
const REQUIRE = /[ \t]*([\w.~/-]+)[ \t]+(v[\w.+-]+)[ \t]*(?:\/\/[^\n]*)?(?:\n|$)/y;
/** Words without quotes and brackets. */
const IGNORED = /[ \t]*[\w.~/=>@:+-][\w.~/=>@:+ \t-]*(?:\n|$)/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** A version that is canonical and fits its path, which is looked at once. */
function checkedNode(nodes: Nodes, path: string, version: string): number | undefined {
  const known = nodes.byPath.get(path)?.versions.get(version);
  if (known !== undefined && nodes.checked.has(known)) return known;
  if (path.includes('//') || canonicalVersion(version) !== version) return undefined;
  const { pathMajor, ok } = splitPathVersion(path);
  if (!ok || pathMajorMismatch(version, pathMajor) !== undefined) return undefined;
  const node = nodeOf(nodes, path, version);
  nodes.checked.add(node);
  return node;
}
