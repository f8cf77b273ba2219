/** From a tree to the repository that rules see. Reads files through the tree only; a file that is unavailable is an error of its own. */

import { inGoWords, mainErrors } from '../go/graph/files/main-errors.ts';
import { modulePath } from '../go/modfile/module-path.ts';
import { parseMod } from '../go/modfile/parse-mod.ts';
import { parseWork } from '../go/modfile/parse-work.ts';
import { lineSpan } from '../go/modfile/spans.ts';
import type { ModError } from '../go/modfile/types.ts';
import { compareText } from '../go/std/order.ts';
import { parseSum, type SumFile } from '../go/sum/parse.ts';
import { parseVendor, type VendorFile } from '../go/vendor/modules-txt.ts';
import { decode } from '../text/bytes.ts';
import { shortWords } from '../text/short.ts';
import { type Source, source, span } from '../text/source.ts';
import { baseName, type DiscoverOptions, discover, folderOf, inFolder, resolveIn, upwards } from './discover.ts';
import { internalFault } from './fault.ts';
import type { CapturedEnv, MainModule, Repo, Workspace } from './repo.ts';
import { settingFilesIn } from './settings/setting-files.ts';
import type { Tree, TreeError } from './tree.ts';
import { declaredUses } from './uses.ts';

/** What to open beside the tree's own go.mod files. */
export interface OpenOptions extends DiscoverOptions {
  readonly env?: readonly CapturedEnv[];
  /** The tree's paths, where the caller has listed them already. */
  readonly paths?: readonly string[];
}

/** Reads the Go module files of a tree. A file that cannot be read or parsed keeps its errors; it never throws for content. */
export async function openRepo(tree: Tree, options: OpenOptions = {}): Promise<Repo> {
  const paths = options.paths ?? (await tree.list());
  const files = new Set(paths);
  const { modules, workspaces, omitted, others } = discover(paths, options);
  const readIf = async (path: string) => (files.has(path) ? readSource(tree, path) : undefined);
  const works = await Promise.all(workspaces.map((file) => openWorkspace(file, readIf)));
  const workOf = workspaceFinder(works);
  const vendoring = new Set(modules.map(({ file }) => file).filter((file) => baseName(file) === 'vendor.mod'));
  const otherModfiles = await modfilesAmong(others, readIf);
  return {
    name: tree.name,
    modules: await Promise.all(modules.map(({ file, kind }) => openModule(file, kind, workOf, readIf, vendoring))),
    workspaces: works,
    env: options.env ?? [],
    settingFiles: settingFilesIn(paths, options.under ?? ''),
    ...(omitted.length > 0 && { omitted }),
    ...(otherModfiles.length > 0 && { otherModfiles }),
    hasFile: (path) => files.has(path),
    hasFolder: folderTest(paths),
    hasSources: sourcesTest(paths),
  };
}

/** A source that was read, or the empty source of a file that is there but is unavailable, with the reason. */
interface Read {
  readonly source: Source;
  readonly error?: string;
  readonly hint?: string;
}

const MISSING = (path: string): Read => ({ source: source(path, '') });

/** Go's message quotes the whole of a word that it does not know, which may have the size of the file. */
function shortened(error: ModError): ModError {
  const message = shortWords(error.message, MAX_QUOTED);
  return {
    ...error,
    message,
    verb: shortWords(error.verb, MAX_QUOTED),
    modPath: shortWords(error.modPath, MAX_QUOTED),
  };
}

/** Characters of one word. */
const MAX_QUOTED = 100;

type ReadIf = (path: string) => Promise<Read | undefined>;

async function readSource(tree: Tree, path: string): Promise<Read | undefined> {
  try {
    const bytes = await tree.read(path);
    return bytes && { source: source(path, decode(bytes)) };
  } catch (error) {
    // By name: each chunk of the bundle has a TreeError class of its own.
    if ((error as Error).name !== 'TreeError') throw error;
    const { message, hint } = error as TreeError;
    return { source: source(path, ''), error: message, ...(hint !== undefined && { hint }) };
  }
}

/** What a parser makes of a file. Where it breaks down, what it makes of an empty one, with an error that says so. */
function parsed<T>(read: Read, parse: (source: Source) => T): { readonly value: T; readonly read: Read } {
  try {
    return { value: parse(read.source), read };
  } catch (error) {
    const empty = source(read.source.path, '');
    return { value: parse(empty), read: { source: empty, error: internalFault(error).detail } };
  }
}

function unreadable(read: Read): ModError[] {
  if (read.error === undefined) return [];
  const { source: file, error: message, hint } = read;
  return [{ at: span(file, 0, 0), message, verb: '', modPath: '', ...(hint !== undefined && { hint }) }];
}

async function openModule(
  file: string,
  kind: MainModule['kind'],
  workOf: (dir: string) => Workspace | undefined,
  readIf: ReadIf,
  vendoring: ReadonlySet<string>,
): Promise<MainModule> {
  const dir = folderOf(file);
  // A vendor.mod is the one that the vendor folder beside it was made from.
  const ownsVendor = kind === 'module' ? !vendoring.has(inFolder(dir, 'vendor.mod')) : vendoring.has(file);
  const { value, read } = parsed((await readIf(file)) ?? MISSING(file), (text) => {
    const { file: mod, errors } = parseMod(text);
    return { mod, errors: [...errors.map(inGoWords), ...mainErrors(mod)] };
  });
  const { mod, errors } = value;
  const workspace = kind === 'module' ? workOf(dir) : undefined;
  return {
    dir,
    kind,
    source: read.source,
    mod,
    errors: read.error === undefined ? errors.map(shortened) : unreadable(read),
    path: mod.module?.path ?? '',
    sum: await openSum(file.replace(/\.mod$/, '.sum'), readIf),
    vendor: ownsVendor ? await openVendor(dir, readIf) : undefined,
    workspace,
    imports: { state: 'not-wanted' },
    graph: { state: 'not-wanted' },
    uses: declaredUses(mod, (require) => lineSpan(mod.syntax, require.line), workspace?.own),
    survey: undefined,
  };
}

/** Those that have a module line: files of other kinds end in `.mod` too. What is beyond a limit counts as one. */
async function modfilesAmong(paths: readonly string[], readIf: ReadIf): Promise<readonly string[]> {
  const isModfile = async (path: string, i: number) =>
    baseName(path) === 'go.mod' || (i < MAX_OTHERS && modulePath((await readIf(path))?.source.text ?? '') !== '');
  const found = await Promise.all(paths.map(isModfile));
  return paths.filter((_, i) => found[i]).sort(compareText);
}

/** Files under another name than go.mod that are read to see what they are. */
const MAX_OTHERS = 1_000;

async function openSum(path: string, readIf: ReadIf): Promise<SumFile | undefined> {
  const found = await readIf(path);
  if (found === undefined) return undefined;
  const { value, read } = parsed(found, parseSum);
  if (read.error === undefined) return value;
  const message = `${baseName(path)} cannot be read: ${read.error}`;
  const error = { at: span(read.source, 0, 0), message, ...(read.hint !== undefined && { hint: read.hint }) };
  return { source: read.source, entries: [], errors: [error] };
}

async function openVendor(dir: string, readIf: ReadIf): Promise<VendorFile | undefined> {
  const found = await readIf(inFolder(dir, 'vendor/modules.txt'));
  if (found === undefined) return undefined;
  const { value, read } = parsed(found, parseVendor);
  return { ...value, ...(read.error !== undefined && { unreadable: read.error }) };
}

async function openWorkspace(file: string, readIf: ReadIf): Promise<Workspace> {
  const dir = folderOf(file);
  const { value, read } = parsed((await readIf(file)) ?? MISSING(file), parseWork);
  const { file: work, errors } = value;
  const members = work.use.map((use) => ({
    dir: resolveIn(dir, use.path),
    at: lineSpan(work.syntax, use.line),
    text: use.path,
  }));
  return {
    dir,
    source: read.source,
    work,
    errors: read.error === undefined ? errors.map(shortened) : unreadable(read),
    members,
    own: await pathsOf(members, readIf),
    sum: await openSum(`${file}.sum`, readIf),
    vendor: await openVendor(dir, readIf),
  };
}

/** The members may lie outside what is judged, so that their go.mod files are not read otherwise. */
async function pathsOf(members: Workspace['members'], readIf: ReadIf): Promise<ReadonlySet<string>> {
  const dirs = members.flatMap(({ dir }) => dir ?? []);
  const read = await Promise.all(dirs.map((dir) => readIf(inFolder(dir, 'go.mod'))));
  return new Set(read.map((file) => modulePath(file?.source.text ?? '')).filter((path) => path !== ''));
}

/** Gives the nearest go.work upwards, if it lists this folder: Go looks no further than the first it meets. */
function workspaceFinder(works: readonly Workspace[]): (dir: string) => Workspace | undefined {
  const byFolder = new Map<string, { readonly work: Workspace; readonly members: ReadonlySet<string | undefined> }>();
  for (const work of works)
    if (!byFolder.has(work.dir)) byFolder.set(work.dir, { work, members: new Set(work.members.map((m) => m.dir)) });
  return (dir) => {
    for (const folder of byFolder.size > 0 ? upwards(dir) : []) {
      const found = byFolder.get(folder);
      if (found) return found.members.has(dir) ? found.work : undefined;
    }
    return undefined;
  };
}

function sourcesTest(paths: readonly string[]): () => boolean {
  let found: boolean | undefined;
  return () => {
    found ??= paths.some((path) => path.endsWith('.go'));
    return found;
  };
}

function folderTest(paths: readonly string[]): (path: string) => boolean {
  let folders: Set<string> | undefined;
  return (path) => {
    folders ??= foldersOf(paths);
    return folders.has(path);
  };
}

/** With those around them, each looked at once. */
function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (const folder of upwards(folderOf(path))) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
