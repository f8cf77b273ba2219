import { defineRule } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'policy/unmatched',
  title: 'Policy pattern that matches nothing',
  why: 'A pattern that matches nothing has no effect, and nobody notices. The rule applies as if the pattern were not there.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  // What a policy names is known once everything was checked: src/lint/unmatched.ts reports it.
  *check() {},
});
