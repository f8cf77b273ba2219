/** A report that holds no secret: the last place that every format, and whoever keeps a report, has in common. */
import type { Report } from '../model/report.ts';
import { masked, maskedInPlace } from '../text/secrets.ts';

/** Excerpts keep their length, so that what points into them points at the same. What the catalogue of rules says is our own. */
export function maskReport(report: Report): Report {
  const { rules, ...rest } = report;
  return { ...maskDeep(rest), rules };
}

/** Every text in plain data. What holds no secret is given as it is. `known`: texts that are masked already; a report repeats many. */
export function maskDeep<T>(value: T, key = '', known = new Map<string, string>()): T {
  if (typeof value === 'string') return (key === 'snippet' ? maskedInPlace(value) : maskedOnce(value, known)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => maskDeep(item as unknown, key, known));
    return items.every((item, i) => item === value[i]) ? value : (items as T);
  }
  const names = Object.keys(value) as (keyof T & string)[];
  const parts = names.map((name) => maskDeep(value[name], name, known));
  if (parts.every((part, i) => part === value[names[i]!])) return value;
  // `Object.fromEntries` makes `__proto__` a key like any other.
  return Object.fromEntries(names.map((name, i) => [name, parts[i]])) as T;
}

function maskedOnce(text: string, known: Map<string, string>): string {
  let found = known.get(text);
  if (found === undefined) {
    found = masked(text);
    known.set(text, found);
  }
  return found;
}
