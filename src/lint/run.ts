/**
 * One run: every rule over every part of the repository that its policy switches it on for. Pure but for what it is handed: `answer`
 * brings facts, `loadGraphs` brings module graphs. Without them a run is offline and looks at the tree alone.
 */
import type { Answer, Ask } from '../model/facts.ts';
import { askKey } from '../model/facts.ts';
import type { Gap, Report } from '../model/report.ts';
import type { MainModule, Repo } from '../model/repo.ts';
import type { Context, Draft, Rule, Unchecked } from '../model/rule.ts';
import { factStore, type FactStore } from './facts.ts';
import { askSubject, gap, graphGap } from './gaps.ts';
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
  /** The modules again, with their graphs. */
  readonly loadGraphs?: (modules: readonly MainModule[]) => Promise<readonly MainModule[]>;
  readonly answer?: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>;
  readonly licenseIndex?: () => Promise<Uint8Array>;
}

export interface Judged {
  readonly repo: Repo;
  readonly findings: Report['findings'];
  readonly gaps: readonly Gap[];
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
  const repo = await withGraphs(input);
  const work: Work[] = input.rules.flatMap((rule) =>
    groupsOf(rule, repo, input.judgeOf)
      .filter((group) => isForThisRun(rule, input) && hasParts(group))
      .map((group) => ({ rule, group, repo: narrowed(repo, group), asked: new Map() })),
  );
  const facts = factStore();
  await answerNeeds(work, facts, input);
  const tools = await loadTools(work, input.licenseIndex);

  const drafts: { rule: string; draft: Draft }[] = [];
  const gaps: Gap[] = [];
  for (const item of work) {
    gaps.push(...gapsOf(item, facts, input));
    for (const result of check(item, facts, tools, input.today)) {
      if (!('unchecked' in result)) drafts.push({ rule: item.rule.id, draft: result });
      else if (input.partial === undefined) {
        const { subject, module, why, detail } = result.unchecked;
        gaps.push(gap(item.rule, item.group, module, subject, { known: false, why, detail }));
      }
    }
  }
  const ran = new Set(work.map((w) => w.rule.id));
  const findings = await settle({ drafts, gaps, ran, repo, judgeOf: input.judgeOf, today: input.today, partial: input.partial !== undefined, tools });
  return { repo, findings, gaps, ran };
}

function isForThisRun(rule: Rule, input: LintInput): boolean {
  return input.partial === undefined || rule.reach === 'files' || rule.declared === true;
}

function hasParts(group: Group): boolean {
  return group.modules.length + group.workspaces.length + group.env.length > 0;
}

/** Loads the graph of every module that some rule of reach `graph` or `world` judges. */
async function withGraphs({ repo, rules, judgeOf, loadGraphs, partial }: LintInput): Promise<Repo> {
  if (partial !== undefined || loadGraphs === undefined) return repo;
  const wanted = new Set<MainModule>();
  for (const rule of rules) {
    if (rule.reach === 'files') continue;
    for (const group of groupsOf(rule, repo, judgeOf)) for (const module of group.modules) wanted.add(module);
  }
  const modules = [...wanted].filter((m) => m.errors.length === 0 && m.kind === 'module');
  if (modules.length === 0) return repo;
  const loaded = new Map((await loadGraphs(modules)).map((m) => [m.source.path, m]));
  return { ...repo, modules: repo.modules.map((m) => loaded.get(m.source.path) ?? m) };
}

/** Rounds of questions, until no rule has a new one. */
const MAX_ROUNDS = 12;

async function answerNeeds(work: readonly Work[], facts: FactStore, { answer }: LintInput): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
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
    const answers = answer === undefined ? asks.map(() => NOBODY) : await answer(asks);
    asks.forEach((ask, i) => facts.put(ask, answers[i]!));
  }
}

const NOBODY: Answer<unknown> = { known: false, why: 'offline', detail: 'no fact source was given' };

function gapsOf({ rule, group, asked }: Work, facts: FactStore, { partial }: LintInput): Gap[] {
  if (partial !== undefined) return [];
  const gaps: Gap[] = [];
  if (rule.reach !== 'files') {
    for (const module of group.modules) {
      const unknown = graphGap(module);
      if (unknown !== undefined) gaps.push(gap(rule, group, module, module.path || module.source.path, unknown));
    }
  }
  for (const ask of asked.values()) {
    const answer = facts.get(ask.kind, ask.module);
    if (!answer.known) gaps.push(gap(rule, group, undefined, askSubject(ask), answer));
  }
  return gaps;
}

function check({ rule, group, repo }: Work, facts: FactStore, tools: Tools, today: string): Iterable<Draft | Unchecked> {
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
