/** What could not be checked, as paragraphs of the text report: what the same hint helps with stands together. */
import type { Gap } from '../model/report.ts';
import { type GapGroup, groupGaps } from './gap-groups.ts';
import { outside, outsideProse } from './outside-text.ts';
import type { Paint } from './paint.ts';

const MAX_SUBJECTS = 3;
/** A module each with its own words of failure would fill the screen. */
const MAX_GROUPS = 5;

export function gapParagraphs(gaps: readonly Gap[], verbose: boolean, paint: Paint): string[] {
  const byHint = new Map<string, { fails: boolean; hint: string | undefined; groups: GapGroup[] }>();
  for (const group of groupGaps(gaps)) {
    const key = JSON.stringify([group.fails, group.hint]);
    const known = byHint.get(key);
    if (known) known.groups.push(group);
    else byHint.set(key, { fails: group.fails, hint: group.hint, groups: [group] });
  }
  return [...byHint.values()].map(({ fails, hint, groups }) => {
    const lines = verbose ? groups.map((g) => groupLine(g, verbose, paint)) : cappedLines(groups, paint);
    const note = (label: string, text: string) =>
      lines.push(`  ${paint('frame', '=')} ${paint('strong', `${label}:`)} ${text}`);
    if (fails) note('note', 'the policy says that a run without this fails');
    if (hint !== undefined) note('help', outsideProse(hint));
    return lines.join('\n');
  });
}

function cappedLines(groups: readonly GapGroup[], paint: Paint): string[] {
  const perRule = new Map<string, GapGroup[]>();
  for (const g of groups) {
    const known = perRule.get(g.rule);
    if (known) known.push(g);
    else perRule.set(g.rule, [g]);
  }
  return [...perRule.values()].flatMap((all) => {
    const lines = all.slice(0, MAX_GROUPS).map((g) => groupLine(g, false, paint));
    const rest = all.slice(MAX_GROUPS).reduce((sum, g) => sum + g.subjects.length, 0);
    return rest === 0
      ? lines
      : [...lines, `${label(all[0]!, paint)}${paint('strong', `: ${rest} more, each for its own reason`)}`];
  });
}

function groupLine(group: GapGroup, verbose: boolean, paint: Paint): string {
  const shown = verbose ? group.subjects : group.subjects.slice(0, MAX_SUBJECTS);
  const rest = group.subjects.length - shown.length;
  const what = `${shown.map(outside).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const why = group.detail === '' ? group.why : `${group.why}: ${outsideProse(group.detail)}`;
  return `${label(group, paint)}${paint('strong', `: ${what}`)} (${why})`;
}

function label({ rule, fails }: GapGroup, paint: Paint): string {
  return paint(fails ? 'error' : 'warning', `not checked[${rule}]`);
}
