/**
 * What a module cache has of one module version, against go.sum. `go mod verify` compares the cache with itself: with the hash that the
 * go command wrote beside the zip, which whoever changes the cache can change as well.
 */
import type { CachedPart } from '../../model/facts/facts.ts';
import { cachedHashes, cachePlaces } from './cached-hashes.ts';

/** A module version, with what go.sum records of it; no hashes where it has no such line. */
export interface CacheTask {
  readonly path: string;
  readonly version: string;
  readonly zip: readonly string[];
  readonly mod: readonly string[];
}

/**
 * zip, folder: the content was modified · ziphash: the hash beside the zip differs from go.sum, or is not there · mod: the go.mod differs
 * from go.sum · unreadable: could not be hashed
 */
export interface CacheProblem {
  readonly kind: CachedPart | 'unreadable';
  readonly path: string;
  readonly version: string;
  readonly file: string;
  /** With `unreadable` and a missing hash: why. */
  readonly detail?: string;
  readonly expected?: string;
  readonly found?: string;
}

export interface CacheResult {
  /** Something of the version is in the cache. */
  readonly cached: boolean;
  readonly problems: readonly CacheProblem[];
}

/** The parts in the order in which they are reported. */
const PARTS: readonly CachedPart[] = ['mod', 'ziphash', 'zip', 'folder'];

/** `cache`: GOMODCACHE. */
export async function checkCachedModule(cache: string, task: CacheTask): Promise<CacheResult> {
  const places = cachePlaces(cache, task);
  if (places === undefined) return { cached: false, problems: [] };
  const { unreadable = [], ...hashes } = await cachedHashes(task, places);
  const about = { path: task.path, version: task.version };
  const isThere = (part: CachedPart) => hashes[part] !== undefined || unreadable.some((one) => one.part === part);
  const hasContent = isThere('zip') || isThere('folder');
  const problems: CacheProblem[] = [];
  for (const part of PARTS) {
    const file = places[part];
    const why = unreadable.find((one) => one.part === part)?.detail;
    if (part === 'mod' && task.mod.length === 0) continue;
    if (why !== undefined) problems.push({ ...about, kind: 'unreadable', file, detail: why });
    const found = hashes[part];
    if (part === 'ziphash' && found === undefined && hasContent)
      problems.push({ ...about, kind: part, file, detail: 'missing' });
    if (found === undefined || (part !== 'mod' && !hasContent)) continue;
    const recorded = part === 'mod' ? task.mod : recordedZip(task, hashes.ziphash);
    const [expected] = recorded;
    if (expected !== undefined && !recorded.includes(found))
      problems.push({ ...about, kind: part, file, expected, found });
  }
  return { cached: hasContent || (task.mod.length > 0 && isThere('mod')), problems };
}

/** Without a line in go.sum the hash beside the zip is all that the content can be compared with, as for `go mod verify`. */
function recordedZip({ zip }: CacheTask, ziphash: string | undefined): readonly string[] {
  if (zip.length > 0) return zip;
  return ziphash === undefined ? [] : [ziphash];
}
