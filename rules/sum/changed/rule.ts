import { cut, defineRule, type SumFile, sumFiles, sumKey, sumParts } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/changed',
  title: 'Changed checksum of a module version',
  why: 'A version of a module never changes, so its line in go.sum never does. A change that gives the same version another hash was made by hand, by a bad merge, from a tag that was moved, or by somebody who tampers with a dependency. Such a change looks like any other in go.sum.',
  since: '0.1.0',
  level: 'error',
  security: 8.8,
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const { sum, module, before } of sumFiles(repo)) {
      if (before === undefined || before.source.text === sum.source.text) continue;
      const old = hashesOf(before);
      for (const entry of sum.entries) {
        const hashes = old.get(sumKey(entry));
        if (!entry.hash.startsWith('h1:') || hashes === undefined || hashes.has(entry.hash)) continue;
        const [was = ''] = hashes;
        const recorded = cut(was, MAX_HASH);
        yield {
          at: sumParts(sum, entry).hash,
          subject: entry.path,
          version: entry.version,
          message: `the hash of ${sumKey(entry)} was ${recorded} before this change`,
          hint: 'restore the line; if the old hash is the wrong one, say in the change how you know',
          ...(module && { module }),
          data: { kind: entry.goMod ? 'go.mod' : 'zip', before: recorded, after: cut(entry.hash, MAX_HASH) },
        };
      }
    }
  },
});

/** Of the kind that Go compares, by module version and kind of file. */
function hashesOf({ entries }: SumFile): Map<string, Set<string>> {
  const byKey = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (!entry.hash.startsWith('h1:')) continue;
    const key = sumKey(entry);
    const known = byKey.get(key);
    if (known) known.add(entry.hash);
    else byKey.set(key, new Set([entry.hash]));
  }
  return byKey;
}

/** Characters of a hash as it stands in go.sum, which may be anything after `h1:`. */
const MAX_HASH = 100;
