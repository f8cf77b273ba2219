/**
 * Reads and writes the baseline file. Belongs to the hook's start, so a sound file is recognized without any library; what is wrong with
 * another is told by the schema.
 */
import { compareText } from '../../go/std/order.ts';
import type { PolicyProblem } from '../../model/report.ts';
import { printableJson } from '../../text/json-text.ts';
import type { Printable } from '../../text/printable.ts';
import type { Source } from '../../text/source.ts';
import { isDay } from '../day.ts';
import { fileProblem } from '../parse/problems.ts';
import { MAX_RECORDED } from './limits.ts';
import { BASELINE_VERSION, type Baseline, type RecordedFinding } from './types.ts';

export type ReadBaseline = { readonly baseline: Baseline } | { readonly problems: readonly PolicyProblem[] };

/** With errors in the file nothing of it counts: which entries are meant is not known. */
export async function readBaseline(source: Source): Promise<ReadBaseline> {
  const findings = soundFindings(source.text);
  if (findings !== undefined) return { baseline: { path: source.path, findings: eachOnce(findings) } };
  const { baselineProblems } = await import('./problems.ts');
  return { problems: await baselineProblems(source) };
}

export function unreadableBaseline(path: string, reason: string): ReadBaseline {
  return { problems: [fileProblem(path, `the baseline cannot be read: ${reason}`)] };
}

function soundFindings(text: string): readonly RecordedFinding[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!hasKeys(value, ['version', 'findings']) || value.version !== BASELINE_VERSION) return undefined;
  const { findings } = value;
  return Array.isArray(findings) && findings.length <= MAX_RECORDED && findings.every(isRecorded)
    ? findings
    : undefined;
}

const KEYS = ['id', 'since', 'rule', 'subject', 'path'] as const;

function isRecorded(value: unknown): value is RecordedFinding {
  return (
    hasKeys(value, KEYS) &&
    KEYS.every((key) => typeof value[key] === 'string') &&
    /^mw1:[0-9a-f]{32}$/.test(value.id as string) &&
    isDay(value.since as string)
  );
}

/** Whether it is an object with these keys and no others. */
function hasKeys<K extends string>(value: unknown, keys: readonly K[]): value is Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}

/** Where two branches recorded the same finding, the earlier day stays. */
function eachOnce(findings: readonly RecordedFinding[]): RecordedFinding[] {
  const byId = new Map<string, RecordedFinding>();
  for (const one of findings) {
    const known = byId.get(one.id);
    if (known === undefined || one.since < known.since) byId.set(one.id, one);
  }
  return [...byId.values()];
}

/** One line for each finding, in an order that does not depend on the day, so that git merges what branches add. */
export function formatBaseline(findings: readonly RecordedFinding[]): Printable {
  const sorted = [...findings].sort(
    (a, b) =>
      compareText(a.path, b.path) ||
      compareText(a.rule, b.rule) ||
      compareText(a.subject, b.subject) ||
      compareText(a.id, b.id),
  );
  const lines = sorted.map(({ id, since, rule, subject, path }) => JSON.stringify({ id, since, rule, subject, path }));
  const list = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  return printableJson(`{\n  "version": ${BASELINE_VERSION},\n  "findings": ${list}\n}\n`);
}
