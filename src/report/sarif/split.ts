/** One report as several, a category of code scanning each: its limits hold for a category, and teams see their own modules. */
import type { Report } from '../../model/report.ts';

export interface ReportPart {
  /** Fit for a file name, unique; '' for what belongs to no module. */
  readonly name: string;
  readonly category: string;
  readonly report: Report;
}

/** First what belongs to no module, with the policy errors; then each module, also one without findings, so that its alerts close. */
export function splitByModule(report: Report, category = 'modwarden'): readonly ReportPart[] {
  const dirs = [...new Set(report.modules.map(({ dir }) => dir))];
  const known: ReadonlySet<string | undefined> = new Set(dirs);
  const taken = new Set(['']);
  const rest: ReportPart = {
    name: '',
    category,
    report: {
      ...report,
      findings: report.findings.filter(({ module }) => !known.has(module)),
      gaps: report.gaps.filter(({ module }) => !known.has(module)),
    },
  };
  return [
    rest,
    ...dirs.map((dir) => ({
      name: nameOf(dir, taken),
      category: `${category}/${dir || '.'}`,
      report: {
        ...report,
        problems: [],
        modules: report.modules.filter((m) => m.dir === dir),
        findings: report.findings.filter(({ module }) => module === dir),
        gaps: report.gaps.filter(({ module }) => module === dir),
      },
    })),
  ];
}

const MAX_NAME = 100;

function nameOf(dir: string, taken: Set<string>): string {
  const plain = (dir || 'root').replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, MAX_NAME);
  let name = plain;
  // No two differ by case alone: some disks would take them for one.
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}-${n}`;
  taken.add(name.toLowerCase());
  return name;
}
