/** Waivers that can cover no finding, or that another waiver makes superfluous. */
import { impossible } from '../patterns/impossible.ts';
import type { Policy, Waiver } from '../types.ts';
import { coversGlobs, coversPatterns, includesAll, type RangeCovers } from './covers.ts';
import { type LintFinding, lintFinding, REMOVE } from './types.ts';

export interface WaiverInput {
  readonly policy: Policy;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly ranges: RangeCovers;
  /** Whether a file of the repository matches a pattern; undefined where no repository is known. */
  readonly hasFile: ((glob: string) => boolean) | undefined;
}

export function lintWaivers({ policy, today, ranges, hasFile }: WaiverInput): LintFinding[] {
  const isOn = (rule: string) =>
    [policy.rules, ...policy.overrides.map(({ rules }) => rules)].some(
      (rules) => Object.hasOwn(rules, rule) && rules[rule]!.level !== 'off',
    );
  return policy.waivers.flatMap((waiver, j) => {
    const { at, rule, module, until, files } = waiver;
    const name = `the waiver of ${rule}${module === undefined ? '' : ` for ${module}`}`;
    if (!isOn(rule))
      return [
        lintFinding('unreachable', at, `${name} covers nothing: the rule is off`, `remove it, or turn ${rule} on`),
      ];
    if (until < today)
      return [
        lintFinding('unreachable', at, `${name} expired on ${until}`, 'remove it, or renew it with a later date'),
      ];
    const fault = module === undefined ? undefined : impossible(module);
    if (fault) return [lintFinding('unreachable', at, `${name} ${fault.message}`, fault.hint)];
    if (hasFile && files && !files.some(hasFile))
      return [
        lintFinding(
          'unreachable',
          at,
          `${name} covers nothing: no file matches ${files.join(', ')}`,
          'correct "files", or remove it',
        ),
      ];
    const by = policy.waivers.find((other, i) => {
      if (i === j || !coversWaiver(other, waiver, ranges)) return false;
      return i < j || !coversWaiver(waiver, other, ranges);
    });
    if (by === undefined) return [];
    return [
      lintFinding(
        'shadowed',
        at,
        `${name} has no effect: another waiver covers the same until ${by.until}`,
        REMOVE,
        by.at,
      ),
    ];
  });
}

function coversWaiver(wide: Waiver, narrow: Waiver, ranges: RangeCovers): boolean {
  return (
    wide.rule === narrow.rule &&
    wide.until >= narrow.until &&
    coversPatterns(
      wide.module === undefined ? undefined : [wide.module],
      narrow.module === undefined ? undefined : [narrow.module],
    ) &&
    ranges(wide.versions, narrow.versions) &&
    (wide.subject === undefined || wide.subject === narrow.subject) &&
    coversGlobs(wide.files, narrow.files) &&
    (wide.vuln === undefined || (narrow.vuln !== undefined && includesAll(wide.vuln, narrow.vuln)))
  );
}
