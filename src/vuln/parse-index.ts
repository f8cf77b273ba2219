/** `index/modules.json`: the only way from a module path to its entries. */
import { DatabaseError, listOf, objectOf, parseJson, textOf, timeOf } from './json.ts';
import { isEntryId } from './parse-entry.ts';

/** Entry IDs by module path, without repetition. Throws DatabaseError, also for what is wrong under modules that nobody asks for. */
export function parseIndex(text: string): ReadonlyMap<string, readonly string[]> {
  const what = 'index/modules.json';
  const list = parseJson(text, what);
  if (!Array.isArray(list)) throw new DatabaseError(`${what}: expected a list of modules`);
  if (list.length === 0) throw new DatabaseError(`${what}: expected modules, got an empty list`);
  const index = new Map<string, readonly string[]>();
  for (const [i, item] of list.entries()) {
    const at = `${what}[${i}]`;
    const module = objectOf(item, at, ['path', 'vulns']);
    const path = textOf(module, 'path', at);
    const vulns = listOf(module, 'vulns', at);
    if (path === undefined || vulns === undefined) throw new DatabaseError(`${at}: expected "path" and "vulns"`);
    if (index.has(path)) throw new DatabaseError(`${at}: "${path}" is listed twice`);
    index.set(path, [...new Set(vulns.map((vuln, j) => idOf(vuln, `${at}.vulns[${j}]`)))]);
  }
  return index;
}

/** The index's own `fixed` is checked and not used: the entry decides. */
function idOf(value: unknown, what: string): string {
  const vuln = objectOf(value, what, ['id', 'modified', 'fixed']);
  timeOf(vuln, 'modified', what);
  textOf(vuln, 'fixed', what);
  const id = textOf(vuln, 'id', what);
  if (id === undefined || !isEntryId(id))
    throw new DatabaseError(`${what}: expected the ID of a vulnerability in "id"`);
  return id;
}

/** `index/db.json`: when any entry was changed last. undefined where the database does not say. */
export function parseModified(text: string): string | undefined {
  const what = 'index/db.json';
  return timeOf(objectOf(parseJson(text, what), what, ['modified']), 'modified', what);
}
