/**
 * Where tags point today: facts of kind `tag`, from the repositories that module proxies name as origins of versions. Who serves a proxy
 * chooses these URLs, so little is asked of them: public hosts, by https, without credentials.
 */
import { isIP } from 'node:net';
import { matchPrefixPatterns } from '../../go/path/pattern.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { Answer, Ask, FactKind, FactTypes, Unknown } from '../../model/facts/facts.ts';
import type { RoutedSource } from '../facts/sources.ts';
import type { HttpClient, Meter } from '../http/client.ts';
import { stamp } from '../proxy/ask.ts';
import type { UserEnv } from '../user-env.ts';
import { type RefReader, refReader } from './ls-refs.ts';

export interface TagSourceOptions {
  readonly now: () => Date;
  /** Patterns of module paths that no server is asked about, beyond GONOPROXY and GONOSUMDB. */
  readonly private: readonly string[];
  /** What is known of where a version comes from. */
  readonly originOf: (module: ModuleVersion) => Promise<Answer<FactTypes['origin']>>;
  /** Milliseconds that one question may take. */
  readonly timeout?: number;
  readonly meter?: Meter;
  /** In place of one with the user's web proxy. */
  readonly http?: HttpClient;
}

type Settings = Pick<UserEnv, 'GOPROXY' | 'GONOPROXY' | 'GONOSUMDB' | 'process'>;

export interface TagSource extends RoutedSource {
  /** Ends connections. */
  close(): void;
}

/** Answers `tag` and nothing else. */
export function tagSource(settings: Settings, options: TagSourceOptions): TagSource {
  const patterns = [settings.GONOPROXY, settings.GONOSUMDB, ...options.private].filter((p) => p !== '').join(',');
  const readers = new Map<string, RefReader>();
  let client: Promise<HttpClient> | undefined;
  const refusal = ({ path }: ModuleVersion): Unknown | undefined => {
    if (settings.GOPROXY === 'off') return { known: false, why: 'offline', detail: 'disabled by GOPROXY=off' };
    return matchPrefixPatterns(patterns, path) ? isPrivate(path) : undefined;
  };
  const readerOf = async (url: URL): Promise<RefReader> => {
    client ??= options.http === undefined ? openClient(settings, options) : Promise.resolve(options.http);
    const reader = readers.get(url.href) ?? refReader(await client, url, isPublic);
    readers.set(url.href, reader);
    return reader;
  };
  const answer = async (module: ModuleVersion): Promise<Answer<FactTypes['tag']>> => {
    const refused = refusal(module);
    if (refused) return refused;
    const origin = await options.originOf(module);
    if (!origin.known) return origin;
    const { url = '', ref = '' } = origin.value;
    const repository = publicRepository(url);
    if (repository === undefined) return failed(`not asked: ${url} is no https URL of a public host`);
    if (matchPrefixPatterns(patterns, `${repository.host}${repository.pathname}`)) return isPrivate(url);
    const { value, error } = await (await readerOf(repository)).commitOf(ref);
    if (value === undefined) return failed(error);
    return { known: true, value: { hash: value }, source: repository.host, asOf: stamp(options.now()) };
  };
  return {
    name: 'repositories of modules',
    network: true,
    answer: async <K extends FactKind>(ask: Ask<K>) =>
      (ask.kind === 'tag' ? await answer(ask.module) : undefined) as Answer<FactTypes[K]> | undefined,
    // Where the code is said to be; a module path of its own host leads elsewhere.
    route: ({ kind, module }) =>
      kind === 'tag' ? (refusal(module) ?? { hosts: [module.path.split('/', 1)[0]!] }) : undefined,
    close: () => void client?.then((opened) => opened.close()),
  };
}

function isPrivate(what: string): Unknown {
  return { known: false, why: 'private', detail: `${what} is private: its repository is not asked` };
}

function failed(detail: string): Unknown {
  return { known: false, why: 'failed', detail };
}

function isPublic(url: URL): boolean {
  const { protocol, host, pathname } = url;
  return publicRepository(`${protocol}//${host}${pathname}`) !== undefined;
}

/** undefined for all that an outsider could mean harm with: other protocols, credentials, addresses and names of inner networks. */
export function publicRepository(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.port !== '') return undefined;
  if (url.username + url.password + url.search + url.hash !== '') return undefined;
  const host = url.hostname.replace(/\.$/, '');
  const isName = isIP(host.replace(/^\[|\]$/g, '')) === 0 && host.includes('.');
  return isName && !/\.(?:localhost|local|internal|intranet|lan|home|corp)$/.test(host) ? url : undefined;
}

/** Without a netrc. Servers get little patience: there are many, and each is asked little. */
async function openClient({ process }: Settings, { meter, timeout }: TagSourceOptions): Promise<HttpClient> {
  const [{ httpClient }, { runLimits }] = await Promise.all([import('../http/client.ts'), import('../http/limits.ts')]);
  return httpClient({
    env: process,
    limits: runLimits(timeout),
    parallel: 8,
    retries: 1,
    patience: 10_000,
    ...(meter && { meter }),
  });
}
