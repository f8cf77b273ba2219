/** The inventory as an SPDX 2.3 document in JSON. The same report and inventory give the same bytes. */
import type { Report } from '../../model/report.ts';
import { jsonText } from '../../text/json-text.ts';
import type { Printable } from '../../text/printable.ts';
import { type Component, EMPTY_INVENTORY, type Inventory, type InventoryMain } from '../inventory.ts';
import { whereOf } from '../standing.ts';
import { builtComponent, isWholeExpression } from './built-component.ts';
import { documentTime, documentUuid, rootName } from './document-id.ts';
import { purlOf } from './purl.ts';

type Json = Readonly<Record<string, unknown>>;

const DOCUMENT = 'SPDXRef-DOCUMENT';

export function renderSpdx(
  report: Report,
  { inventory = EMPTY_INVENTORY }: { readonly inventory?: Inventory },
): Printable {
  const { mains, components, incomplete, built } = inventory;
  const name = rootName(inventory, report);
  // SPDX wants a document to describe something: where there is no main module, the repository.
  const described = mains.length > 0 ? mains : [{ dir: name, path: '', requires: [] }];
  const refs = licenseRefs(components);
  const notes = [
    ...(report.provenance === undefined ? [] : [`Made again by: ${report.provenance.command}`]),
    ...(built === undefined ? [] : [`Built for: ${built.text}`, ...built.unknown]),
    ...incomplete.map((line) => `Modules may be missing: ${line}`),
  ];
  return jsonText({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: DOCUMENT,
    name,
    documentNamespace: `https://spdx.org/spdxdocs/modwarden-${documentUuid(report, inventory)}`,
    creationInfo: { created: documentTime(report), creators: [`Tool: modwarden-${report.tool.version}`] },
    ...(notes.length > 0 && { comment: notes.join('\n') }),
    packages: [...described.map((main, i) => mainPackage(main, i, report)), ...components.map(packageOf)],
    ...(refs.length > 0 && { hasExtractedLicensingInfos: refs }),
    relationships: [
      ...described.map((_, i) => relationship(DOCUMENT, 'DESCRIBES', mainId(i))),
      ...described.flatMap(({ requires }, i) =>
        requires.map((to) => relationship(mainId(i), 'DEPENDS_ON', packageId(to))),
      ),
      ...components.flatMap(({ requires }, i) =>
        requires.map((to) => relationship(packageId(i), 'DEPENDS_ON', packageId(to))),
      ),
    ],
  });
}

function mainId(index: number): string {
  return `SPDXRef-main-${index}`;
}

function packageId(index: number): string {
  return `SPDXRef-module-${index}`;
}

function mainPackage({ dir, path }: InventoryMain, index: number, { provenance }: Report): Json {
  const commit = provenance?.input.commit;
  return {
    SPDXID: mainId(index),
    name: path || dir || '.',
    ...(commit !== undefined && { versionInfo: commit }),
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    primaryPackagePurpose: 'APPLICATION',
    licenseConcluded: 'NOASSERTION',
    licenseDeclared: 'NOASSERTION',
    copyrightText: 'NOASSERTION',
    ...(path !== '' && { externalRefs: [purlRef({ path, version: '' })] }),
  };
}

function packageOf(component: Component, index: number): Json {
  const { path, version, replacedBy, license, hash, sha256 } = component;
  const built = builtComponent(component);
  const { expression, declared = expression } = license;
  const isWhole = expression !== undefined && isWholeExpression(expression);
  const comments = [
    ...(isWhole || expression === undefined ? [] : [expression]),
    ...(license.evidence === '' ? [] : [license.evidence]),
  ];
  return {
    SPDXID: packageId(index),
    name: built.path,
    ...(built.version !== '' && { versionInfo: built.version }),
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    ...(sha256 !== undefined && { checksums: [{ algorithm: 'SHA256', checksumValue: sha256 }] }),
    primaryPackagePurpose: 'LIBRARY',
    licenseConcluded: spdxLicense(expression),
    licenseDeclared: spdxLicense(declared),
    ...(comments.length > 0 && { licenseComments: comments.join('; ') }),
    copyrightText: 'NOASSERTION',
    ...(replacedBy !== undefined && {
      sourceInfo: `replaces ${path} ${version}${replacedBy.version === '' ? ` by the folder ${replacedBy.path}` : ''}`,
    }),
    comment: `${whereOf(component)}${hash === undefined ? '' : `; go.sum ${hash}`}`,
    externalRefs: [purlRef(built)],
  };
}

function spdxLicense(expression: string | undefined): string {
  return expression === 'NONE' || (expression !== undefined && isWholeExpression(expression))
    ? expression
    : 'NOASSERTION';
}

function purlRef(module: { readonly path: string; readonly version: string }): Json {
  return { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purlOf(module) };
}

function relationship(spdxElementId: string, relationshipType: string, relatedSpdxElement: string): Json {
  return { spdxElementId, relationshipType, relatedSpdxElement };
}

/** SPDX wants every LicenseRef- of an expression to be in the document. */
function licenseRefs(components: readonly Component[]): Json[] {
  const names = components
    .flatMap(({ license: { expression = '', declared = '' } }) => [expression, declared])
    .flatMap((text) => (isWholeExpression(text) ? (text.match(/\bLicenseRef-[A-Za-z0-9.-]+/g) ?? []) : []));
  return [...new Set(names)].sort().map((licenseId) => ({ licenseId, extractedText: 'NOASSERTION' }));
}
