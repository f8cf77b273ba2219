/** Rules that need somebody's decision, each with a value that fits the repository as it is, and the reason for it. */
import { compare, isValid } from '../../go/version/go-version.ts';
import type { MainModule } from '../../model/repo.ts';
import type { LicensesInUse, Observed } from './observed.ts';
import { type ReplaceFamily, replaceFamilies } from './replace-families.ts';

export interface Decision {
  readonly rule: string;
  /** YAML on one line: what stands after `rule: `. */
  readonly setting: string;
  /** Sentences. What stands in them may come from the repository. */
  readonly why: readonly string[];
}

type Modules = readonly Pick<MainModule, 'mod'>[];

const DECIDERS: readonly ((modules: Modules, observed: Observed) => Decision | undefined)[] = [
  goVersion,
  maxDepth,
  licensePolicy,
  replaceTarget,
  stale,
];

/** Uncommented, none adds an error to those that the repository has. */
export function decisionsFor(modules: Modules, observed: Observed, has: (rule: string) => boolean): Decision[] {
  return DECIDERS.flatMap((decide) => decide(modules, observed) ?? []).filter(({ rule }) => has(rule));
}

/** The go lines that name a release, sorted. */
export function goVersions(modules: Modules): string[] {
  return modules
    .flatMap(({ mod }) => {
      const version = mod.go?.version;
      return version !== undefined && isValid(version) && /^[0-9.]+$/.test(version) ? [version] : [];
    })
    .sort(compare);
}

function goVersion(modules: Modules): Decision | undefined {
  const [least] = goVersions(modules);
  if (least === undefined) return undefined;
  return { rule: 'gomod/go-version', setting: `{ min: "${least}" }`, why: [`The lowest go line is ${least}.`] };
}

const USUAL_DEPTH = 5;

function maxDepth(_: Modules, { depth }: Observed): Decision {
  const rule = 'graph/max-depth';
  if (depth === undefined)
    return { rule, setting: `{ max: ${USUAL_DEPTH} }`, why: ['The depth is unknown without the module cache.'] };
  const partly = depth.complete ? [] : ['Some go.mod files were not available: others may be deeper.'];
  const why = [`The deepest dependency is ${depth.module}, at depth ${depth.max}.`, ...partly];
  return { rule, setting: `{ max: ${depth.max} }`, why };
}

const SHOWN = 3;

function licensePolicy(_: Modules, { licenses }: Observed): Decision {
  const rule = 'license/policy';
  if (licenses === undefined || licenses.ids.length === 0)
    return {
      rule,
      setting: '{ level: warning, allow: [MIT, Apache-2.0, BSD-2-Clause, BSD-3-Clause, ISC] }',
      why: ['No license text was available. These are common; allow those that your organization allows.'],
    };
  const { ids, others } = licenses;
  const level = others.length > 0 ? 'level: warning, ' : '';
  return { rule, setting: `{ ${level}allow: [${ids.join(', ')}] }`, why: licenseReason(licenses) };
}

function licenseReason({ recognized, others }: LicensesInUse): string[] {
  const found = `The licenses of ${recognized} ${recognized === 1 ? 'module' : 'modules'} in use.`;
  if (others.length === 0) return [found];
  const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
  return [
    found,
    `A warning, because the license of ${others.slice(0, SHOWN).join(', ')}${more} is unavailable or not recognized.`,
  ];
}

function replaceTarget(modules: Modules): Decision | undefined {
  const families = replaceFamilies(modules.flatMap(({ mod }) => mod.replace));
  if (families.length === 0) return undefined;
  const count = families.reduce((sum, family) => sum + family.count, 0);
  return {
    rule: 'replace/target',
    setting: `{ allow: [${families.map(familyEntry).join(', ')}] }`,
    why: [`Accepts ${count === 1 ? 'the replacement' : `the ${count} replacements`} by other modules.`],
  };
}

function familyEntry({ old, new: target }: ReplaceFamily): string {
  return old.length === 0 ? `{ new: ${target} }` : `{ old: [${old.join(', ')}], new: ${target} }`;
}

function stale(): Decision {
  return {
    rule: 'freshness/stale',
    setting: '{ max-age: 2y }',
    why: ['Two years without a release are a common limit.'],
  };
}
