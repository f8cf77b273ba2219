import { defineRule } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'policy/expired-waiver',
  title: 'Waiver whose time is over',
  why: 'A waiver is a promise to look again by a date. Past it the finding counts again, and this says which promise ended.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  // Reported where findings are settled: src/lint/waive.ts.
  *check() {},
});
