// The bill of materials of modwarden itself, in CycloneDX 1.6: the packages that run, and those whose data is built in. The same lock
// file gives the same bytes.
import { createHash } from 'node:crypto';

/** Development dependencies of which something ships: the texts in dist/license-index.bin. */
const BUILT_IN = ['spdx-license-list'];

/**
 * @param manifest package.json, as an object
 * @param lock package-lock.json, as an object (version 3)
 * @returns JSON text
 */
export function sbomOf(manifest, lock) {
  const own = purl(manifest.name, manifest.version);
  const first = [...Object.keys(manifest.dependencies), ...BUILT_IN];
  const paths = closure(lock.packages, first);
  const refOf = (path) => purl(nameOf(path), lock.packages[path].version);
  // One version may lie in several folders.
  const components = new Map(paths.map((path) => [refOf(path), component(path, lock.packages[path], refOf(path))]));
  const dependsOn = (path, names) =>
    [
      ...new Set(
        names
          .map((name) => resolved(lock.packages, path, name))
          .filter(Boolean)
          .map(refOf),
      ),
    ].sort();
  const dependencies = new Map([
    [own, dependsOn('', first)],
    ...paths.map((path) => [refOf(path), dependsOn(path, Object.keys(lock.packages[path].dependencies ?? {}))]),
  ]);
  const body = {
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name: manifest.name,
        version: manifest.version,
        licenses: [{ license: { id: manifest.license } }],
        purl: own,
      },
    },
    components: [...components.values()],
    dependencies: [...dependencies].map(([ref, on]) => ({ ref, dependsOn: on })),
  };
  const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serialOf(body), version: 1, ...body };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** The folders of the packages that these need, by their path in the lock file; what is optional or a peer is not installed with them. */
function closure(packages, names) {
  const paths = new Set(names.map((name) => resolved(packages, '', name)));
  for (const path of paths)
    for (const name of Object.keys(packages[path].dependencies ?? {})) paths.add(resolved(packages, path, name));
  return [...paths].sort();
}

/** As Node looks for a package: in the folder itself, then upwards. */
function resolved(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const found = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[found] !== undefined) return found;
    if (at === '') throw new Error(`package-lock.json: ${name} is missing, which ${path || 'package.json'} needs`);
  }
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function component(path, { version, license, integrity }, ref) {
  const [algorithm, hash] = /^(sha\d+)-(.+)$/.exec(integrity).slice(1);
  return {
    type: 'library',
    'bom-ref': ref,
    name: nameOf(path),
    version,
    scope: 'required',
    hashes: [{ alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }],
    ...(license !== undefined && { licenses: [{ expression: license }] }),
    purl: ref,
  };
}

function purl(name, version) {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${encodeURIComponent(version)}`;
}

/** A UUID of the content: no clock, no chance. */
function serialOf(body) {
  const hex = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
