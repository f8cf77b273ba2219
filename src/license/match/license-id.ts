/**
 * Whether one license covers another: the comparison of spdx-satisfies, without what it gets wrong (version 6.0.0).
 *
 * - Its `endsWith(id, '-or-later')` is true for every id of eight letters without it, so that CDDL-1.0 passes for CDDL-1.1 and SSPL-1.0
 *   for whatever follows. Here ids without "or later" are only ever compared for equality, and it is asked one thing alone: whether
 *   two ids are of one series of versions.
 * - It throws on lower case, NOASSERTION, NONE, unknown ids and `LicenseRef-x+`. Here ids are made canonical first and the rest is
 *   unknown, not an error.
 * - It expands an expression to all combinations: twenty ORs take seconds. Here it never sees an expression (judge.ts walks the tree).
 * - It knows no later versions of EUPL-1.1, OSL and others that came after 2020. Here ids that differ in their last number only are a
 *   series as well.
 */
import { canonicalLeaf } from '../spdx/ids.ts';
import { parseLeaf, sameSeries } from '../spdx/packages.ts';

export interface License {
  /** Canonical spelling. */
  readonly text: string;
  /** Without `-only`, `-or-later` and `+`. */
  readonly base: string;
  readonly orLater: boolean;
  readonly exception: string | undefined;
  /** `LicenseRef-…` or `DocumentRef-…:LicenseRef-…`. */
  readonly custom: boolean;
}

/** Reads a leaf of an expression or an entry of a policy; undefined where it is no id of the list and no LicenseRef. */
export function readLicense(
  text: string,
  ids: ReadonlyMap<string, string>,
  exceptions: ReadonlyMap<string, string>,
): License | undefined {
  let canonical = canonicalLeaf(text, ids);
  if (canonical === undefined) return undefined;
  const at = canonical.indexOf(' WITH ');
  if (at >= 0) {
    const exception = exceptions.get(canonical.slice(at + 6).toLowerCase());
    if (exception === undefined) return undefined;
    canonical = canonical.slice(0, at + 6) + exception;
  }
  const leaf = parseLeaf(canonical);
  if (!leaf) return undefined;
  const custom = leaf.license.includes('LicenseRef-');
  return {
    text: canonical,
    base: custom ? leaf.license : leaf.license.replace(/-(only|or-later)$/, ''),
    orLater: leaf.plus || (!custom && leaf.license.endsWith('-or-later')),
    exception: leaf.exception,
    custom,
  };
}

/**
 * Whether a licence may be taken as what the entry says: the same; or, where either says "or later", another version that this
 * reaches. `GPL-2.0-or-later` may be taken as `GPL-3.0-only`. WITH is compared exactly, LicenseRef by its exact text.
 */
export function covers(entry: License, license: License): boolean {
  if (entry.text === license.text) return true;
  if (entry.custom || license.custom || entry.exception !== license.exception) return false;
  if (!entry.orLater && !license.orLater) return false;
  const order = compareVersions(entry.base, license.base);
  if (order === undefined) return false;
  if (entry.orLater && license.orLater) return true;
  return entry.orLater ? order <= 0 : order >= 0;
}

/** Below 0 where the first is the older version; undefined where they are not of one series. */
function compareVersions(one: string, other: string): number | undefined {
  if (one === other) return 0;
  const a = versionOf(one);
  const b = versionOf(other);
  if (!a || !b || (a.name !== b.name && !sameSeries(one, other))) return undefined;
  for (let i = 0; i < Math.max(a.numbers.length, b.numbers.length); i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.letter < b.letter ? -1 : a.letter > b.letter ? 1 : 0;
}

function versionOf(id: string): { name: string; numbers: readonly number[]; letter: string } | undefined {
  const match = /^(.+)-(\d+(?:\.\d+)*)([a-z]?)$/.exec(id);
  // "MIT-0", "BSD-3-Clause" and the like count clauses or nothing
  if (!match || !match[2]!.includes('.')) return undefined;
  return { name: match[1]!, numbers: match[2]!.split('.').map(Number), letter: match[3]! };
}
