/** What every run of `go mod edit` and `go work edit` does besides its edits: drop duplicates, sort blocks, tidy up. */

import type { Line } from '../modfile/tree.ts';
import { compareText } from '../std/order.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import * as semver from '../version/semver.ts';
import type { Draft } from './draft.ts';
import { cleanTree } from './tree.ts';

/** Sorts the lines of each block; a blank line travels with the line below it. Duplicates go first, or sorting would be unsafe. */
export function sortBlocks(draft: Draft): void {
  dropDuplicates(draft);
  // As a semantic version, so that `1.21rc1` is not one and keeps the old order.
  const bySemver = draft.go !== undefined && semver.compare(`v${draft.go.version}`, 'v1.21') >= 0;
  for (const statement of draft.tree.stmt) {
    if (statement.kind !== 'block') continue;
    const verb = statement.token[0];
    if (verb === 'retract') statement.line.sort(compareRetracts);
    else statement.line.sort(verb === 'exclude' && bySemver ? compareExcludes : compareLines);
  }
}

/** Drops blanked entries, but those of tool and ignore, as Go does, and cleans the tree. */
export function cleanUp(draft: Draft): void {
  draft.godebug = draft.godebug.filter((entry) => entry.key !== '');
  draft.require = draft.require.filter((entry) => entry.path !== '');
  draft.exclude = draft.exclude.filter((entry) => entry.path !== '');
  draft.replace = draft.replace.filter((entry) => entry.old.path !== '');
  draft.retract = draft.retract.filter((entry) => entry.low !== '' || entry.high !== '');
  draft.use = draft.use.filter((entry) => entry.path !== '');
  cleanTree(draft.tree);
}

/** Of exclude, tool and ignore the first stays, of replace the last. Go keeps duplicates in require and retract. */
function dropDuplicates(draft: Draft): void {
  // Blanked entries have no line: once two of them met, all of them go, whatever their list.
  const dropped = new Set<Line | undefined>();
  draft.exclude = unique(draft.exclude, moduleKey, dropped);
  draft.replace = unique(draft.replace.toReversed(), (entry) => moduleKey(entry.old), dropped).reverse();
  draft.tool = unique(draft.tool, (entry) => entry.path, dropped);
  draft.ignore = unique(draft.ignore, (entry) => entry.path, dropped);
  draft.tree.stmt = draft.tree.stmt.filter((statement) => {
    if (statement.kind === 'line') return !dropped.has(statement);
    if (statement.kind === 'comment') return true;
    statement.line = statement.line.filter((line) => !dropped.has(line));
    return statement.line.length > 0;
  });
}

function moduleKey({ path, version }: ModuleVersion): string {
  return `${path.length}:${path}${version}`;
}

function unique<T extends { readonly line: Line | undefined }>(
  list: readonly T[],
  keyOf: (entry: T) => string,
  dropped: Set<Line | undefined>,
): T[] {
  const seen = new Set<string>();
  for (const entry of list) {
    const key = keyOf(entry);
    if (seen.has(key)) dropped.add(entry.line);
    seen.add(key);
  }
  return list.filter((entry) => !dropped.has(entry.line));
}

function compareLines(a: Line, b: Line): number {
  const n = Math.min(a.token.length, b.token.length);
  for (let i = 0; i < n; i++) {
    const order = compareText(a.token[i]!, b.token[i]!);
    if (order !== 0) return order;
  }
  return a.token.length - b.token.length;
}

function compareExcludes(a: Line, b: Line): number {
  if (a.token.length !== 2 || b.token.length !== 2) return compareLines(a, b);
  return compareText(a.token[0]!, b.token[0]!) || semver.compare(a.token[1]!, b.token[1]!);
}

/** From the newest down, by the lower bound first. */
function compareRetracts(a: Line, b: Line): number {
  const [aLow, aHigh] = bounds(a);
  const [bLow, bHigh] = bounds(b);
  return semver.compare(bLow, aLow) || semver.compare(bHigh, aHigh);
}

function bounds({ token }: Line): readonly [string, string] {
  if (token.length === 1) return [token[0]!, token[0]!];
  const interval = token.length === 5 && token[0] === '[' && token[2] === ',' && token[4] === ']';
  return interval ? [token[1]!, token[3]!] : ['', ''];
}
