/** From a tree to the repository that rules see. Reads files through the tree only; a file that cannot be had is an error of its own. */

import { parseMod } from '../go/modfile.ts';
import type { ModError } from '../go/modfile-types.ts';
import { modulePath } from '../go/modulepath.ts';
import { retractErrors } from '../go/retractions.ts';
import { lineSpan } from '../go/spans.ts';
import { parseSum, type SumFile } from '../go/sumfile.ts';
import { parseVendor, type VendorFile } from '../go/vendorfile.ts';
import { parseWork } from '../go/workfile.ts';
import { decode } from '../text/bytes.ts';
import { type Source, source, span } from '../text/source.ts';
import { baseName, type DiscoverOptions, discover, folderOf, inFolder, resolveIn, upwards } from './discover.ts';
import type { CapturedEnv, MainModule, Repo, Workspace } from './repo.ts';
import type { Tree } from './tree.ts';
import { declaredUses } from './uses.ts';

export interface OpenOptions extends DiscoverOptions {
  readonly env?: readonly CapturedEnv[];
  /** The tree's paths, where the caller has listed them already. */
  readonly paths?: readonly string[];
}

export async function openRepo(tree: Tree, options: OpenOptions = {}): Promise<Repo> {
  const paths = options.paths ?? (await tree.list());
  const files = new Set(paths);
  const { modules, workspaces } = discover(paths, options);
  const readIf = async (path: string) => (files.has(path) ? readSource(tree, path) : undefined);
  const works = await Promise.all(workspaces.map((file) => openWorkspace(file, readIf)));
  return {
    name: tree.name,
    modules: await Promise.all(modules.map(({ file, kind }) => openModule(file, kind, works, readIf))),
    workspaces: works,
    env: options.env ?? [],
    hasFile: (path) => files.has(path),
    hasFolder: folderTest(paths),
  };
}

/** A source that was read, or the empty source of a file that is there but cannot be had, with the reason. */
interface Read {
  readonly source: Source;
  readonly error?: string;
}

type ReadIf = (path: string) => Promise<Read | undefined>;

async function readSource(tree: Tree, path: string): Promise<Read | undefined> {
  try {
    const bytes = await tree.read(path);
    return bytes && { source: source(path, decode(bytes)) };
  } catch (error) {
    // By name: each chunk of the bundle has a TreeError class of its own.
    if ((error as Error).name !== 'TreeError') throw error;
    return { source: source(path, ''), error: (error as Error).message };
  }
}

function unreadable(read: Read): ModError[] {
  return read.error === undefined ? [] : [{ at: span(read.source, 0, 0), message: read.error, verb: '', modPath: '' }];
}

async function openModule(
  file: string,
  kind: MainModule['kind'],
  works: readonly Workspace[],
  readIf: ReadIf,
): Promise<MainModule> {
  const dir = folderOf(file);
  const read = (await readIf(file)) ?? { source: source(file, '') };
  const { file: mod, errors } = parseMod(read.source);
  const workspace = kind === 'module' ? workspaceOf(dir, works) : undefined;
  return {
    dir,
    kind,
    source: read.source,
    mod,
    errors: read.error === undefined ? [...errors, ...retractErrors(mod)] : unreadable(read),
    path: mod.module?.path ?? '',
    sum: await openSum(file.replace(/\.mod$/, '.sum'), readIf),
    vendor: kind === 'module' ? await openVendor(dir, readIf) : undefined,
    workspace,
    imports: { state: 'not-wanted' },
    graph: { state: 'not-wanted' },
    uses: declaredUses(mod, (require) => lineSpan(mod.syntax, require.line), workspace?.own),
    survey: undefined,
  };
}

async function openSum(path: string, readIf: ReadIf): Promise<SumFile | undefined> {
  const read = await readIf(path);
  if (read?.error === undefined) return read && parseSum(read.source);
  const error = { at: span(read.source, 0, 0), message: `${baseName(path)} cannot be read: ${read.error}` };
  return { source: read.source, entries: [], errors: [error] };
}

async function openVendor(dir: string, readIf: ReadIf): Promise<VendorFile | undefined> {
  const read = await readIf(inFolder(dir, 'vendor/modules.txt'));
  return read && { ...parseVendor(read.source), ...(read.error !== undefined && { unreadable: read.error }) };
}

async function openWorkspace(file: string, readIf: ReadIf): Promise<Workspace> {
  const dir = folderOf(file);
  const read = (await readIf(file)) ?? { source: source(file, '') };
  const { file: work, errors } = parseWork(read.source);
  const members = work.use.map((use) => ({
    dir: resolveIn(dir, use.path),
    at: lineSpan(work.syntax, use.line),
    text: use.path,
  }));
  return {
    dir,
    source: read.source,
    work,
    errors: [...unreadable(read), ...(read.error === undefined ? errors : [])],
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

/** The nearest go.work upwards, if it lists this folder: Go looks no further than the first it meets. */
function workspaceOf(dir: string, works: readonly Workspace[]): Workspace | undefined {
  for (const folder of upwards(dir)) {
    const work = works.find((w) => w.dir === folder);
    if (work) return work.members.some((m) => m.dir === dir) ? work : undefined;
  }
  return undefined;
}

function folderTest(paths: readonly string[]): (path: string) => boolean {
  let folders: Set<string> | undefined;
  return (path) => {
    folders ??= new Set(paths.flatMap((p) => [...upwards(folderOf(p))]));
    return folders.has(path);
  };
}
