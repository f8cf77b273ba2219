/** Answers from the facts of a policy test. */
import { isPseudoVersion } from '../../go/version/pseudo.ts';
import * as semver from '../../go/version/semver.ts';
import type { Answer, Ask, FactKind, FactSource, FactTypes } from '../../model/facts/facts.ts';
import type { GivenKind } from '../../model/rule.ts';
import type { CaseFacts, CaseUnknown, CaseVulnerability, ModuleFacts } from './types.ts';

/** Knows what the facts say and nothing else. `day`: when they were read, YYYY-MM-DD. */
export function factsOfCase(facts: CaseFacts, day: string): FactSource {
  const known: Known = { facts, asOf: `${day}T00:00:00Z`, paths: pathsOf(facts) };
  return {
    name: 'policy test',
    network: false,
    answer: async <K extends FactKind>(ask: Ask<K>) => answerTo(ask as Ask, known) as Answer<FactTypes[K]> | undefined,
  };
}

/** Which databases the facts stand for: rules of presets that need one are on. */
export function givenBy(facts: CaseFacts): ReadonlySet<GivenKind> {
  const listed = Object.values(facts).flatMap(({ vulns }) => (vulns === undefined ? [] : [vulns]));
  if (listed.length === 0) return new Set();
  const isMalicious = ({ id }: CaseVulnerability) => id.startsWith('MAL-');
  return new Set<GivenKind>(listed.flat().some(isMalicious) ? ['vulnerabilities', 'malicious'] : ['vulnerabilities']);
}

type VulnEntry = FactTypes['vulns']['entries'][number];

interface Known {
  readonly facts: CaseFacts;
  readonly asOf: string;
  /** By path: the versions with facts of their own, in ascending order. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

function pathsOf(facts: CaseFacts): Map<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const key of Object.keys(facts)) {
    const [path = '', version] = key.split('@');
    const versions = paths.get(path) ?? [];
    paths.set(path, versions);
    if (version !== undefined) versions.push(version);
  }
  return new Map([...paths].map(([path, versions]) => [path, semver.sort(versions)]));
}

function answerTo(ask: Ask, known: Known): Answer<unknown> | undefined {
  const { kind, module } = ask;
  if (kind === 'vulndb') return databaseOf(known);
  if (kind === 'vulns') return vulnerabilitiesOf(module.path, known);
  const versions = known.paths.get(module.path);
  // A newer major version that nobody names does not exist.
  if (versions === undefined) return ask.probe ? NOT_THERE : undefined;
  const own = known.facts[`${module.path}@${module.version}`];
  const whole = known.facts[module.path] ?? {};
  switch (kind) {
    case 'mod':
      return answer(own?.mod ?? modText(module.path, own), known);
    case 'info':
      return infoOf(module.version, own, known);
    case 'license':
      return own?.license === undefined ? undefined : answer(licenseFiles(own.license), known);
    case 'versions':
      return answer(whole.versions ?? versions.filter((version) => !isPseudoVersion(version)), known);
    case 'latest':
      return latestOf(module.path, whole, versions, known);
    default:
      return undefined;
  }
}

const NOT_THERE: Answer<unknown> = {
  known: false,
  why: 'missing',
  detail: 'the case does not name it',
  notFound: true,
};

function answer(value: unknown, { asOf }: Known): Answer<unknown> {
  if (isUnknown(value)) return { known: false, why: value.why, detail: value.detail ?? 'unknown in this case' };
  return { known: true, value, source: 'policy test', asOf };
}

function isUnknown(value: unknown): value is CaseUnknown {
  return typeof value === 'object' && value !== null && 'why' in value;
}

function infoOf(version: string, own: ModuleFacts | undefined, known: Known): Answer<unknown> {
  const time = own?.time;
  if (isUnknown(time)) return answer(time, known);
  return answer({ version, ...(time !== undefined && { time: rfc3339(time) }) }, known);
}

function latestOf(path: string, whole: ModuleFacts, versions: readonly string[], known: Known): Answer<unknown> {
  if (isUnknown(whole.latest)) return answer(whole.latest, known);
  const listed = isUnknown(whole.versions) ? [] : (whole.versions ?? versions);
  const version = whole.latest ?? semver.sort([...listed]).at(-1);
  if (version === undefined) return { known: false, why: 'missing', detail: 'the case names no version' };
  return infoOf(version, known.facts[`${path}@${version}`], known);
}

function rfc3339(time: string): string {
  return time.length === 10 ? `${time}T00:00:00Z` : time;
}

function modText(path: string, { requires = [], retracts = [], deprecated }: ModuleFacts = {}): string {
  return [
    ...(deprecated === undefined
      ? []
      : deprecated.split('\n').map((line, i) => `// ${i === 0 ? 'Deprecated: ' : ''}${line}`)),
    `module ${path}`,
    ...requires.map((one) => `require ${one.replace('@', ' ')}`),
    ...retracts.map((version) => `retract ${version}`),
    '',
  ].join('\n');
}

function licenseFiles(license: NonNullable<ModuleFacts['license']>): unknown {
  if (isUnknown(license)) return license;
  const texts =
    typeof license === 'string'
      ? license === 'NONE'
        ? {}
        : { LICENSE: `SPDX-License-Identifier: ${license}\n` }
      : license;
  return { files: Object.entries(texts).map(([path, text]) => ({ path, text })) };
}

function databaseOf(known: Known): Answer<unknown> | undefined {
  const listed = Object.values(known.facts).flatMap(({ vulns }) => (vulns === undefined ? [] : [vulns]));
  if (listed.length === 0) return undefined;
  const all = listed.flat();
  const malicious = all.filter(({ id }) => id.startsWith('MAL-')).length;
  const about = { name: 'policy test', modified: known.asOf, modules: listed.length, entries: all.length, malicious };
  return answer({ databases: [{ ...about, sha256: '' }] }, known);
}

function vulnerabilitiesOf(path: string, known: Known): Answer<unknown> {
  return answer({ entries: (known.facts[path]?.vulns ?? []).map((one) => entryOf(path, one)) }, known);
}

function entryOf(module: string, vulnerability: CaseVulnerability): VulnEntry {
  const {
    id,
    aliases = [],
    summary = '',
    introduced = '0',
    fixed,
    packages,
    withdrawn,
    reviewed = true,
  } = vulnerability;
  const bare = (version: string) => version.replace(/^v/, '');
  return {
    id,
    aliases,
    summary,
    reviewed,
    ...(withdrawn !== undefined && { withdrawn: rfc3339(withdrawn) }),
    affected: [
      {
        module,
        ranges: [[{ introduced: bare(introduced) }, ...(fixed === undefined ? [] : [{ fixed: bare(fixed) }])]],
        ...(packages && { packages }),
      },
    ],
  };
}
