import { defineRule, environments, here, pathsMatching, patternEntries, usedPaths } from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'env/sumdb-bypass',
  title: 'Checksum database bypassed',
  why: 'GONOSUMDB (or GOPRIVATE, if GONOSUMDB is not set) lists modules that Go does not look up in the checksum database. A pattern for a public host, or for everything, disables verification for public modules too.',
  since: '0.1.0',
  level: 'error',
  security: 7.5,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(v.pipe(v.array(v.string()), v.description('Allowed patterns, written as in the setting')), []),
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
        const whose = covers === 'all' ? 'all modules' : `all modules of ${covers.join(', ')}`;
        const origin = set.name === 'GOPRIVATE' && env.value('GONOPROXY') === env.value('GOPRIVATE');
        yield {
          at,
          subject: set.name,
          message: `${set.name}=${text} disables checksum verification for ${whose}${here(used)}${origin ? ', and bypasses the proxy' : ''}`,
          hint: 'list only your private paths, for example github.com/acme or *.corp.example',
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
