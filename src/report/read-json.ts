/** A JSON report read back: everything that any format needs is in it. */
import type { Report } from '../model/report.ts';
import type { JsonReport } from './report-schema.ts';

/** What is not a report of version 1 is refused, with the place that is wrong. Members that are not known are passed over. */
export async function readJsonReport(text: string): Promise<Report | { readonly problem: string }> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'is not JSON' };
  }
  const [v, { reportSchemas }] = await Promise.all([import('valibot'), import('./report-schema.ts')]);
  const parsed = v.safeParse(reportSchemas(v).report, json);
  if (parsed.success) return reportOf(parsed.output);
  const [issue] = parsed.issues;
  const at = v.getDotPath(issue) ?? 'the whole';
  return {
    problem: `is not a JSON report of version 1 (${at}: expected ${issue.expected ?? 'another value'}, got ${issue.received})`,
  };
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
