/** Entries of a policy's allow and deny lists: are they ids, and which one was meant. */
import { nearest } from '../../text/nearest.ts';
import type { License } from '../match/license-id.ts';
import { isSetName, SET_NAMES } from '../match/sets.ts';
import { deprecatedIds, modernId } from './ids.ts';

export type PolicyIdCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** A clause to follow the entry: `"mit" …`. */
      readonly problem: string;
      /** What to write instead, where one is near. */
      readonly suggestion?: string;
    };

/** What people write for a license without its SPDX id, letters and digits only. */
const MEANT: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  apache: 'Apache-2.0',
  apache2: 'Apache-2.0',
  apachev2: 'Apache-2.0',
  asl20: 'Apache-2.0',
  bsd: 'BSD-3-Clause',
  bsd2: 'BSD-2-Clause',
  bsd3: 'BSD-3-Clause',
  newbsd: 'BSD-3-Clause',
  simplifiedbsd: 'BSD-2-Clause',
  '3clausebsd': 'BSD-3-Clause',
  '2clausebsd': 'BSD-2-Clause',
  expat: 'MIT',
  gpl: 'GPL-3.0-or-later',
  gpl2: 'GPL-2.0-only',
  gpl3: 'GPL-3.0-only',
  gplv2: 'GPL-2.0-only',
  gplv3: 'GPL-3.0-only',
  lgpl: 'LGPL-3.0-or-later',
  lgpl21: 'LGPL-2.1-only',
  lgpl3: 'LGPL-3.0-only',
  lgplv3: 'LGPL-3.0-only',
  agpl: 'AGPL-3.0-or-later',
  agpl3: 'AGPL-3.0-only',
  agplv3: 'AGPL-3.0-only',
  mpl: 'MPL-2.0',
  mpl2: 'MPL-2.0',
  mplv2: 'MPL-2.0',
  epl: 'EPL-2.0',
  cc0: 'CC0-1.0',
  boost: 'BSL-1.0',
  sspl: 'SSPL-1.0',
  busl: 'BUSL-1.1',
  copyleft: 'strong-copyleft',
  publicdomain: 'CC0-1.0',
});

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * @param licenses ids of the list that are not deprecated.
 * @param read reads one license in any case; undefined where it is not known.
 */
export function checkPolicyId(
  entry: string,
  licenses: readonly string[],
  exceptions: readonly string[],
  read: (text: string) => License | undefined,
): PolicyIdCheck {
  if (isSetName(entry)) return { ok: true };
  const text = entry.trim();
  if (text === '') return { ok: false, problem: 'is empty' };
  if (/\s(and|or)\s|[()]/i.test(text)) return { ok: false, problem: 'is an expression; use one license per entry' };
  if (/^(NOASSERTION|NONE)$/i.test(text)) {
    return { ok: false, problem: 'is not a license; a module without a known license is never allowed' };
  }
  if (/^(UNLICENSED|proprietary|commercial|closed)$/i.test(text)) {
    return {
      ok: false,
      problem:
        'is not a license: proprietary terms have no SPDX ID (read the file and write "clarify" with a LicenseRef, which can be allowed)',
    };
  }
  const license = read(text.replace(/\s+with\s+/i, ' WITH '));
  if (license) {
    if (license.text === entry || (license.custom && text === entry)) return { ok: true };
    const written = text.replace(/\+$/, '');
    const deprecated = modernId(written) !== written || (text.endsWith('+') && license.text.endsWith('-or-later'));
    return {
      ok: false,
      problem: deprecated ? 'is a deprecated spelling' : 'is not spelled as in the SPDX list',
      suggestion: license.text,
    };
  }
  const suggestion = suggest(text, licenses, exceptions);
  const problem = /\s/.test(text) && !/\swith\s/i.test(text) ? 'is a name, not an SPDX ID' : 'is not an SPDX ID';
  return suggestion === undefined ? { ok: false, problem } : { ok: false, problem, suggestion };
}

function suggest(text: string, licenses: readonly string[], exceptions: readonly string[]): string | undefined {
  const [, id, exception] = /^(\S+)\s+with\s+(\S+)$/i.exec(text) ?? [];
  if (id !== undefined && exception !== undefined) {
    const known = nearestId(id, licenses);
    const near = exceptions.find((e) => e.toLowerCase() === exception.toLowerCase()) ?? nearest(exception, exceptions);
    return known && near ? `${known} WITH ${near}` : undefined;
  }
  return nearestId(text, licenses) ?? nearest(text, SET_NAMES);
}

function nearestId(text: string, licenses: readonly string[]): string | undefined {
  const key = plain(text);
  const bare = key.replace(/licen[sc]e/, '');
  const all = [...licenses, ...deprecatedIds];
  const same = all.find((id) => plain(id) === key) ?? all.find((id) => plain(id) === bare);
  if (same !== undefined) return modernId(same);
  const meant = MEANT[key] ?? MEANT[bare];
  if (meant !== undefined) return meant;
  const begin = text.toLowerCase();
  const begins = licenses
    .filter((id) => id.toLowerCase().startsWith(begin) && /^[-.]/.test(id.slice(begin.length)))
    .sort((a, b) => a.length - b.length)[0];
  const near = begins ?? nearest(text, [...SET_NAMES, ...all]);
  return near === undefined ? undefined : modernId(near);
}
