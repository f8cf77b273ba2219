/** What the answers of a run come to in memory, and the end of it: a run holds all its answers until it is over. */
import type { Answer, Ask, FactTypes, Unknown } from '../../model/facts/facts.ts';

/** Bytes of all answers that a run holds: go.mod files, version lists, license texts. */
export const MAX_HELD = 512 << 20;

/** Bytes of all version lists that a run holds. Sorting them takes time, so that they have a limit of their own. */
export const MAX_HELD_VERSIONS = 64 << 20;

export interface HeldLimits {
  readonly all: number;
  readonly versions: number;
}

export const HELD_LIMITS: HeldLimits = { all: MAX_HELD, versions: MAX_HELD_VERSIONS };

export interface Held {
  /** Why a question is not asked any more; undefined while there is room. */
  refusal(ask: Ask): Unknown | undefined;
  /** The answer, or where there is no room for it why it is dropped. */
  keep<A extends Answer<unknown>>(ask: Ask, answer: A): A | Unknown;
}

export function heldAnswers(limits = HELD_LIMITS): Held {
  let all = 0;
  let versions = 0;
  const refusal = ({ kind }: Ask): Unknown | undefined => {
    if (all > limits.all) return full('the answers', limits.all);
    return kind === 'versions' && versions > limits.versions ? full('the version lists', limits.versions) : undefined;
  };
  return {
    refusal,
    keep: (ask, answer) => {
      if (!answer.known) return answer;
      const before = refusal(ask);
      if (before !== undefined) return before;
      const weight = weightOf(ask, answer.value);
      all += weight;
      if (ask.kind === 'versions') versions += weight;
      return refusal(ask) ?? answer;
    },
  };
}

function full(what: string, limit: number): Unknown {
  const detail = `${what} of this run reached the limit of ${limit} bytes in memory`;
  return { known: false, why: 'failed', detail };
}

/** A string by itself takes about so much besides its characters. */
const STRING = 40;

/** Bytes that the value of a known answer takes in memory, roughly. */
export function weightOf({ kind }: Ask, value: unknown): number {
  switch (kind) {
    case 'mod':
      return STRING + (value as FactTypes['mod']).length;
    case 'versions':
      return weightOfAll(value as FactTypes['versions']);
    case 'license':
      return weightOfAll((value as FactTypes['license']).files.flatMap(({ path, text }) => [path, text]));
    case 'files':
      return weightOfAll((value as FactTypes['files']).files.flatMap(({ path, sha256 }) => [path, sha256]));
    case 'packages':
      return weightOfPackages(value as FactTypes['packages']);
    case 'vulns':
    case 'reports':
    case 'cached':
    case 'origin':
      return JSON.stringify(value).length;
    case 'proof':
      return weightOfAll((value as FactTypes['proof']).lines);
    default:
      return 4 * STRING;
  }
}

function weightOfAll(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + STRING + text.length, 0);
}

function weightOfPackages({ packages }: FactTypes['packages']): number {
  const texts = packages.flatMap(({ folder, files }) => [folder, ...files.flatMap((f) => [f.when, ...f.imports])]);
  return weightOfAll(texts);
}
