/**
 * A report against that of the revision that a change starts from: what both have is not from the change. A finding counts as the same
 * while it says the same of the same thing: another version, target, hash or depth makes it one of this change, another line does not.
 */
import type { Finding, Report } from '../model/report.ts';
import type { Tree } from '../model/tree.ts';
import { decode } from '../text/bytes.ts';

export interface Base {
  /** As the caller wrote it. */
  readonly name: string;
  /** The commit's id. */
  readonly commit: string;
  readonly tree: Tree;
}

/**
 * `hasFile`: whether the tree that was checked has a file. `baseReport` checks the base by the rules that are wanted; it is asked for only
 * where something is left that the base might have too.
 */
export async function hideUnchanged(
  report: Report,
  base: Base,
  hasFile: (path: string) => boolean,
  baseReport: (wanted: (rule: string) => boolean) => Promise<Report>,
): Promise<Report> {
  const isOpen = ({ state }: Finding) => state === 'new';
  const partial = [ONLY(base.name), ...(report.partial === undefined ? [] : [report.partial])].join('; ');
  const use = { rev: base.name, commit: base.commit };
  const open = report.findings.filter(isOpen);
  if (open.length === 0) return { ...report, partial, base: { ...use, unchecked: 0 } };
  const before = await baseReport(rulesBehind(open));
  const left = countedBy(before.findings, contentOf);
  const lines = policyLines(base.tree);
  const findings: Finding[] = [];
  for (const finding of report.findings) {
    const key = contentOf(finding);
    const count = left.get(key) ?? 0;
    const isKnown = count > 0 && (!isAboutPolicy(finding) || !hasFile(finding.place.path) || (await lines(finding)));
    if (isKnown) left.set(key, count - 1);
    const hidden = isKnown && isOpen(finding);
    findings.push(hidden ? { ...finding, state: 'baseline', baseline: { rev: base.name } } : finding);
  }
  return { ...report, partial, findings, base: { ...use, unchecked: before.gaps.length } };
}

/** Whether a waiver is in use depends on all rules; whether a graph can be loaded, on gomod/syntax. */
function rulesBehind(findings: readonly Finding[]): (rule: string) => boolean {
  if (findings.some(isAboutPolicy)) return () => true;
  const rules = new Set(findings.map(({ rule }) => rule)).add('gomod/syntax');
  return (rule) => rules.has(rule);
}

const ONLY = (name: string) => `only what differs from ${name} counts`;

/** What a finding says, without where it stands. */
function contentOf({ rule, level, module, place, subject, version, message, data }: Finding): string {
  return JSON.stringify([rule, level, module ?? place.path, subject, version, message.replaceAll(LINE, 'line'), data]);
}

const LINE = /\bline \d+/g;

function countedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** The base is checked by the policies of the change, so a finding about a line of a policy is old only if the line is. A policy from outside is no part of the change. */
function isAboutPolicy({ rule }: Finding): boolean {
  return rule.startsWith('policy/');
}

function policyLines(tree: Tree): (finding: Finding) => Promise<boolean> {
  const byPath = new Map<string, ReadonlySet<string>>();
  return async ({ place: { path }, snippet }) => {
    const lines = byPath.get(path) ?? (await linesOf(tree, path));
    byPath.set(path, lines);
    return lines.has(snippet.trim());
  };
}

async function linesOf(tree: Tree, path: string): Promise<ReadonlySet<string>> {
  const bytes = await tree.read(path).catch(() => undefined);
  return new Set(
    bytes === undefined
      ? []
      : decode(bytes)
          .split('\n')
          .map((line) => line.trim()),
  );
}
