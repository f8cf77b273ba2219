/**
 * What a combination of settings means for one module: where it is fetched from, whether in clear text, and whether the checksum database
 * is asked. As cmd/go/internal/{modfetch,vcs,web} decide it.
 */
import { type EnvLayers, effective } from './envlayers.ts';
import { matchPrefixPatterns } from './pattern.ts';
import { asked, GOLANG, type ProxyStep, parseProxyList, refusesCredentials } from './proxylist.ts';
import { parseSumdb } from './sumdbvalue.ts';
import { origin } from './url.ts';

export interface Posture {
  /** Places asked in order as long as each says "not found": `scheme://host[:port]`, `file://`, or `direct` (the module's origin). */
  readonly fetch: readonly string[];
  /** Places asked in order when each fails otherwise. */
  readonly fetchOnError: readonly string[];
  /** A request to the origin in clear text, or without a look at the certificate, is possible. */
  readonly insecureAllowed: boolean;
  /** verify: the database is asked about what go.sum does not know · skip: it is not · refused: it cannot be, and Go stops · none: nothing is fetched. */
  readonly sumdb: 'verify' | 'skip' | 'refused' | 'none';
  /** With verify: where the database is asked if no proxy offers it. */
  readonly sumdbURL?: string;
  /** What decided, in two words: `proxy/sumdb`, `noproxy-match/nosumdb-match`, …; `gopath-mode` where GO111MODULE is off. */
  readonly reason: string;
}

const TOOLCHAIN = `${GOLANG}/toolchain`;

export function posture(modulePath: string, env: EnvLayers): Posture {
  if (setting(env, 'GO111MODULE') === 'off') return nothing('gopath-mode');
  const list = parseProxyList(setting(env, 'GOPROXY'));
  if (list.error) return nothing('goproxy-invalid/no-fetch');
  const way = fetchWay(modulePath, env, list.steps);
  if (way.fetch.length === 0) return nothing(`${way.reason}/no-fetch`);
  const insecure = way.fetch.includes('direct') && matches(env, 'GOINSECURE', modulePath) && !isHttpsOnly(modulePath);
  const { reason, ...sums } = sumdbWay(modulePath, env);
  return {
    fetch: way.fetch,
    fetchOnError: way.fetchOnError,
    insecureAllowed: insecure,
    ...sums,
    reason: `${way.reason}/${reason}`,
  };
}

function nothing(reason: string): Posture {
  return { fetch: [], fetchOnError: [], insecureAllowed: false, sumdb: 'none', reason };
}

function fetchWay(
  modulePath: string,
  env: EnvLayers,
  steps: readonly ProxyStep[],
): Pick<Posture, 'fetch' | 'fetchOnError' | 'reason'> {
  // For a matching path every proxy of the list answers "disabled", even `off`.
  if (matches(env, 'GONOPROXY', modulePath))
    return { fetch: ['direct'], fetchOnError: ['direct'], reason: 'noproxy-match' };
  const whenNotFound = asked(steps, (step) => (refusesCredentials(step) ? 'error' : 'not found'));
  const fetch = places(whenNotFound);
  const fetchOnError = places(asked(steps, () => 'error'));
  if (fetch.length === 0) {
    return {
      fetch,
      fetchOnError,
      reason: whenNotFound.some(refusesCredentials) ? 'goproxy-credentials-refused' : 'proxy-off',
    };
  }
  return { fetch, fetchOnError, reason: fetch[0] === 'direct' ? 'direct' : 'proxy' };
}

function places(steps: readonly ProxyStep[]): string[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'proxy') return step.kind === 'direct' ? ['direct'] : [];
    return refusesCredentials(step) ? [] : [origin(step.url)];
  });
}

function sumdbWay(modulePath: string, env: EnvLayers): Pick<Posture, 'sumdb' | 'sumdbURL' | 'reason'> {
  const value = setting(env, 'GOSUMDB');
  const always = modulePath === TOOLCHAIN && needsToolchainSums(env);
  if (!always && value === 'off') return { sumdb: 'skip', reason: 'sumdb-off' };
  if (!always && matches(env, 'GONOSUMDB', modulePath)) return { sumdb: 'skip', reason: 'nosumdb-match' };
  const { value: database } = parseSumdb(value);
  if (!database || database.off) return { sumdb: 'refused', reason: 'sumdb-refused' };
  return { sumdb: 'verify', sumdbURL: database.url, reason: always ? 'toolchain-always' : 'sumdb' };
}

/** Toolchains are in no go.sum, so the database must vouch for them; Go makes two exceptions, for its own making. */
function needsToolchainSums(env: EnvLayers): boolean {
  const proxy = setting(env, 'GOPROXY');
  if (proxy.startsWith('file://') && !/[,|]/.test(proxy)) return false;
  return !setting(env, 'GIT_HTTP_USER_AGENT').includes(`proxy.${GOLANG}`);
}

/** Repository roots that Go knows without asking, and always over https: GOINSECURE does not reach them (cmd/go/internal/vcs). */
function isHttpsOnly(modulePath: string): boolean {
  return HTTPS_ONLY.test(modulePath);
}

const HTTPS_ONLY =
  /^(?:(?:github\.com|bitbucket\.org|hub\.jazz\.net\/git|git\.openstack\.org)\/[\w.-]+\/[\w.-]+|git\.apache\.org\/[\w.-]+\.git|chiselapp\.com\/user\/[A-Za-z0-9]+\/repository\/[\w.-]+)(?:\/|$)/;

function matches(env: EnvLayers, name: string, modulePath: string): boolean {
  return matchPrefixPatterns(setting(env, name), modulePath);
}

function setting(env: EnvLayers, name: string): string {
  return effective(env, name).value;
}
