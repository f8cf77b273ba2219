/** Names of licenses that are parts of links, addresses and file names: they grant nothing. */

import type { RuleWords } from '../tokens/rule-words.ts';
import { breaksAt, DOT, HYPHEN, SLASH, type Tokens } from '../tokens/tokens.ts';

const GLUED = SLASH | DOT | HYPHEN;

/**
 * Whether the name at words `start` to `end` is a piece of something longer: "https://foo.net/license", "LICENSE-MIT", "docs/mit.txt".
 * @param listed where the name before ends, if one does: "GPL-3.0/MIT" is a list.
 */
export function isInPath(
  name: { readonly start: number; readonly end: number },
  tokens: Tokens,
  words: RuleWords,
  listed: number | undefined,
): boolean {
  const { ids } = tokens;
  const before = tokens.breaks[name.start]!;
  if ((before & GLUED) !== 0) {
    const isList = before & SLASH && (before & DOT) === 0 && listed === name.start;
    if (!isList && !(name.start > 0 && ids[name.start - 1] === words.dual)) return true;
  }
  // "LICENSE-MIT" is a file
  const first = ids[name.start]!;
  if ((first === words.license || first === words.licenses) && name.end > name.start + 1) {
    if ((tokens.breaks[name.start + 1]! & GLUED) !== 0) return true;
  }
  return (breaksAt(tokens, name.end) & DOT) !== 0;
}

/** Whether more than a name is written in one piece: "MIT/Acme", "MIT-Acme". */
export function goesOn(end: number, tokens: Tokens): boolean {
  return (breaksAt(tokens, end) & (SLASH | HYPHEN)) !== 0;
}
