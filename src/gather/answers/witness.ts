/**
 * What a run of the command says, and what it found missing on the disk: the rest of what its answer depends on is known before it starts
 * (question.ts). Of no effect unless `watch` was called, which nobody but the launcher does.
 */

export interface Witness {
  /** What went to standard output. */
  out: string;
  /** Something went to standard error, or could not be read: it may be otherwise next time. */
  complained: boolean;
  /** Absolute paths where a file would have changed the answer, and none was. */
  readonly missing: Set<string>;
}

let witness: Witness | undefined;

/** Begins anew. */
export function watch(): Witness {
  witness = { out: '', complained: false, missing: new Set() };
  return witness;
}

export function said(descriptor: 1 | 2, text: string): void {
  if (witness === undefined) return;
  if (descriptor === 1) witness.out += text;
  else witness.complained = true;
}

/** Something of the question could not be read, though it may be next time. */
export function couldNotRead(): void {
  if (witness !== undefined) witness.complained = true;
}

/** There is no file at this absolute path. */
export function sawNoFile(path: string): void {
  witness?.missing.add(path);
}
