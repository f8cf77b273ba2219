/** Findings as blocks of the text report. */
import type { Finding, PolicyProblem, Report } from '../../model/report.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { factsRead } from '../facts-read.ts';
import { moduleAt } from '../module-at.ts';
import { cut, outsideProse } from '../outside-text.ts';
import type { Block, Note } from './block.ts';
import { position } from './block.ts';
import type { Fold, Spot } from './fold.ts';
import { alikeNotes, elsewhereNotes } from './fold-notes.ts';

const MAX_RELATED = 5;
const MAX_STEPS = 12;
const MAX_POLICY = 80;

/** `verbose`: every related place is shown. */
export function foldBlock({ lead: spot, elsewhere, alike }: Fold, report: Report, verbose: boolean): Block {
  const { lead } = spot;
  return {
    label: findingLabel(lead),
    style: lead.state === 'new' ? lead.level : 'faint',
    message: outsideProse(lead.message),
    at: {
      place: lead.place,
      snippet: lead.snippet,
      ...(lead.snippetColumn !== undefined && { from: lead.snippetColumn }),
    },
    notes: [...elsewhereNotes(elsewhere, lead), ...alikeNotes(alike, lead), ...spotNotes(spot, report, verbose)],
  };
}

/** Notes of what leads, then of what else is said about the same, without those that are there already. */
function spotNotes({ lead, also }: Spot, report: Report, verbose: boolean): Note[] {
  const notes = findingNotes(lead, report, verbose);
  const told = new Set(notes.map(({ label, text }) => `${label} ${text}`));
  for (const finding of also) {
    const more = findingNotes(finding, report, verbose).filter(({ label, text }) => !told.has(`${label} ${text}`));
    for (const { label, text } of more) told.add(`${label} ${text}`);
    notes.push({ label: 'also', text: safe`${findingLabel(finding)}: ${outsideProse(finding.message)}` }, ...more);
  }
  return notes;
}

function findingLabel({ state, level, rule }: Finding): Printable {
  return safe`${state === 'new' ? '' : `${state} `}${level}[${printable(rule)}]`;
}

function findingNotes(finding: Finding, { modules, today }: Report, verbose: boolean): Note[] {
  const { trail, related, policy, waiver, hint, confidence } = finding;
  const notes: Note[] = [];
  if (trail.length > 0) notes.push({ label: 'trail', text: trailText(finding, modules) });
  const shown = verbose ? related : related.slice(0, MAX_RELATED);
  for (const r of shown) notes.push({ label: 'see', text: safe`${position(r.place)}: ${outsideProse(r.message)}` });
  if (shown.length < related.length)
    notes.push({ label: 'see', text: safe`${related.length - shown.length} more places` });
  if (confidence === 'low') notes.push({ label: 'note', text: safe`this may be a false positive (low confidence)` });
  const read = factsRead(finding, today);
  if (read !== undefined) notes.push({ label: 'note', text: printable(read) });
  if (policy)
    notes.push({
      label: 'policy',
      text: safe`${printable(cut(policy.snippet.trim().replace(/^- +/, ''), MAX_POLICY))} (${position(policy.place)})`,
    });
  if (waiver) notes.push({ label: 'waived', text: waiverText(waiver) });
  if (hint !== undefined) notes.push({ label: 'help', text: outsideProse(hint) });
  return notes;
}

function waiverText({ reason, owner, until, place }: NonNullable<Finding['waiver']>): Printable {
  const by = owner === undefined ? safe`` : safe`, by ${outsideProse(owner)}`;
  return safe`until ${printable(until)}${by}: ${outsideProse(reason)} (${position(place)})`;
}

/** From the main module to what was found: `example.com/main → a@v1.0.0 → b@v2.0.0`. */
function trailText({ module, trail, place }: Finding, modules: Report['modules']): Printable {
  const main = moduleAt(modules, module, place.path)?.path;
  const steps = [
    ...(main ? [main] : []),
    ...trail.map(({ path, version }) => (version === '' ? path : `${path}@${version}`)),
  ];
  const half = MAX_STEPS / 2;
  const shown =
    steps.length <= MAX_STEPS
      ? steps
      : [...steps.slice(0, half), `${steps.length - 2 * half} more`, ...steps.slice(-half)];
  return joined(shown.map(printable), ' → ');
}

export function problemBlock({ place, snippet, message, hint }: PolicyProblem): Block {
  return {
    label: safe`policy error`,
    style: 'error',
    message: outsideProse(message),
    at: place && { place, snippet },
    notes: hint === undefined ? [] : [{ label: 'help', text: outsideProse(hint) }],
  };
}
