/**
 * The go.mod files that the last runs of a repository read from the module cache, in one file for each repository. A file counts as read
 * where go.sum has its hash and where it is still what it was (gather/repeat/file-states.ts), so that a lost or changed file is noticed
 * as if nothing were kept.
 */
import { isAbsolute, join } from 'node:path';
import type { KeptMods } from '../../go/graph/files/kept-mods.ts';
import { type ModSummary, mayHaveWord } from '../../go/graph/files/summary.ts';
import type { Known } from '../../go/graph/known.ts';
import { moduleAt, type Nodes, nodeOf } from '../../go/graph/select/nodes.ts';
import { escapePath, escapeVersion } from '../../go/path/escape.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { Answer } from '../../model/facts/facts.ts';
import { cacheFolder } from '../cache/folder.ts';
import { type CacheStore, cacheStore } from '../cache/store.ts';
import { MODULE_CACHE } from '../facts/module-cache.ts';
import type { Environment } from '../http/web-proxy.ts';
import { withoutWatch } from '../repeat/conditions.ts';
import { FIELDS, FOLLOWED, isAsBefore, isSettled, stateNow } from '../repeat/file-states.ts';
import { sha256 } from '../repeat/run-pack.ts';
import { decodeMods, encodeMods, isPackable, type PackedMod } from './mod-pack.ts';

export interface KeptModsOf extends KeptMods {
  /** Keeps what this run read, if anything is new. */
  save(known: Known): void;
}

/** The folder's name has the format's version. */
const FOLDER = 'mods-1';
const KIND = 'mods';

/** Bytes of all packs together, and go.mod files of one. */
const MAX_BYTES = 64 << 20;
const MAX_MODS = 20_000;

export interface KeptModsInput {
  readonly env: Environment;
  readonly now: () => Date;
  /** GOMODCACHE. */
  readonly cache: string;
  /** This build of modwarden, which parsed the files. */
  readonly build: string;
  /** What tells the repository from others. */
  readonly repository: unknown;
}

/** The store of this user; undefined where there is none (MODWARDEN_CACHE=off). */
export function keptModStore(env: Environment, now: () => Date): CacheStore | undefined {
  const folder = cacheFolder(env);
  return folder === undefined ? undefined : cacheStore(join(folder, FOLDER), { maxBytes: MAX_BYTES, now });
}

/** undefined where there is no cache of either kind. */
export function keptMods({ env, now, cache, build, repository }: KeptModsInput): KeptModsOf | undefined {
  const store = keptModStore(env, now);
  if (store === undefined || !isAbsolute(cache)) return undefined;
  const name = sha256(JSON.stringify([build, cache, repository]));
  const began = now().getTime();
  const downloads = join(cache, 'cache', 'download');
  const pack = withoutWatch(() => decodeMods(store.read(KIND, name)));
  /** By number. Of a file that was looked at: its summary, or that it is no longer what it was. */
  const looked = new Map<number, ModSummary | undefined>();
  const find = (module: ModuleVersion) => pack?.find(module);
  const summaryOf = (nodes: Nodes, number: number) => {
    const mod = pack!.mod(number);
    const file = fileOf(downloads, mod.module);
    if (file === undefined || !isAsBefore(file, pack!.states, number * FIELDS)) return undefined;
    const { characters, modulePath, goVersion, pruned } = mod;
    const require = mod.require.map(({ path, version }) => nodeOf(nodes, path, version));
    return { text: undefined, characters, modulePath, goVersion, pruned, require, errors: [] };
  };
  return {
    hashOf: (module) => {
      const number = find(module);
      return number === undefined ? undefined : pack!.hash(number);
    },
    summaryOf: (nodes, module) => {
      const number = find(module)!;
      if (!looked.has(number)) looked.set(number, summaryOf(nodes, number));
      return looked.get(number);
    },
    givenHash: (module) => {
      const number = find(module);
      return number === undefined || looked.get(number) === undefined ? undefined : pack!.hash(number);
    },
    save: (known) => {
      const read = withoutWatch(() => readMods(known, downloads, began));
      if (read.length === 0 || read.length > MAX_MODS) return;
      const all = new Map(read.map((mod) => [`${mod.module.path}@${mod.module.version}`, mod]));
      for (let number = 0; number < (pack?.size ?? 0) && all.size < MAX_MODS; number++) {
        const mod = pack!.mod(number);
        const key = `${mod.module.path}@${mod.module.version}`;
        const isStale = looked.has(number) && looked.get(number) === undefined;
        if (!all.has(key) && !isStale) all.set(key, mod);
      }
      withoutWatch(() => store.write(KIND, name, encodeMods([...all.values()])));
    },
  };
}

/** Where the module cache has a version's go.mod. `downloads`: its folder for what was downloaded. */
function fileOf(downloads: string, { path, version }: ModuleVersion): string | undefined {
  const escaped = escapePath(path).value;
  const file = escapeVersion(version).value;
  return escaped === undefined || file === undefined ? undefined : `${downloads}/${escaped}/@v/${file}.mod`;
}

/** What this run read of the module cache and compared with go.sum, of files that did not change while it ran. */
function readMods({ summaries, hashes, replies, nodes }: Known, downloads: string, began: number): PackedMod[] {
  const mods: PackedMod[] = [];
  for (const [key, { text, modulePath, goVersion, pruned, characters, require, errors }] of summaries) {
    const reply = replies.get(key) as Answer<unknown> | undefined;
    const hash = text === undefined ? undefined : hashes.get(text);
    if (hash === undefined || errors.length > 0 || mayHaveWord(text!)) continue;
    if (!reply?.known || reply.source !== MODULE_CACHE || reply.value !== text) continue;
    const at = key.lastIndexOf('@');
    const module = { path: key.slice(key.indexOf(' ') + 1, at), version: key.slice(at + 1) };
    const file = fileOf(downloads, module);
    const state = file === undefined ? undefined : stateNow(file, FOLLOWED);
    if (state === undefined || !isSettled(state, began)) continue;
    const required = require.map((node) => moduleAt(nodes, node));
    const mod = { module, state, hash, characters, modulePath, goVersion, pruned, require: required };
    if (isPackable(mod)) mods.push(mod);
  }
  return mods;
}
