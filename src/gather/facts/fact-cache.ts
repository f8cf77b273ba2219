/**
 * Facts that module proxies gave in earlier runs of this user. What is true for ever is kept as long as there is room; what changes is
 * believed for a while. Every entry carries the hash of its own bytes, and one that does not fit is as good as none.
 *
 * One wrong answer of a proxy must not last: a go.mod is kept where go.sum has its hash, or else where it can be read and names its
 * module. What go.sum has the hash of is the same from every proxy; all else is believed only of the GOPROXY that said it.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { goModHash } from '../../go/graph/files/sums.ts';
import { parseMod } from '../../go/modfile/parse-mod.ts';
import { answerFromJson, answerToJson, isChanging, isTime, type TextNames } from '../../model/facts/fact-json.ts';
import { type Answer, type Ask, askKey, type FactKind, type FactTypes } from '../../model/facts/facts.ts';
import { decode, encode } from '../../text/bytes.ts';
import { source } from '../../text/source.ts';
import { cacheFolder } from '../cache/folder.ts';
import { type LogStore, logStore } from '../cache/log-store.ts';
import type { StoreOptions } from '../cache/store.ts';
import type { Environment } from '../http/web-proxy.ts';
import { stamp } from '../proxy/ask.ts';
import { holdsUntil } from '../repeat/conditions.ts';
import type { RememberingSource } from './sources.ts';
import { NO_VOUCHING, type Vouching } from './vouching.ts';

const NAME = 'fact cache';
const HOUR = 3_600_000;

/** Milliseconds for which a version list is believed: where proxies can be asked, and where they cannot. */
export const FRESH = HOUR;
export const STALE = 7 * 24 * HOUR;

export interface FactCacheOptions extends Partial<StoreOptions> {
  /** Milliseconds for which facts that change are believed, absence among them. */
  readonly maxAge?: number;
  /** The same for a go.mod that names another module: the latest version of one that moved, or a wrong answer. Left out: never. */
  readonly maxDoubt?: number;
  /** Of whom a question would be asked now; undefined: of nobody, so that only what go.sum has the hash of is believed. */
  readonly scopeOf?: (ask: Ask) => string | undefined;
  readonly vouching?: Vouching;
  /** Counts the questions that were answered here. */
  readonly meter?: { cached: number };
}

/** The folder's name has the format's version: entries of another format are never read. */
const FOLDER = 'facts-3';
/** Those of the first format could hold wrong answers for ever; the second had a file for each answer. */
const OLD_FOLDERS = ['facts-1', 'facts-2'];

/** The store of this user; undefined where there is none. `clean` removes older formats too. */
export function factCacheAt(env: Environment, options: Partial<StoreOptions> = {}): LogStore | undefined {
  const folder = cacheFolder(env);
  if (folder === undefined) return undefined;
  const at = (name: string) => logStore(join(folder, name), { now: () => new Date(), ...options });
  const store = at(FOLDER);
  return {
    ...store,
    clean: () =>
      [store, ...OLD_FOLDERS.map(at)]
        .map((each) => each.clean())
        .reduce((sum, { files, bytes }) => ({ files: sum.files + files, bytes: sum.bytes + bytes })),
  };
}

export interface FactCache extends RememberingSource {
  /** Lets go of its files. */
  close(): void;
}

export function factCache(env: Environment, now: () => Date, options: FactCacheOptions = {}): FactCache {
  const { maxAge = FRESH, maxDoubt = Number.NEGATIVE_INFINITY, scopeOf = () => '', vouching = NO_VOUCHING } = options;
  const store = factCacheAt(env, { ...options, now });
  const hashesOf = (ask: Ask) => (ask.kind === 'mod' ? vouching.hashesOf(ask.module) : []);
  const vouchedName = (ask: Ask, hash: string) => hashOf(`${askKey(ask)}\n${hash}`);
  const nameIn = (scope: string | undefined, ask: Ask) =>
    scope === undefined ? undefined : hashOf(`${askKey(ask)}\nfrom ${scope}`);
  const find = (ask: Ask): Answer<FactTypes[FactKind]> | undefined => {
    if (!store) return undefined;
    const hashes = hashesOf(ask);
    for (const hash of hashes) {
      const same = readEntry(store, vouchedName(ask, hash), ask);
      if (same) return same.answer;
    }
    const name = nameIn(scopeOf(ask), ask);
    const { answer, asOf } = (name === undefined ? undefined : readEntry(store, name, ask)) ?? {};
    if (answer === undefined) return undefined;
    const age = asOf === undefined ? undefined : ageOf(asOf, now());
    // That a version is there lasts; its time only says how long ago a proxy still had it.
    const limit = isChanging(ask.kind) || ask.kind === 'info' ? maxAge : maxDoubt;
    if (asOf !== undefined) noteEnd(asOf, limit, now());
    if (ask.kind === 'info' && answer.known) return sinceSeen(answer, age !== undefined && age <= maxAge);
    if (age !== undefined && age > limit) return undefined;
    if (hashes.length === 0) return answer;
    // It was kept before go.sum had its hash.
    const hash = answer.known ? goModHash(answer.value as string) : '';
    if (!hashes.includes(hash)) return undefined;
    writeEntry(store, vouchedName(ask, hash), ask, answer);
    return answer;
  };
  return {
    name: NAME,
    network: false,
    answer: async <K extends FactKind>(ask: Ask<K>) => {
      const answer = find(ask as Ask);
      if (answer && options.meter) options.meter.cached++;
      return (answer?.known ? { ...answer, source: NAME } : answer) as Answer<FactTypes[K]> | undefined;
    },
    remember: (ask, answer) => {
      const kept = store && worthKeeping(ask, answer, vouching, now);
      if (!kept) return;
      const isListed = kept.known && hashesOf(ask).length > 0;
      const name = isListed ? vouchedName(ask, goModHash(kept.value as string)) : nameIn(scopeOf(ask), ask);
      if (name !== undefined) writeEntry(store, name, ask, kept);
    },
    close: () => store?.close(),
  };
}

interface Entry {
  readonly answer: Answer<FactTypes[FactKind]>;
  /** When it was read, where that matters; RFC 3339. */
  readonly asOf: string | undefined;
}

/** The answer as it is kept, with its time where it is not believed for ever; undefined: it is not kept. */
function worthKeeping(
  ask: Ask,
  answer: Answer<unknown>,
  vouching: Vouching,
  now: () => Date,
): (Answer<unknown> & { readonly asOf?: string }) | undefined {
  const { kind, module } = ask;
  // Proofs are kept with the tiles and lookups that they rest on, and are made anew of these.
  if (kind === 'proof') return undefined;
  if (!answer.known) {
    // That there are no versions may change, as a list does. Other failures are asked anew.
    const absent = answer.why === 'missing' || answer.notFound === true;
    return isChanging(kind) && absent ? { ...answer, asOf: stamp(now()) } : undefined;
  }
  // A zip that differs from go.sum is fetched anew each time: it may have been one proxy's fault, and is no lasting fact.
  if (kind === 'content')
    return vouching.zipHashesOf(module).includes((answer.value as FactTypes['content']).hash) ? answer : undefined;
  // When it was listed first lasts. That it is not listed yet does not.
  if (kind === 'seen') {
    if ((answer.value as FactTypes['seen']).listed === undefined) return undefined;
    const { asOf: _, ...lasting } = answer;
    return lasting;
  }
  if (isChanging(kind)) return answer.asOf === undefined ? undefined : answer;
  // The commit that a name such as `master` stands for is no lasting fact.
  if (kind === 'info') {
    const isOfVersion = (answer.value as FactTypes['info']).version === module.version;
    return isOfVersion ? { ...answer, asOf: stamp(now()) } : undefined;
  }
  if (kind !== 'mod') return answer;
  const text = answer.value as string;
  const hashes = vouching.hashesOf(module);
  if (hashes.length > 0) return hashes.includes(goModHash(text)) ? answer : undefined;
  const path = pathIn(text);
  if (path === undefined) return undefined;
  const isItsOwn = path === module.path || vouching.replaces(module.path, path);
  return isItsOwn ? answer : { ...answer, asOf: stamp(now()) };
}

function sinceSeen<T>({ asOf: _, ...lasting }: Answer<T> & { readonly known: true }, isRecent: boolean): Answer<T> {
  return isRecent ? { ...lasting, recent: true } : lasting;
}

/** The module that a go.mod names; undefined where Go cannot read it. */
function pathIn(text: string): string | undefined {
  const { file, errors } = parseMod(source('go.mod', text), { lax: true });
  return errors.length === 0 ? file.module?.path : undefined;
}

/** From the future is as old as can be: a clock was wrong. */
function ageOf(asOf: string, now: Date): number {
  const age = now.getTime() - Date.parse(asOf);
  return age < -HOUR ? Number.POSITIVE_INFINITY : age;
}

/** When something that is believed now no longer will be, or the other way round. */
function noteEnd(asOf: string, limit: number, now: Date): void {
  const since = Date.parse(asOf);
  for (const turn of [since - HOUR, since + limit]) if (turn >= now.getTime()) holdsUntil(turn);
}

/** License texts are many and alike: each is kept once, by its hash. */
function textNames(store: LogStore, { kind }: Ask): TextNames {
  if (kind !== 'license') return { nameOf: (text) => text, textOf: (name) => name };
  return {
    nameOf: (text) => {
      const bytes = encode(text);
      const name = hashOf(bytes);
      if (!store.read('texts', name)) store.write('texts', name, bytes);
      return name;
    },
    textOf: (name) => {
      const bytes = /^[0-9a-f]{64}$/.test(name) ? store.read('texts', name) : undefined;
      if (bytes && hashOf(bytes) === name) return decode(bytes);
      if (bytes) store.remove('texts', name);
      return undefined;
    },
  };
}

function writeEntry(
  store: LogStore,
  name: string,
  ask: Ask,
  answer: Answer<unknown> & { readonly asOf?: string },
): void {
  const { asOf } = answer;
  const fact = answerToJson(ask, answer, textNames(store, ask));
  const json = JSON.stringify({ name, ...fact, ...(asOf === undefined ? {} : { asOf }) });
  store.write('answers', name, `${hashOf(json)}\n${json}`);
}

function readEntry(store: LogStore, name: string, ask: Ask): Entry | undefined {
  const text = store.read('answers', name)?.toString('utf8');
  if (text === undefined) return undefined;
  const json = text.slice(text.indexOf('\n') + 1);
  const entry = text[64] === '\n' && hashOf(json) === text.slice(0, 64) ? parsed(json) : undefined;
  const { name: own, asOf } = (entry ?? {}) as { name?: unknown; asOf?: unknown };
  const answer = own === name ? answerFromJson(ask, entry, textNames(store, ask)) : undefined;
  if (typeof answer === 'object' && (asOf === undefined || isTime(asOf))) return { answer, asOf };
  store.remove('answers', name);
  return undefined;
}

/** No JSON, however it came to carry its hash, is as good as none. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
