import { defineRule } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'policy/unmatched',
  title: 'Policy pattern that matches nothing',
  why: 'A pattern that matches nothing does nothing, and nobody notices: the rule that somebody wanted stricter or milder for a folder or a module is as it was.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  // What a policy names is known once everything was checked: src/lint/unmatched.ts reports it.
  *check() {},
});
