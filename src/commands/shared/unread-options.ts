/** Options that name something to read, where no rule of the run reads it: what is not looked at must not pass for clean. */
import type { Report } from '../../model/report.ts';
import type { GivenKind, Rule } from '../../model/rule.ts';
import type { Arguments } from './args.ts';

const READ_BY: Readonly<Record<string, readonly GivenKind[]>> = {
  vulndb: ['vulnerabilities', 'malicious'],
  report: ['vulnerabilities', 'reports'],
  index: ['index'],
};

export function unreadOptions(
  { lists, values }: Pick<Arguments, 'lists' | 'values'>,
  rules: readonly Pick<Rule, 'id' | 'given'>[],
  report: Pick<Report, 'rules'>,
): string[] {
  const ran = new Set(report.rules.flatMap((rule) => (rule.ran ? [rule.id] : [])));
  const kinds = new Set(rules.flatMap(({ id, given }) => (given !== undefined && ran.has(id) ? [given] : [])));
  return Object.entries(READ_BY)
    .filter(([option, readBy]) => (lists.has(option) || values.has(option)) && !readBy.some((kind) => kinds.has(kind)))
    .map(([option]) => `--${option}`);
}
