/**
 * One number for a dependency: 100, less what speaks against it, every point with its reason. What is not known costs little, but is
 * said: a score is a summary for people and monitoring, never proof.
 */
import { isPseudoVersion } from '../../go/version/pseudo.ts';
import * as semver from '../../go/version/semver.ts';
import { durationDays } from '../../text/duration.ts';
import type { MainModule } from '../repo.ts';
import { ageInDays, describeAge, lastRelease, newestUnknown, type Published } from './freshness.ts';
import type { Known } from './known-vulnerabilities.ts';

/** The most that each ground can cost. */
export interface HealthWeights {
  readonly vulnerable: number;
  readonly retracted: number;
  readonly deprecated: number;
  readonly stale: number;
  readonly license: number;
  readonly version: number;
  readonly replaced: number;
  readonly depth: number;
  readonly unknown: number;
}

/** The default number of points that each criterion can cost. */
export const HEALTH_WEIGHTS: HealthWeights = {
  vulnerable: 40,
  retracted: 40,
  deprecated: 30,
  stale: 25,
  license: 30,
  version: 15,
  replaced: 10,
  depth: 10,
  unknown: 5,
};

export interface HealthLimits {
  /** No release for so long begins to cost; for twice as long costs all. */
  readonly 'max-age': string;
  /** How deep what it brings may lie. */
  readonly 'max-depth': number;
  readonly weights: HealthWeights;
}

export interface Loss {
  readonly ground: keyof HealthWeights;
  readonly points: number;
  readonly reason: string;
}

/** The score of a dependency and where its points went. */
export interface Health {
  /** 0 to 100, whole. */
  readonly score: number;
  /** Most expensive first. */
  readonly lost: readonly Loss[];
}

/** What a license rule would say; undefined where no license was asked for. */
export type LicenseWord = { readonly verdict: 'allowed' | 'denied' | 'unknown'; readonly text: string } | undefined;

/** Scores a dependency: 100 points, less the weighted losses. Deterministic for the same facts and day. */
export function healthOf(
  item: Published,
  license: LicenseWord,
  { weights, ...limits }: HealthLimits,
  today: string,
  vulnerabilities: Known = { groups: [], fix: '' },
): Health {
  const lost: Loss[] = [];
  const lose = (ground: keyof HealthWeights, share: number, reason: string) => {
    const points = Math.round(weights[ground] * Math.min(1, share));
    if (points > 0) lost.push({ ground, points, reason });
  };
  const { built, use, updates } = item;
  vulnerability(vulnerabilities, lose);
  if (updates && updates.retracted.length > 0) lose('retracted', 1, `${built.version} is retracted`);
  if (updates && updates.deprecated !== '') lose('deprecated', 1, 'the module is deprecated');
  if (updates === undefined || updates.missing.length > 0) lose('unknown', 1, 'retraction and deprecation are unknown');
  staleness(item, limits['max-age'], today, lose);
  if (license?.verdict === 'denied') lose('license', 1, license.text);
  if (license?.verdict === 'unknown') lose('license', 0.5, license.text);
  versionQuality(built.version, lose);
  if (use.replace !== undefined && use.replace.path !== use.path)
    lose('replaced', 1, `replaced with ${use.replace.path}`);
  else if (use.replace !== undefined) lose('replaced', 0.5, `replaced with ${use.replace.version}`);
  const depth = depthBelow(item.module, use.path);
  if (depth > limits['max-depth'])
    lose('depth', (depth - limits['max-depth']) / limits['max-depth'], `indirect dependencies up to depth ${depth}`);
  lost.sort((a, b) => b.points - a.points);
  return { score: Math.max(0, 100 - lost.reduce((sum, l) => sum + l.points, 0)), lost };
}

type Lose = (ground: keyof HealthWeights, share: number, reason: string) => void;

/** What nobody has reviewed, or has no fix that its users could take, costs half. */
function vulnerability({ groups, fix }: Known, lose: Lose): void {
  if (groups.length === 0) return;
  const reviewed = groups.some(({ found }) => found.some(({ entry }) => entry.reviewed));
  const many = groups.length === 1 ? '1 known vulnerability' : `${groups.length} known vulnerabilities`;
  lose(
    'vulnerable',
    reviewed && fix !== '' ? 1 : 0.5,
    `${many} (${groups[0]!.ids[0]}${groups.length > 1 ? ', …' : ''})`,
  );
}

function staleness(item: Published, maxAge: string, today: string, lose: Lose): void {
  const last = lastRelease(item);
  const limit = durationDays(maxAge);
  const age = last && ageInDays(last.time, today);
  if (age === undefined || newestUnknown(item.survey.newest) !== undefined)
    lose('unknown', 1, 'when it was last released is not known');
  else if (age > limit) lose('stale', 0.4 + (0.6 * (age - limit)) / limit, `no release for ${describeAge(age)}`);
}

function versionQuality(version: string, lose: Lose): void {
  if (isPseudoVersion(version)) lose('version', 1, 'a commit is in use, not a release');
  else if (version.endsWith('+incompatible')) lose('version', 0.7, 'a +incompatible version is in use');
  else if (semver.prerelease(version) !== '') lose('version', 0.7, 'a pre-release is in use');
  else if (semver.major(version) === 'v0') lose('version', 0.3, 'version 0 promises no compatibility');
}

/** How deep the deepest module lies that comes in through this one. */
function depthBelow(module: MainModule, path: string): number {
  let deepest = 1;
  for (const { trail, depth } of module.uses)
    if (trail[0]?.path === path && depth !== undefined) deepest = Math.max(deepest, depth);
  return deepest;
}

/** The mean of the scores, whole; 100 where there are none. */
export function meanScore(scores: readonly number[]): number {
  return scores.length === 0 ? 100 : Math.round(scores.reduce((a, b) => a + b, 0) / scores.length);
}
