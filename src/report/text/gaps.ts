/** What could not be checked, as paragraphs of the text report: what the same rules miss and the same hint helps with stands together. */
import type { Gap } from '../../model/report.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { type GapGroup, groupGaps } from '../gap-groups.ts';
import { outsideProse } from '../outside-text.ts';
import type { Paint } from './paint.ts';

const MAX_SUBJECTS = 3;
/** A module each with its own words of failure would fill the screen. */
const MAX_LINES = 5;
const MAX_RULES = 4;

interface Paragraph {
  readonly first: GapGroup;
  readonly groups: GapGroup[];
}

export function gapParagraphs(gaps: readonly Gap[], verbose: boolean, paint: Paint): Printable[] {
  const paragraphs = new Map<string, Paragraph>();
  for (const group of groupGaps(gaps)) {
    const key = JSON.stringify([group.rules, group.fails, group.hint]);
    const known = paragraphs.get(key);
    if (known) known.groups.push(group);
    else paragraphs.set(key, { first: group, groups: [group] });
  }
  return [...paragraphs.values()].map((p) => paragraph(p, verbose, paint));
}

function paragraph({ first, groups }: Paragraph, verbose: boolean, paint: Paint): Printable {
  const lines = (verbose ? groups : groups.slice(0, MAX_LINES)).map((g) => groupLine(g, verbose, paint));
  const rest = groups.slice(lines.length).reduce((sum, g) => sum + g.subjects.length, 0);
  if (rest > 0) lines.push(safe`${label(first, paint)}${paint('strong', safe`: ${rest} more with different reasons`)}`);
  const note = (name: 'rules' | 'note' | 'help', text: Printable) =>
    lines.push(safe`  ${paint('frame', safe`=`)} ${paint('strong', safe`${name}:`)} ${text}`);
  if (first.rules.length > 1) note('rules', ruleList(first.rules, verbose));
  if (first.fails) note('note', safe`the policy makes this gap fail the run`);
  if (first.hint !== undefined) note('help', outsideProse(first.hint));
  return joined(lines, '\n');
}

function ruleList(rules: readonly string[], verbose: boolean): Printable {
  const shown = verbose || rules.length <= MAX_RULES + 1 ? rules : rules.slice(0, MAX_RULES);
  const rest = rules.length - shown.length;
  return safe`${joined(shown.map(printable), ', ')}${andMore(rest)}`;
}

function groupLine(group: GapGroup, verbose: boolean, paint: Paint): Printable {
  const shown = verbose ? group.subjects : group.subjects.slice(0, MAX_SUBJECTS);
  const rest = group.subjects.length - shown.length;
  const what = safe`${joined(shown.map(printable), ', ')}${andMore(rest)}`;
  const why = group.detail === '' ? printable(group.why) : safe`${printable(group.why)}: ${outsideProse(group.detail)}`;
  return safe`${label(group, paint)}${paint('strong', safe`: ${what}`)} (${why})`;
}

function andMore(rest: number): Printable {
  return rest > 0 ? safe` and ${rest} more` : safe``;
}

function label({ rules, fails }: GapGroup, paint: Paint): Printable {
  const one = rules.length === 1 ? safe`[${printable(rules[0]!)}]` : safe``;
  return paint(fails ? 'error' : 'warning', safe`not checked${one}`);
}
