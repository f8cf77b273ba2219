/**
 * One run: every rule over every part of the repository that its policy switches it on for. Pure but for what it is handed: `answer`
 * brings facts, `loadGraphs` brings module graphs. Without them a run is offline and looks at the tree alone.
 */
import type { Answer, Ask, Unknown } from '../model/facts/facts.ts';
import { askKey } from '../model/facts/facts.ts';
import type { MainModule, Repo } from '../model/repo.ts';
import type { Gap, PolicyProblem, Report } from '../model/report.ts';
import type { Context, Draft, Measure, Rule, Unchecked } from '../model/rule.ts';
import type { PolicyFor } from '../policy/compile.ts';
import { type FactStore, factStore } from './facts.ts';
import { draftKeeper } from './finding-size.ts';
import { askSubject, faultGap, gap, graphGap, omittedGaps } from './gaps.ts';
import { inlineOf } from './inline.ts';
import { type Faulty, isolated } from './isolate.ts';
import { MAX_FINDING_CHARS, MAX_FINDINGS } from './limits.ts';
import { type Group, groupsOf, narrowed } from './settings.ts';
import { toFindings } from './to-findings.ts';
import { loadTools, type Tools } from './tools.ts';

export interface LintInput {
  readonly repo: Repo;
  readonly rules: readonly Rule[];
  readonly policyFor: PolicyFor;
  /** The day that is judged, YYYY-MM-DD. */
  readonly today: string;
  /** Why this run looks at less on purpose; what it leaves out is no gap. */
  readonly partial?: string;
  /** Only what lies in this folder is judged; a waiver of a policy above it may be in use elsewhere. */
  readonly under?: string;
  /** Some modules of that folder are not judged: whether a waiver is in use is not known. */
  readonly narrowed?: boolean;
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

export interface LintResult {
  readonly repo: Repo;
  readonly findings: Report['findings'];
  readonly gaps: readonly Gap[];
  /** Waivers beside a line that cannot be read. */
  readonly problems: readonly PolicyProblem[];
  readonly measures: readonly Measure[];
  /** Ids of the rules that were on somewhere. */
  readonly ran: ReadonlySet<string>;
  /** Files of the modules for which a rule that ran is off, by its id; rules that are on for all modules are left out. */
  readonly offFor: ReadonlyMap<string, readonly string[]>;
}

interface Work {
  readonly rule: Rule;
  readonly group: Group;
  /** What of the repository it judges: without what it broke down over. */
  repo: Repo;
  readonly faulty: Faulty[];
  /** Asked in the name of this rule and group, by key. */
  readonly asked: Map<string, Ask>;
}

export async function lint(input: LintInput): Promise<LintResult> {
  const repo = await withImports(await withGraphs(input), input);
  const work: Work[] = input.rules.flatMap((rule) =>
    (isForThisRun(rule, input) ? groupsOf(rule, repo, input.policyFor) : [])
      .filter(hasParts)
      .map((group) => ({ rule, group, repo: narrowed(repo, group), faulty: [], asked: new Map() })),
  );
  const ran = new Set(work.map((w) => w.rule.id));
  const facts = factStore();
  const tools = await loadTools(work, input.licenseIndex);
  await answerNeeds(work, facts, tools, input);

  const drafts = draftKeeper();
  const gaps: Gap[] = omittedGaps({ ...input, omitted: [...(input.omitted ?? []), ...(repo.omitted ?? [])] });
  const measures: Measure[] = [];
  for (const item of work) {
    for (const one of gapsOf(item, facts, input, ran)) gaps.push(one);
    if (lacksLicenses(item, input)) {
      gaps.push(gap(item.rule, item.group, undefined, 'licenses', NO_LICENSE_LIST));
      continue;
    }
    const results = attempted(item, (part) => check({ ...item, repo: part }, facts, tools, input.today));
    for (const fault of item.faulty) gaps.push(faultGap(item.rule, item.group, fault));
    for (const result of results) {
      if ('measure' in result) measures.push(result);
      else if (!('unchecked' in result)) drafts.keep(item.rule.id, result);
      else if (input.partial === undefined || result.unchecked.internal) {
        const { subject, module, hint, ...why } = result.unchecked;
        gaps.push(gap(item.rule, item.group, module, subject, { known: false, ...why }, hint));
      }
    }
  }
  for (const [id, findings] of drafts.leftOut) {
    const leftOut = work
      .filter(({ rule }) => rule.id === id)
      .map(({ rule, group }) => gap(rule, group, undefined, id, overLimit(findings), OVER_LIMIT_HINT));
    gaps.push(leftOut.find(({ fails }) => fails) ?? leftOut[0]!);
  }
  const inline = inlineOf(
    repo,
    input.rules.map((r) => r.id),
  );
  const findings = await toFindings({
    inline: inline.waivers,
    under: input.under ?? '',
    drafts: drafts.kept,
    gaps,
    rules: input.rules,
    ran,
    repo,
    policyFor: input.policyFor,
    today: input.today,
    partial: input.partial !== undefined || input.narrowed === true,
    tools,
  });
  return { repo, findings, gaps, problems: inline.problems, measures, ran, offFor: offFor(work, repo) };
}

function offFor(work: readonly Work[], { modules }: Repo): Map<string, readonly string[]> {
  const on = new Map<string, MainModule[]>();
  for (const { rule, group } of work) on.set(rule.id, [...(on.get(rule.id) ?? []), ...group.modules]);
  const off = new Map<string, readonly string[]>();
  for (const [id, own] of on) {
    if (own.length === modules.length) continue;
    const files = new Set(own.map((m) => m.source.path));
    off.set(
      id,
      modules.map((m) => m.source.path).filter((file) => !files.has(file)),
    );
  }
  return off;
}

function overLimit(findings: number): Unknown {
  const detail = `more than ${MAX_FINDINGS} findings or ${MAX_FINDING_CHARS} characters: ${findings} findings of this rule are omitted`;
  return { known: false, why: 'failed', detail };
}

const OVER_LIMIT_HINT = 'fix the reported findings first, or turn the rule off for some files';

const NO_LICENSE_LIST = { known: false, why: 'failed', detail: 'this run has no license list' } as const;

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
  const sound = judged(needsGraph, repo, input).filter(isSound);
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
function judged(wants: (rule: Rule) => boolean, repo: Repo, { rules, policyFor }: LintInput): MainModule[] {
  const paths = new Set(
    rules
      .filter(wants)
      .flatMap((rule) => groupsOf(rule, repo, policyFor).flatMap((group) => group.modules.map((m) => m.source.path))),
  );
  return repo.modules.filter((m) => paths.has(m.source.path));
}

function needsGraph(rule: Rule): boolean {
  return rule.reach !== 'files' && rule.withoutGraph !== true;
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

async function answerNeeds(
  work: readonly Work[],
  facts: FactStore,
  { lookAlikeOf }: Tools,
  { answer, today }: LintInput,
): Promise<void> {
  for (let round = 0; ; round++) {
    const fresh = new Map<string, Ask>();
    for (const item of work) {
      const { isPrivate } = item.group.judge;
      const context = { options: item.group.setting.options, facts, today, lookAlikeOf, isPrivate };
      for (const ask of attempted(item, (part) => item.rule.needs?.(part, context) ?? [])) {
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

/** What an action gives; parts of the repository that it throws over are noted, and are no longer the item's. */
function attempted<T>(item: Work, action: (repo: Repo) => Iterable<T>): readonly T[] {
  const { value, repo, faulty } = isolated(item.repo, action);
  item.repo = repo;
  for (const part of faulty) item.faulty.push(part);
  return value;
}

const NOBODY: Answer<unknown> = { known: false, why: 'offline', detail: 'no fact source' };

function gapsOf(
  { rule, group, asked }: Work,
  facts: FactStore,
  { partial, loadGraphs }: LintInput,
  ran: ReadonlySet<string>,
): Gap[] {
  if (partial !== undefined) return [];
  const gaps: Gap[] = [];
  // Without a way to graphs, rules that can do with go.mod's own lines are judged by those.
  if (needsGraph(rule) && (loadGraphs !== undefined || rule.declared !== true)) {
    for (const module of group.modules) {
      const unknown: Unknown | undefined =
        graphGap(module, rule.built) ??
        (module.graph.state === 'not-wanted' ? notLoaded(module, ran) : undefined) ??
        (rule.survey ? module.surveyGap : undefined);
      if (unknown === undefined || (rule.asRead && isMismatch(module))) continue;
      gaps.push(gap(rule, group, module, module.path || module.source.path, unknown, unknown.hint));
    }
  }
  for (const module of rule.imports ? group.modules : []) {
    const { imports } = module;
    if (imports.state === 'lacking' && imports.internal)
      gaps.push(gap(rule, group, module, module.source.path, { known: false, why: 'failed', ...imports }));
  }
  for (const ask of asked.values()) {
    const answer = facts.get(ask.kind, ask.module);
    if (!answer.known && !(ask.probe && (answer.why === 'missing' || answer.notFound === true)))
      gaps.push(gap(rule, group, undefined, askSubject(ask), answer));
  }
  return gaps;
}

function isMismatch({ graph }: MainModule): boolean {
  return graph.state === 'refused' && graph.mismatch !== undefined;
}

/** A go.mod that Go refuses is a finding of gomod/syntax; without that rule it is a gap of every rule that needs a graph. */
function notLoaded({ kind, errors }: MainModule, ran: ReadonlySet<string>): Unknown | undefined {
  const [first] = errors;
  if (first !== undefined) {
    return ran.has('gomod/syntax')
      ? undefined
      : { known: false, why: 'failed', detail: `Go cannot read this file: ${first.message}` };
  }
  const detail = kind === 'module' ? 'the module graph was not loaded' : 'only a go.mod has a module graph';
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
    lookAlikeOf: tools.lookAlikeOf,
    inRange: tools.inRange,
    licenses: tools.licenses,
  };
  return rule.check(repo, context);
}
