/** What the JSON report says of findings and gaps, as lines. */
import type { Finding, Gap } from '../../src/model/report.ts';
import type { Place } from '../../src/text/source.ts';

/** `name=value` of each field that has a value. */
export const shown = (fields: object) =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

export const at = ({ path: file, start, end }: Place) =>
  `${file}:${start.line}:${start.column}-${end.line}:${end.column}`;

/** What it says beyond level, message and hint. */
export function ofFinding({
  rule,
  place,
  subject,
  module,
  version,
  confidence,
  asOf,
  vulnerability,
  fix,
  data,
}: Finding) {
  return [
    `  ${rule} ${at(place)} ${shown({ subject, module, version, confidence, asOf, vulnerability, data })}`,
    ...(fix ? [`    fix: ${fix.what} ${shown({ safe: fix.safe, followUp: fix.followUp })}`] : []),
    ...(fix?.edits.map(({ place: edited, text }) => `      ${at(edited)} ${JSON.stringify(text)}`) ?? []),
  ];
}

export const ofGap = ({ subject, module, why, hint, fails }: Gap) =>
  `  not checked: ${shown({ subject, module, why, hint, fails })}`;

/** Everything that is said of it. */
export function wholeFinding(finding: Finding): string[] {
  const { place, level, message, hint, related, trail, state } = finding;
  return [
    `${at(place)} ${level}${state === 'new' ? '' : ` (${state})`} ${message.replaceAll('\n', ' / ')}`,
    ...related.map((r) => `  see ${at(r.place)} ${r.message.replaceAll('\n', ' / ')}`),
    ...(trail.length > 0 ? [`  by ${trail.map((m) => `${m.path} ${m.version}`).join(' > ')}`] : []),
    ...(hint === undefined ? [] : [`  help: ${hint.replaceAll('\n', ' / ')}`]),
    ...ofFinding(finding),
  ];
}
