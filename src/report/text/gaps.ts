/** What could not be checked, as paragraphs of the text report: what the same hint helps with stands together. */
import type { Gap } from '../../model/report.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { type GapGroup, type GapSubject, groupGaps } from '../gap-groups.ts';
import { outsideProse } from '../outside-text.ts';
import { headline, type Note, noteLines } from './block.ts';
import { groupsOf } from './groups-of.ts';
import type { Paint } from './paint.ts';

const MAX_RULES = 4;

interface Limits {
  readonly subjects: number;
  readonly folders: number;
  /** Causes of the same rules: a module each with its own words of failure would fill the screen. */
  readonly causes: number;
  /** Causes of all gaps together. */
  readonly all: number;
}

const NONE: Limits = { subjects: Infinity, folders: Infinity, causes: Infinity, all: Infinity };
const USUAL: Limits = { subjects: 3, folders: 3, causes: 5, all: 12 };
const BRIEF: Limits = { subjects: 1, folders: 1, causes: 1, all: 6 };

export interface GapOptions {
  readonly verbose: boolean;
  /** Says less in words. */
  readonly brief?: boolean;
  readonly width: number;
  readonly paint: Paint;
}

/** Causes that leave the same rules without an answer, and that the same hint helps with. */
type Part = readonly [GapGroup, ...GapGroup[]];

export function gapParagraphs(gaps: readonly Gap[], options: GapOptions): Printable[] {
  const parts = groupsOf(groupGaps(gaps), ({ rules, fails, hint }) => JSON.stringify([rules, fails, hint]));
  const shown = firstParts(parts, limitsOf(options));
  return [
    ...groupsOf(shown, ([{ fails, hint }]) => JSON.stringify([fails, hint])).map((all) => paragraph(all, options)),
    ...otherParts(parts.slice(shown.length), options),
  ];
}

function limitsOf({ verbose, brief }: GapOptions): Limits {
  if (verbose) return NONE;
  return brief ? BRIEF : USUAL;
}

/** As many as do not tell too many causes. */
function firstParts(parts: readonly Part[], limits: Limits): readonly Part[] {
  let causes = 0;
  const end = parts.findIndex((groups) => {
    causes += Math.min(groups.length, limits.causes);
    return causes > limits.all;
  });
  return end < 0 ? parts : parts.slice(0, end);
}

function otherParts(parts: readonly Part[], { width, paint }: GapOptions): Printable[] {
  const [first] = parts.flat();
  if (first === undefined) return [];
  const rules = [...new Set(parts.flatMap(([{ rules: own }]) => own))];
  const text = safe`${gapsIn(parts.flat())} more, for other reasons (${ruleList(rules, false)})`;
  return [joined(headline(safe`not checked`, first.fails ? 'error' : 'warning', text, width, paint), '\n')];
}

function paragraph(parts: readonly [Part, ...Part[]], options: GapOptions): Printable {
  const [[{ fails, hint }]] = parts;
  const notes: Note[] = [];
  if (fails) notes.push({ label: 'note', text: safe`the policy makes this gap fail the run` });
  if (hint !== undefined) notes.push({ label: 'help', text: outsideProse(hint) });
  const lines = [...parts.flatMap((part) => partLines(part, options)), ...notes.flatMap((n) => noteOf(n, options))];
  return joined(lines, '\n');
}

function partLines(groups: Part, options: GapOptions): Printable[] {
  const { verbose, width, paint } = options;
  const [{ rules, fails }] = groups;
  const one = rules.length === 1 ? safe`[${printable(rules[0]!)}]` : safe``;
  const line = (text: Printable) => headline(safe`not checked${one}`, fails ? 'error' : 'warning', text, width, paint);
  const limits = limitsOf(options);
  const lines = groups.slice(0, limits.causes).flatMap((group) => line(groupText(group, limits)));
  const rest = groups.slice(limits.causes);
  if (rest.length > 0) lines.push(...line(safe`${gapsIn(rest)} more with different reasons`));
  if (rules.length > 1) lines.push(...noteOf({ label: 'rules', text: ruleList(rules, verbose) }, options));
  return lines;
}

function noteOf(note: Note, { width, paint }: GapOptions): Printable[] {
  return noteLines(note, safe`  `, width, paint);
}

function ruleList(rules: readonly string[], verbose: boolean): Printable {
  const shown = verbose || rules.length <= MAX_RULES + 1 ? rules : rules.slice(0, MAX_RULES);
  return safe`${joined(shown.map(printable), ', ')}${andMore(rules.length - shown.length)}`;
}

/** `a, b (in api, worker) and 3 more (offline: no fact source was given)`. */
function groupText({ subjects, why, detail }: GapGroup, limits: Limits): Printable {
  const shown = subjects.slice(0, limits.subjects);
  const what = joined(
    shown.map((subject) => subjectText(subject, limits)),
    ', ',
  );
  const reason = detail === '' ? printable(why) : safe`${printable(why)}: ${outsideProse(detail)}`;
  return safe`${what}${andMore(subjects.length - shown.length)} (${reason})`;
}

/** The folders are named where there are several. */
function subjectText({ subject, modules }: GapSubject, { folders }: Limits): Printable {
  if (modules.length < 2) return printable(subject);
  const shown = modules.slice(0, folders).map((dir) => printable(dir || '.'));
  return safe`${printable(subject)} (in ${joined(shown, ', ')}${andMore(modules.length - shown.length)})`;
}

function gapsIn(groups: readonly GapGroup[]): number {
  return groups.reduce((sum, group) => sum + group.gaps, 0);
}

function andMore(rest: number): Printable {
  return rest > 0 ? safe` and ${rest} more` : safe``;
}
