/** One proxy asked over HTTP. `missing` is its 404 or 410, with which Go goes on to the next; everything else is `failed`. */
import { posix } from 'node:path';
import { type GoUrl, redacted } from '../../go/std/url.ts';
import { isChanging } from '../../model/facts/fact-json.ts';
import type { Answer, Ask, Unknown } from '../../model/facts/facts.ts';
import type { HttpClient } from '../http/client.ts';
import { type QuestionClock, questionClock } from '../http/watch.ts';
import type { Goauth } from './goauth.ts';
import {
  FILE_LIMITS,
  isFinal,
  latestOfList,
  listFault,
  moduleFolder,
  parseAnswer,
  protocolFile,
  versionError,
} from './protocol.ts';

export interface ModuleProxy {
  readonly base: GoUrl;
  /** The same for messages, without secrets. */
  readonly shown: GoUrl;
  readonly http: HttpClient;
  readonly isLicense: (path: string) => boolean;
  readonly goauth: Goauth;
  readonly now: () => Date;
}

/** `final`: Go would ask no other proxy after this, whatever the separator. */
export type ProxyAnswer = Answer<unknown> & { readonly final?: true };

/** `clock`: of the question that this one is part of. */
export async function askProxy(proxy: ModuleProxy, ask: Ask, clock = questionClock()): Promise<ProxyAnswer> {
  const folder = moduleFolder(ask.module.path);
  const file = protocolFile(ask);
  if (folder.value === undefined) return failed(folder.error);
  if (file.value === undefined) return failed(versionError(ask.module.version, file.error));
  if (proxy.base.scheme === 'https' && proxy.goauth.error !== undefined) return failed(proxy.goauth.error);
  const answer =
    ask.kind === 'license'
      ? await askZip(proxy, ask, `${folder.value}/${file.value}`, clock)
      : ask.kind === 'files' || ask.kind === 'content' || ask.kind === 'packages'
        ? await askWholeZip(proxy, ask, `${folder.value}/${file.value}`, clock)
        : await askFile(proxy, ask, folder.value, file.value, clock);
  if (answer.known) return answer;
  return { ...answer, detail: named(proxy, versionError(ask.module.version, answer.detail)) };
}

/** Go does not always say which of several proxies it was. */
function named({ base }: ModuleProxy, detail: string): string {
  return detail.includes(base.host) ? detail : `${detail}\n\t(from ${redacted(base)})`;
}

/** What waits for a free slot first: the next round of a graph depends on go.mod files, and nothing depends on zips. */
const RANK = { mod: 0, file: 1, zip: 2 } as const;

function rankOf({ kind }: Ask): number {
  return kind === 'mod' ? RANK.mod : RANK.file;
}

async function askFile(
  proxy: ModuleProxy,
  ask: Ask,
  folder: string,
  file: string,
  clock: QuestionClock,
): Promise<ProxyAnswer> {
  const limit = FILE_LIMITS[ask.kind as keyof typeof FILE_LIMITS];
  const reply = await get(proxy, `${folder}/${file}`, limit, clock, rankOf(ask));
  if (!('bytes' in reply)) {
    // Where there is no @latest, Go takes the youngest version of the list.
    return ask.kind === 'latest' && reply.why === 'missing' ? latestFromList(proxy, ask, folder, clock) : reply;
  }
  const result = parseAnswer(ask, reply.bytes, redacted(proxy.shown));
  if (result.error === undefined) return known(proxy, ask, result.value);
  return isFinal(ask) ? { ...failed(result.error), final: true } : failed(result.error);
}

async function latestFromList(
  proxy: ModuleProxy,
  { module: { path } }: Ask,
  folder: string,
  clock: QuestionClock,
): Promise<Answer<unknown>> {
  const list = await get(proxy, `${folder}/@v/list`, FILE_LIMITS.versions, clock, RANK.file);
  if (!('bytes' in list)) return list;
  const fault = listFault(list.bytes, redacted(proxy.base));
  if (fault !== undefined) return failed(fault);
  const version = latestOfList(list.bytes);
  if (version === undefined) return { known: false, why: 'missing', detail: 'no commits' };
  const info = await askProxy(proxy, { kind: 'info', module: { path, version } }, clock);
  return info.known ? { ...info, asOf: stamp(proxy.now()) } : info;
}

async function askZip(
  proxy: ModuleProxy,
  { module, kind }: Ask,
  file: string,
  clock: QuestionClock,
): Promise<Answer<unknown>> {
  const url = below(proxy.base, file);
  const target = requestUrl(url);
  const shown = redacted(below(proxy.shown, file));
  if (target === undefined) return failed(`invalid URL: ${shown}`);
  const [{ openRemoteZip }, { filesOfZip }] = await Promise.all([import('./remote-zip.ts'), import('./zip.ts')]);
  const zip = await openRemoteZip(proxy.http, target, { clock, written: written(url), rank: RANK.zip });
  if (!('read' in zip)) return refused(proxy, zip);
  const result = await filesOfZip(zip, `${module.path}@${module.version}/`, proxy.isLicense);
  if (result.value === undefined) return failed(`reading ${shown}: ${result.error}`);
  return known(proxy, { kind, module }, { files: result.value });
}

/** Bytes of a zip that is fetched as a whole and held in memory. Nearly all have less than a tenth of it. */
export const MAX_WHOLE_ZIP: number = 128 << 20;

/** What needs every file of the zip, so that it is fetched as a whole. */
async function askWholeZip(
  proxy: ModuleProxy,
  ask: Ask<'files' | 'content' | 'packages'>,
  file: string,
  clock: QuestionClock,
): Promise<Answer<unknown>> {
  const reply = await get(proxy, file, MAX_WHOLE_ZIP, clock, RANK.zip);
  if (!('bytes' in reply)) return reply;
  const [{ zipFact }, { zipInMemory }] = await Promise.all([import('../gozip/module-files.ts'), import('./zip.ts')]);
  const result = await zipFact(ask.kind, zipInMemory(reply.bytes), ask.module);
  if (result.value === undefined) return failed(`reading ${redacted(below(proxy.shown, file))}: ${result.error}`);
  return known(proxy, ask, result.value);
}

async function get(
  proxy: ModuleProxy,
  file: string,
  maxBytes: number,
  clock: QuestionClock,
  rank: number,
): Promise<{ bytes: Uint8Array } | Unknown> {
  const url = below(proxy.base, file);
  const target = requestUrl(url);
  if (target === undefined) return failed(`invalid URL: ${redacted(below(proxy.shown, file))}`);
  const reply = await proxy.http.get(target, { maxBytes, clock, written: written(url), rank });
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
  const text = written(url);
  if (!URL.canParse(text)) return undefined;
  const target = new URL(text);
  target.username = encodeURIComponent(url.user?.name ?? '');
  target.password = encodeURIComponent(url.user?.password ?? '');
  return target;
}

/** As Go writes it, without user and password. */
function written(url: GoUrl): string {
  return redacted({ ...url, user: undefined, fragment: '' });
}

function failed(detail: string): Unknown {
  return { known: false, why: 'failed', detail };
}
