import {
  type Draft,
  defineRule,
  MAX_NAMED,
  type MainModule,
  type SumFile,
  type SumProblemKind,
  sumFiles,
  sumProblems,
} from '../../../src/rule.ts';

interface Options {
  readonly repeated: 'allow' | 'report';
  readonly style: 'allow' | 'report';
}

/** Go reads these and is not misled by them. `conflict` has a rule of its own. */
const STYLE: ReadonlySet<SumProblemKind> = new Set(['order', 'final-newline', 'empty-go-mod']);

export const rule = defineRule<Options>({
  id: 'sum/syntax',
  title: 'Invalid go.sum line',
  why: 'A malformed line in go.sum makes every go command fail. A well-formed line that cannot match, such as a truncated hash, protects nothing. Go notices it only at the next download of the module.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      repeated: v.optional(
        v.pipe(v.picklist(['allow', 'report']), v.description('What to do with repeated lines')),
        'allow',
      ),
      style: v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description('What to do with harmless style differences: another order, a missing newline at the end'),
        ),
        'allow',
      ),
    }),
  strict: { repeated: 'report' },
  *check(repo, { options }) {
    for (const { sum, module } of sumFiles(repo)) {
      for (const { at, message, hint } of sum.errors) {
        const isLine = at.end > at.start;
        const help = hint ?? (isLine ? hintFor(sum, at.start, restoreWith(module)) : undefined);
        yield {
          at,
          subject: 'syntax',
          message,
          ...(help !== undefined && { hint: help }),
          ...(module && { module }),
          data: { kind: isLine ? 'malformed' : 'unreadable' },
        };
      }
      for (const { kind, entry, at, message } of sumProblems(sum)) {
        if (kind === 'conflict' || isAllowed(kind, options)) continue;
        yield {
          at,
          subject: entry.path,
          message,
          hint: problemHint(kind, entry.path, restoreWith(module)),
          ...(module && { module }),
          data: { kind },
        } satisfies Draft;
      }
    }
  },
});

function isAllowed(kind: SumProblemKind, { repeated, style }: Options): boolean {
  return kind === 'duplicate' ? repeated === 'allow' : STYLE.has(kind) && style === 'allow';
}

/** What writes the lines of a go.sum anew; those of a go.work.sum, which belongs to no module, `go mod tidy` does not. */
function restoreWith(module: MainModule | undefined): string {
  return module === undefined ? 'go mod download' : 'go mod tidy';
}

function problemHint(kind: SumProblemKind, path: string, restore: string): string {
  if (kind === 'duplicate' || STYLE.has(kind)) return `run "${restore}"`;
  if (path.startsWith('\ufeff')) return 'remove the byte order mark: save the file as UTF-8 without one';
  const unescaped = path.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (kind === 'path' && unescaped !== path && unescaped.length < MAX_NAMED) {
    return `write ${unescaped}: the form with ! is for files of the module cache and proxies`;
  }
  return `delete the line and run "${restore}"`;
}

function hintFor(sum: SumFile, offset: number, restore: string): string {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(sum.source.text.slice(offset, offset + 7))) {
    return `resolve the merge conflict: keep the lines of both sides, then run "${restore}"`;
  }
  return `delete the line and run "${restore}"`;
}
