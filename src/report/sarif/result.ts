/** One result: what code scanning makes an alert of. */
import type { CodeFlow, Location, Result, Suppression, ThreadFlowLocation } from 'sarif';
import type { Finding, Report } from '../../model/report.ts';
import type { Place } from '../../text/source.ts';
import { factsRead } from '../facts-read.ts';
import { moduleAt } from '../module-at.ts';
import { fixesOf } from './fix.ts';
import type { Fold } from './fold.ts';
import { linkTo, listed, sarifText, sentence } from './message.ts';
import { isInside, physical } from './place.ts';

const MAX_NAMES = 10;
const MAX_RELATED = 20;
/** Code scanning shows this many steps of a result. */
const MAX_STEPS = 1000;

/** `indexOf`: where a descriptor stands among the driver's rules. */
export function resultOf(fold: Fold, report: Report, indexOf: (descriptor: string) => number | undefined): Result {
  const { rule, descriptor, level, findings, state, place, snippet } = fold;
  const ruleIndex = indexOf(descriptor);
  const title = report.rules.find((r) => r.id === rule)?.title ?? rule;
  const related = relatedOf(findings);
  const codeFlows = flowsOf(fold, report.modules);
  const fixes = fixesOf(findings);
  const hint = sentence(findings[0].hint ?? '');
  const read = factsRead(findings[0], report.today);
  return {
    ruleId: descriptor,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level,
    message: { text: [messageOf(fold, title), ...related.map((r) => r.text)].join(' ') },
    locations: [{ physicalLocation: physical(place, snippet) }],
    partialFingerprints: fingerprints(fold.id),
    ...(related.length > 0 && { relatedLocations: related.flatMap((r) => r.location ?? []) }),
    ...(codeFlows.length > 0 && { codeFlows }),
    ...(fixes.length > 0 && { fixes }),
    ...(state !== 'new' && { suppressions: suppressionsOf(findings) }),
    properties: {
      findings: findings.length,
      identities: findings.map((f) => f.id),
      ...(hint !== '' && { help: hint }),
      ...(read !== undefined && { read }),
    },
  };
}

/** The identity under GitHub's key, in the shape its own hash has, and under ours. */
export function fingerprints(id: string): Record<string, string> {
  const value = `${id.replace(/^mw1:/, '').slice(0, 16)}:1`;
  return { primaryLocationLineHash: value, 'modwarden/v1': value };
}

/** The headline. What follows it is only what readers show nowhere else; how to fix it stands in the help of the rule. */
function messageOf({ findings, place }: Fold, title: string): string {
  const [lead, ...others] = findings;
  const parts = [sentence(lead.message) || sentence(title)];
  // Outside the repository, such as in a captured `go env`: the result can only stand for it.
  if (lead.place.path !== place.path) parts.push(sentence(`Found at ${lead.place.path}:${lead.place.start.line}`));
  if (others.length > 0) parts.push(`Also on this line: ${listed(others.map(nameOf), MAX_NAMES)}.`);
  return parts.filter((part) => part !== '').join(' ');
}

function nameOf({ subject, version }: Finding): string {
  return version === undefined ? subject : `${subject}@${version}`;
}

interface Related {
  /** A sentence for the message: code scanning shows only locations that it links to. */
  readonly text: string;
  readonly location: Location | undefined;
}

function relatedOf(findings: readonly Finding[]): Related[] {
  const distinct = new Map<string, Finding['related'][number]>();
  for (const r of findings.flatMap((f) => f.related)) distinct.set(JSON.stringify([r.place, r.message]), r);
  let id = 0;
  return [...distinct.values()].slice(0, MAX_RELATED).map(({ place, message }) => {
    const why = sarifText(message).trim() || 'related';
    if (!isInside(place.path))
      return { text: sentence(`See ${place.path}:${place.start.line}: ${why}`), location: undefined };
    id++;
    return {
      text: `See ${linkTo(place, id)}: ${sentence(why)}`,
      location: { id, physicalLocation: physical(place), message: { text: why } },
    };
  });
}

/** How each module comes in, from the main module on. A step is at the line that requires it, where that is in the repository, else at the finding's. */
function flowsOf({ findings, place, snippet }: Fold, modules: Report['modules']): CodeFlow[] {
  const flows: CodeFlow[] = [];
  let left = MAX_STEPS;
  for (const { trail, module } of findings) {
    if (trail.length === 0) continue;
    const main = moduleAt(modules, module);
    const top: Place | undefined = main && {
      path: main.file,
      start: { line: 1, column: 1 },
      end: { line: 1, column: 1 },
    };
    const locations: ThreadFlowLocation[] = [
      ...(top === undefined ? [] : [step(main?.path || main?.file || '', top)]),
      ...trail.map(({ path, version, place: own }) => {
        const name = version === '' ? path : `${path}@${version}`;
        return own && isInside(own.path) ? step(name, own) : step(name, place, snippet);
      }),
    ];
    left -= locations.length;
    if (left < 0) break;
    flows.push({ threadFlows: [{ locations }] });
  }
  return flows;
}

function step(name: string, at: Place, snippet?: string): ThreadFlowLocation {
  return {
    location: { physicalLocation: physical(at, snippet), message: { text: sarifText(name).trim() || '(no name)' } },
  };
}

function wasBefore(baseline: Finding['baseline']): string {
  return baseline?.rev === undefined ? 'in the baseline' : `${baseline.rev} has it too`;
}

function suppressionsOf(findings: readonly Finding[]): Suppression[] {
  const distinct = new Map<string, Suppression>();
  for (const { waiver, baseline, place } of findings) {
    const suppression: Suppression = waiver
      ? {
          // Beside the line itself, or in the policy.
          kind: waiver.place.path === place.path ? 'inSource' : 'external',
          status: 'accepted',
          justification: sarifText(waiver.reason).trim() || 'waived',
          ...(isInside(waiver.place.path) && { location: { physicalLocation: physical(waiver.place) } }),
          properties: { until: waiver.until, ...(waiver.owner !== undefined && { owner: sarifText(waiver.owner) }) },
        }
      : { kind: 'external', status: 'accepted', justification: sarifText(wasBefore(baseline)) };
    distinct.set(JSON.stringify(suppression), suppression);
  }
  return [...distinct.values()];
}
