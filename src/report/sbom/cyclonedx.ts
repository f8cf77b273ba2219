/** The inventory as a CycloneDX 1.6 document in JSON. The same report and inventory give the same bytes. */
import type { Report } from '../../model/report.ts';
import { jsonText } from '../../text/json-text.ts';
import type { Printable } from '../../text/printable.ts';
import { type Component, EMPTY_INVENTORY, type Inventory, type InventoryMain } from '../inventory.ts';
import { builtByText, standingOf } from '../standing.ts';
import { builtComponent, isWholeExpression } from './built-component.ts';
import { documentTime, documentUuid, rootName } from './document-id.ts';
import { purlOf } from './purl.ts';
import { sbomVulnerabilities } from './vulnerabilities.ts';

type Json = Readonly<Record<string, unknown>>;

const ROOT = 'repository';

export function renderCycloneDx(
  report: Report,
  { inventory = EMPTY_INVENTORY }: { readonly inventory?: Inventory },
): Printable {
  const refs = refsOf(inventory);
  const known = sbomVulnerabilities(report, new Set(refs), ROOT);
  const commit = report.provenance?.input.commit;
  const properties = [
    ...(report.provenance === undefined ? [] : provenanceProperties(report.provenance)),
    ...(inventory.built === undefined ? [] : [property('built-for', inventory.built.text)]),
    ...(inventory.built?.unknown ?? []).map((line) => property('built-unknown', line)),
  ];
  return jsonText({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${documentUuid(report, inventory)}`,
    version: 1,
    metadata: {
      timestamp: documentTime(report),
      lifecycles: [{ phase: 'pre-build' }],
      tools: { components: [{ type: 'application', name: 'modwarden', version: report.tool.version }] },
      component: {
        type: 'application',
        'bom-ref': ROOT,
        name: rootName(inventory, report),
        ...(commit !== undefined && { version: commit }),
      },
      ...(properties.length > 0 && { properties }),
    },
    components: [
      ...inventory.mains.map(mainComponent),
      ...inventory.components.map((component, i) => componentOf(component, refs[i]!)),
      ...known.components,
    ],
    dependencies: [
      { ref: ROOT, dependsOn: inventory.mains.map(mainRef) },
      ...inventory.mains.map((main) => ({ ref: mainRef(main), dependsOn: main.requires.map((i) => refs[i]!) })),
      ...inventory.components.map(({ requires }, i) => ({ ref: refs[i]!, dependsOn: requires.map((to) => refs[to]!) })),
    ],
    ...(known.vulnerabilities.length > 0 && { vulnerabilities: known.vulnerabilities }),
    ...(inventory.incomplete.length > 0 && {
      compositions: [{ aggregate: 'incomplete', assemblies: [ROOT], dependencies: [ROOT] }],
    }),
  });
}

function mainRef({ dir }: InventoryMain): string {
  return `main:${dir || '.'}`;
}

function mainComponent(main: InventoryMain): Json {
  const { dir, path } = main;
  return {
    type: 'application',
    'bom-ref': mainRef(main),
    name: path || dir || '.',
    ...(path !== '' && { purl: purlOf({ path, version: '' }) }),
    properties: [property('folder', dir || '.')],
  };
}

/** The purl of what is built; with a number where two components are built from the same. */
function refsOf({ components }: Inventory): string[] {
  const seen = new Set<string>();
  return components.map((component, i) => {
    const purl = purlOf(builtComponent(component));
    const ref = seen.has(purl) ? `${purl}#${i}` : purl;
    seen.add(purl);
    return ref;
  });
}

const SCOPES = {
  direct: 'required',
  required: 'required',
  'only in the graph': 'optional',
  'not built': 'excluded',
} as const;

/** Where it was computed what is built, that decides. */
function scopeOf({ built, uses }: Component): string {
  if (built === 'yes') return 'required';
  return built === 'no' ? 'excluded' : SCOPES[standingOf(uses)];
}

function componentOf(component: Component, ref: string): Json {
  const { path, version, replacedBy, license, hash, sha256, uses } = component;
  const built = builtComponent(component);
  const standing = standingOf(uses);
  return {
    type: 'library',
    'bom-ref': ref,
    name: built.path,
    version: built.version,
    scope: scopeOf(component),
    ...(sha256 !== undefined && { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
    ...(license.expression !== undefined &&
      isWholeExpression(license.expression) && {
        licenses: [{ expression: license.expression, acknowledgement: 'concluded' }],
      }),
    purl: purlOf(built),
    ...(license.declared !== undefined &&
      isWholeExpression(license.declared) && {
        evidence: { licenses: [{ expression: license.declared, acknowledgement: 'declared' }] },
      }),
    ...(replacedBy !== undefined && {
      pedigree: {
        ancestors: [{ type: 'library', name: path, version, purl: purlOf({ path, version }) }],
        ...(replacedBy.version === '' && { notes: `replaced by the folder ${replacedBy.path}` }),
      },
    }),
    properties: [
      property('standing', standing),
      ...(component.built === undefined ? [] : [property('built', component.built)]),
      ...(component.builtBy === undefined ? [] : [property('built-by', builtByText(component)!)]),
      ...(hash !== undefined ? [property('h1', hash)] : []),
      ...(license.evidence !== '' ? [property('license-evidence', license.evidence)] : []),
      ...(license.expression !== undefined && !isWholeExpression(license.expression)
        ? [property('license', license.expression)]
        : []),
    ],
  };
}

function provenanceProperties({ input, facts, command }: NonNullable<Report['provenance']>): Json[] {
  return [
    property('input-hash', input.hash),
    ...(input.sha256 !== undefined ? [property('input-sha256', input.sha256)] : []),
    ...(facts !== undefined ? [property('facts-sha256', facts.sha256), property('facts-as-of', facts.asOf)] : []),
    property('command', command),
  ];
}

function property(name: string, value: string): Json {
  return { name: `modwarden:${name}`, value };
}
