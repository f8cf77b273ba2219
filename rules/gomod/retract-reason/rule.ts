import { defineRule, lineSpan, semver } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'gomod/retract-reason',
  title: 'Retraction without a reason or effect',
  why: 'Go shows the comment of a `retract` line to everybody who uses the version. Without a comment, users see only "retracted by module author". They cannot tell whether a secret leaked or a tag was wrong.',
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
          hint: 'add a comment with the reason on the line or above it; Go shows it to users',
          module,
          data: { kind: 'unexplained' },
        };
      }
    }
  },
});
