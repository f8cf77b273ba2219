/** What lint finds in a policy: entries that have no effect, or that say the opposite of others. */
import type { Span } from '../../text/source.ts';
import { policyPlace } from '../parse/node.ts';
import type { PolicyPlace } from '../types.ts';

/**
 * `unreachable`: it can never apply · `shadowed`: another entry decides whatever it would decide · `contradictory`: another entry says
 * the opposite, and one of them has no effect.
 */
export type LintKind = 'unreachable' | 'shadowed' | 'contradictory';

export interface LintFinding {
  readonly kind: LintKind;
  readonly at: PolicyPlace;
  readonly message: string;
  readonly hint: string;
  /** The entry that decides instead. */
  readonly other?: PolicyPlace;
}

export function lintFinding(
  kind: LintKind,
  at: Span | PolicyPlace,
  message: string,
  hint: string,
  other?: Span | PolicyPlace,
): LintFinding {
  return { kind, at: placed(at), message, hint, ...(other && { other: placed(other) }) };
}

function placed(at: Span | PolicyPlace): PolicyPlace {
  return 'place' in at ? at : policyPlace(at);
}

/** What to do with an entry that has no effect. */
export const REMOVE = 'remove it';
