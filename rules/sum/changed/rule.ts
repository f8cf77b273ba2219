import { changedSums, cut, defineRule, sumKey, sumParts } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/changed',
  title: 'Changed checksum of a module version',
  why: 'A version of a module never changes, so its line in go.sum never does. Another hash for the same version comes from an edit by hand, a bad merge, a tag that was moved, or an attack. In go.sum it looks like any other change.',
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
