import { defineRule, lineSpan } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'gomod/retract-reason',
  title: 'Retraction without a reason',
  why: 'Go shows the comment of a `retract` line to everybody who uses the version. Without a comment, users see only "retracted by module author". They cannot tell whether a secret leaked or a tag was wrong.',
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
          hint: 'add a comment with the reason on the line or above it; Go shows it to users',
          module,
          data: { kind: 'unexplained' },
        };
      }
    }
  },
});
