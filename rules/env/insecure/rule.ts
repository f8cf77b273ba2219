import {
  defineRule,
  environments,
  faultFinding,
  here,
  pathsMatching,
  patternEntries,
  usedPaths,
} from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'env/insecure',
  title: 'Modules fetched without transport security',
  why: 'For what matches GOINSECURE Go takes any certificate, and clear text where there is none. Whoever sits on the way chooses the code; only the checksum database would notice, and private modules are not in it.',
  since: '0.1.0',
  level: 'error',
  security: 8,
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
      for (const fault of env.faults('go-get-insecure')) {
        yield {
          ...faultFinding(fault, env, ['transport security']),
          message: 'go get -insecure: Go 1.17 removed the flag, and older releases skip the checksum database with it',
          hint: 'remove the flag, and give the server a certificate that the machines know',
        };
      }
      const set = env.setting('GOINSECURE');
      if (set === undefined) continue;
      const exposed = usedPaths(repo, (path) => env.posture(path).insecureAllowed);
      for (const { text, at, covers, example } of patternEntries(set)) {
        if (allowed.has(text)) continue;
        const reached = example === undefined || env.posture(example).insecureAllowed;
        // Without effect: fetched through a proxy, or from a host that Go reaches by https only.
        if (!reached && covers !== 'all') continue;
        const used = pathsMatching(exposed, text);
        const unverified = example !== undefined && env.posture(example).sumdb === 'skip';
        yield {
          at,
          subject: 'GOINSECURE',
          message: `GOINSECURE=${text} takes transport security from ${covers === 'all' ? 'every module' : 'all that matches'}${here(used)} when it is fetched from its origin${unverified ? ', and the checksum database is not asked about it either' : ''}`,
          hint: 'give the server a certificate that the machines know (their system store takes a company CA), and remove the setting',
          data: {
            kind: covers === 'all' ? 'all' : 'pattern',
            pattern: text,
            lost: unverified ? ['transport security', 'checksum verification'] : ['transport security'],
            modules: used.slice(0, 20),
          },
        };
      }
    }
  },
});
