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
  title: 'TLS verification disabled for modules',
  why: 'For modules that match GOINSECURE, Go accepts any certificate and plain HTTP. An attacker on the network can replace the code. Only the checksum database can detect that, and private modules are not in it.',
  since: '0.1.0',
  level: 'error',
  security: 8,
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
          message: `GOINSECURE=${text} disables TLS verification for ${covers === 'all' ? 'all modules' : 'matching modules'}${here(used)}${unverified ? ', and their checksums are not verified' : ''}`,
          hint: "remove the setting; add your company's CA to the system certificate store if the server needs it",
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
