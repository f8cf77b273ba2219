import { defineRule, environments, type FaultKind, faultFinding, type PlacedFault } from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

const KINDS: readonly FaultKind[] = ['git-tls-off', 'git-insteadof-plaintext', 'git-protocol-plaintext'];

export const rule = defineRule<Options>({
  id: 'env/git-tls',
  title: 'git without transport security',
  why: 'Go uses git to clone modules that no proxy serves, and relies on git for a secure connection. Without verification, or with a rewrite to http, anybody on the network can change the code. The checksum database does not cover private modules.',
  since: '0.1.0',
  level: 'error',
  security: 8,
  precision: 'very-high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(v.array(v.string()), v.description('Hosts that git may reach in clear text by a rewrite')),
        [],
      ),
    }),
  *check(repo, { options }) {
    const allowed = new Set(options.allow);
    for (const env of environments(repo)) {
      for (const fault of env.faults(...KINDS)) {
        if (fault.host !== undefined && allowed.has(fault.host)) continue;
        yield { ...faultFinding(fault, env, ['transport security']), ...told(fault) };
      }
    }
  },
});

function told({ kind, host, setting: { name, value } }: PlacedFault): { message: string; hint: string } {
  if (kind === 'git-insteadof-plaintext')
    return {
      message: `git rewrites URLs to ${host} in clear text, for all modules that it clones from there`,
      hint: 'rewrite to https:// or ssh://',
    };
  if (kind === 'git-protocol-plaintext')
    return {
      message: `${name}=${value} lets git clone in clear text, and Go calls that secure, for all modules from their origin`,
      hint: 'leave http and git out: https:ssh',
    };
  return {
    message:
      name === 'GIT_SSL_NO_VERIFY'
        ? `GIT_SSL_NO_VERIFY is set: with any value, git verifies no certificate of the modules that it clones`
        : `${name} is ${value || 'empty'}: git verifies no certificate, for all modules that it clones`,
    hint: 'remove it, and give git the certificate of the company: http.sslCAInfo, or the system store',
  };
}
