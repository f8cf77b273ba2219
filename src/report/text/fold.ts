/**
 * Findings that say the same thing, told together. Three kinds fold, in this order:
 *
 * 1. findings about one subject on one line, of rules of one group: a *spot*, led by the highest level;
 * 2. spots that say the same of one subject in several places;
 * 3. those that say the same of many subjects: a family.
 *
 * Nothing is lost: every finding given is in exactly one fold.
 */
import type { Finding } from '../../model/report.ts';
import { RANK } from '../verdict.ts';
import { groupsOf } from './groups-of.ts';
import { messageShape } from './message-shape.ts';

/** Findings about one subject on one line. */
export interface Spot {
  readonly lead: Finding;
  readonly also: readonly Finding[];
}

export interface Fold {
  readonly lead: Spot;
  /** The same about the same subject, in other places. */
  readonly elsewhere: readonly Spot[];
  /** The same about other subjects. */
  readonly alike: readonly Fold[];
}

export interface FoldOptions {
  /** Subjects of which a family has at least so many. */
  readonly family: number;
  /** Whether a family may have members in several files. */
  readonly acrossFiles: boolean;
}

/** In the order of the findings. */
export function foldFindings(findings: readonly Finding[], { family, acrossFiles }: FoldOptions): readonly Fold[] {
  const spots = groupsOf(findings, spotKey).map(spotOf);
  const keys = new Map(spots.map((spot) => [spot, sameKey(spot)]));
  const folds = groupsOf(spots, (spot) => JSON.stringify([keys.get(spot), spot.lead.subject])).map(
    ([lead, ...elsewhere]): Fold => ({ lead, elsewhere, alike: [] }),
  );
  const families = groupsOf(folds, ({ lead }) =>
    JSON.stringify([keys.get(lead), acrossFiles ? '' : lead.lead.place.path]),
  );
  const order = new Map(folds.map((fold, i) => [fold.lead, i]));
  return families
    .flatMap((members) => {
      const [lead, ...alike] = members;
      return members.length < family ? members : [{ ...lead, alike }];
    })
    .sort((a, b) => order.get(a.lead)! - order.get(b.lead)!);
}

/** The findings that a fold stands for. */
export function findingsIn({ lead, elsewhere, alike }: Fold): readonly Finding[] {
  return [...[lead, ...elsewhere].flatMap((spot) => [spot.lead, ...spot.also]), ...alike.flatMap(findingsIn)];
}

/** Every finding on its own. */
export function unfolded(findings: readonly Finding[]): readonly Fold[] {
  return findings.map((lead) => ({ lead: { lead, also: [] }, elsewhere: [], alike: [] }));
}

function spotKey({ state, rule, subject, place: { path, start } }: Finding): string {
  return JSON.stringify([state, rule.slice(0, rule.indexOf('/')), path, start.line, subject]);
}

function spotOf(findings: readonly [Finding, ...Finding[]]): Spot {
  const lead = findings.reduce((worst, f) => (RANK[f.level] < RANK[worst.level] ? f : worst));
  return { lead, also: findings.filter((f) => f !== lead) };
}

/** Equal where the same is said, whatever the subject and the place. */
function sameKey({ lead, also }: Spot): string {
  return JSON.stringify(
    [lead, ...also].map(({ state, rule, level, message, subject, policy, confidence, asOf }) => [
      state,
      rule,
      level,
      messageShape(message, subject),
      policy?.place,
      confidence,
      asOf?.slice(0, 10),
    ]),
  );
}
