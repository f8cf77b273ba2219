/** Answers the vuln corpus with the library. */

import { openDatabase } from '../../dist/lib/src/gather/vulndb/database.js';
import { openLocalFiles } from '../../dist/lib/src/gather/vulndb/open-files.js';
import { vulnerabilitiesOf } from '../../dist/lib/src/vuln/match.js';
import { readReport as read } from '../../dist/lib/src/vuln/reports/read-report.js';
import { standardLibraryVersion } from '../../dist/lib/src/vuln/version.js';

/** Opened once for each folder: most cases share one. */
const databases = new Map();

export async function vulnerabilities({ db, go, modules }) {
  if (!databases.has(db))
    databases.set(
      db,
      openLocalFiles(db, '/').then((files) => openDatabase(files)),
    );
  const database = await databases.get(db);
  const version = standardLibraryVersion(go);
  const list = [
    ...modules.map((one) => ({ ...one, replace: one.replace && { version: '', ...one.replace } })),
    ...(version === undefined ? [] : [{ path: 'stdlib', version }]),
  ];
  const entries = new Map();
  for (const { path, replace } of list) {
    const built = replace?.path ?? path;
    if (!entries.has(built) && replace?.version !== '') entries.set(built, await database.entriesOf(built));
  }
  const today = new Date().toISOString().slice(0, 10);
  return list
    .flatMap((one) => vulnerabilitiesOf(one, (path) => entries.get(path) ?? [], today))
    .map(({ entry, module, fixed }) => ({ id: entry.id, module: module.path, version: module.version, fixed }));
}

export function readReport({ text }) {
  return read(text);
}
