import { defineRule, environments, here, pathsMatching, patternEntries, usedPaths } from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'env/sumdb-bypass',
  title: 'Checksum database passed by for public modules',
  why: 'GONOSUMDB, and GOPRIVATE in its place, name the modules that the checksum database must not hear of. A pattern that covers a public host, or everything, takes verification from modules that need no secrecy.',
  since: '0.1.0',
  level: 'error',
  security: 7.5,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(v.array(v.string()), v.description('Patterns that are meant so, as they stand in the setting')),
        [],
      ),
    }),
  *check(repo, { options }) {
    const allowed = new Set(options.allow);
    for (const env of environments(repo)) {
      const set = env.setting('GONOSUMDB');
      // Already off for all, or out of use: other rules say so.
      if (set === undefined || env.value('GOSUMDB') === 'off' || env.value('GO111MODULE') === 'off') continue;
      const skipped = usedPaths(repo, (path) => env.posture(path).sumdb === 'skip');
      for (const { text, at, covers } of patternEntries(set)) {
        if (covers.length === 0 || allowed.has(text)) continue;
        const used = pathsMatching(skipped, text);
        const whose = covers === 'all' ? 'every module' : `every module of ${covers.join(', ')}`;
        const origin = set.name === 'GOPRIVATE' && env.value('GONOPROXY') === env.value('GOPRIVATE');
        yield {
          at,
          subject: set.name,
          message: `${set.name}=${text} takes checksum verification from ${whose}${here(used)}${origin ? ', and fetches it from its origin, not from a proxy' : ''}`,
          hint: 'name the paths that are private, as in github.com/acme or *.corp.example',
          data: {
            kind: covers === 'all' ? 'all' : 'public-host',
            pattern: text,
            lost: ['checksum verification'],
            modules: used.slice(0, 20),
          },
        };
      }
    }
  },
});
