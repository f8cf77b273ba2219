/** What git holds as a tree: the index, that is what a commit would take, or a revision, of a bare repository too. */
import { compareText } from '../../go/std/order.ts';
import { baseName, folderOf, upwards } from '../../model/discover.ts';
import { isTreePath, TREE_LIMITS, type Tree, TreeError, type TreeLimits, tooLarge } from '../../model/tree.ts';
import { decode } from '../../text/bytes.ts';
import type { Environment } from '../http/web-proxy.ts';
import { followLink } from './follow-link.ts';
import { type Blobs, gitBlobs } from './git-blobs.ts';
import { type Git, GitError, gitIn } from './git-command.ts';
import { changedEntries } from './index-changes.ts';
import { type IndexEntry, type IndexFile, indexFile } from './index-file.ts';
import { withObjects } from './object-files.ts';
import { type OwnRepository, ownRepository } from './own-repository.ts';

export { GitError };

export interface GitTreeOptions {
  /** Only files that these match, as git's pathspecs from the top (`*go.mod`); for the index. */
  readonly pathspecs?: readonly string[];
  /** Of these files only what the next commit changes; for the index. */
  readonly changed?: ChangedFiles;
  /** Files that are read together with the first one; those that every run reads, if left out. */
  readonly together?: (path: string) => boolean;
  readonly limits?: TreeLimits;
}

export interface ChangedFiles {
  /** In the long form of git, which begins with `:(`. */
  readonly pathspecs: readonly string[];
  /** Whether it is one of them; the pathspecs may match more. */
  readonly has: (path: string) => boolean;
}

/** The index of the repository that holds `folder`, or of the commit that a hook is called for. Throws GitError. */
export function indexTree(folder: string, env: Environment, options: GitTreeOptions = {}): Tree {
  const git = gitIn({ folder, env, inHook: true });
  const list = (pathspecs: readonly string[]) =>
    withoutIntents(git, parseEntries(git.run(['ls-files', '-s', '-z', '--full-name', '--', ...pathspecs]), indexEntry));
  const { pathspecs, changed, limits = TREE_LIMITS } = options;
  const read = changed && pathspecs ? indexFile(folder, env, pathspecs) : undefined;
  const listed = read
    ? entriesOf(read.entries)
    : list((pathspecs ?? ['/']).map((spec) => (spec === '/' ? ':/' : `:(top)${spec}`)));
  const own = read && ownRepository(folder, env);
  const differing = own && changed && changedSince(read, own, changed.has);
  // Unless the repository is this user's own, git is asked about the same index: it refuses what is not to be trusted.
  const news = differing ? entriesOf(differing) : changed ? withoutIntents(git, changes(git, changed.pathspecs)) : [];
  // A link may lead to a file that no pathspec matches, and a policy may extend one.
  const other = pathspecs && ((path: string) => list([`:(top,literal)${path}`]).get(path));
  return gitTree('index', gitBlobs(git, own, limits.maxFileSize), new Map([...news, ...listed]), other, options);
}

/** undefined: only git can tell. */
function changedSince(index: IndexFile, { git, head }: OwnRepository, has: ChangedFiles['has']) {
  return withObjects(git, (read) => changedEntries(index, head, read, has));
}

/** What differs from HEAD, or from nothing before the first commit; what the commit deletes is not in it. */
function changes(git: Git, pathspecs: readonly string[]): Entries {
  const form = ['--raw', '-z', '--no-abbrev', '--no-renames', '--no-relative', '--no-ext-diff', '--diff-filter=AMT'];
  const parts = decode(git.run(['diff', '--cached', ...form, '--ignore-submodules=all', '--', ...pathspecs])).split(
    '\0',
  );
  const entries = new Map<string, GitEntry>();
  // `:MODE MODE ID ID STATUS`, then the path.
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [, mode, , id = ''] = parts[i]!.split(' ');
    const path = parts[i + 1]!;
    if (mode !== SUBMODULE) entries.set(path, { path, id, kind: mode === LINK ? 'link' : 'file' });
  }
  return entries;
}

/** The files of a commit, tag or tree. Throws GitError. */
export function revisionTree(folder: string, revision: string, env: Environment, options: GitTreeOptions = {}): Tree {
  const { limits = TREE_LIMITS } = options;
  const git = gitIn({ folder, env, inHook: false });
  const args = ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', revision];
  return gitTree(
    revision,
    gitBlobs(git, undefined, limits.maxFileSize),
    parseEntries(git.run(args), treeEntry),
    undefined,
    options,
  );
}

/** The id of an empty file, in either hash that git knows. */
const EMPTY = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);
const INTENT_TO_ADD = 0x20000000;

/** `git add -N` makes an empty entry that no commit takes; of the files that matter such entries are left out. */
function withoutIntents(git: Git, entries: Entries): Entries {
  const doubtful = [...entries.values()].filter(({ path, id }) => EMPTY.has(id) && TOGETHER.test(path));
  if (doubtful.length === 0) return entries;
  const specs = doubtful.map(({ path }) => `:(top,literal)${path}`);
  const parts = decode(git.run(['ls-files', '--debug', '-z', '--full-name', '--', ...specs])).split('\0');
  const kept = new Map(entries);
  // Each path is followed by lines about it, which stand before the next path.
  for (const [i, part] of parts.entries()) {
    const flags = /flags: ([0-9a-f]+)\n/.exec(parts[i + 1] ?? '')?.[1] ?? '0';
    if (Number.parseInt(flags, 16) & INTENT_TO_ADD) kept.delete(part.slice(part.lastIndexOf('\n') + 1));
  }
  return kept;
}

interface GitEntry {
  readonly path: string;
  readonly id: string;
  /** unmerged: the index holds several versions. */
  readonly kind: 'file' | 'link' | 'unmerged';
}
type Entries = ReadonlyMap<string, GitEntry>;

function parseEntries(output: Buffer, parse: (head: readonly string[], path: string) => GitEntry | undefined): Entries {
  const entries = new Map<string, GitEntry>();
  for (const line of decode(output).split('\0')) {
    const tab = line.indexOf('\t');
    const entry = tab < 0 ? undefined : parse(line.slice(0, tab).split(' '), line.slice(tab + 1));
    if (entry) entries.set(entry.path, entry);
  }
  return entries;
}

/** `MODE ID STAGE` of ls-files; a submodule is no file. */
function indexEntry([mode, id = '', stage]: readonly string[], path: string): GitEntry | undefined {
  if (mode === SUBMODULE) return undefined;
  return { path, id, kind: stage !== '0' ? 'unmerged' : mode === LINK ? 'link' : 'file' };
}

function entriesOf(read: readonly IndexEntry[]): Entries {
  const entries = read.map(({ mode, id, stage, path }) => indexEntry([mode.toString(8), id, `${stage}`], path));
  return new Map(entries.flatMap((entry) => (entry ? [[entry.path, entry] as const] : [])));
}

/** `MODE TYPE ID` of ls-tree. */
function treeEntry([mode, type, id = '']: readonly string[], path: string): GitEntry | undefined {
  return type === 'blob' ? { path, id, kind: mode === LINK ? 'link' : 'file' } : undefined;
}

const LINK = '120000';
const SUBMODULE = '160000';

/** What every run reads. */
const TOGETHER =
  /(?:^|\/)(?:go\.mod|go\.sum|go\.work|go\.work\.sum|vendor\/modules\.txt|\.modwarden\.(?:baseline\.json|ya?ml|json))$/;
const MAX_TOGETHER = 2000;

/** Those and the package.json files above a Go module, which may hold a policy; others may be many. */
function readByEveryRun(paths: readonly string[]): (path: string) => boolean {
  const above = new Set(
    paths.flatMap((path) => (/(?:^|\/)go\.(?:mod|work)$/.test(path) ? [...upwards(folderOf(path))] : [])),
  );
  return (path) => TOGETHER.test(path) || (baseName(path) === 'package.json' && above.has(folderOf(path)));
}

function gitTree(
  name: string,
  blobs: Blobs,
  entries: Entries,
  other: ((path: string) => GitEntry | undefined) | undefined,
  { together, limits = TREE_LIMITS }: GitTreeOptions,
): Tree {
  const omitted: TreeError[] = [];
  let paths = [...entries.keys()].sort(compareText);
  if (paths.length > limits.maxFiles) {
    omitted.push(new TreeError('', 'too-large', `more than ${limits.maxFiles} files: the others are not checked`));
    paths = paths.slice(0, limits.maxFiles);
  }
  const first = paths.filter(together ?? readByEveryRun(paths)).slice(0, MAX_TOGETHER);
  blobs.expect(first.flatMap((path) => (entries.get(path)!.kind === 'unmerged' ? [] : [entries.get(path)!.id])));
  const find = (path: string) => entries.get(path) ?? other?.(path);
  const isFolder = (path: string) => path === '.' || paths.some((file) => file.startsWith(`${path}/`));
  const targetOf = async ({ kind, id }: GitEntry) => {
    const target = kind === 'link' ? await blobs.read(id) : undefined;
    return kind === 'link' ? decode(target instanceof Uint8Array ? target : new Uint8Array(0)) : undefined;
  };
  return {
    name,
    list: async () => paths,
    read: async (path) => {
      const asked = isTreePath(path) ? find(path) : undefined;
      const entry = asked?.kind === 'link' ? await followLink(path, asked, { find, isFolder, targetOf }) : asked;
      if (entry?.kind === 'unmerged') throw new TreeError(path, 'unmerged', 'the index holds several versions of it');
      if (!entry) return undefined;
      const blob = await blobs.read(entry.id);
      if (typeof blob === 'number') throw tooLarge(path, blob, limits);
      if (blob === undefined)
        throw new TreeError(path, 'unreadable', `its content is missing in the repository (${entry.id})`);
      return blob;
    },
    omitted: () => omitted,
  };
}
