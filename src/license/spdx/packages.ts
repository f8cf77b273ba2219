/** The SPDX packages behind one door; loaded only when an expression is judged (see judge.ts `loadJudge`). */
import exceptionIds from 'spdx-exceptions/index.json' with { type: 'json' };
import parse from 'spdx-expression-parse';
import licenseIds from 'spdx-license-ids/index.json' with { type: 'json' };
import satisfies from 'spdx-satisfies';

export interface ParsedLeaf {
  readonly license: string;
  readonly plus: boolean;
  readonly exception: string | undefined;
}

/** Ids of the list that are not deprecated. */
export const licenses: readonly string[] = licenseIds;
export const exceptions: readonly string[] = exceptionIds;

/** One license, parsed by spdx-expression-parse 5; undefined where it is no license of the list and no LicenseRef. */
export function parseLeaf(text: string): ParsedLeaf | undefined {
  try {
    const parsed = parse(text);
    if (!('license' in parsed)) return undefined;
    return { license: parsed.license, plus: parsed.plus === true, exception: parsed.exception };
  } catch {
    return undefined;
  }
}

/** Whether two ids, both taken as "or later", belong to one series of versions as spdx-satisfies knows them. */
export function sameSeries(one: string, other: string): boolean {
  const later = (id: string) => (/^(A|L)?GPL-|^GFDL-/.test(id) ? `${id}-or-later` : `${id}+`);
  try {
    return satisfies(later(one), [later(other)]);
  } catch {
    return false;
  }
}
