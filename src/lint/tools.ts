/** Heavy tools that rules may use synchronously: loaded before the checks, and only where a rule says that it needs them. */
import type { LicenseList } from '../license/match/detector.ts';
import type { Context, Rule } from '../model/rule.ts';
import type { Group } from './settings.ts';

/** The compiled list of licenses, as openLicenseTools takes it. */
type LicenseSource = () => Promise<Uint8Array | LicenseList>;

export type Tools = Pick<Context<unknown>, 'inRange' | 'licenses' | 'lookAlikeOf' | 'vulnerabilities'>;

export async function loadTools(
  work: readonly { rule: Rule; group: Group }[],
  licenseIndex: LicenseSource | undefined,
): Promise<Tools> {
  const wanted = new Set(work.flatMap(({ rule, group }) => rule.uses?.(group.setting.options) ?? []));
  const waivers = new Set(work.flatMap(({ group }) => group.judge.policy.waivers));
  const ranges = wanted.has('ranges') || [...waivers].some((w) => w.versions !== undefined);
  return {
    inRange: ranges ? await rangeTest() : missing('ranges'),
    lookAlikeOf: wanted.has('look-alikes') ? await lookAlikes() : missing('look-alikes'),
    vulnerabilities: wanted.has('vulnerabilities') ? await vulnerabilities() : missing('vulnerabilities'),
    licenses: wanted.has('licenses') && licenseIndex ? await licenseTools(licenseIndex) : missing('licenses'),
  };
}

/**
 * npm-style ranges over Go versions. Pseudo-versions are prereleases in npm's eyes and would be outside every plain range, so they are
 * let in; `+incompatible` is build metadata and does not count in either language.
 */
async function rangeTest(): Promise<Tools['inRange']> {
  const { default: Range } = await import('semver/classes/range.js');
  const ranges = new Map<string, InstanceType<typeof Range> | undefined>();
  return (version, text) => {
    if (!ranges.has(text)) ranges.set(text, rangeOf(Range, text));
    return ranges.get(text)?.test(version) ?? false;
  };
}

/** undefined for what is no range: no version is in it. */
function rangeOf<R>(Range: new (text: string, options: { includePrerelease: true }) => R, text: string): R | undefined {
  try {
    return new Range(text, { includePrerelease: true });
  } catch {
    return undefined;
  }
}

let finder: Tools['lookAlikeOf'] | undefined;

/** Made once for a process: the list is long. */
async function lookAlikes(): Promise<Tools['lookAlikeOf']> {
  if (finder !== undefined) return finder;
  const [{ lookAlikeFinder }, { WIDELY_USED }] = await Promise.all([
    import('../model/look-alike/compare.ts'),
    import('../model/look-alike/widely-used.ts'),
  ]);
  finder = lookAlikeFinder(WIDELY_USED);
  return finder;
}

async function vulnerabilities(): Promise<Tools['vulnerabilities']> {
  const { vulnerabilityTools } = await import('../model/facts/known-vulnerabilities.ts');
  return () => vulnerabilityTools;
}

async function licenseTools(index: LicenseSource): Promise<Tools['licenses']> {
  const { openLicenseTools } = await import('../license/tools.ts');
  const tools = await openLicenseTools(await index());
  return () => tools;
}

function missing(what: string): () => never {
  return () => {
    throw new Error(`a rule uses ${what} without saying so in its "uses"`);
  };
}
