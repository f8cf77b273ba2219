/**
 * Asks what rules will want to know of a module as soon as its graph is known, while graphs of others still load. Whoever answers keeps
 * the answers, so that the rules' own questions wait for nothing later. Nothing else comes of it: findings do not depend on it.
 */
import type { Answer, Ask, FactTypes } from '../../model/facts/facts.ts';
import { askKey } from '../../model/facts/facts.ts';
import type { MainModule, Repo } from '../../model/repo.ts';
import type { Rule } from '../../model/rule.ts';
import type { PolicyFor } from '../../policy/compile.ts';
import { type Group, groupsOf, narrowed } from '../settings.ts';
import type { Tools } from '../tools.ts';
import { factStore } from './fact-store.ts';

export interface AheadInput {
  readonly rules: readonly Rule[];
  readonly policyFor: PolicyFor;
  readonly today: string;
  readonly answer: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>;
  readonly tools: Tools;
  /** License texts are read as they come. */
  readonly readsLicenses: boolean;
}

export interface AskingAhead {
  /** Asks on, in rounds, until the rules have no new question about this module. */
  ask(repo: Repo, module: MainModule): void;
  /** Ends when all that was asked ahead is answered. */
  done(): Promise<void>;
}

/** Rounds of questions about one module. The rules' own rounds go on where these end. */
const MAX_ROUNDS = 16;

export function askingAhead(input: AheadInput): AskingAhead {
  const underWay: Promise<void>[] = [];
  return {
    ask: (repo, module) => {
      underWay.push(
        askAbout({ ...repo, modules: [module], built: [], workspaces: [], env: [], settingFiles: [] }, input),
      );
    },
    done: async () => {
      await Promise.all(underWay);
    },
  };
}

interface Work {
  readonly rule: Rule;
  readonly group: Group;
  readonly repo: Repo;
}

/** Never rejects: what goes wrong here goes wrong again where it is told. */
async function askAbout(
  repo: Repo,
  { rules, policyFor, today, answer, tools, readsLicenses }: AheadInput,
): Promise<void> {
  const work = rules.flatMap((rule) =>
    groupsOf(rule, repo, policyFor).map((group): Work => ({ rule, group, repo: narrowed(repo, group) })),
  );
  const facts = factStore();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fresh = new Map<string, Ask>();
    for (const item of work) {
      const { judge, setting } = item.group;
      const { lookAlikeOf, inRange } = tools;
      const context = { options: setting.options, facts, today, lookAlikeOf, isPrivate: judge.isPrivate, inRange };
      for (const ask of attempt(() => [...(item.rule.needs?.(item.repo, context) ?? [])]))
        if (isAskedAhead(ask) && !facts.asked(ask)) fresh.set(askKey(ask), ask);
    }
    if (fresh.size === 0) return;
    const one = async (ask: Ask) => {
      const [found] = await answer([ask]);
      facts.put(ask, found!);
      if (readsLicenses) readLicense(ask, found!, tools);
    };
    const ends = await Promise.allSettled([...fresh.values()].map(one));
    if (ends.some(({ status }) => status === 'rejected')) return;
  }
}

/** Of questions that differ only in how far they reach back, the furthest counts, and it is known only when all modules are. */
function isAskedAhead({ since }: Ask): boolean {
  return since === undefined;
}

/** The tools remember it. */
function readLicense(ask: Ask, found: Answer<unknown>, { licenses }: Tools): void {
  if (ask.kind !== 'license' || !found.known) return;
  attempt(() => [licenses().detectModule((found.value as FactTypes['license']).files, { path: ask.module.path })]);
}

function attempt<T>(action: () => readonly T[]): readonly T[] {
  try {
    return action();
  } catch {
    return [];
  }
}
