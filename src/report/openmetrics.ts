/**
 * The report as OpenMetrics text, for Prometheus and its like. Names, labels and units are stable:
 *
 * - `modwarden_findings{rule,level}`: new findings; 0 at its own level for each rule that ran and found none
 * - `modwarden_suppressed_findings{rule,level,state}`: those that a waiver or the baseline covers
 * - `modwarden_gaps{rule,why,fails}`: what could not be checked
 * - `modwarden_policy_problems`: errors in policy files
 * - `modwarden_modules_in_use{module,file}`: modules in use by each module; `module` is its folder, `.` for the root; `file` its go.mod
 * - `modwarden_vulnerabilities{state,reviewed,fixable}`: vulnerabilities of module versions; there where a rule of the group vuln ran
 * - `modwarden_other_modfiles`: files in the language of go.mod that were not judged, since no policy includes them
 * - `modwarden_partial`: 1 where the run looked at a part only
 * - `modwarden_judged_day_timestamp_seconds`: the day that was judged, as of which all this holds
 * - `modwarden_build_info{version}`
 *
 * and the report's own metrics (see `Metric` in model/report.ts).
 */
import type { Report } from '../model/report.ts';
import { joined, type Printable, printable, safe } from '../text/printable.ts';

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly unit?: string;
  readonly type: 'gauge' | 'info';
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The report as OpenMetrics text, for a pushgateway or a textfile collector. */
export function renderOpenMetrics(report: Report): Printable {
  const families: Family[] = [
    {
      name: 'modwarden_build',
      help: 'The modwarden version of this run',
      type: 'info',
      samples: [{ labels: { version: report.tool.version }, value: 1 }],
    },
    gauge('modwarden_findings', 'Findings without waivers and not in the baseline', findings(report)),
    gauge('modwarden_suppressed_findings', 'Findings with a waiver or in the baseline', suppressed(report)),
    gauge('modwarden_gaps', 'Checks that were not possible', gaps(report)),
    gauge('modwarden_policy_problems', 'Errors in policy files', [{ labels: {}, value: report.problems.length }]),
    gauge('modwarden_modules_in_use', 'Modules in use by each module of the repository', modules(report)),
    ...vulnerabilities(report),
    gauge('modwarden_other_modfiles', 'Files in the language of go.mod that no policy includes', [
      { labels: {}, value: report.otherModfiles?.length ?? 0 },
    ]),
    gauge('modwarden_partial', '1 for a partial check', [{ labels: {}, value: report.partial === undefined ? 0 : 1 }]),
    {
      ...gauge('modwarden_judged_day_timestamp_seconds', 'The date of the check', [
        { labels: {}, value: Date.parse(report.today) / 1000 },
      ]),
      unit: 'seconds',
    },
    ...(report.metrics ?? []),
  ];
  return openMetricsText(families);
}

/** Each family with its samples, and the end mark. */
export function openMetricsText(families: readonly Family[]): Printable {
  return safe`${joined(families.flatMap(lines), '\n')}\n# EOF\n`;
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, help, type: 'gauge', samples };
}

function findings({ findings, rules }: Report): Sample[] {
  const fresh = findings.filter((f) => f.state === 'new');
  const found = new Set(fresh.map((f) => f.rule));
  const none = rules
    .filter((r) => r.ran && !found.has(r.id))
    .map(({ id, level }) => ({ labels: { rule: id, level }, value: 0 }));
  return byRule([...counted(fresh.map(({ rule, level }) => ({ rule, level }))), ...none]);
}

function suppressed({ findings }: Report): Sample[] {
  return byRule(
    counted(findings.filter((f) => f.state !== 'new').map(({ rule, level, state }) => ({ rule, level, state }))),
  );
}

function gaps({ gaps }: Report): Sample[] {
  return byRule(counted(gaps.map(({ rule, why, fails }) => ({ rule, why, fails: String(fails) }))));
}

/** A vulnerability of a module version that several modules use counts once for each. */
function vulnerabilities({ findings, rules }: Report): Family[] {
  if (!rules.some(({ id, ran }) => ran && id.startsWith('vuln/'))) return [];
  const labels = findings.flatMap(({ vulnerability, state }) =>
    vulnerability === undefined
      ? []
      : { state, reviewed: String(vulnerability.reviewed), fixable: String(vulnerability.fixed !== '') },
  );
  const none = { labels: { state: 'new', reviewed: 'true', fixable: 'true' }, value: 0 };
  const samples = counted(labels);
  return [
    gauge(
      'modwarden_vulnerabilities',
      'Known vulnerabilities, malicious modules, and what other tools report',
      samples.length === 0 ? [none] : byRule(samples),
    ),
  ];
}

function modules({ modules }: Report): Sample[] {
  return modules.map(({ dir, file, modules: value }) => ({ labels: { module: dir === '' ? '.' : dir, file }, value }));
}

/** One sample for each set of labels, with how often it came. */
function counted(labels: readonly Readonly<Record<string, string>>[]): Sample[] {
  const counts = new Map<string, { labels: Readonly<Record<string, string>>; value: number }>();
  for (const l of labels) {
    const key = JSON.stringify(l);
    const known = counts.get(key);
    if (known) known.value++;
    else counts.set(key, { labels: l, value: 1 });
  }
  return [...counts.values()];
}

/** Sorted, so that the output does not depend on the order of findings. */
function byRule(samples: Sample[]): Sample[] {
  const key = ({ labels }: Sample) => JSON.stringify(labels);
  return samples.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function lines({ name, help, unit, type, samples }: Family): Printable[] {
  const suffix = type === 'info' ? '_info' : '';
  return [
    safe`# TYPE ${printable(name)} ${type}`,
    ...(unit === undefined ? [] : [safe`# UNIT ${printable(name)} ${printable(unit)}`]),
    safe`# HELP ${printable(name)} ${escaped(help)}`,
    ...samples.map(({ labels, value }) => safe`${printable(name)}${suffix}${labelSet(labels)} ${number(value)}`),
  ];
}

function labelSet(labels: Readonly<Record<string, string>>): Printable {
  const pairs = Object.entries(labels).map(([name, value]) => safe`${printable(name)}="${escaped(value)}"`);
  return pairs.length === 0 ? safe`` : safe`{${joined(pairs, ',')}}`;
}

/** Line ends and other control characters are spelled out before, so only backslash and quote are left to escape. */
function escaped(text: string): Printable {
  return printable(printable(text.toWellFormed()).replace(/["\\]/g, '\\$&'));
}

function number(value: number): number | '+Inf' | '-Inf' {
  // What is no number is written NaN, as JavaScript has it.
  return Number.isFinite(value) || Number.isNaN(value) ? value : value > 0 ? '+Inf' : '-Inf';
}
