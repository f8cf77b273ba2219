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
  for (const clarification of byModule(all).get(module) ?? []) {
    const hash = hashOf(clarification.file);
    if (hash === clarification.sha256.toLowerCase()) holds ??= clarification;
    else stale.push({ clarification, why: hash === undefined ? 'file is missing' : 'file has changed' });
  }
  return { holds, stale };
}

const indexes = new WeakMap<readonly Clarification[], ReadonlyMap<string, readonly Clarification[]>>();

/** Made once a list: it is looked up for every module in use. */
function byModule(all: readonly Clarification[]): ReadonlyMap<string, readonly Clarification[]> {
  const known = indexes.get(all);
  if (known) return known;
  const index = new Map<string, Clarification[]>();
  for (const clarification of all) {
    const own = index.get(clarification.module);
    if (own) own.push(clarification);
    else index.set(clarification.module, [clarification]);
  }
  indexes.set(all, index);
  return index;
}
