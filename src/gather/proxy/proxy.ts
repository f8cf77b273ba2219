/**
 * The proxies of the user's GOPROXY, asked in the order and with the fall-backs of the go command (modfetch.TryProxies). Origins of modules
 * are never asked: where Go would turn to version control, the answer is that this was not done.
 */

import { type ProxyStep, parseProxyList } from '../../go/env/goproxy.ts';
import { maskSetting } from '../../go/env/secret-settings.ts';
import { matchPrefixPatterns } from '../../go/path/pattern.ts';
import { type GoUrl, origin, redacted } from '../../go/std/url.ts';
import { isLicenseFile } from '../../license/files.ts';
import { isChanging } from '../../model/facts/fact-json.ts';
import type { Answer, Ask, FactKind, FactTypes, Unknown } from '../../model/facts/facts.ts';
import type { RoutedSource } from '../facts/sources.ts';
import type { HttpClient, Meter } from '../http/client.ts';
import { limiter } from '../http/limiter.ts';
import type { UserEnv } from '../user-env.ts';
import { askProxy, type ModuleProxy, type ProxyAnswer, stamp } from './ask.ts';
import { fileProxy } from './file-proxy.ts';
import { parseGoauth } from './goauth.ts';
import { hidingCredentials } from './hide-credentials.ts';
import { isForOthers, isOfZip } from './protocol.ts';
import { userClient } from './user-client.ts';

export interface ProxyOptions {
  /** Which files of a module answer a `license`, by their path in the module; left out: those that modwarden reads. */
  readonly isLicense?: (path: string) => boolean;
  /** For the time that changing facts carry. */
  readonly now?: () => Date;
  /** Milliseconds that one question may take at each proxy; left out: as http/limits.ts has it. */
  readonly timeout?: number;
  /** Instead of one with the user's web proxy and credentials. */
  readonly http?: HttpClient;
  /** Counts requests and the bytes of their answers. */
  readonly meter?: Meter;
}

export interface ProxySource extends RoutedSource {
  /** Lets go of idle connections. */
  close(): void;
}

type Settings = Pick<UserEnv, 'GOPROXY' | 'GONOPROXY' | 'GOAUTH' | 'netrc' | 'process'>;
type Ready = (ask: Ask) => Promise<ProxyAnswer>;

/** Facts from the proxies of GOPROXY, asked in Go's order. Private modules are not asked about. */
export function proxySource(settings: Settings, options: ProxyOptions = {}): ProxySource {
  const list = parseProxyList(settings.GOPROXY);
  // The same list as it may be shown.
  const shown = parseProxyList(maskSetting('GOPROXY', settings.GOPROXY));
  const fault: Unknown | undefined = list.error && {
    known: false,
    why: 'failed',
    detail: shown.error?.message ?? 'invalid GOPROXY',
  };
  const { meter, timeout } = options;
  const http = options.http
    ? hidingCredentials(options.http, new Set())
    : userClient(settings, { ...(meter && { meter }), ...(timeout !== undefined && { timeout }) });
  const asking = new Map<ProxyStep, Ready>();
  const proxyOf = (step: ProxyStep): Ready => {
    const ask = asking.get(step) ?? stepSource(step, shown.steps[list.steps.indexOf(step)], http, settings, options);
    asking.set(step, ask);
    return ask;
  };
  const answer = async (ask: Ask): Promise<Answer<unknown> | undefined> => {
    if (isForOthers(ask.kind)) return undefined;
    return fault ?? goesToOrigin(settings, ask) ?? tryProxies(list.steps, proxyOf, ask);
  };
  return {
    name: 'proxy',
    network: list.steps.some((step) => step.kind === 'proxy' && step.url.scheme !== 'file'),
    answer: async <K extends FactKind>(ask: Ask<K>) => (await answer(ask as Ask)) as Answer<FactTypes[K]> | undefined,
    route: (ask) => {
      if (isForOthers(ask.kind)) return undefined;
      const hosts = shown.steps.flatMap((step) => (step.kind === 'proxy' ? [placeOf(step.url)] : []));
      return (
        fault ?? goesToOrigin(settings, ask) ?? (hosts.length > 0 ? { hosts } : nobodyLeft(list.steps[0]!, undefined))
      );
    },
    close: () => http.close(),
  };
}

/**
 * Who answers a question: the proxies of GOPROXY, without passwords. undefined: no proxy may be asked. What one said is not believed
 * under another. For what changes it also counts who comes after the proxies, because absence means something else before `direct`.
 */
export function proxyScope(settings: Pick<UserEnv, 'GOPROXY' | 'GONOPROXY'>): (ask: Ask) => string | undefined {
  const { steps, error } = parseProxyList(settings.GOPROXY);
  const proxies = steps.filter((step) => step.kind === 'proxy');
  if (error || proxies.length === 0) return () => undefined;
  const scope = proxies.map(({ url, fallBackOnError }) => `${redacted(url)}${fallBackOnError ? '|' : ','}`).join('');
  const end = steps.at(-1)!.kind;
  return (ask) => {
    if (!isChanging(ask.kind)) return scope;
    return goesToOrigin(settings, ask) ? undefined : scope + end;
  };
}

/** GONOPROXY has no say where GOPROXY is `direct` anyway. */
function goesToOrigin(
  { GOPROXY, GONOPROXY }: Pick<UserEnv, 'GOPROXY' | 'GONOPROXY'>,
  { module: { path } }: Ask,
): Unknown | undefined {
  if (GOPROXY === 'direct' || !matchPrefixPatterns(GONOPROXY, path)) return undefined;
  return {
    known: false,
    why: 'private',
    detail: `${path} matches GOPRIVATE/GONOPROXY: Go fetches it from its origin, which modwarden does not`,
  };
}

/** `notFound` is what a proxy said that has no such module or version; an error is the better message, if there was one. */
async function tryProxies(
  steps: readonly ProxyStep[],
  proxyOf: (step: ProxyStep) => Ready,
  ask: Ask,
): Promise<Answer<unknown>> {
  let error: Unknown | undefined;
  let notFound: Unknown | undefined;
  for (const step of steps) {
    if (step.kind !== 'proxy') return nobodyLeft(step, error ?? notFound);
    const { final, ...answer } = await proxyOf(step)(ask);
    if (answer.known) return answer;
    if (answer.why === 'missing') notFound = answer;
    else error = answer;
    if (answer.why !== 'missing' && (final === true || !step.fallBackOnError)) break;
  }
  return error ?? notFound!;
}

/** The list has come to `direct` or `off`; `before` is what the proxies said. */
function nobodyLeft({ kind }: ProxyStep, before: Unknown | undefined): Unknown {
  if (kind === 'direct') {
    const said = before === undefined ? '' : `${before.detail}\n\t`;
    return {
      known: false,
      why: 'private',
      detail: `${said}Go would now fetch it from its origin (direct), which modwarden does not`,
      ...(before?.why === 'missing' && { notFound: true }),
    };
  }
  const off = 'module lookup disabled by GOPROXY=off';
  if (before === undefined) return { known: false, why: 'offline', detail: off };
  // As in Go, an error of a proxy is shown rather than that it was the last.
  return before.why === 'missing' ? { ...before, detail: off } : before;
}

/** Whole zips wait for each other: they are held in memory. Of others only the end and a few files are. */
const PARALLEL_WHOLE_ZIPS = 4;

/** `masked`: the same step without secrets. */
function stepSource(
  step: ProxyStep,
  masked: ProxyStep | undefined,
  http: HttpClient,
  settings: Settings,
  options: ProxyOptions,
): Ready {
  if (step.kind !== 'proxy') throw new Error(`${step.kind} is no proxy`);
  const { url } = step;
  const shown = masked?.kind === 'proxy' ? masked.url : url;
  const isLicense = options.isLicense ?? isLicenseFile;
  if (url.scheme === 'file') {
    const folder = fileProxy(localPath(url.path), redacted(shown), isLicense);
    const now = options.now ?? (() => new Date());
    return async (ask) => stamped(ask, (await folder.answer(ask))!, now);
  }
  const proxy: ModuleProxy = {
    base: url,
    shown,
    http,
    isLicense,
    goauth: parseGoauth(settings.GOAUTH),
    now: options.now ?? (() => new Date()),
  };
  const slot = limiter(PARALLEL_WHOLE_ZIPS);
  return (ask) =>
    isOfZip(ask.kind) && ask.kind !== 'license' ? slot(() => askProxy(proxy, ask)) : askProxy(proxy, ask);
}

/** What changes carries when it was read, here too: it may be recorded. */
function stamped({ kind }: Ask, answer: Answer<unknown>, now: () => Date): Answer<unknown> {
  return answer.known && isChanging(kind) ? { ...answer, asOf: stamp(now()) } : answer;
}

/** The folder of a file URL, `/C:/x` being `C:/x` on Windows. */
function localPath(path: string): string {
  return process.platform === 'win32' ? path.replace(/^\/(?=[A-Za-z]:)/, '') : path;
}

/** What a plan names: the host, for a folder its URL. */
function placeOf(url: GoUrl): string {
  return url.scheme === 'file' ? redacted(url) : origin(url).slice(url.scheme.length + '://'.length);
}
