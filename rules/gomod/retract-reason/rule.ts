import { defineRule, lineSpan, semver } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'gomod/retract-reason',
  title: 'Retraction without a reason, or without effect',
  why: 'Go shows the comment of a `retract` line to everybody who uses the version. Without one they read only "retracted by module author", and cannot tell a leaked secret from a misplaced tag.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const module of repo.modules) {
      for (const { low, high, rationale, line } of module.mod.retract) {
        if (low !== high && semver.isValid(low) && semver.isValid(high) && semver.compare(low, high) > 0) {
          yield {
            at: lineSpan(module.mod.syntax, line),
            subject: `[${low}, ${high}]`,
            message: `[${low}, ${high}] retracts nothing: its first version is the higher one`,
            hint: `write [${high}, ${low}]`,
            module,
            data: { kind: 'reversed' },
          };
          continue;
        }
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
