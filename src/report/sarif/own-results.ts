/**
 * Results that are about the run itself, for readers that show results and nothing else, as GitHub does: what could not be checked, and
 * what was left out of the report.
 */
import { createHash } from 'node:crypto';
import type { Result } from 'sarif';
import type { Report, RuleInfo } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { type Alert, alertsOf, NOT_CHECKED } from '../alerts.ts';
import { RANK } from '../verdict.ts';
import { sentence } from './message.ts';
import { physical } from './place.ts';
import { fingerprints } from './result.ts';

const MAX_REASONS = 5;
/** Files with gaps that get a result. */
export const MAX_GAP_RESULTS = 1000;

function rule(id: string, title: string, why: string, level: Level): RuleInfo {
  return { id, title, why, level, precision: 'very-high', since: '0.1.0', ran: true };
}

/** In the order in which the results below refer to them. */
export const OWN_RULES: readonly RuleInfo[] = [
  rule(
    NOT_CHECKED,
    'Not checked',
    'Some rules could not check this module: a module proxy was not asked, gave no answer, or a file cannot be read. What is not checked is not known to be right. `modwarden plan` shows what would be asked, `gaps` in the policy says which gaps fail the run.',
    'note',
  ),
  rule(
    'modwarden/left-out',
    'Findings left out',
    'The report has more findings than code scanning takes. The least severe are left out: a missing one is not fixed.',
    'warning',
  ),
];

/** One result for each file with gaps: code scanning keeps one alert for a rule and a line. */
export function gapResults(report: Report): readonly Result[] {
  const files = new Map<string, [Alert, ...Alert[]]>();
  for (const alert of alertsOf(report)) {
    if (alert.kind !== 'gap') continue;
    const known = files.get(alert.place.path);
    if (known === undefined) files.set(alert.place.path, [alert]);
    else known.push(alert);
  }
  return [...files].slice(0, MAX_GAP_RESULTS).map(([path, alerts]) => {
    const level = alerts.map((a) => a.level).reduce((a, b) => (RANK[a] <= RANK[b] ? a : b));
    const more = alerts.length > MAX_REASONS ? [`${alerts.length - MAX_REASONS} more reasons.`] : [];
    const said = alerts.slice(0, MAX_REASONS).map(({ message }) => sentence(message));
    return ownResult(0, report, level, [...said, ...more].join(' '), alerts[0].place, ['gaps', path]);
  });
}

export function leftOutResult(report: Report, results: number, findings: number): Result {
  const path = report.modules[0]?.file ?? 'go.mod';
  const place = { path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  const text = `${results} results with ${findings} findings are left out, the least severe: code scanning takes no more.`;
  return ownResult(1, report, 'warning', text, place, ['left-out']);
}

function ownResult(
  index: number,
  report: Report,
  level: Level,
  text: string,
  place: Alert['place'],
  key: readonly string[],
): Result {
  const id = createHash('sha256').update(JSON.stringify(key)).digest('hex');
  return {
    ruleId: OWN_RULES[index]!.id,
    ruleIndex: report.rules.length + index,
    level,
    message: { text },
    locations: [{ physicalLocation: physical(place) }],
    partialFingerprints: fingerprints(id),
  };
}
