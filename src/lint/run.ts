/**
 * One run: every rule over every part of the repository that its policy switches it on for. Pure but for what it is handed: `answer`
 * brings facts, `loadGraphs` brings module graphs. Without them a run is offline and looks at the tree alone.
 */
import type { Answer, Ask, Unknown } from '../model/facts.ts';
import { askKey } from '../model/facts.ts';
import type { MainModule, Repo } from '../model/repo.ts';
import type { Gap, PolicyProblem, Report } from '../model/report.ts';
import type { Context, Draft, Measure, Rule, Unchecked } from '../model/rule.ts';
import { type FactStore, factStore } from './facts.ts';
import { askSubject, type GraphGap, gap, graphGap, omittedGaps } from './gaps.ts';
import { inlineOf } from './inline.ts';
import { type Group, groupsOf, type JudgeOf, narrowed } from './settings.ts';
import { settle } from './settle.ts';
import { loadTools, type Tools } from './tools.ts';

export interface LintInput {
  readonly repo: Repo;
  readonly rules: readonly Rule[];
  readonly judgeOf: JudgeOf;
  /** The day that is judged, YYYY-MM-DD. */
  readonly today: string;
  /** Why this run looks at less on purpose; what it leaves out is no gap. */
  readonly partial?: string;
  /** Only what lies in this folder is judged; a waiver of a policy above it may be in use elsewhere. */
  readonly under?: string;
  /** Folders of the tree that could not be looked into ('' is the whole of it), and why: Tree.omitted. */
  readonly omitted?: readonly { readonly path: string; readonly message: string }[];
  /** The modules again, with their graphs. */
  readonly loadGraphs?: (modules: readonly MainModule[]) => Promise<readonly MainModule[]>;
  /** The modules again, with what versions elsewhere say about their build lists. */
  readonly loadSurveys?: (modules: readonly MainModule[]) => Promise<readonly MainModule[]>;
  /** The modules again, with what their .go files import. */
  readonly loadImports?: (modules: readonly MainModule[]) => Promise<readonly MainModule[]>;
  readonly answer?: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>;
  readonly licenseIndex?: () => Promise<Uint8Array>;
}

export interface Judged {
  readonly repo: Repo;
  readonly findings: Report['findings'];
  readonly gaps: readonly Gap[];
  /** Waivers beside a line that cannot be read. */
  readonly problems: readonly PolicyProblem[];
  readonly measures: readonly Measure[];
  /** Ids of the rules that were on somewhere. */
  readonly ran: ReadonlySet<string>;
}

interface Work {
  readonly rule: Rule;
  readonly group: Group;
  repo: Repo;
  /** Asked in the name of this rule and group, by key. */
  readonly asked: Map<string, Ask>;
}

export async function lint(input: LintInput): Promise<Judged> {
  const repo = await withImports(await withGraphs(input), input);
  const work: Work[] = input.rules.flatMap((rule) =>
    (isForThisRun(rule, input) ? groupsOf(rule, repo, input.judgeOf) : [])
      .filter(hasParts)
      .map((group) => ({ rule, group, repo: narrowed(repo, group), asked: new Map() })),
  );
  const ran = new Set(work.map((w) => w.rule.id));
  const facts = factStore();
  await answerNeeds(work, facts, input);
  const tools = await loadTools(work, input.licenseIndex);

  const drafts: { rule: string; draft: Draft }[] = [];
  const gaps: Gap[] = omittedGaps(input);
  const measures: Measure[] = [];
  for (const item of work) {
    gaps.push(...gapsOf(item, facts, input, ran));
    if (lacksLicenses(item, input)) {
      gaps.push(gap(item.rule, item.group, undefined, 'licences', NO_LICENSE_LIST));
      continue;
    }
    for (const result of check(item, facts, tools, input.today)) {
      if ('measure' in result) measures.push(result);
      else if (!('unchecked' in result)) drafts.push({ rule: item.rule.id, draft: result });
      else if (input.partial === undefined) {
        const { subject, module, why, detail, hint } = result.unchecked;
        gaps.push(gap(item.rule, item.group, module, subject, { known: false, why, detail }, hint));
      }
    }
  }
  const inline = inlineOf(
    repo,
    input.rules.map((r) => r.id),
  );
  const findings = await settle({
    inline: inline.waivers,
    under: input.under ?? '',
    drafts,
    gaps,
    ran,
    repo,
    judgeOf: input.judgeOf,
    today: input.today,
    partial: input.partial !== undefined,
    tools,
  });
  return { repo, findings, gaps, problems: inline.problems, measures, ran };
}

const NO_LICENSE_LIST = { known: false, why: 'failed', detail: 'the licence list was not given to this run' } as const;

function lacksLicenses({ rule, group }: Work, { licenseIndex }: LintInput): boolean {
  return licenseIndex === undefined && rule.uses?.(group.setting.options).includes('licenses') === true;
}

function isForThisRun(rule: Rule, input: LintInput): boolean {
  return input.partial === undefined || rule.reach === 'files' || rule.declared === true;
}

function hasParts(group: Group): boolean {
  return group.modules.length + group.workspaces.length + group.env.length > 0;
}

/** Loads the graph, and where a rule wants it the survey, of every module that some rule of such reach judges. */
async function withGraphs(input: LintInput): Promise<Repo> {
  const { repo, loadGraphs, loadSurveys, partial } = input;
  if (partial !== undefined) return repo;
  const sound = judged((rule) => rule.reach !== 'files', repo, input).filter(isSound);
  const graphed = loadGraphs === undefined || sound.length === 0 ? repo : exchange(repo, await loadGraphs(sound));
  const surveyed = judged((rule) => rule.survey === true, graphed, input).filter((m) => m.graph.state === 'loaded');
  return loadSurveys === undefined || surveyed.length === 0 ? graphed : exchange(graphed, await loadSurveys(surveyed));
}

/** Reads the import lines of every module that a rule judges by them. */
async function withImports(repo: Repo, input: LintInput): Promise<Repo> {
  if (input.partial !== undefined || input.loadImports === undefined) return repo;
  const wanted = judged((rule) => rule.imports === true, repo, input).filter(isSound);
  return wanted.length === 0 ? repo : exchange(repo, await input.loadImports(wanted));
}

/** The modules that some rule of this kind judges. */
function judged(wants: (rule: Rule) => boolean, repo: Repo, { rules, judgeOf }: LintInput): MainModule[] {
  const paths = new Set(
    rules
      .filter(wants)
      .flatMap((rule) => groupsOf(rule, repo, judgeOf).flatMap((group) => group.modules.map((m) => m.source.path))),
  );
  return repo.modules.filter((m) => paths.has(m.source.path));
}

function isSound({ errors, kind }: MainModule): boolean {
  return errors.length === 0 && kind === 'module';
}

function exchange(repo: Repo, modules: readonly MainModule[]): Repo {
  const anew = new Map(modules.map((m) => [m.source.path, m]));
  return { ...repo, modules: repo.modules.map((m) => anew.get(m.source.path) ?? m) };
}

/** Rounds of questions, until no rule has a new one. Whoever asks on after so many gets no answer, and that is a gap. */
const MAX_ROUNDS = 64;

async function answerNeeds(work: readonly Work[], facts: FactStore, { answer }: LintInput): Promise<void> {
  for (let round = 0; ; round++) {
    const fresh = new Map<string, Ask>();
    for (const item of work) {
      for (const ask of item.rule.needs?.(item.repo, { options: item.group.setting.options, facts }) ?? []) {
        const key = askKey(ask);
        item.asked.set(key, ask);
        if (!facts.asked(ask)) fresh.set(key, ask);
      }
    }
    if (fresh.size === 0) return;
    const asks = [...fresh.values()];
    const answers = answer === undefined || round >= MAX_ROUNDS ? asks.map(() => NOBODY) : await answer(asks);
    for (const [i, ask] of asks.entries()) facts.put(ask, answers[i]!);
    if (round >= MAX_ROUNDS) return;
  }
}

const NOBODY: Answer<unknown> = { known: false, why: 'offline', detail: 'no fact source was given' };

function gapsOf(
  { rule, group, asked }: Work,
  facts: FactStore,
  { partial, loadGraphs }: LintInput,
  ran: ReadonlySet<string>,
): Gap[] {
  if (partial !== undefined) return [];
  const gaps: Gap[] = [];
  // Without a way to graphs, rules that can do with go.mod's own lines are judged by those.
  if (rule.reach !== 'files' && (loadGraphs !== undefined || rule.declared !== true)) {
    for (const module of group.modules) {
      const unknown: GraphGap | undefined =
        graphGap(module, rule.built) ?? (module.graph.state === 'not-wanted' ? notLoaded(module, ran) : undefined);
      if (unknown === undefined) continue;
      gaps.push(gap(rule, group, module, module.path || module.source.path, unknown, unknown.hint));
    }
  }
  for (const ask of asked.values()) {
    const answer = facts.get(ask.kind, ask.module);
    if (!answer.known && !(ask.probe && (answer.why === 'missing' || answer.notFound === true)))
      gaps.push(gap(rule, group, undefined, askSubject(ask), answer));
  }
  return gaps;
}

/** A go.mod that Go refuses is a finding of gomod/syntax; without that rule it is a gap of every rule that needs a graph. */
function notLoaded({ kind, errors }: MainModule, ran: ReadonlySet<string>): Unknown | undefined {
  const [first] = errors;
  if (first !== undefined) {
    return ran.has('gomod/syntax')
      ? undefined
      : { known: false, why: 'failed', detail: `Go refuses this file: ${first.message}` };
  }
  const detail =
    kind === 'module'
      ? 'the module graph was not loaded'
      : 'only a go.mod has a module graph: this is another file of its language';
  return { known: false, why: 'failed', detail };
}

function check(
  { rule, group, repo }: Work,
  facts: FactStore,
  tools: Tools,
  today: string,
): Iterable<Draft | Unchecked | Measure> {
  const context: Context<unknown> = {
    options: group.setting.options,
    facts,
    today,
    isPrivate: group.judge.isPrivate,
    inRange: tools.inRange,
    licenses: tools.licenses,
  };
  return rule.check(repo, context);
}
