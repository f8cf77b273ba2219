/** Why a lookup in a checksum database gave no authenticated lines. */

import type { Hash } from './hash.ts';
import type { SignedHead } from './tree-head.ts';

/**
 * skipped: GONOSUMDB · key: the verifier key · config: the kept tree head could not be read or written · path: not a module version ·
 * missing: the database or proxy gave no answer · record, note, tree: malformed or wrongly signed · tile: does not fit the signed tree ·
 * auth: the record is not in the signed tree · fork: two signed heads contradict each other
 */
export type SumdbFailureKind =
  | 'skipped'
  | 'key'
  | 'config'
  | 'path'
  | 'missing'
  | 'record'
  | 'note'
  | 'tree'
  | 'tile'
  | 'auth'
  | 'fork';

export interface SumdbFailure {
  readonly kind: SumdbFailureKind;
  /** Go's message. It may quote the answer, so it must be made printable before it is shown. */
  readonly message: string;
  /** With `missing`: the server says that it has no such thing (404 or 410), which may mean a private or never published module. */
  readonly notFound?: true;
  /** With `fork` only. */
  readonly fork?: ForkEvidence;
}

/** Proof that the database signed two trees of which neither is the beginning of the other. Anyone can check it with the key alone. */
export interface ForkEvidence {
  readonly older: SignedHead;
  readonly newer: SignedHead;
  /** The root that the first records of the newer tree have, where the older head says another. */
  readonly rootInNewer: Hash;
  /** That `rootInNewer` belongs to the newer tree (tlog.CheckTree); undefined where the older tree is empty. */
  readonly proof: readonly Hash[] | undefined;
}

export type Outcome<T> =
  | { readonly value: T; readonly failure?: undefined }
  | { readonly value?: undefined; readonly failure: SumdbFailure };

export function failed(kind: SumdbFailureKind, message: string): { readonly failure: SumdbFailure } {
  return { failure: { kind, message } };
}

/** The same failure with words before its message. */
export function within(words: string, failure: SumdbFailure): { readonly failure: SumdbFailure } {
  return { failure: { ...failure, message: `${words}: ${failure.message}` } };
}
