import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import { releaseScript } from './load.ts';

const { sbomOf } = await releaseScript<{ sbomOf: (manifest: unknown, lock: unknown) => string }>('sbom.mjs');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const text = sbomOf(manifest, lock);
const bom = JSON.parse(text);

it('is CycloneDX by its schema', () => {
  const library = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json');
  const schema = (name: string) => JSON.parse(readFileSync(join(dirname(library), 'res/schema', name), 'utf8'));
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    const file = `${name}.SNAPSHOT.schema.json`;
    ajv.addSchema({ ...schema(file), $id: `http://cyclonedx.org/schema/${file}` });
  }
  for (const name of ['iri-reference', 'idn-email']) ajv.addFormat(name, true);
  const validate = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
  validate(bom);
  expect(validate.errors ?? []).toEqual([]);
});

it('has every package that runs, and those whose data is built in, but nothing else of development', () => {
  const names = bom.components.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(manifest.dependencies), 'spdx-license-list']));
  expect(names.filter((name: string) => /vitest|esbuild|typescript|biome/.test(name))).toEqual([]);
});

it('knows what each depends on, and leaves nothing hanging', () => {
  const refs = new Set(bom.components.map((c: { purl: string }) => c.purl));
  const [own] = bom.dependencies;
  expect(own.dependsOn).toHaveLength(Object.keys(manifest.dependencies).length + 1);
  const of = (name: string) => bom.dependencies.find(({ ref }: { ref: string }) => ref.startsWith(`pkg:npm/${name}@`));
  expect(of('minimatch').dependsOn).toContainEqual(expect.stringMatching(/^pkg:npm\/brace-expansion@/));
  for (const { dependsOn } of bom.dependencies) for (const ref of dependsOn) expect(refs).toContain(ref);
});

it('is the same for the same lock file, and another for another', () => {
  expect(sbomOf(manifest, structuredClone(lock))).toBe(text);
  const other = JSON.parse(sbomOf({ ...manifest, version: '9.9.9' }, lock));
  expect(other.serialNumber).not.toBe(bom.serialNumber);
});
