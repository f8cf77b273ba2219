/**
 * One run: every rule over every part of the repository that its policy switches it on for. Pure but for what it is handed: `answer`
 * brings facts, `loadGraphs` brings module graphs. Without them a run is offline and looks at the tree alone.
 */

import type { LicenseList } from '../license/match/detector.ts';
import { inFolder } from '../model/discover.ts';
import type { Answer, Ask, Unknown } from '../model/facts/facts.ts';
import { askKey } from '../model/facts/facts.ts';
import { moduleName } from '../model/module-name.ts';
import type { MainModule, Repo } from '../model/repo.ts';
import type { Gap, PolicyProblem, Report } from '../model/report.ts';
import type { Context, Draft, Measure, Rule, Unchecked } from '../model/rule.ts';
import { type AskingAhead, askingAhead } from './facts/ask-ahead.ts';
import { type FactStore, factStore } from './facts/fact-store.ts';
import { draftKeeper } from './finding-size.ts';
import { askSubject, faultGap, gap, graphGap, omittedGaps, unreadGaps } from './gaps.ts';
import { inlineOf } from './inline.ts';
import { type Faulty, isolated } from './isolate.ts';
import { MAX_FINDING_CHARS, MAX_FINDINGS } from './limits.ts';
import { type LoadInput, loadedRepo, needsGraph, withWorkspaces } from './loaded-repo.ts';
import { type Group, groupsOf, narrowed } from './settings.ts';
import { toFindings } from './to-findings.ts';
import { loadTools, type Tools } from './tools.ts';

export interface LintInput extends LoadInput {
  /** The rules whose findings are wanted; the others say only what is loaded. All where left out. */
  readonly wanted?: (rule: string) => boolean;
  /** The day that is judged, YYYY-MM-DD. */
  readonly today: string;
  /** Some modules of that folder are not checked: whether a waiver is in use is not known. */
  readonly narrowed?: boolean;
  /** Folders of the tree that could not be looked into ('' is the whole of it), and why: Tree.omitted. */
  readonly omitted?: readonly { readonly path: string; readonly message: string }[];
  readonly answer?: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>;
  /** Answers may come from servers: what can be asked early is. */
  readonly network?: boolean;
  readonly licenseIndex?: () => Promise<Uint8Array | LicenseList>;
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
  const start = withWorkspaces(input);
  // Which tools are wanted depends on the settings alone.
  const tools = await loadTools(workOf(start, input), input.licenseIndex);
  const ahead = aheadOf(input, tools);
  const repo = await loadedRepo(input, (module) => ahead?.ask(start, module));
  const work = workOf(repo, input);
  const ran = new Set(work.map((w) => w.rule.id));
  const facts = factStore();
  await answerNeeds(work, facts, tools, input);
  await ahead?.done();

  const drafts = draftKeeper();
  const gaps: Gap[] = omittedGaps({ ...input, omitted: [...(input.omitted ?? []), ...(repo.omitted ?? [])] });
  const measures: Measure[] = [];
  for (const one of unreadGaps(work)) gaps.push(one);
  for (const item of work) {
    for (const one of gapsOf(item, facts, input, ran)) gaps.push(one);
    if (lacksLicenses(item, input)) {
      gaps.push(gap(item.rule, item.group, undefined, 'licenses', NO_LICENSE_LIST));
      continue;
    }
    const results = attempted(item, (part) =>
      check({ ...item, repo: part }, facts, tools, { today: input.today, work }),
    );
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

function workOf(repo: Repo, input: LintInput): Work[] {
  return input.rules.flatMap((rule) =>
    (isForThisRun(rule, input) ? groupsOf(rule, repo, input.policyFor) : []).map((group) => ({
      rule,
      group,
      repo: narrowed(repo, group),
      faulty: [],
      asked: new Map(),
    })),
  );
}

/** Where no answer takes its time there is nothing to gain. */
function aheadOf(input: LintInput, tools: Tools): AskingAhead | undefined {
  const { answer, network, licenseIndex, policyFor, today } = input;
  if (network !== true || answer === undefined || input.partial !== undefined) return undefined;
  const rules = input.rules.filter((rule) => isForThisRun(rule, input) && rule.needs !== undefined);
  return askingAhead({ rules, policyFor, today, answer, tools, readsLicenses: licenseIndex !== undefined });
}

function offFor(work: readonly Work[], { modules }: Repo): Map<string, readonly string[]> {
  const on = new Map<string, Set<string>>();
  for (const { rule, group } of work) {
    const files = on.get(rule.id) ?? new Set();
    on.set(rule.id, files);
    for (const { source } of group.modules) files.add(source.path);
  }
  const off = new Map<string, readonly string[]>();
  for (const [id, files] of on) {
    const left = modules.map(({ source }) => source.path).filter((file) => !files.has(file));
    if (left.length > 0) off.set(id, left);
  }
  return off;
}

function overLimit(findings: number): Unknown {
  const detail = `more than ${MAX_FINDINGS} findings or ${MAX_FINDING_CHARS} characters: ${findings} findings of this rule are omitted`;
  return { known: false, why: 'failed', detail };
}

const OVER_LIMIT_HINT = 'fix the reported findings first, or turn the rule off for some files';

const NO_LICENSE_LIST = { known: false, why: 'failed', detail: 'this run has no license list' } as const;

/** In a run that checks less on purpose no license is known, so that nothing is read. */
function lacksLicenses({ rule, group }: Work, { licenseIndex, partial }: LintInput): boolean {
  return (
    partial === undefined &&
    licenseIndex === undefined &&
    rule.uses?.(group.setting.options).includes('licenses') === true
  );
}

function isForThisRun(rule: Rule, input: LintInput): boolean {
  if (input.wanted?.(rule.id) === false) return false;
  return input.partial === undefined || rule.reach === 'files' || rule.declared === true;
}

/** Rounds of questions, until no rule has a new one. Whoever asks on after so many gets no answer, and that is a gap. */
const MAX_ROUNDS = 64;

async function answerNeeds(
  work: readonly Work[],
  facts: FactStore,
  { lookAlikeOf, inRange }: Tools,
  { answer, today }: LintInput,
): Promise<void> {
  for (let round = 0; ; round++) {
    const fresh = new Map<string, Ask>();
    for (const item of work) {
      const { isPrivate } = item.group.judge;
      const context = { options: item.group.setting.options, facts, today, lookAlikeOf, isPrivate, inRange };
      for (const ask of attempted(item, (part) => item.rule.needs?.(part, context) ?? [])) {
        const key = askKey(ask);
        item.asked.set(key, ask);
        if (!facts.asked(ask)) fresh.set(key, furthest(ask, fresh.get(key)));
      }
    }
    if (fresh.size === 0) return;
    const asks = [...fresh.values()];
    const answers = answer === undefined || round >= MAX_ROUNDS ? asks.map(() => NOBODY) : await answer(asks);
    for (const [i, ask] of asks.entries()) facts.put(ask, answers[i]!);
    if (round >= MAX_ROUNDS) return;
  }
}

/** Of two equal questions the one that reaches further back: its answer serves the other. */
function furthest(ask: Ask, other: Ask | undefined): Ask {
  return other?.since !== undefined && (ask.since === undefined || other.since < ask.since) ? other : ask;
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
  { rule, group, asked, repo }: Work,
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
      if (unknown === undefined || (rule.asRead && isMismatch(module)) || isToldOfWork(module, repo, ran)) continue;
      const one = gap(rule, group, module, moduleName(module), unknown, unknown.hint);
      gaps.push(rule.asRead && !unknown.internal ? { ...one, fails: false } : one);
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

/** A go.work with a member that is not in the repository is a finding of work/outside. */
function isToldOfWork({ kind, workspace }: MainModule, repo: Repo, ran: ReadonlySet<string>): boolean {
  if (kind !== 'workspace' || !ran.has('work/outside')) return false;
  return workspace!.members.some(({ dir }) => dir === undefined || !repo.hasFile(inFolder(dir, 'go.mod')));
}

function isMismatch({ graph }: MainModule): boolean {
  return graph.state === 'refused' && graph.mismatch !== undefined;
}

/** A go.mod that Go refuses is a finding of gomod/syntax; without that rule it is a gap of every rule that needs a graph. */
function notLoaded({ errors }: MainModule, ran: ReadonlySet<string>): Unknown | undefined {
  const [first] = errors;
  if (first !== undefined) {
    return ran.has('gomod/syntax')
      ? undefined
      : { known: false, why: 'failed', detail: `Go cannot read this file: ${first.message}`, hint: FIX_ERRORS };
  }
  return { known: false, why: 'failed', detail: 'the module graph was not loaded' };
}

const FIX_ERRORS = 'fix the file, or turn gomod/syntax on, which reports what is wrong with it';

function check(
  { rule, group, repo }: Work,
  facts: FactStore,
  tools: Tools,
  { today, work }: { readonly today: string; readonly work: readonly Work[] },
): Iterable<Draft | Unchecked | Measure> {
  const context: Context<unknown> = {
    options: group.setting.options,
    facts,
    today,
    isPrivate: group.judge.isPrivate,
    lookAlikeOf: tools.lookAlikeOf,
    elsewhere: elsewhere(rule, group, work),
    privatePatterns: group.judge.policy.private,
    inRange: tools.inRange,
    licenses: tools.licenses,
    vulnerabilities: tools.vulnerabilities,
  };
  return rule.check(repo, context);
}

function elsewhere(rule: Rule, group: Group, work: readonly Work[]): Context<unknown>['elsewhere'] {
  return work.flatMap((other) => {
    const { setting, env } = other.group;
    return other.rule === rule && other.group !== group && env.length > 0 ? [{ options: setting.options, env }] : [];
  });
}
