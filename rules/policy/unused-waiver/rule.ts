import { defineRule } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'policy/unused-waiver',
  title: 'Unused waiver',
  why: 'A forgotten waiver can hide a new finding later. A waiver that matches nothing is misspelled or no longer needed. modwarden reports it only if it checked the waived rule completely.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  // Unused waivers are known only after all findings: src/lint/waive.ts reports them.
  *check() {},
});
