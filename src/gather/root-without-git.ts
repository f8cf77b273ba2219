/**
 * The root of a folder that is in no git repository, such as an unpacked archive: wide enough for all that go would read there. Only
 * go.mod and go.work files are looked at, in the folder and above it.
 */
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parseMod } from '../go/modfile/parse-mod.ts';
import { parseWork } from '../go/modfile/parse-work.ts';
import { MAX_FOLDER_DEPTH } from '../model/limits.ts';
import { decode } from '../text/bytes.ts';
import { source } from '../text/source.ts';

/** Bytes of a go.mod or go.work; a larger one reaches nothing. */
const MAX_SIZE = 1 << 20;

/**
 * The outermost folder upwards whose go.work uses the module in `folder`, whose go.mod replaces a module by it, or that its own
 * replacements reach; `folder` where there is none. The home folder and the top of the file system are never the root.
 */
export function rootWithoutGit(folder: string, home: string = homedir()): string {
  const around = [...foldersAround(folder, home)];
  const module = around.find((at) => isFile(join(at, 'go.mod')) || isFile(join(at, 'go.work')));
  if (module === undefined) return folder;
  let root = around.indexOf(module);
  const allow = (at: string) => {
    const i = around.indexOf(at);
    if (i > root) root = i;
  };
  for (const target of replacedFolders(module)) if (isFile(join(target, 'go.mod'))) allow(commonFolder(module, target));
  for (const at of around.slice(around.indexOf(module))) {
    const uses = usedFolders(at);
    if (uses.includes(module)) for (const use of [at, ...uses]) allow(commonFolder(at, use));
    if (replacedFolders(at).includes(module)) allow(at);
  }
  return around[root]!;
}

function* foldersAround(folder: string, home: string): Generator<string> {
  yield folder;
  let at = dirname(folder);
  for (let depth = 0; depth < MAX_FOLDER_DEPTH && at !== dirname(at) && at !== home; depth++, at = dirname(at))
    yield at;
}

/** The nearest folder that holds both. */
function commonFolder(one: string, other: string): string {
  let at = one;
  while (relative(at, other).split(sep)[0] === '..') at = dirname(at);
  return at;
}

function usedFolders(folder: string): string[] {
  const text = read(join(folder, 'go.work'));
  return text === undefined ? [] : parseWork(source('go.work', text)).file.use.map(({ path }) => resolve(folder, path));
}

function replacedFolders(folder: string): string[] {
  const text = read(join(folder, 'go.mod'));
  if (text === undefined) return [];
  const targets = parseMod(source('go.mod', text)).file.replace.map((line) => line.new);
  return targets.flatMap(({ path, version }) => (version === '' && !isAbsolute(path) ? [resolve(folder, path)] : []));
}

function read(file: string): string | undefined {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= MAX_SIZE ? decode(readFileSync(file)) : undefined;
  } catch {
    return undefined;
  }
}

/** Paths come out of the files that are judged: what the system refuses to look at (a name too long, no permission) is no file. */
function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
