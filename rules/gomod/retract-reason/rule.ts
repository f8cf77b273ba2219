import { defineRule, lineSpan } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'gomod/retract-reason',
  title: 'Retracted version without a reason',
  why: 'Go shows the comment of a `retract` line to everybody who uses the version. Without one they read only "retracted by module author", and cannot tell a leaked secret from a misplaced tag.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const module of repo.modules) {
      for (const { low, high, rationale, line } of module.mod.retract) {
        if (rationale.trim() !== '') continue;
        const versions = low === high ? low : `[${low}, ${high}]`;
        yield {
          at: lineSpan(module.mod.syntax, line),
          subject: versions,
          message: `${versions} is retracted without a reason`,
          hint: 'say why in a comment on the line or above it: that is what Go shows to those who use the version',
          module,
          data: { kind: 'unexplained' },
        };
      }
    }
  },
});
