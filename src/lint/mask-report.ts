/** A report that holds no secret: the last place that every format, and whoever keeps a report, has in common. */
import type { Report } from '../model/report.ts';
import { masked, maskedInPlace } from '../text/secrets.ts';

/** Excerpts keep their length, so that what points into them points at the same. What the catalogue of rules says is our own. */
export function maskReport(report: Report): Report {
  const { rules, ...rest } = report;
  return { ...maskDeep(rest), rules };
}

/** Every text in plain data. */
export function maskDeep<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (key === 'snippet' ? maskedInPlace(value) : masked(value)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => maskDeep(item as unknown, key)) as T;
  // `Object.fromEntries` makes `__proto__` a key like any other.
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, maskDeep(part as unknown, name)])) as T;
}
