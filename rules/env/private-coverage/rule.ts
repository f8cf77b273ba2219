import {
  type Context,
  type Draft,
  defineRule,
  type Environment,
  environments,
  faultFinding,
  guessPrivate,
  here,
  pathsMatching,
  patternEntries,
  prefixMatcher,
  type Repo,
  usedPaths,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'env/private-coverage',
  title: 'Private modules not covered, or public ones that are',
  why: 'GOPRIVATE, GONOPROXY and GONOSUMDB keep private module paths from the proxy and the checksum database. Every build publishes the paths that they miss. Go does not verify the public modules that they match.',
  since: '0.1.0',
  level: 'warning',
  security: 5,
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  *check(repo, context) {
    const isPrivate = privateTest(repo, context);
    const used = usedPaths(repo, isPrivate);
    for (const env of environments(repo)) {
      for (const fault of env.faults('noproxy-without-nosumdb')) {
        yield {
          ...faultFinding(fault, env, ['privacy']),
          message: `GONOPROXY=${fault.text} alone: the checksum database still hears of these modules`,
          hint: `set GOPRIVATE=${fault.text} instead: it covers the proxy and the database`,
        };
      }
      yield* leaks(env, used);
      yield* uncovered(env, context);
      yield* needless(repo, env, context);
    }
  },
});

/** What the policy calls private, and hosts that nobody outside can reach, by their names. */
function privateTest(repo: Repo, { isPrivate }: Context<undefined>): (path: string) => boolean {
  const used = usedPaths(repo, () => true);
  const isGuessed = prefixMatcher(guessPrivate([], used).likely.join(','));
  return (path) => isPrivate(path) || isGuessed(path);
}

const DECIDING = ['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOPROXY', 'GOSUMDB'] as const;

/** Private modules in use that are asked for outside. A proxy of the company may be meant to have them; the database never. */
function* leaks(env: Environment, used: readonly string[]): Generator<Draft> {
  const set = DECIDING.map((name) => env.setting(name)).find((setting) => setting !== undefined);
  if (set === undefined || used.length === 0) return;
  const open = used.filter((path) => env.posture(path).sumdb === 'verify');
  // GONOPROXY alone has a finding of its own.
  if (open.length === 0 || env.faults('noproxy-without-nosumdb').length > 0) return;
  const host = open[0]!.split('/', 1)[0]!;
  yield {
    at: set.at,
    subject: set.name,
    message: `the checksum database hears of private modules${here(open)}: no GOPRIVATE covers them`,
    hint: `set GOPRIVATE so that it covers ${host}`,
    data: { kind: 'uncovered', lost: ['privacy'], modules: open.slice(0, 20) },
  };
}

/** What the policy calls private, where a list of private paths is set that leaves it out. */
function* uncovered(env: Environment, { privatePatterns }: Context<undefined>): Generator<Draft> {
  const set = env.setting('GONOSUMDB');
  if (set === undefined || set.value === '') return;
  const left = privatePatterns.filter((pattern) => {
    const example = `${pattern.replace(/\/$/, '').replace(/[*?]+/g, 'x')}/module`;
    return prefixMatcher(pattern)(example) && env.posture(example).sumdb === 'verify';
  });
  if (left.length === 0) return;
  yield {
    at: set.at,
    subject: set.name,
    message: `${set.name}=${set.value} leaves out ${left.slice(0, 5).join(', ')}, which the policy calls private`,
    hint: `write ${[set.value, ...left].join(',')}`,
    data: { kind: 'uncovered-pattern', lost: ['privacy'], patterns: left.slice(0, 20) },
  };
}

/** Only a policy that says what is private can tell what is not. */
function* needless(repo: Repo, env: Environment, { isPrivate, privatePatterns }: Context<undefined>): Generator<Draft> {
  const set = env.setting('GONOSUMDB');
  if (set === undefined || privatePatterns.length === 0 || env.value('GOSUMDB') === 'off') return;
  const skipped = usedPaths(repo, (path) => !isPrivate(path) && env.posture(path).sumdb === 'skip');
  for (const { text, at, covers } of patternEntries(set)) {
    // Whole hosts are the business of env/sumdb-bypass.
    const used = covers.length > 0 ? [] : pathsMatching(skipped, text);
    if (used.length === 0) continue;
    yield {
      at,
      subject: set.name,
      message: `${set.name}=${text} disables checksum verification for modules that are not private${here(used)}`,
      hint: 'narrow the pattern, or add it to private: in the policy',
      data: { kind: 'needless', pattern: text, lost: ['checksum verification'], modules: used.slice(0, 20) },
    };
  }
}
