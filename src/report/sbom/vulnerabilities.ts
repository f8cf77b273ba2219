/** What a report knows of vulnerabilities, as a CycloneDX document says it (1.6, `vulnerabilities`), with the analysis that waivers hold. */
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { Finding, Report } from '../../model/report.ts';
import { outsideProse as outsideText } from '../outside-text.ts';
import { purlOf } from './purl.ts';

type Json = Readonly<Record<string, unknown>>;

export interface SbomVulnerabilities {
  /** Components that only a vulnerability names, such as the standard library. */
  readonly components: readonly Json[];
  /** One for each vulnerability and analysis, sorted by ID. */
  readonly vulnerabilities: readonly Json[];
}

/** `refs`: the document's own references by package URL. `root`: what is affected where a report of another tool names no module. */
export function sbomVulnerabilities(
  { findings }: Pick<Report, 'findings'>,
  refs: ReadonlySet<string>,
  root: string,
): SbomVulnerabilities {
  const groups = new Map<string, { first: Found; readonly affects: Map<string, ModuleVersion> }>();
  for (const finding of findings) {
    if (!isFound(finding)) continue;
    const { ids, module, version } = finding.vulnerability;
    const analysis = analysisOf(finding);
    const key = JSON.stringify([ids[0], analysis]);
    const group = groups.get(key) ?? { first: finding, affects: new Map() };
    group.affects.set(module === '' ? root : purlOf({ path: module, version }), { path: module, version });
    groups.set(key, group);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  const seen = new Map<string, number>();
  return {
    components: componentsOf(sorted, refs, root),
    vulnerabilities: sorted.map(({ first, affects }) => {
      const id = first.vulnerability.ids[0]!;
      const before = seen.get(id) ?? 0;
      seen.set(id, before + 1);
      return { 'bom-ref': `vulnerability:${id}${before === 0 ? '' : `#${before}`}`, ...entryOf(first, affects) };
    }),
  };
}

type Found = Finding & { readonly vulnerability: NonNullable<Finding['vulnerability']> };

function isFound(finding: Finding): finding is Found {
  return finding.vulnerability !== undefined;
}

function componentsOf(
  groups: readonly { readonly affects: ReadonlyMap<string, ModuleVersion> }[],
  refs: ReadonlySet<string>,
  root: string,
): Json[] {
  const lacking = new Map(groups.flatMap(({ affects }) => [...affects]));
  return [...lacking]
    .filter(([ref]) => ref !== root && !refs.has(ref))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ref, { path, version }]) => ({
      type: 'library',
      'bom-ref': ref,
      name: path,
      ...(version !== '' && { version }),
      purl: ref,
    }));
}

function entryOf(finding: Found, affects: ReadonlyMap<string, ModuleVersion>): Json {
  const { ids, summary, fixed, module, published, url, reviewed, reach } = finding.vulnerability;
  const [id = '', ...aliases] = ids.map(outsideText);
  const analysis = analysisOf(finding);
  return {
    id,
    source: { name: sourceOf(id), ...(url !== undefined && isWebAddress(url) && { url: new URL(url).href }) },
    ...(aliases.length > 0 && {
      references: aliases.map((alias) => ({ id: alias, source: { name: sourceOf(alias) } })),
    }),
    ...(summary !== '' && { description: outsideText(summary) }),
    ...(fixed !== '' && { recommendation: outsideText(`update ${module} to ${fixed}`) }),
    ...(published !== undefined && { published: new Date(published).toISOString() }),
    ...(analysis !== undefined && { analysis }),
    affects: [...affects.keys()].sort().map((ref) => ({ ref })),
    properties: [
      property('rule', finding.rule),
      property('reviewed', `${reviewed}`),
      ...(reach === undefined ? [] : [property('reach', reach)]),
      ...(finding.waiver?.justification === undefined ? [] : [property('justification', finding.waiver.justification)]),
    ],
  };
}

/** CycloneDX's words for OpenVEX's. It has none for code that an adversary cannot control: that word is a property alone. */
const JUSTIFICATIONS: Readonly<Record<string, string>> = {
  component_not_present: 'code_not_present',
  vulnerable_code_not_present: 'code_not_present',
  vulnerable_code_not_in_execute_path: 'code_not_reachable',
  inline_mitigations_already_exist: 'protected_by_mitigating_control',
};

/** What is open was analyzed by nobody. What is accepted without a justification is not fixed, and may be exploitable. */
function analysisOf({ state, waiver }: Finding): Json | undefined {
  if (state !== 'waived' || waiver === undefined) return undefined;
  const { reason, until, justification } = waiver;
  const detail = outsideText(`${reason} (until ${until})`);
  if (justification === undefined) return { state: 'exploitable', response: ['will_not_fix'], detail };
  const word = Object.hasOwn(JUSTIFICATIONS, justification) ? JUSTIFICATIONS[justification] : undefined;
  return { state: 'not_affected', ...(word !== undefined && { justification: word }), detail };
}

const SOURCES: readonly (readonly [string, string])[] = [
  ['GO-', 'Go Vulnerability Database'],
  ['MAL-', 'OSV'],
  ['CVE-', 'CVE'],
  ['GHSA-', 'GitHub Advisory Database'],
];

function sourceOf(id: string): string {
  return SOURCES.find(([prefix]) => id.startsWith(prefix))?.[1] ?? 'unknown';
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

function property(name: string, value: string): Json {
  return { name: `modwarden:${name}`, value };
}
