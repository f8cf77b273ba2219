/** Entries and databases as they are read back from a record of facts; whoever wrote it, only what has the right shape is taken. */
import type { GivenReport, ReportedFinding } from './reports/types.ts';
import type { AffectedModule, DatabaseInfo, RangeEvent, VulnEntry } from './types.ts';

/** undefined for what is no entry as modwarden records it. */
export function entryFromJson(text: string): VulnEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isEntry(value) ? value : undefined;
}

export function databasesFromJson(value: unknown): { readonly databases: readonly DatabaseInfo[] } | undefined {
  return isListOf(value, isDatabase) ? { databases: value } : undefined;
}

export function reportsFromJson(value: unknown): { readonly reports: readonly GivenReport[] } | undefined {
  return isListOf(value, isReport) ? { reports: value } : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isEntry(value: unknown): value is VulnEntry {
  return (
    hasText(value, 'id', 'summary') &&
    isListOf(value.aliases, isText) &&
    typeof value.reviewed === 'boolean' &&
    [value.published, value.withdrawn].every((time) => time === undefined || isTime(time)) &&
    (value.url === undefined || isText(value.url)) &&
    isListOf(value.affected, isAffected)
  );
}

function isAffected(value: unknown): value is AffectedModule {
  return (
    hasText(value, 'module') &&
    isListOf(value.ranges, isRange) &&
    [value.custom, value.packages].every((list) => list === undefined || isListOf(list, isText))
  );
}

function isRange(value: unknown): value is readonly RangeEvent[] {
  return isListOf(value, isEvent);
}

function isEvent(value: unknown): value is RangeEvent {
  return hasText(value) && [value.introduced, value.fixed].every((text) => text === undefined || isText(text));
}

function isDatabase(value: unknown): value is DatabaseInfo {
  return (
    hasText(value, 'name', 'sha256') &&
    (value.modified === undefined || isTime(value.modified)) &&
    [value.modules, value.entries, value.malicious].every((count) => Number.isSafeInteger(count) && Number(count) >= 0)
  );
}

const TOOLS: readonly unknown[] = ['govulncheck', 'openvex', 'osv-scanner', 'trivy', 'dependency-review'];
const REACHES: readonly unknown[] = [undefined, 'called', 'imported', 'required'];
const STATUSES: readonly unknown[] = [undefined, 'affected', 'not_affected', 'fixed', 'under_investigation'];

function isReport(value: unknown): value is GivenReport {
  return hasText(value, 'name', 'tool') && TOOLS.includes(value.tool) && isListOf(value.findings, isReported);
}

function isReported(value: unknown): value is ReportedFinding {
  return (
    hasText(value, 'id', 'module', 'version') &&
    isListOf(value.aliases, isText) &&
    REACHES.includes(value.reach) &&
    STATUSES.includes(value.status) &&
    [value.fixed, value.summary, value.product].every((text) => text === undefined || isText(text))
  );
}

function hasText(value: unknown, ...keys: readonly string[]): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return keys.every((key) => isText((value as Fields)[key]));
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTime(value: unknown): value is string {
  return isText(value) && !Number.isNaN(Date.parse(value));
}
