/** SPDX ids in their canonical spelling. */

/** Deprecated spellings with one meaning today (SPDX list 3.0). */
const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'AGPL-1.0': 'AGPL-1.0-only',
    'AGPL-3.0': 'AGPL-3.0-only',
    'GFDL-1.1': 'GFDL-1.1-only',
    'GFDL-1.2': 'GFDL-1.2-only',
    'GFDL-1.3': 'GFDL-1.3-only',
    'GPL-1.0': 'GPL-1.0-only',
    'GPL-2.0': 'GPL-2.0-only',
    'GPL-3.0': 'GPL-3.0-only',
    'LGPL-2.0': 'LGPL-2.0-only',
    'LGPL-2.1': 'LGPL-2.1-only',
    'LGPL-3.0': 'LGPL-3.0-only',
    'BSD-2-Clause-FreeBSD': 'BSD-2-Clause-Views',
    'BSD-2-Clause-NetBSD': 'BSD-2-Clause',
    'StandardML-NJ': 'SMLNJ',
    'bzip2-1.0.5': 'bzip2-1.0.6',
    'GPL-2.0-with-autoconf-exception': 'GPL-2.0-only WITH Autoconf-exception-2.0',
    'GPL-2.0-with-bison-exception': 'GPL-2.0-only WITH Bison-exception-2.2',
    'GPL-2.0-with-classpath-exception': 'GPL-2.0-only WITH Classpath-exception-2.0',
    'GPL-2.0-with-font-exception': 'GPL-2.0-only WITH Font-exception-2.0',
    'GPL-2.0-with-GCC-exception': 'GPL-2.0-only WITH GCC-exception-2.0',
    'GPL-3.0-with-autoconf-exception': 'GPL-3.0-only WITH Autoconf-exception-3.0',
    'GPL-3.0-with-GCC-exception': 'GPL-3.0-only WITH GCC-exception-3.1',
    'eCos-2.0': 'GPL-2.0-or-later WITH eCos-exception-2.0',
    wxWindows: 'LGPL-2.0-or-later WITH WxWindows-exception-3.1',
  }),
);

const GNU_PLUS = /^((?:A|L)?GPL-\d\.\d|GFDL-\d\.\d)(?:-only|-or-later)?\+$/;

/** Deprecated spelling → the one of today; other ids as they are. */
export function modernId(id: string): string {
  const plus = GNU_PLUS.exec(id);
  return plus ? `${plus[1]}-or-later` : (RENAMED.get(id) ?? id);
}

/** The deprecated spellings, for hints. */
export const deprecatedIds: readonly string[] = [...RENAMED.keys()];

/** Deprecated ids that no other id has replaced. */
const NOT_REPLACED = ['Net-SNMP', 'Nunit'];

/** Lower-case spelling → id, for the ids given and the deprecated ones. */
export function idTable(ids: Iterable<string>): Map<string, string> {
  const table = new Map<string, string>();
  for (const id of [...ids, ...RENAMED.keys(), ...NOT_REPLACED]) table.set(id.toLowerCase(), id);
  return table;
}

/** A leaf (`id`, `id+`, `id WITH exception`, `LicenseRef-…`) in canonical spelling; undefined where the id is not known. */
export function canonicalLeaf(leaf: string, table: ReadonlyMap<string, string>): string | undefined {
  const [id, operator, exception, more] = leaf.split(' ') as [string, string?, string?, string?];
  if (more !== undefined || (operator !== undefined && (operator !== 'WITH' || exception === undefined)))
    return undefined;
  if (/^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/.test(id)) return leaf;
  const plus = id.endsWith('+');
  const known = table.get((plus ? id.slice(0, -1) : id).toLowerCase());
  if (known === undefined) return undefined;
  const modern = modernId(plus ? `${known}+` : known);
  return exception === undefined ? modern : `${modern} WITH ${exception}`;
}
