/** How the licenses found in one file stand together. */

import { joinExpressions, leavesOf, NO_ASSERTION, parseExpression } from '../spdx/expression.ts';
import type { Analysis, Found } from './analysis.ts';

export interface Combined {
  readonly expression: string | undefined;
  /** Whether the words of a choice decided. */
  readonly choice: boolean;
}

/** Most licenses a stated choice is between. */
const MOST_CHOICES = 3;

/**
 * All hold together, unless words outside the texts state a choice between two or three, or a tag says how they stand.
 * @param tags expressions of the file's SPDX tags.
 */
export function combine(analysis: Analysis, tags: readonly string[]): Combined {
  const spoken = new Set(tags.flatMap((tag) => leavesOf(parseExpression(tag)).map((leaf) => leaf.split(' ')[0]!)));
  const ids = new Set<string>();
  for (const found of analysis.found) {
    if (tags.length > 0 && isSpokenFor(found, spoken)) continue;
    const exception = analysis.exceptions.get(found.id);
    ids.add(exception ? `${found.id} WITH ${exception.exception}` : found.id);
  }
  const choice = tags.length === 0 && analysis.choice !== undefined && ids.size >= 2 && ids.size <= MOST_CHOICES;
  const own = joinExpressions(choice ? 'or' : 'and', [...ids]);
  const parts = own === undefined ? [...tags] : [...tags, own];
  if (analysis.doubts.length > 0) parts.push(NO_ASSERTION);
  return { expression: joinExpressions('and', parts), choice };
}

/** Below this a text may as well be the license of the same family that a tag names. */
const SURE = 0.975;

/** A tag says more than a sentence beside it, and more than a text that is not quite what it looks like. */
function isSpokenFor(found: Found, spoken: ReadonlySet<string>): boolean {
  if (found.kind === 'statement' || spoken.has(found.id)) return true;
  const family = (id: string) => id.split('-')[0];
  return found.confidence < SURE && [...spoken].some((id) => family(id) === family(found.id));
}
