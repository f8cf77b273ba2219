/** What the run itself has to say: whether it saw all it had to, and what it could not check. */
import type { Invocation, Notification } from 'sarif';
import type { PolicyProblem, Report } from '../../model/report.ts';
import { type GapGroup, groupGaps } from '../gap-groups.ts';
import { listed, sarifText, sentence } from './message.ts';
import { isInside, physical } from './place.ts';

const MAX_NAMES = 20;
const MAX_NOTIFICATIONS = 1000;

/** `cutOff`: how many results and findings were left out. */
export function invocation(
  report: Report,
  cutOff: { readonly results: number; readonly findings: number },
): Invocation {
  const groups = groupGaps(report.gaps);
  const notifications = [
    ...report.problems.map(problem),
    ...(report.partial === undefined
      ? []
      : [note('warning', `Partial check: ${sentence(report.partial) || 'on purpose.'}`)]),
    ...(cutOff.results === 0
      ? []
      : [
          note(
            'warning',
            `${cutOff.results} of the least severe results, with ${cutOff.findings} findings, are omitted.`,
          ),
        ]),
    ...(report.otherModfiles === undefined ? [] : [note('note', otherModfilesText(report.otherModfiles))]),
    ...groups.slice(0, MAX_NOTIFICATIONS).map((group) => gap(group, report)),
  ];
  const more = groups.slice(MAX_NOTIFICATIONS).reduce((sum, g) => sum + g.gaps, 0);
  if (more > 0) notifications.push(note('warning', `${more} more gaps.`));
  return {
    ...(report.provenance !== undefined && { commandLine: report.provenance.command }),
    // GitHub does not read it, but who does must not take what is missing for fixed.
    executionSuccessful:
      report.problems.length === 0 && report.partial === undefined && !report.gaps.some((g) => g.fails),
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
  };
}

function otherModfilesText(files: readonly string[]): string {
  return `Not checked, because no policy includes them: ${listed(files, MAX_NAMES)}. The policy key modules.include does.`;
}

function problem({ place, message, hint }: PolicyProblem): Notification {
  const text = [`Policy error: ${sentence(message)}`, ...(hint === undefined ? [] : [sentence(`Help: ${hint}`)])]
    .join(' ')
    .trim();
  return {
    ...note('error', text),
    ...(place !== undefined && isInside(place.path) && { locations: [{ physicalLocation: physical(place) }] }),
  };
}

function gap(group: GapGroup, report: Report): Notification {
  const { rules, why, detail, fails, gaps } = group;
  const subjects = group.subjects.map(({ subject }) => subject);
  const index = report.rules.findIndex((r) => r.id === rules[0]);
  const reason = detail === '' ? why : `${why}: ${sarifText(detail)}`;
  const text = `${listed(rules, MAX_NAMES)} could not check ${listed(subjects, MAX_NAMES)} (${reason}).`;
  return {
    ...note(fails ? 'error' : 'note', text),
    ...(rules.length === 1 && { associatedRule: { id: rules[0]!, ...(index >= 0 && { index }) } }),
    properties: { gaps, fails },
  };
}

function note(level: Notification.level, text: string): Notification {
  return { level, message: { text } };
}
