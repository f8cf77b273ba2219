import { count, defineRule, duration } from '../../../src/rule.ts';

interface Options {
  readonly 'max-life': string;
  readonly require: readonly ('owner' | 'versions')[];
  readonly 'max-findings': number;
}

export const rule = defineRule<Options>({
  id: 'policy/waiver-limits',
  title: 'Waiver beyond the limits of the policy',
  why: 'A waiver without an owner, with an end date in ten years, or for a whole host disables the rule.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      'max-life': v.optional(
        v.pipe(duration(v), v.description('The longest time from the day of the check to the end of a waiver')),
        '1y',
      ),
      require: v.optional(
        v.pipe(
          v.array(v.picklist(['owner', 'versions'])),
          v.description('Fields that a waiver must have; versions only where it names a module'),
        ),
        [],
      ),
      'max-findings': v.optional(
        v.pipe(count(v), v.minValue(1), v.description('How many findings one waiver may cover')),
        50,
      ),
    }),
  // Which findings a waiver covers is known once everything was checked: src/lint/waiver-limits.ts reports it.
  *check() {},
});
