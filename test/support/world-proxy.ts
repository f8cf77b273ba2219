/** The world of world.ts in a folder that Go can use as a proxy (GOPROXY=file://…): zips too. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPseudoVersion } from '../../src/go/version/pseudo.ts';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { worldFiles, worldMod, worldTime, worldVersions } from './world.ts';

export function writeWorldProxy(folder: string): void {
  const lists = new Map<string, string[]>();
  for (const { path, version } of worldVersions()) {
    const versions = join(folder, path, '@v');
    mkdirSync(versions, { recursive: true });
    const write = (name: string, content: string | Uint8Array) => writeFileSync(join(versions, name), content);
    const files = [...worldFiles(path, version)];
    write(`${version}.mod`, worldMod(path, version));
    write(`${version}.info`, JSON.stringify({ Version: version, Time: worldTime(path, version) }));
    write(
      `${version}.zip`,
      buildZip(files.map(([name, content]) => ({ name: `${path}@${version}/${name}`, content }))),
    );
    lists.set(path, [...(lists.get(path) ?? []), ...(isPseudoVersion(version) ? [] : [version])]);
  }
  for (const [path, list] of lists) writeFileSync(join(folder, path, '@v', 'list'), list.map((v) => `${v}\n`).join(''));
}
