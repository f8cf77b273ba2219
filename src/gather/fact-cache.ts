/**
 * Facts that module proxies gave in earlier runs of this user. What is true for ever is kept as long as there is room; what changes is
 * believed for a while. Every entry carries the hash of its own bytes, and one that does not fit is as good as none.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { answerFromJson, answerToJson, isChanging, type TextNames } from '../model/fact-json.ts';
import { type Answer, type Ask, askKey, type FactKind, type FactTypes } from '../model/facts.ts';
import { decode, encode } from '../text/bytes.ts';
import { cacheFolder } from './cache-folder.ts';
import { type CacheStore, cacheStore, type StoreOptions } from './cache-store.ts';
import type { Environment } from './http/web-proxy.ts';
import type { RememberingSource } from './sources.ts';

const NAME = 'fact cache';
const HOUR = 3_600_000;

/** Milliseconds for which a version list is believed: where proxies can be asked, and where they cannot. */
export const FRESH = HOUR;
export const STALE = 7 * 24 * HOUR;

export interface FactCacheOptions extends Partial<StoreOptions> {
  readonly maxAge?: number;
  /** Whom the changing facts were asked of: another GOPROXY may have other versions. */
  readonly scope?: string;
}

/** The store of this user; undefined where there is none. */
export function factCacheAt(env: Environment, options: Partial<StoreOptions> = {}): CacheStore | undefined {
  const folder = cacheFolder(env);
  return folder === undefined ? undefined : cacheStore(join(folder, 'facts-1'), { now: () => new Date(), ...options });
}

export function factCache(env: Environment, now: () => Date, options: FactCacheOptions = {}): RememberingSource {
  const { maxAge = FRESH, scope = '' } = options;
  const store = factCacheAt(env, { ...options, now });
  const nameOf = (ask: Ask) => hashOf(isChanging(ask.kind) ? `${askKey(ask)}\n${scope}` : askKey(ask));
  return {
    name: NAME,
    network: false,
    answer: async <K extends FactKind>(ask: Ask<K>) => {
      const entry = store && readEntry(store, nameOf(ask as Ask), ask as Ask);
      const young = entry?.known && (entry.asOf === undefined || ageOf(entry.asOf, now()) <= maxAge);
      return young ? ({ ...entry, source: NAME } as Answer<FactTypes[K]>) : undefined;
    },
    remember: (ask, answer) => {
      if (store && isLasting(ask, answer)) writeEntry(store, nameOf(ask), ask, answer);
    },
  };
}

/** The commit that a name such as `master` stands for is no lasting fact. */
function isLasting({ kind, module }: Ask, answer: Extract<Answer<unknown>, { known: true }>): boolean {
  if (isChanging(kind)) return answer.asOf !== undefined;
  return kind !== 'info' || (answer.value as FactTypes['info']).version === module.version;
}

/** From the future is as old as can be: a clock was wrong. */
function ageOf(asOf: string, now: Date): number {
  const age = now.getTime() - Date.parse(asOf);
  return age < -HOUR ? Number.POSITIVE_INFINITY : age;
}

/** Licence texts are many and alike: each is kept once, by its hash. */
function textNames(store: CacheStore, { kind }: Ask): TextNames {
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

function writeEntry(store: CacheStore, name: string, ask: Ask, answer: Answer<unknown>): void {
  const json = JSON.stringify({ ask: askKey(ask), ...answerToJson(ask, answer, textNames(store, ask)) });
  store.write('answers', name, `${hashOf(json)}\n${json}`);
}

function readEntry(store: CacheStore, name: string, ask: Ask): Answer<FactTypes[FactKind]> | undefined {
  const text = store.read('answers', name)?.toString('utf8');
  if (text === undefined) return undefined;
  const json = text.slice(text.indexOf('\n') + 1);
  const entry = text[64] === '\n' && hashOf(json) === text.slice(0, 64) ? parsed(json) : undefined;
  const answer =
    (entry as { ask?: unknown } | undefined)?.ask === askKey(ask)
      ? answerFromJson(ask, entry, textNames(store, ask))
      : undefined;
  if (typeof answer === 'object') return answer;
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
