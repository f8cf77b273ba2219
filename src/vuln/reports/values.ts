/** Looking into JSON of other tools: what has another type than expected is passed over where it does not matter, and refused where it does. */
import { ReportError } from './types.ts';

export type Value = Readonly<Record<string, unknown>>;

/** undefined where it is no object. */
export function objectIn(value: unknown): Value | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Value) : undefined;
}

export function at(value: unknown, key: string): unknown {
  const object = objectIn(value);
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** '' where it is no string. */
export function textAt(value: unknown, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}

/** Nothing where the key is absent or null; throws ReportError where there is something else than a list. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = at(value, key) ?? [];
  if (!Array.isArray(found)) throw new ReportError(`expected a list in "${key}"`);
  return found;
}

export function textsAt(value: unknown, key: string): string[] {
  return listAt(value, key).filter((item) => typeof item === 'string');
}

/** Throws ReportError where it is missing: a finding without it would be lost without a word. */
export function requiredText(value: unknown, key: string): string {
  const found = textAt(value, key);
  if (found === '') throw new ReportError(`expected a text in "${key}"`);
  return found;
}

/** Versions with `v`, as Go writes them; '' stays. */
export function withV(version: string): string {
  return version === '' || version.startsWith('v') ? version : `v${version}`;
}
