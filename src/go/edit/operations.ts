/** The edits of `go mod edit` and `go work edit` (golang.org/x/mod/modfile, rule.go and work.go). An error is Go's message. */

import { autoQuote } from '../modfile/quote.ts';
import type { Line } from '../modfile/tree.ts';
import type { PathLine } from '../modfile/types.ts';
import { quote } from '../std/strconv.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import { canonicalVersion, checkPathMajor, pathMajorPrefix, splitPathVersion } from '../version/path-major.ts';
import * as semver from '../version/semver.ts';
import { BLANK, type Draft, type EditEntry } from './draft.ts';
import { sortBlocks } from './sort.ts';
import { addLine, insertLine, removeLine, updateLine } from './tree.ts';

export function setModule(draft: Draft, path: string): void {
  const tokens = ['module', autoQuote(path)];
  const line = put(draft, draft.module?.line, undefined, tokens);
  draft.module = { path, version: '', deprecated: draft.module?.deprecated ?? '', line };
}

/** In a go.mod a new go line comes after the module line, in a go.work first. */
export function setGo(draft: Draft, kind: 'mod' | 'work', version: string): void {
  const tokens = ['go', version];
  const old = draft.go?.line;
  const line =
    old || kind === 'mod'
      ? put(draft, old, draft.module?.line, tokens)
      : insertLine(draft.tree, firstStatement(draft), tokens);
  draft.go = { version, line };
}

export function setToolchain(draft: Draft, kind: 'mod' | 'work', name: string): void {
  const tokens = ['toolchain', name];
  const old = draft.toolchain?.line;
  const line =
    old || kind === 'mod'
      ? put(draft, old, draft.go?.line ?? draft.module?.line, tokens)
      : insertLine(draft.tree, afterGoLine(draft) ?? firstStatement(draft), tokens);
  draft.toolchain = { name, line };
}

export function dropGo(draft: Draft): void {
  if (draft.go) removeLine(draft.go.line);
  draft.go = undefined;
}

export function dropToolchain(draft: Draft): void {
  if (draft.toolchain) removeLine(draft.toolchain.line);
  draft.toolchain = undefined;
}

function put(draft: Draft, old: Line | undefined, hint: Line | undefined, tokens: readonly string[]): Line {
  if (!old) return addLine(draft.tree, hint, tokens);
  updateLine(old, tokens);
  return old;
}

/** After the comments at the top. */
function firstStatement(draft: Draft): number {
  const i = draft.tree.stmt.findIndex((statement) => statement.kind !== 'comment');
  return i < 0 ? draft.tree.stmt.length : i;
}

function afterGoLine(draft: Draft): number | undefined {
  const i = draft.tree.stmt.findIndex((statement) => statement.kind === 'line' && statement.token[0] === 'go');
  return i < 0 ? undefined : i + 1;
}

/** The first line of the key is changed and keeps its comments, further ones go. */
export function addGodebug(draft: Draft, key: string, value: string): undefined {
  const tokens = ['godebug', `${key}=${value}`];
  const changed = change(draft.godebug, (entry) => entry.key === key, { key, value }, BLANK.godebug, tokens);
  if (!changed) draft.godebug.push({ key, value, line: addLine(draft.tree, undefined, tokens) });
}

export function addRequire(draft: Draft, path: string, version: string): undefined {
  const tokens = ['require', autoQuote(path), version];
  const changed = change(draft.require, (entry) => entry.path === path, { version }, BLANK.require, tokens);
  if (!changed) draft.require.push({ path, version, indirect: false, line: addLine(draft.tree, undefined, tokens) });
}

/** Without an old version it takes the place of every replacement of the path. */
export function addReplace(draft: Draft, old: ModuleVersion, target: ModuleVersion): undefined {
  const side = ({ path, version }: ModuleVersion) => [autoQuote(path), ...(version === '' ? [] : [version])];
  const tokens = ['replace', ...side(old), '=>', ...side(target)];
  const samePath = draft.replace.filter((entry) => entry.old.path === old.path);
  const same = (entry: { readonly old: ModuleVersion }) =>
    entry.old.path === old.path && (old.version === '' || entry.old.version === old.version);
  if (change(draft.replace, same, { new: target }, BLANK.replace, tokens)) return;
  draft.replace.push({ old, new: target, line: addBeside(draft, samePath.at(-1)?.line, tokens) });
}

export function addUse(draft: Draft, path: string): undefined {
  const tokens = ['use', autoQuote(path)];
  const changed = change(draft.use, (entry) => entry.path === path, {}, BLANK.path, tokens);
  if (!changed) draft.use.push({ path, line: addLine(draft.tree, undefined, tokens) });
}

/** Changes the first match, blanks the others. Whether there was one. */
function change<T extends { readonly line: Line | undefined }>(
  list: T[],
  matches: (entry: T) => boolean,
  values: Partial<T>,
  blank: T,
  tokens: readonly string[],
): boolean {
  let changed = false;
  for (const [i, entry] of list.entries()) {
    if (!entry.line || !matches(entry)) continue;
    if (changed) {
      removeLine(entry.line);
      list[i] = blank;
    } else {
      updateLine(entry.line, tokens);
      list[i] = { ...entry, ...values };
    }
    changed = true;
  }
  return changed;
}

/** The line comes after the last one that excludes another version of the path. */
export function addExclude(draft: Draft, path: string, version: string): string | undefined {
  const fault = canonicalVersionFault(path, version);
  if (fault !== undefined) return fault;
  const others = draft.exclude.filter((entry) => entry.path === path);
  if (others.some((entry) => entry.version === version)) return undefined;
  const line = addBeside(draft, others.at(-1)?.line, ['exclude', autoQuote(path), version]);
  draft.exclude.push({ path, version, line });
  return undefined;
}

export function addRetract(draft: Draft, low: string, high: string): string | undefined {
  const path = draft.module?.path ?? '';
  const fault = canonicalVersionFault(path, high) ?? canonicalVersionFault(path, low);
  if (fault !== undefined) return fault;
  const versions = low === high ? [autoQuote(low)] : ['[', autoQuote(low), ',', autoQuote(high), ']'];
  // As in Go, the line is only in the tree: neither -json nor a later -dropretract sees it.
  addLine(draft.tree, undefined, ['retract', ...versions]);
  return undefined;
}

/** Go's replace and exclude join no other path's lines: without a line of their own path they go to the end of the file. */
function addBeside(draft: Draft, line: Line | undefined, tokens: readonly string[]): Line {
  return line ? addLine(draft.tree, line, tokens) : insertLine(draft.tree, draft.tree.stmt.length, tokens);
}

/** The path is written as it is, without quotes: what needs them no longer parses afterwards, as with Go. */
export function addPath(draft: Draft, verb: 'tool' | 'ignore', path: string): undefined {
  const list: EditEntry<PathLine>[] = draft[verb];
  if (list.some((entry) => entry.path === path)) return;
  list.push({ path, line: addLine(draft.tree, undefined, [verb, path]) });
  sortBlocks(draft);
}

/** Removes all matches' lines and leaves `blank` in their place. */
export function drop<T extends { readonly line: Line | undefined }>(
  list: T[],
  matches: (entry: T) => boolean,
  blank: T,
): undefined {
  for (const [i, entry] of list.entries()) {
    if (!entry.line || !matches(entry)) continue;
    removeLine(entry.line);
    list[i] = blank;
  }
}

/** modfile.checkCanonicalVersion: exclude and retract take canonical versions that fit the path only. */
function canonicalVersionFault(path: string, version: string): string | undefined {
  const { pathMajor, ok } = splitPathVersion(path);
  const invalid = (why: string) => `version ${quote(version)} invalid: ${why}`;
  if (version === '' || version !== canonicalVersion(version)) {
    const major = pathMajor === '' ? 'v1' : (pathMajorPrefix(pathMajor).value ?? 'v1');
    return invalid(`must be of the form ${major}.2.3`);
  }
  const mismatch = ok ? checkPathMajor(version, pathMajor) : undefined;
  if (mismatch === undefined || pathMajor !== '') return mismatch;
  return invalid(`should be ${version}+incompatible (or module ${path}/${semver.major(version)})`);
}
