import { defineRule } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'policy/expired-waiver',
  title: 'Expired waiver',
  why: 'A waiver accepts a finding until a date. After that date the finding counts again, and this rule reports which waiver expired.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  // Reported where findings are made: src/lint/waive.ts.
  *check() {},
});
