/** A JSON report read back: everything that any format needs is in it. */
import type { Report } from '../model/report.ts';
import type { Inventory } from './inventory.ts';
import { inventoryProblem } from './inventory-schema.ts';
import type { JsonReport } from './report-schema.ts';

export interface StoredReport {
  readonly report: Report;
  /** Left out where the report was written without one. */
  readonly inventory?: Inventory;
}

/** What is not a report of version 1 is refused, with the place that is wrong. Members that are not known are passed over. */
export async function readJsonReport(text: string): Promise<StoredReport | { readonly problem: string }> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'is not JSON' };
  }
  const [v, { reportSchemas }] = await Promise.all([import('valibot'), import('./report-schema.ts')]);
  // One problem is told: a hostile report has millions of them.
  const parsed = v.safeParse(reportSchemas(v).report, json, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const at = v.getDotPath(issue) ?? 'the whole';
    return invalid(`${at}: expected ${issue.expected ?? 'another value'}, got ${issue.received}`);
  }
  const { inventory, ...report } = parsed.output;
  const problem = inventory && inventoryProblem(inventory);
  if (problem !== undefined) return invalid(`inventory.${problem}`);
  return { report: reportOf(report), ...(inventory !== undefined && { inventory }) };
}

function invalid(problem: string): { readonly problem: string } {
  return { problem: `is not a JSON report of version 1 (${problem})` };
}

/** What JSON leaves out is undefined to us. */
function reportOf({ summary: _, partial, policies, problems, findings, gaps, ...rest }: JsonReport): Report {
  return {
    ...rest,
    partial,
    policies: policies.map((policy) => ({ ...policy, path: policy.path })),
    problems: problems.map((problem) => ({ ...problem, place: problem.place })),
    findings: findings.map((finding) => ({ ...finding, module: finding.module })),
    gaps: gaps.map((gap) => ({ ...gap, module: gap.module })),
  };
}
