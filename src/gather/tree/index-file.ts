/**
 * git's index as it lies on the disk (gitformat-index(5), versions 2 to 4), for a hook: a run of git takes longer than all that it tells.
 * What is not read here is for git to read: an index in two parts, a sparse one, one with SHA-256, one that is damaged or another user's.
 */
import { lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decode } from '../../text/bytes.ts';
import { isElsewhere } from '../answers/question.ts';
import { readOwnFile } from '../cache/own-file.ts';
import { isOwn } from '../cache/trusted-folder.ts';
import type { Environment } from '../http/web-proxy.ts';

export interface IndexEntry {
  /** As git has it: 0o100644, 0o120000 for a symlink, 0o160000 for a submodule. */
  readonly mode: number;
  readonly id: string;
  /** 0; 1 to 3 for the versions of an unmerged file. */
  readonly stage: number;
  readonly path: string;
}

const MAX_INDEX = 64 << 20;
const MAX_CONFIG = 64 << 10;

export interface IndexFile {
  /** What any of the pathspecs matches, in git's order. */
  readonly entries: readonly IndexEntry[];
  /** Of all entries, in the same order, byte by byte (latin1). */
  readonly paths: readonly string[];
  /** The entry of that place in `paths`; undefined for one that no commit takes (`git add -N`). */
  entry(place: number): IndexEntry | undefined;
  /** The tree that a commit would write for a folder, where git noted it; by path (latin1) with a slash behind it, '' for the top. */
  readonly trees: ReadonlyMap<string, string>;
}

/**
 * The index in `folder`, or the one that a hook is called for. undefined: only git can tell. `pathspecs`: plain ones, from the top, where
 * `*` stands for anything.
 */
export function indexFile(folder: string, env: Environment, pathspecs: readonly string[]): IndexFile | undefined {
  const expression = expressionOf(pathspecs);
  if (expression === undefined || isElsewhere(env)) return undefined;
  try {
    const git = join(folder, '.git');
    const stat = lstatSync(git);
    const config = stat.isDirectory() && isOwn(stat) ? readOwnFile(join(git, 'config'), MAX_CONFIG) : undefined;
    // Ids of another length.
    if (config === undefined || /objectformat/i.test(config.toString('latin1'))) return undefined;
    const bytes = readOwnFile(resolve(folder, env.GIT_INDEX_FILE || '.git/index'), MAX_INDEX);
    return bytes && parseIndex(bytes, expression);
  } catch {
    return undefined;
  }
}

/** undefined for a pathspec that is more than words between asterisks. */
function expressionOf(pathspecs: readonly string[]): RegExp | undefined {
  if (!pathspecs.every((spec) => /^[\w./*-]+$/.test(spec) && spec.includes('*'))) return undefined;
  const parts = pathspecs.map((spec) => spec.replaceAll('.', '\\.').replaceAll('*', '.*'));
  return new RegExp(`^(?:${parts.join('|')})$`, 's');
}

const SIGNATURE = 0x44495243;
const ID = 20;
/** Times, device, inode, mode, owner, size, id and flags. */
const FIXED = 40 + ID + 2;
const EXTENDED = 0x4000;
/** Among the flags that follow where there are more. */
const INTENT_TO_ADD = 0x2000;
const FOLDER = 0o040000;

/** undefined for what is unusual or no index. `wanted`: looks at paths byte by byte (latin1). */
export function parseIndex(bytes: Buffer, wanted: RegExp): IndexFile | undefined {
  const end = bytes.length - ID;
  if (end < 12 || bytes.readUInt32BE(0) !== SIGNATURE) return undefined;
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (version < 2 || version > 4) return undefined;
  const paths: string[] = [];
  const offsets: number[] = [];
  const places: number[] = [];
  let path = '';
  let at = 12;
  for (let i = 0; i < count; i++) {
    if (at + FIXED > end) return undefined;
    const mode = bytes.readUInt32BE(at + 24);
    let name = at + FIXED;
    if (isExtended(bytes, at)) {
      if (version < 3) return undefined;
      name += 2;
    }
    let kept = '';
    if (version === 4) {
      const [stripped, next] = varint(bytes, name);
      if (stripped > path.length) return undefined;
      kept = path.slice(0, path.length - stripped);
      name = next;
    }
    const zero = bytes.indexOf(0, name);
    // A pathspec also stands for itself and for what is in a folder of its name.
    if (zero < 0 || zero >= end || mode === FOLDER) return undefined;
    path = kept + bytes.toString('latin1', name, zero);
    if (path.includes('*')) return undefined;
    if (wanted.test(path)) places.push(i);
    paths.push(path);
    offsets.push(at);
    // One to eight zeros fill an entry up to a multiple of eight.
    at = version === 4 ? zero + 1 : at + ((zero - at + 8) & ~7);
  }
  const trees = hintedTrees(bytes, at, end);
  const entry = (place: number) => entryAt(bytes, offsets[place]!, paths[place]!);
  return trees && { entries: places.flatMap((place) => entry(place) ?? []), paths, entry, trees };
}

const flagsAt = (bytes: Buffer, at: number) => bytes.readUInt16BE(at + FIXED - 2);
const isExtended = (bytes: Buffer, at: number) => (flagsAt(bytes, at) & EXTENDED) !== 0;

function entryAt(bytes: Buffer, at: number, path: string): IndexEntry | undefined {
  if (isExtended(bytes, at) && (bytes.readUInt16BE(at + FIXED) & INTENT_TO_ADD) !== 0) return undefined;
  return {
    mode: bytes.readUInt32BE(at + 24),
    id: bytes.toString('hex', at + 40, at + 40 + ID),
    stage: (flagsAt(bytes, at) >> 12) & 3,
    path: decode(Buffer.from(path, 'latin1')),
  };
}

/** Offsets as in packs: each more byte adds one. */
function varint(bytes: Buffer, start: number): [value: number, next: number] {
  let at = start;
  let byte = bytes[at++]!;
  let value = byte & 127;
  while ((byte & 128) !== 0 && value < 1 << 20) {
    byte = bytes[at++]!;
    value = ((value + 1) << 7) + (byte & 127);
  }
  return [value, at];
}

/**
 * The trees of the extension that has them. undefined unless extensions fill the rest, all of them of the kind that may be left unread:
 * their names begin with a capital.
 */
function hintedTrees(bytes: Buffer, start: number, end: number): Map<string, string> | undefined {
  let trees = new Map<string, string>();
  let at = start;
  while (at + 8 <= end) {
    const first = bytes[at]!;
    if (first < 0x41 || first > 0x5a) return undefined;
    const from = at + 8;
    const next = from + bytes.readUInt32BE(at + 4);
    if (next <= end && bytes.toString('latin1', at, at + 4) === 'TREE') trees = parseTrees(bytes.subarray(from, next));
    at = next;
  }
  return at === end ? trees : undefined;
}

/** Each folder is its name, a zero, `ENTRIES FOLDERS` with a line end, and the id unless there are -1 entries; then its own folders. */
function parseTrees(bytes: Buffer): Map<string, string> {
  const trees = new Map<string, string>();
  let at = 0;
  const folder = (above: string): void => {
    const zero = bytes.indexOf(0, at);
    const line = bytes.indexOf(0x0a, zero);
    if (zero < 0 || line < 0) throw new Error('cut');
    const name = bytes.toString('latin1', at, zero);
    const path = name === '' ? above : `${above}${name}/`;
    const [entries, folders] = bytes
      .toString('latin1', zero + 1, line)
      .split(' ')
      .map(Number);
    at = line + 1;
    if (entries !== -1) {
      trees.set(path, bytes.toString('hex', at, at + ID));
      at += ID;
    }
    for (let i = 0; i < folders!; i++) folder(path);
  };
  if (bytes.length > 0) folder('');
  return trees;
}
