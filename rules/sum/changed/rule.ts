import { changedSums, cut, defineRule, sumKey, sumParts } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/changed',
  title: 'Changed checksum of a module version',
  why: 'A module version never changes, so its line in go.sum never changes. A different hash comes from a manual edit, a bad merge, a moved tag or an attack. In a review it looks like any other change of go.sum.',
  since: '0.1.0',
  level: 'error',
  security: 8.8,
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const { sum, module, entry, was } of changedSums(repo)) {
      const before = cut(was, MAX_HASH);
      yield {
        at: sumParts(sum, entry).hash,
        subject: entry.path,
        version: entry.version,
        message: `the hash of ${sumKey(entry)} was ${before} before this change`,
        hint: 'restore the line; if the old hash is the wrong one, say in the change how you know',
        ...(module && { module }),
        data: { kind: entry.goMod ? 'go.mod' : 'zip', before, after: cut(entry.hash, MAX_HASH) },
      };
    }
  },
});

/** Characters of a hash as it stands in go.sum, which may be anything after `h1:`. */
const MAX_HASH = 100;
