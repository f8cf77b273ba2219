import { defineRule } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'policy/unused-waiver',
  title: 'Waiver that covers no finding',
  why: 'A waiver outlives its reason silently and then covers the next, unexamined finding. One that matches nothing was mistyped or is over. It is reported only where the rule it waives was checked completely.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  // Waivers are known to be idle once findings are settled: src/lint/waive.ts reports them.
  *check() {},
});
