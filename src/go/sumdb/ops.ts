/** What a client of a checksum database needs from the world (sumdb.ClientOps of golang.org/x/mod). Nothing here is trusted but the key. */
import type { ForkEvidence } from './failure.ts';

export type Read =
  | { readonly value: Uint8Array; readonly error?: undefined }
  | {
      readonly value?: undefined;
      readonly error: string;
      /** The server says that there is no such thing: 404 or 410. */
      readonly notFound?: true;
    };

/** All that a client of the checksum database needs from outside. */
export interface SumdbOps {
  /** `/lookup/PATH@VERSION` or `/tile/…`, below the base URL of the database. An answer of more than `maxBytes` is an error. */
  readRemote(path: string, maxBytes: number): Promise<Read>;
  /** `key`: the verifier key · `NAME/latest`: the signed tree head known so far, no bytes where there is none. */
  readConfig(file: string): Promise<Read>;
  /**
   * Puts `next` in the place of `old` at once, or tells of a conflict because something else stands there. Without it a second run
   * could put an older head over a newer one.
   */
  writeConfig(file: string, old: Uint8Array, next: Uint8Array): Promise<WriteResult>;
  /** `NAME/lookup/…` or `NAME/tile/…`; undefined where there is none. What it gives is checked like an answer of the server. */
  readCache(file: string): Promise<Uint8Array | undefined>;
  /** Only what has been authenticated is written. Must not fail. */
  writeCache(file: string, data: Uint8Array): Promise<void>;
  log(message: string): void;
  /** The database signed two trees that contradict each other. The lookup fails, too. */
  securityError(fork: ForkEvidence, message: string): void;
}

export type WriteResult =
  | { readonly result: 'written' | 'conflict' }
  | { readonly result: 'failed'; readonly error: string };
