/** One proxy asked over HTTP. `missing` is its 404 or 410, with which Go goes on to the next; everything else is `failed`. */
import { posix } from 'node:path';
import { type GoUrl, redacted } from '../go/url.ts';
import { isChanging } from '../model/fact-json.ts';
import type { Answer, Ask, Unknown } from '../model/facts.ts';
import type { Goauth } from './goauth.ts';
import type { HttpClient } from './http/client.ts';
import { FILE_LIMITS, latestOfList, moduleFolder, parseAnswer, protocolFile, versionError } from './protocol.ts';

export interface ModuleProxy {
  readonly base: GoUrl;
  readonly http: HttpClient;
  readonly isLicense: (path: string) => boolean;
  readonly goauth: Goauth;
  readonly now: () => Date;
}

export async function askProxy(proxy: ModuleProxy, ask: Ask): Promise<Answer<unknown>> {
  const folder = moduleFolder(ask.module.path);
  const file = protocolFile(ask);
  if (folder.value === undefined) return failed(folder.error);
  if (file.value === undefined) return failed(versionError(ask.module.version, file.error));
  if (proxy.base.scheme === 'https' && proxy.goauth.error !== undefined) return failed(proxy.goauth.error);
  const answer =
    ask.kind === 'license'
      ? await askZip(proxy, ask, `${folder.value}/${file.value}`)
      : await askFile(proxy, ask, folder.value, file.value);
  return answer.known ? answer : { ...answer, detail: versionError(ask.module.version, answer.detail) };
}

async function askFile(proxy: ModuleProxy, ask: Ask, folder: string, file: string): Promise<Answer<unknown>> {
  const reply = await get(proxy, `${folder}/${file}`, FILE_LIMITS[ask.kind as keyof typeof FILE_LIMITS]);
  if (!('bytes' in reply)) {
    // Where there is no @latest, Go takes the youngest version of the list.
    return ask.kind === 'latest' && reply.why === 'missing' ? latestFromList(proxy, ask, folder) : reply;
  }
  const result = parseAnswer(ask, reply.bytes, redacted(proxy.base));
  return result.error === undefined ? known(proxy, ask, result.value) : failed(result.error);
}

async function latestFromList(proxy: ModuleProxy, { module: { path } }: Ask, folder: string): Promise<Answer<unknown>> {
  const list = await get(proxy, `${folder}/@v/list`, FILE_LIMITS.versions);
  if (!('bytes' in list)) return list;
  const version = latestOfList(list.bytes);
  if (version === undefined) return { known: false, why: 'missing', detail: 'no commits' };
  const info = await askProxy(proxy, { kind: 'info', module: { path, version } });
  return info.known ? { ...info, asOf: stamp(proxy.now()) } : info;
}

async function askZip(proxy: ModuleProxy, { module, kind }: Ask, file: string): Promise<Answer<unknown>> {
  const url = below(proxy.base, file);
  const target = requestUrl(url);
  if (target === undefined) return failed(`invalid URL: ${redacted(url)}`);
  const [{ openRemoteZip }, { filesOfZip }] = await Promise.all([import('./remote-zip.ts'), import('./zip.ts')]);
  const zip = await openRemoteZip(proxy.http, target);
  if (!('read' in zip)) return refused(proxy, zip);
  const result = await filesOfZip(zip, `${module.path}@${module.version}/`, proxy.isLicense);
  if (result.value === undefined) return failed(`reading ${redacted(url)}: ${result.error}`);
  return known(proxy, { kind, module }, { files: result.value });
}

async function get(proxy: ModuleProxy, file: string, maxBytes: number): Promise<{ bytes: Uint8Array } | Unknown> {
  const url = below(proxy.base, file);
  const target = requestUrl(url);
  if (target === undefined) return failed(`invalid URL: ${redacted(url)}`);
  const reply = await proxy.http.get(target, { maxBytes });
  return reply.ok ? { bytes: reply.body } : refused(proxy, reply);
}

function refused(proxy: ModuleProxy, { status, detail }: { status: number | undefined; detail: string }): Unknown {
  const missing = status === 404 || status === 410;
  const { commands } = proxy.goauth;
  // Go runs these after any refusal; whether they would have helped is not known.
  const mayNeedThem =
    proxy.base.scheme === 'https' && commands.length > 0 && status !== undefined && status >= 400 && status < 500;
  const hint = mayNeedThem ? '\n\t(credentials come from a command of GOAUTH, which modwarden does not run)' : '';
  return { known: false, why: missing ? 'missing' : 'failed', detail: detail + hint };
}

function known(proxy: ModuleProxy, { kind }: Ask, value: unknown): Answer<unknown> {
  const source = proxy.base.host;
  return isChanging(kind) ? { known: true, value, source, asOf: stamp(proxy.now()) } : { known: true, value, source };
}

/** RFC 3339, whole seconds. */
export function stamp(time: Date): string {
  return time.toISOString().replace(/\.[0-9]{3}Z$/, 'Z');
}

/** A file of the protocol below a proxy's URL (modfetch.proxyRepo: joined and cleaned as a path). */
export function below(base: GoUrl, file: string): GoUrl {
  const rawPath = base.rawPath === '' ? '' : posix.join('/', base.rawPath, file);
  return { ...base, path: posix.join('/', base.path, file), rawPath };
}

/** undefined where the two readings of URLs disagree so far that this one makes none of it. */
export function requestUrl(url: GoUrl): URL | undefined {
  const text = redacted({ ...url, user: undefined, fragment: '' });
  if (!URL.canParse(text)) return undefined;
  const target = new URL(text);
  target.username = encodeURIComponent(url.user?.name ?? '');
  target.password = encodeURIComponent(url.user?.password ?? '');
  return target;
}

function failed(detail: string): Unknown {
  return { known: false, why: 'failed', detail };
}
