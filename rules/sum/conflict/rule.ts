import {
  type Draft,
  defineRule,
  type SumEntry,
  type SumFile,
  sumFiles,
  sumKey,
  sumProblems,
  sumSpan,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/conflict',
  title: 'Conflicting checksums',
  why: 'A module version has exactly one content, so it has one checksum. If two lines differ, one is wrong: a bad merge, a moved tag, or manipulated code.',
  since: '0.1.0',
  level: 'error',
  security: 7.5,
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    const first = new Map<string, { sum: SumFile; entry: SumEntry }>();
    for (const { sum, module } of sumFiles(repo)) {
      const inFile = sumProblems(sum).filter((p) => p.kind === 'conflict');
      for (const { entry, at, message, earlier } of inFile) {
        yield {
          at,
          subject: entry.path,
          message,
          hint: HINT,
          version: entry.version,
          ...(earlier && { related: [{ at: sumSpan(sum, earlier), message: 'other hash' }] }),
          ...(module && { module }),
          data: { kind: 'file' },
        };
      }
      const told = new Set(inFile.map((p) => sumKey(p.entry)));
      for (const entry of sum.entries) {
        const key = sumKey(entry);
        const before = first.get(key);
        if (!entry.hash.startsWith('h1:') || told.has(key)) continue;
        if (before === undefined) first.set(key, { sum, entry });
        else if (before.sum !== sum && before.entry.hash !== entry.hash) {
          const there = sumSpan(before.sum, before.entry);
          yield {
            at: sumSpan(sum, entry),
            subject: entry.path,
            message: `${key} has a different hash in ${before.sum.source.path}`,
            hint: HINT,
            version: entry.version,
            related: [{ at: there, message: 'other hash' }],
            ...(module && { module }),
            data: { kind: 'files' },
          } satisfies Draft;
        }
      }
    }
  },
});

const HINT = 'delete both lines and run "go mod download" with the checksum database enabled';
