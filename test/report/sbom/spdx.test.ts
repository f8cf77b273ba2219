import { describe, expect, test } from 'vitest';
import type { Inventory } from '../../../src/report/inventory.ts';
import { renderSpdx } from '../../../src/report/sbom/spdx.ts';
import { pythonWith, throughPython } from '../../support/python.ts';
import { report } from '../fixture.ts';
import { INVENTORY } from '../html/inventory-fixture.ts';

const NOTHING: Inventory = { mains: [], components: [], waivers: [], incomplete: [] };
const documentOf = (inventory: Inventory) => JSON.parse(renderSpdx(report, { inventory }));

describe('the SPDX document', () => {
  const spdx = documentOf(INVENTORY);

  test('has the head that SPDX 2.3 requires', () => {
    expect(spdx).toMatchObject({
      spdxVersion: 'SPDX-2.3',
      dataLicense: 'CC0-1.0',
      SPDXID: 'SPDXRef-DOCUMENT',
      name: 'example.com/shop',
      documentNamespace: expect.stringMatching(/^https:\/\/spdx\.org\/spdxdocs\/modwarden-[0-9a-f-]{36}$/),
      creationInfo: {
        created: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00Z$/),
        creators: [expect.stringMatching(/^Tool: modwarden-/)],
      },
      comment: expect.stringContaining('Modules may be missing: tools/go.mod'),
    });
  });

  test('has a package for every module, and relationships between packages that are there', () => {
    const ids = spdx.packages.map((p: { SPDXID: string }) => p.SPDXID);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
    for (const id of ids) expect(id).toMatch(/^SPDXRef-[a-zA-Z0-9.-]+$/);
    const known = new Set(['SPDXRef-DOCUMENT', ...ids]);
    for (const { spdxElementId, relatedSpdxElement } of spdx.relationships)
      expect([known.has(spdxElementId), known.has(relatedSpdxElement)]).toEqual([true, true]);
    const described = spdx.relationships.filter(
      (r: { relationshipType: string }) => r.relationshipType === 'DESCRIBES',
    );
    expect(described).toHaveLength(2);
    expect(spdx.relationships).toContainEqual({
      spdxElementId: 'SPDXRef-module-1',
      relationshipType: 'DEPENDS_ON',
      relatedSpdxElement: 'SPDXRef-module-2',
    });
  });

  test('describes the repository where there is no main module', () => {
    for (const { packages, relationships, name } of [documentOf(NOTHING), JSON.parse(renderSpdx(report, {}))]) {
      expect(packages).toMatchObject([{ SPDXID: 'SPDXRef-main-0', name, primaryPackagePurpose: 'APPLICATION' }]);
      expect(relationships).toEqual([
        { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-main-0' },
      ]);
    }
  });

  test('tells license, purl, hash and replacement', () => {
    const [, , a, b, c] = spdx.packages;
    expect(a).toMatchObject({
      versionInfo: 'v1.0.0',
      licenseConcluded: 'MIT',
      licenseDeclared: 'MIT',
      licenseComments: 'LICENSE:1-21',
      filesAnalyzed: false,
    });
    expect(a.comment).toBe(`direct; go.sum ${INVENTORY.components[0]!.hash}`);
    expect(a.externalRefs[0].referenceLocator).toBe('pkg:golang/example.com/a@v1.0.0');
    expect(b).toMatchObject({ name: 'example.com/fork/b', sourceInfo: 'replaces example.com/b v1.2.0' });
    expect(c.licenseConcluded).toBe('NOASSERTION');
  });

  test('keeps expressions that SPDX has no word for, and declares license references', () => {
    const withLicense = (expression: string) => {
      const [a] = INVENTORY.components;
      return documentOf({
        ...INVENTORY,
        components: [{ ...a!, requires: [], license: { expression, evidence: '', hints: [] } }],
      });
    };
    const mixed = withLicense('MIT AND NOASSERTION').packages[2];
    expect([mixed.licenseConcluded, mixed.licenseComments]).toEqual(['NOASSERTION', 'MIT AND NOASSERTION']);
    expect(withLicense('NONE').packages[2].licenseConcluded).toBe('NONE');
    expect(withLicense('MIT OR LicenseRef-own-1').hasExtractedLicensingInfos).toEqual([
      { licenseId: 'LicenseRef-own-1', extractedText: 'NOASSERTION' },
    ]);
  });
});

const python = pythonWith('spdx_tools');
if (python === undefined) console.log('the reader of SPDX: skipped, Python has no spdx_tools (pip install spdx-tools)');

/** SPDX's own reader and its checks of what it read. */
const VALIDATE = `
import tempfile, os, logging
logging.disable(logging.CRITICAL)
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
result = []
for text in texts:
    with tempfile.NamedTemporaryFile('w', suffix='.spdx.json', delete=False) as f:
        f.write(text)
    result.append([m.validation_message for m in validate_full_spdx_document(parse_file(f.name))])
    os.unlink(f.name)
`;

test.skipIf(python === undefined)("is valid by SPDX's own reader (skipped without spdx_tools)", () => {
  const hostile: Inventory = {
    ...INVENTORY,
    components: INVENTORY.components.map((component) => ({
      ...component,
      license: { ...component.license, evidence: '<b>\u001b[31m\nx: y' },
    })),
  };
  const texts = [INVENTORY, hostile].map((inventory) => renderSpdx(report, { inventory }) as string);
  expect(throughPython<string[][]>(python!, VALIDATE, texts)).toEqual([[], []]);
  const broken = texts[0]!.replace('"SPDXRef-DOCUMENT"', '"DOCUMENT"');
  expect(throughPython<string[][]>(python!, VALIDATE, [broken])[0]).not.toEqual([]);
});
