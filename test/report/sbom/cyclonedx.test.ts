import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Inventory } from '../../../src/report/inventory.ts';
import { renderCycloneDx } from '../../../src/report/sbom/cyclonedx.ts';
import { hostile } from '../../support/hostile.ts';
import { report } from '../fixture.ts';
import { INVENTORY } from '../html/inventory-fixture.ts';
import { finding, waiver } from '../vulnerability-fixture.ts';

const schemas = join(
  dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res',
  'schema',
);
const schema = (name: string) => JSON.parse(readFileSync(join(schemas, name), 'utf8'));
const ajv = new Ajv({ strict: false });
formats.default(ajv);
for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
  const file = `${name}.SNAPSHOT.schema.json`;
  // By the name that the schema of a BOM has for it.
  ajv.addSchema({ ...schema(file), $id: `http://cyclonedx.org/schema/${file}` });
}
for (const name of ['iri-reference', 'idn-email']) ajv.addFormat(name, true);
const validate = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));

const documentOf = (inventory: Inventory) => JSON.parse(renderCycloneDx(report, { inventory }));

describe('the CycloneDX document', () => {
  const bom = documentOf(INVENTORY);
  const component = (name: string) => bom.components.find((c: { name: string }) => c.name === name);

  test('is valid by the official schema', () => {
    expect(validate(bom) || validate.errors).toBe(true);
    expect(validate(documentOf({ mains: [], components: [], waivers: [], incomplete: [] })) || validate.errors).toBe(
      true,
    );
  });

  test('tells what is built, its checksum, and what its license files say', () => {
    const [a, b, c] = INVENTORY.components;
    const components = [
      {
        ...a!,
        built: 'yes' as const,
        builtBy: { package: 'example.com/a/sub', importer: 'example.com/shop' },
        sha256: 'ab'.repeat(32),
        license: { ...a!.license, declared: 'Apache-2.0' },
      },
      { ...b!, built: 'no' as const },
      { ...c!, built: 'unknown' as const },
    ];
    const built = { text: 'linux/amd64, with cgo', unknown: ['tools/go.mod: no sources'] };
    const document = documentOf({ ...INVENTORY, components, built });
    expect(validate(document) || validate.errors).toBe(true);
    expect(document.components.slice(2).map((x: { scope: string }) => x.scope)).toEqual([
      'required',
      'excluded',
      'optional',
    ]);
    expect(document.components[2]).toMatchObject({
      hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }],
      evidence: { licenses: [{ expression: 'Apache-2.0', acknowledgement: 'declared' }] },
    });
    expect(document.components[2].properties).toContainEqual({
      name: 'modwarden:built-by',
      value: 'example.com/a/sub, imported by example.com/shop',
    });
    expect(document.metadata.properties).toEqual([
      { name: 'modwarden:built-for', value: 'linux/amd64, with cgo' },
      { name: 'modwarden:built-unknown', value: 'tools/go.mod: no sources' },
    ]);
  });

  test('has every module with purl, scope, license and hash', () => {
    expect(component('example.com/a')).toEqual({
      type: 'library',
      'bom-ref': 'pkg:golang/example.com/a@v1.0.0',
      name: 'example.com/a',
      version: 'v1.0.0',
      scope: 'required',
      licenses: [{ expression: 'MIT', acknowledgement: 'concluded' }],
      purl: 'pkg:golang/example.com/a@v1.0.0',
      properties: [
        { name: 'modwarden:standing', value: 'direct' },
        { name: 'modwarden:h1', value: INVENTORY.components[0]!.hash },
        { name: 'modwarden:license-evidence', value: 'LICENSE:1-21' },
      ],
    });
    expect(component('example.com/fork/b').pedigree.ancestors[0].purl).toBe('pkg:golang/example.com/b@v1.2.0');
    expect(component('example.com/c').scope).toBe('optional');
    expect(component('example.com/unbuilt').scope).toBe('excluded');
    expect(bom.compositions[0].aggregate).toBe('incomplete');
  });

  test('has the edges of the graph, each reference once', () => {
    const dependsOn = (ref: string) => bom.dependencies.find((d: { ref: string }) => d.ref === ref).dependsOn;
    expect(dependsOn('repository')).toEqual(['main:.', 'main:tools']);
    expect(dependsOn('main:tools')).toEqual(['pkg:golang/example.com/fork/b@v1.2.1']);
    expect(dependsOn('pkg:golang/example.com/a@v1.0.0')).toEqual(['pkg:golang/example.com/fork/b@v1.2.1']);
    const [a] = INVENTORY.components;
    const twice = documentOf({ ...INVENTORY, components: [a!, a!] });
    const refs = twice.components.map((c: { 'bom-ref': string }) => c['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
  });

  test('has known vulnerabilities of its components, valid by the official schema', () => {
    const a = { module: 'example.com/a', version: 'v1.0.0', published: '2026-01-31T12:00:00Z' };
    const waived = (id: string, justification?: string) =>
      finding(id, { state: 'waived', waiver: { ...waiver, ...(justification && { justification }) } }, a);
    const findings = [
      finding('GO-1', {}, { ...a, url: 'https://vuln.example/GO 1', reach: 'called' }),
      waived('GO-2'),
      waived('GO-3', 'vulnerable_code_not_in_execute_path'),
      waived('GO-4', 'vulnerable_code_cannot_be_controlled_by_adversary'),
      finding('GO-5', {}, { module: 'stdlib', version: 'v1.22.3', fixed: '', summary: '' }),
      finding('CVE-6', {}, { module: '', version: '', ids: ['CVE-6'] }),
    ];
    const withVulnerabilities = JSON.parse(renderCycloneDx({ ...report, findings }, { inventory: INVENTORY }));
    expect(validate(withVulnerabilities) || validate.errors).toBe(true);
    const refs = new Set(
      [withVulnerabilities.metadata.component, ...withVulnerabilities.components].map((one) => one['bom-ref']),
    );
    const { vulnerabilities } = withVulnerabilities as {
      vulnerabilities: { 'bom-ref': string; affects: { ref: string }[] }[];
    };
    expect(vulnerabilities.flatMap(({ affects }) => affects).filter(({ ref }) => !refs.has(ref))).toEqual([]);
    expect(new Set([...vulnerabilities.map((one) => one['bom-ref']), ...refs]).size).toBe(6 + refs.size);
    expect(bom).not.toHaveProperty('vulnerabilities');
  });

  test('stays valid whatever modules are called', () => {
    fc.assert(
      fc.property(hostile, hostile, (path, version) => {
        const [a] = INVENTORY.components;
        const license = { expression: 'MIT AND NOASSERTION', evidence: path, hints: [] };
        const bom = documentOf({
          ...INVENTORY,
          components: [{ ...a!, path, version, license, requires: [] }],
          mains: [{ dir: path, path, requires: [0] }],
        });
        expect(validate(bom) || validate.errors).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
