/**
 * What a combination of settings means for one module: where it is fetched from, whether in clear text, and whether the checksum database
 * is asked. As cmd/go/internal/{modfetch,vcs,web} decide it.
 */

import { prefixMatcher } from '../path/pattern.ts';
import { origin } from '../std/url.ts';
import { asked, GOLANG, lacksHost, type ProxyStep, parseProxyList, refusesCredentials } from './goproxy.ts';
import { parseSumdb } from './gosumdb.ts';
import { type EnvLayers, effective } from './layers.ts';

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
  return postures(env)(modulePath);
}

/** The same for many modules, with the settings read once. Modules that are treated alike share one object. */
export function postures(env: EnvLayers): (modulePath: string) => Posture {
  if (setting(env, 'GO111MODULE') === 'off') return always(nothing('gopath-mode'));
  const list = parseProxyList(setting(env, 'GOPROXY'));
  if (list.error) return always(nothing('goproxy-invalid/no-fetch'));
  const byProxy = fetchWay(list.steps);
  const [isDirect, isInsecure] = [matcher(env, 'GONOPROXY'), matcher(env, 'GOINSECURE')];
  const sums = sumdbWays(env);
  const made = new Map<string, Posture>();
  return (modulePath) => {
    const way = isDirect(modulePath) ? FROM_ORIGIN : byProxy;
    if (way.fetch.length === 0) return once(made, way.reason, () => nothing(`${way.reason}/no-fetch`));
    const insecureAllowed = way.fetch.includes('direct') && isInsecure(modulePath) && !isHttpsOnly(modulePath);
    const { reason, ...sum } = sums(modulePath);
    const key = `${way.reason}/${reason}`;
    return once(made, `${key} ${insecureAllowed}`, () => ({ ...way, insecureAllowed, ...sum, reason: key }));
  };
}

function always(posture: Posture): () => Posture {
  return () => posture;
}

function once(made: Map<string, Posture>, key: string, make: () => Posture): Posture {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

function nothing(reason: string): Posture {
  return { fetch: [], fetchOnError: [], insecureAllowed: false, sumdb: 'none', reason };
}

type FetchWay = Pick<Posture, 'fetch' | 'fetchOnError' | 'reason'>;

/** For a path that matches GONOPROXY every proxy of the list answers "disabled", even `off`. */
const FROM_ORIGIN: FetchWay = { fetch: ['direct'], fetchOnError: ['direct'], reason: 'noproxy-match' };

function fetchWay(steps: readonly ProxyStep[]): FetchWay {
  const whenNotFound = asked(steps, (step) => (canAnswer(step) ? 'not found' : 'error'));
  const fetch = places(whenNotFound);
  const fetchOnError = places(asked(steps, () => 'error'));
  if (fetch.length === 0) {
    if (whenNotFound.some(refusesCredentials)) return { fetch, fetchOnError, reason: 'goproxy-credentials-refused' };
    return { fetch, fetchOnError, reason: whenNotFound.some(lacksHost) ? 'goproxy-no-host' : 'proxy-off' };
  }
  return { fetch, fetchOnError, reason: fetch[0] === 'direct' ? 'direct' : 'proxy' };
}

function places(steps: readonly ProxyStep[]): string[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'proxy') return step.kind === 'direct' ? ['direct'] : [];
    return canAnswer(step) ? [origin(step.url)] : [];
  });
}

function canAnswer(step: ProxyStep): boolean {
  return !refusesCredentials(step) && !lacksHost(step);
}

type SumdbWay = Pick<Posture, 'sumdb' | 'sumdbURL' | 'reason'>;

function sumdbWays(env: EnvLayers): (modulePath: string) => SumdbWay {
  const value = setting(env, 'GOSUMDB');
  const isExempt = matcher(env, 'GONOSUMDB');
  const needsSums = needsToolchainSums(env);
  const { value: database } = parseSumdb(value);
  const asked: SumdbWay =
    !database || database.off
      ? { sumdb: 'refused', reason: 'sumdb-refused' }
      : { sumdb: 'verify', sumdbURL: database.url, reason: 'sumdb' };
  return (modulePath) => {
    if (modulePath === TOOLCHAIN && needsSums)
      return asked.sumdb === 'verify' ? { ...asked, reason: 'toolchain-always' } : asked;
    if (value === 'off') return { sumdb: 'skip', reason: 'sumdb-off' };
    return isExempt(modulePath) ? { sumdb: 'skip', reason: 'nosumdb-match' } : asked;
  };
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

/** Environments that follow each other share their lists: the last few are kept. */
const matchers = new Map<string, (modulePath: string) => boolean>();
const MAX_MATCHERS = 8;

function matcher(env: EnvLayers, name: string): (modulePath: string) => boolean {
  const globs = setting(env, name);
  const known = matchers.get(globs) ?? prefixMatcher(globs);
  matchers.delete(globs);
  matchers.set(globs, known);
  if (matchers.size > MAX_MATCHERS) matchers.delete(matchers.keys().next().value!);
  return known;
}

function setting(env: EnvLayers, name: string): string {
  return effective(env, name).value;
}
