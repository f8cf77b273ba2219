import { type Draft, defineRule, type SumFile, type SumProblemKind, sumFiles, sumProblems } from '../../../src/rule.ts';

interface Options {
  readonly style: 'allow' | 'report';
}

/** Go reads these and is not misled by them. `conflict` has a rule of its own. */
const HARMLESS: ReadonlySet<SumProblemKind> = new Set(['duplicate', 'order', 'final-newline', 'empty-go-mod']);

export const rule = defineRule<Options>({
  id: 'sum/syntax',
  title: 'go.sum line that Go refuses or passes over',
  why: 'A malformed line in go.sum stops every go command. One that is well formed but cannot match, such as a hash cut short, protects nothing: Go says so only when the module is downloaded again.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      style: v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description(
            'What to do with what is not as Go writes it but does no harm: repeated lines, order, a missing newline at the end',
          ),
        ),
        'allow',
      ),
    }),
  *check(repo, { options }) {
    for (const { sum, module } of sumFiles(repo)) {
      for (const { at, message } of sum.errors) {
        yield {
          at,
          subject: 'syntax',
          message,
          hint: hintFor(sum, at.start),
          ...(module && { module }),
          data: { kind: 'malformed' },
        };
      }
      for (const { kind, entry, at, message } of sumProblems(sum)) {
        if (kind === 'conflict' || (HARMLESS.has(kind) && options.style === 'allow')) continue;
        yield {
          at,
          subject: entry.path,
          message,
          hint: HARMLESS.has(kind) ? 'run "go mod tidy"' : 'delete the line and run "go mod tidy"',
          ...(module && { module }),
          data: { kind },
        } satisfies Draft;
      }
    }
  },
});

function hintFor(sum: SumFile, offset: number): string {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(sum.source.text.slice(offset, offset + 7))) {
    return 'resolve the merge conflict: keep the lines of both sides, then run "go mod tidy"';
  }
  return 'delete the line and run "go mod tidy"';
}
