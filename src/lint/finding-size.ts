/** Findings within bounds: how long one may be, and how many are kept. */

import type { FoundVulnerability } from '../model/facts/found-vulnerability.ts';
import type { Finding } from '../model/report.ts';
import type { Draft } from '../model/rule.ts';
import { cut } from '../text/cut.ts';
import { MAX_FINDING_CHARS, MAX_FINDINGS, MAX_NAME, MAX_SENTENCE } from './limits.ts';

export interface FindingLimits {
  readonly findings: number;
  readonly chars: number;
}

export const FINDING_LIMITS: FindingLimits = { findings: MAX_FINDINGS, chars: MAX_FINDING_CHARS };

/** Keeps drafts until a limit is reached; from then on it counts, by rule, what it leaves out. */
export interface DraftKeeper {
  readonly kept: { readonly rule: string; readonly draft: Draft }[];
  readonly leftOut: ReadonlyMap<string, number>;
  keep(rule: string, draft: Draft): void;
}

export function draftKeeper(limits: FindingLimits = FINDING_LIMITS): DraftKeeper {
  const kept: { rule: string; draft: Draft }[] = [];
  const leftOut = new Map<string, number>();
  let chars = 0;
  return {
    kept,
    leftOut,
    keep: (rule, draft) => {
      chars += sizeOf(draft);
      if (kept.length < limits.findings && chars <= limits.chars) kept.push({ rule, draft });
      else leftOut.set(rule, (leftOut.get(rule) ?? 0) + 1);
    },
  };
}

/** Characters that the finding will have, about. */
function sizeOf({ message, hint = '', subject, related = [], trail = [] }: Draft): number {
  let size = Math.min(message.length, MAX_SENTENCE) + Math.min(hint.length, MAX_SENTENCE);
  size += Math.min(subject.length, MAX_NAME);
  for (const { message: text } of related) size += Math.min(text.length, MAX_SENTENCE);
  for (const { path, version } of trail) size += path.length + version.length;
  return size;
}

/** The finding with each of its texts cut to its limit. */
export function withinBounds(finding: Finding): Finding {
  const { message, hint, subject, version, related, data, vulnerability } = finding;
  return {
    ...finding,
    message: cut(message, MAX_SENTENCE),
    subject: cut(subject, MAX_NAME),
    ...(hint !== undefined && { hint: cut(hint, MAX_SENTENCE) }),
    ...(version !== undefined && { version: cut(version, MAX_NAME) }),
    related: related.map((r) => ({ ...r, message: cut(r.message, MAX_SENTENCE) })),
    ...(vulnerability !== undefined && { vulnerability: boundedVulnerability(vulnerability) }),
    ...(data !== undefined && { data: Object.fromEntries(Object.entries(data).map(([key, v]) => [key, bounded(v)])) }),
  };
}

/** Entries of a database have at most some ten names. */
const MAX_IDS = 50;

function boundedVulnerability(vulnerability: FoundVulnerability): FoundVulnerability {
  const { ids, summary, module, version, fixed, url } = vulnerability;
  return {
    ...vulnerability,
    ids: ids.slice(0, MAX_IDS).map((id) => cut(id, MAX_NAME)),
    summary: cut(summary, MAX_SENTENCE),
    module: cut(module, MAX_NAME),
    version: cut(version, MAX_NAME),
    fixed: cut(fixed, MAX_NAME),
    ...(url !== undefined && { url: cut(url, MAX_NAME) }),
  };
}

type Value = NonNullable<Finding['data']>[string];

function bounded(value: Value): Value {
  if (typeof value === 'string') return cut(value, MAX_NAME);
  return Array.isArray(value) ? (value as readonly string[]).map((text) => cut(text, MAX_NAME)) : value;
}
