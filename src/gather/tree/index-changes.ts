/** Which files the next commit changes, of those of a kind: the index against HEAD's tree, without git. */
import type { IndexEntry, IndexFile } from './index-file.ts';
import type { ReadObject } from './object-files.ts';

/** Trees that are read at most: an index that does not note its own trees leads into each folder. */
const MAX_TREES = 200;
const FOLDER = 0o040000;
const FILE = 0o100000;
const SUBMODULE = 0o160000;

/**
 * What is new or different, with another mode too; not what is deleted, and no submodule. `head`: HEAD's commit; '' before the first.
 * undefined: only git can tell.
 */
export function changedEntries(
  index: IndexFile,
  head: string,
  read: ReadObject,
  wanted: (path: string) => boolean,
): readonly IndexEntry[] | undefined {
  const before = head === '' ? NOTHING : treeBefore(index.trees, head, read);
  if (before === undefined) return undefined;
  const changed: IndexEntry[] = [];
  let folder = '';
  let isSame = before.same.has('');
  for (const [i, path] of index.paths.entries()) {
    const own = path.slice(0, path.lastIndexOf('/') + 1);
    if (own !== folder) {
      folder = own;
      isSame = isBelow(before.same, folder);
    }
    if (isSame) continue;
    const entry = index.entry(i);
    if (entry === undefined || entry.mode === SUBMODULE || before.files.get(path) === contentOf(entry)) continue;
    if (!wanted(entry.path)) continue;
    if (entry.stage !== 0) return undefined;
    changed.push(entry);
  }
  return changed;
}

interface Before {
  /** Folders in which nothing changed; each ends in a slash, but for '', the top. */
  readonly same: ReadonlySet<string>;
  /** What the files in other folders were, by path (latin1). */
  readonly files: ReadonlyMap<string, string>;
}

const NOTHING: Before = { same: new Set(), files: new Map() };

const contentOf = ({ mode, id }: Pick<IndexEntry, 'mode' | 'id'>) => `${mode} ${id}`;

function treeBefore(now: IndexFile['trees'], head: string, read: ReadObject): Before | undefined {
  const commit = read(head);
  const [, top] = /^tree ([0-9a-f]{40})\n/.exec(commit?.content.toString('latin1', 0, 46) ?? '') ?? [];
  if (commit?.type !== 'commit' || top === undefined) return undefined;
  const same = new Set<string>();
  const files = new Map<string, string>();
  const folders: [path: string, id: string][] = [['', top]];
  let trees = 0;
  for (const [folder, id] of folders) {
    if (now.get(folder) === id) same.add(folder);
    else {
      const tree = ++trees > MAX_TREES ? undefined : read(id);
      if (tree?.type !== 'tree') return undefined;
      for (const { mode, name, id } of treeEntries(tree.content)) {
        const path = folder + name;
        if (mode === FOLDER) folders.push([`${path}/`, id]);
        else files.set(path, contentOf({ mode: canonical(mode), id }));
      }
    }
  }
  return { same, files };
}

/** `MODE NAME`, a zero and the id, one after another. */
function* treeEntries(bytes: Buffer): Generator<{ readonly mode: number; readonly name: string; readonly id: string }> {
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const zero = bytes.indexOf(0, space);
    yield {
      mode: Number.parseInt(bytes.toString('latin1', at, space), 8),
      name: bytes.toString('latin1', space + 1, zero),
      id: bytes.toString('hex', zero + 1, zero + 21),
    };
    at = zero + 21;
  }
}

/** Old trees have files that their group may write; the index has not. */
function canonical(mode: number): number {
  return (mode & 0o170000) === FILE ? FILE | (mode & 0o100 ? 0o755 : 0o644) : mode;
}

function isBelow(folders: ReadonlySet<string>, path: string): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 2) + 1)
    if (folders.has(path.slice(0, end))) return true;
  return folders.has('');
}
