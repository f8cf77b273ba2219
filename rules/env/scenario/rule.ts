import {
  defineRule,
  type Environment,
  environments,
  type FaultKind,
  faultFinding,
  type PlacedFault,
} from '../../../src/rule.ts';

interface Options {
  readonly as: 'auto' | 'production' | 'private' | 'debug';
}

const UNVERIFIED: readonly FaultKind[] = [
  'sumdb-off',
  'sumdb-invalid',
  'sumdb-skip-all',
  'private-all',
  'modules-off',
  'insecure-all',
  'proxy-credentials',
];

/** What each scenario rules out; what it does not name is allowed. */
const RULED_OUT: Readonly<Record<'production' | 'private' | 'debug', readonly FaultKind[]>> = {
  production: [
    ...UNVERIFIED,
    'sumdb-plaintext',
    'insecure-pattern',
    'proxy-direct-only',
    'proxy-fallthrough',
    'proxy-plaintext',
    'public-host-private',
    'goflags-mod-mod',
    'goflags-toolexec',
    'toolchain-invalid',
    'git-tls-off',
    'git-insteadof-plaintext',
  ],
  private: [...UNVERIFIED, 'insecure-pattern', 'proxy-plaintext', 'git-tls-off', 'git-insteadof-plaintext'],
  debug: ['proxy-credentials'],
};

export const rule = defineRule<Options>({
  id: 'env/scenario',
  title: 'Settings not allowed for their scenario',
  why: 'Settings that help to find a network problem on a developer machine are unsafe in a production image. The scenario of a file defines the allowed combinations. The rule reports everything that violates it together.',
  since: '0.1.0',
  level: 'error',
  security: 7,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: [],
  options: (v) =>
    v.strictObject({
      as: v.optional(
        v.pipe(
          v.picklist(['auto', 'production', 'private', 'debug']),
          v.description(
            '`production`: proxy and checksum database for all public modules · `private`: fetched from origins, but verified · `debug`: anything but secrets · `auto`: images and release pipelines are production, the rest is free. Set it for files by `overrides`',
          ),
        ),
        'auto',
      ),
    }),
  *check(repo, { options }) {
    for (const env of environments(repo)) {
      const scenario = options.as === 'auto' ? scenarioOf(env) : options.as;
      if (scenario === undefined) continue;
      const [first, ...others] = env.faults(...RULED_OUT[scenario]);
      if (first === undefined) continue;
      const named = [first, ...others].map(shown).filter((text, i, all) => all.indexOf(text) === i);
      yield {
        ...faultFinding(first, env),
        message: `${named.slice(0, 5).join(', ')}: not allowed in ${scenario}`,
        hint: HINTS[scenario],
        related: others.slice(0, 20).map((other) => ({ at: other.at, message: `${shown(other)} as well` })),
        data: { kind: scenario, faults: [first, ...others].map(({ kind }) => kind).slice(0, 20) },
      };
    }
  },
});

const HINTS = {
  production: 'use the default GOPROXY and GOSUMDB; for private modules set GOPRIVATE to their paths',
  private: 'set GOPRIVATE to the private paths, and leave the rest to its defaults',
  debug: 'take the secret out',
};

/** A captured environment is of no scenario unless the policy says so. */
function scenarioOf({ reach, source }: Environment): 'production' | undefined {
  if (reach === undefined) return undefined;
  const isImage =
    reach.kind === 'image' ||
    reach.kind === 'stage' ||
    /(?:^|\/)(?:[^/]*\.)?(?:Docker|Container)file/i.test(source.path);
  const isRelease = /(?:^|\/)\.goreleaser\b|(?:release|publish|deploy)[^/]*\.ya?ml$/i.test(source.path);
  return isImage || isRelease ? 'production' : undefined;
}

function shown({ setting, text, kind }: PlacedFault): string {
  return kind.endsWith('credentials') ? `a secret in ${setting.name}` : `${setting.name}=${text}`;
}
