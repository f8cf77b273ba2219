/** Reading JSON of a vulnerability database as strictly as Go decodes it, and more strictly where Go would drop something without a word. */

/** What is wrong with a file of the database. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Go takes keys in any letter case; here another case is an error, never a key that is passed over. `what` names the object. */
export function objectOf(value: unknown, what: string, keys: readonly string[]): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new DatabaseError(`${what}: expected an object, got ${kindOf(value)}`);
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const meant = keys.find((known) => known === key.toLowerCase());
    if (meant !== undefined) throw new DatabaseError(`${what}: expected the key "${meant}", got "${key}"`);
  }
  return value as JsonObject;
}

/** `null` counts as absent, as in Go. */
export function textOf(object: JsonObject, key: string, what: string): string | undefined {
  const value = own(object, key);
  if (value === undefined || typeof value === 'string') return value;
  throw new DatabaseError(`${what}.${key}: expected a string, got ${kindOf(value)}`);
}

export function listOf(object: JsonObject, key: string, what: string): readonly unknown[] | undefined {
  const value = own(object, key);
  if (value === undefined || Array.isArray(value)) return value;
  throw new DatabaseError(`${what}.${key}: expected a list, got ${kindOf(value)}`);
}

export function textsOf(object: JsonObject, key: string, what: string): readonly string[] {
  const list = listOf(object, key, what) ?? [];
  for (const value of list)
    if (typeof value !== 'string')
      throw new DatabaseError(`${what}.${key}: expected a list of strings, got ${kindOf(value)} in it`);
  return list as readonly string[];
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.,]\d{1,30})?(?:Z|[+-]\d{2}:\d{2})$/;

/** undefined where there is none, or Go's zero time. */
export function timeOf(object: JsonObject, key: string, what: string): string | undefined {
  const value = textOf(object, key, what);
  if (value === undefined) return undefined;
  if (!RFC3339.test(value) || Number.isNaN(Date.parse(value)))
    throw new DatabaseError(
      `${what}.${key}: expected a time such as 2026-01-31T12:00:00Z, got "${value.slice(0, 40)}"`,
    );
  return value.startsWith('0001-01-01T00:00:00') ? undefined : value;
}

export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DatabaseError(`${what}: expected JSON, got something else, or a file that was cut off`);
  }
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
