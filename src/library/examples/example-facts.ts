/**
 * The `facts` block of an example: what is known of modules, as YAML. Keys are `path@version`, or a path alone for what is asked of a
 * module as a whole; under them the kinds of facts. `time` is short for `info`; a `license` has texts by their paths. An object with `why` and `detail` says why a fact is not
 * known; what is not there at all nobody was allowed to ask. `vulns` is a list of entries, of which the rest may be left out; with a
 * `vulndb` it knows nothing of all other paths.
 */
import { parse as parseYaml } from 'yaml';
import { inTreeRoot, treeWorld } from '../../gather/tree-world.ts';
import { createKnown } from '../../go/graph/known.ts';
import type { LintInput } from '../../lint/run.ts';
import { FACT_KINDS } from '../../model/facts/fact-json.ts';
import { type Answer, type Ask, askKey } from '../../model/facts/facts.ts';
import { withGraph, withSurvey } from '../../model/graphs.ts';
import type { MainModule, Repo } from '../../model/repo.ts';
import { withMismatches } from '../../model/sum-mismatches.ts';
import type { Tree } from '../../model/tree.ts';

type Sources = Pick<LintInput, 'answer' | 'loadGraphs' | 'loadSurveys'>;

/** What a run is handed, so that it gets graphs and facts from the block. */
export function factsFrom(text: string, tree: Tree, repo: Repo): Sources {
  const answers = answersOf(text);
  const hasDatabase = [...answers].some(([key, { known }]) => known && key.startsWith('vulndb '));
  const otherwise = ({ kind }: Ask) => {
    if (kind === 'reports') return answerOf({ reports: [] });
    return kind === 'vulns' && hasDatabase ? answerOf({ entries: [] }) : NOT_ASKED;
  };
  const answer = async (asks: readonly Ask[]) => asks.map((ask) => answers.get(askKey(ask)) ?? otherwise(ask));
  const place = { folderOf: inTreeRoot, world: treeWorld(tree, repo.hasFolder, answer), known: createKnown() };
  const each = (load: typeof withGraph) => async (modules: readonly MainModule[]) => {
    const out: MainModule[] = [];
    for (const module of modules) out.push(await load(module, place));
    return out;
  };
  return {
    answer,
    loadGraphs: async (modules) => withMismatches(await each(withGraph)(modules), place.known),
    loadSurveys: each(withSurvey),
  };
}

const NOT_ASKED: Answer<unknown> = { known: false, why: 'offline', detail: 'not requested' };

/** Throws for a key that means nothing. */
function answersOf(text: string): Map<string, Answer<unknown>> {
  const answers = new Map<string, Answer<unknown>>();
  const facts: Record<string, Record<string, unknown>> = parseYaml(text) ?? {};
  for (const [key, of] of Object.entries(facts)) {
    const [path = '', version = ''] = key.split('@');
    for (const [name, value] of Object.entries(of)) {
      const kind = name === 'time' ? 'info' : FACT_KINDS.find((known) => known === name);
      if (kind === undefined)
        throw new Error(`block "facts", ${key}: unknown fact ${name}: expected ${FACT_KINDS.join(', ')} or time`);
      const fact = factOf(name, value, version);
      answers.set(askKey({ kind, module: { path, version } } as Ask), answerOf(fact));
    }
  }
  return answers;
}

function factOf(name: string, value: unknown, version: string): unknown {
  if (name === 'time') return typeof value === 'string' ? { version, time: value } : value;
  if (name === 'license') return filesOf(value);
  if (name !== 'vulns' || !Array.isArray(value)) return value;
  return { entries: value.map((entry: object) => ({ aliases: [], summary: '', reviewed: true, ...entry })) };
}

function filesOf(value: unknown): unknown {
  const texts = value as Record<string, string>;
  if ('why' in texts) return value;
  return { files: Object.entries(texts).map(([path, text]) => ({ path, text })) };
}

function answerOf(fact: unknown): Answer<unknown> {
  const unknown = fact as { why?: 'offline' | 'private' | 'missing' | 'failed'; detail?: string };
  if (unknown?.why !== undefined) return { known: false, why: unknown.why, detail: unknown.detail ?? '' };
  return { known: true, value: fact, source: 'record', asOf: '2026-06-01T00:00:00Z' };
}
