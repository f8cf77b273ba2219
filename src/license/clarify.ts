/**
 * Clarifications: a person read a file that detection cannot read, and says what it means. Bound to the file's hash, so that the
 * statement falls when the file changes.
 */
export interface Clarification {
  /** Module path. */
  readonly module: string;
  /** Path of the file in the module. */
  readonly file: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string;
  /** What the module is under. */
  readonly expression: string;
}

export interface Clarified {
  /** The first clarification of the module that holds. */
  readonly holds: Clarification | undefined;
  /** Clarifications of the module that do not hold any more. */
  readonly stale: readonly {
    readonly clarification: Clarification;
    readonly why: 'file is missing' | 'file has changed';
  }[];
}

/**
 * @param module module path.
 * @param hashOf SHA-256 of a file's bytes (`encode` of text/bytes.ts gives them), lower-case hexadecimal; undefined where the module
 * lacks the file.
 */
export function clarify(
  module: string,
  hashOf: (file: string) => string | undefined,
  all: readonly Clarification[],
): Clarified {
  let holds: Clarification | undefined;
  const stale: { clarification: Clarification; why: 'file is missing' | 'file has changed' }[] = [];
  for (const clarification of all) {
    if (clarification.module !== module) continue;
    const hash = hashOf(clarification.file);
    if (hash === clarification.sha256.toLowerCase()) holds ??= clarification;
    else stale.push({ clarification, why: hash === undefined ? 'file is missing' : 'file has changed' });
  }
  return { holds, stale };
}
