/** What a go.mod file says to those who depend on its module. */

import { source } from '../../../text/source.ts';
import { parseMod } from '../../modfile/parse-mod.ts';
import type { ModError, ModFile } from '../../modfile/types.ts';
import { compare } from '../../version/go-version.ts';
import type { Failure } from '../failure.ts';
import { type Nodes, nodeOf } from '../select/nodes.ts';
import { readPlainMod } from './plain-mod.ts';

export interface Retraction {
  readonly low: string;
  readonly high: string;
  readonly rationale: string;
}

export interface ModSummary {
  /** The text that it was made of; undefined for one that is kept, which has no author's word. */
  readonly text: string | undefined;
  /** Of the text. */
  readonly characters: number;
  /** '' where there is no module line. */
  readonly modulePath: string;
  /** '' where there is no go line. */
  readonly goVersion: string;
  /** Go 1.17 and above: it lists all that its packages need, so its requirements' own files need not be read. */
  readonly pruned: boolean;
  /** Nodes in the order of the file; last comes its `go`, if that is 1.21 or above. */
  readonly require: readonly number[];
  /** Not empty: the rest is not to be trusted. */
  readonly errors: readonly ModError[];
}

/** A summary may come with a failure: a go.mod that is too new for the running Go still tells retractions. */
export interface RawMod {
  readonly summary?: ModSummary;
  readonly failure?: Failure;
}

/** What only the go.mod of a module's latest version is asked for. */
export interface AuthorsWord {
  readonly deprecated: string;
  readonly retract: readonly Retraction[];
}

const NO_WORD: AuthorsWord = { deprecated: '', retract: [] };

/** Go 1.17: the first version whose go.mod files are complete (gover.ExplicitIndirectVersion). */
export function isPruned(goVersion: string): boolean {
  return compare(goVersion, '1.17') >= 0;
}

/** Go 1.21: from here on a go line is a requirement (gover.GoStrictVersion). */
export function isStrict(goVersion: string): boolean {
  return compare(goVersion, '1.21') >= 0;
}

/** Of a dependency's go.mod, read laxly as Go does. */
export function summarize(nodes: Nodes, text: string): ModSummary {
  const plain = readPlainMod(nodes, text);
  if (plain) return summaryOf(nodes, text, plain.modulePath, plain.goVersion, plain.require, []);
  const { file, errors } = parseMod(source('go.mod', text), { lax: true });
  return summaryOfFile(nodes, text, file, errors);
}

export function summaryOfFile(nodes: Nodes, text: string, file: ModFile, errors: readonly ModError[]): ModSummary {
  const require = file.require.map((r) => nodeOf(nodes, r.path, r.version));
  return summaryOf(nodes, text, file.module?.path ?? '', file.go?.version ?? '', require, errors);
}

function summaryOf(
  nodes: Nodes,
  text: string,
  modulePath: string,
  goVersion: string,
  require: number[],
  errors: readonly ModError[],
): ModSummary {
  let means = nodes.goLines.get(goVersion);
  if (!means) {
    means = { pruned: isPruned(goVersion), strict: isStrict(goVersion) };
    nodes.goLines.set(goVersion, means);
  }
  if (means.strict) require.push(nodeOf(nodes, 'go', goVersion));
  return { text, characters: text.length, modulePath, goVersion, pruned: means.pruned, require, errors };
}

/** Whether a go.mod may have something that `authorsWord` reads. */
export function mayHaveWord(text: string): boolean {
  return text.includes('retract') || text.includes('Deprecated:');
}

/** Read from the text anew: few summaries are ever asked, and few of them have such a word. */
export function authorsWord({ text }: Pick<ModSummary, 'text'>): AuthorsWord {
  if (text === undefined || !mayHaveWord(text)) return NO_WORD;
  const { file } = parseMod(source('go.mod', text), { lax: true });
  return {
    deprecated: file.module?.deprecated ?? '',
    retract: file.retract.map(({ low, high, rationale }) => ({ low, high, rationale })),
  };
}
