/** A folder that Go's file protocol can ask (GOPROXY=file://…), with modules written as text. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapePath } from '../../src/go/path/escape.ts';
import { buildZip } from '../gather/proxy/zip-builder.ts';

export interface StoredVersion {
  /** Of go.mod, behind the module line. */
  readonly mod?: string;
  readonly time?: string;
  /** Comment lines above the module line. */
  readonly says?: string;
  /** By their paths in the module; left out: there is no zip. */
  readonly files?: Readonly<Record<string, string>>;
}

/** By `path@version`. Gives the value for GOPROXY. */
export function writeProxyFolder(folder: string, modules: Readonly<Record<string, StoredVersion>>): string {
  const lists = new Map<string, string[]>();
  for (const [key, { mod = '', time = '2026-05-01T00:00:00Z', says = '', files }] of Object.entries(modules)) {
    const [path = '', version = ''] = key.split('@');
    const at = join(folder, escapePath(path).value!, '@v');
    mkdirSync(at, { recursive: true });
    lists.set(at, [...(lists.get(at) ?? []), version]);
    writeFileSync(join(at, `${version}.mod`), `${says}module ${path}\n\ngo 1.21\n${mod}`);
    writeFileSync(join(at, `${version}.info`), JSON.stringify({ Version: version, Time: time }));
    if (files === undefined) continue;
    const entries = Object.entries(files).map(([name, content]) => ({ name: `${key}/${name}`, content }));
    writeFileSync(join(at, `${version}.zip`), buildZip(entries));
  }
  for (const [at, versions] of lists) writeFileSync(join(at, 'list'), versions.map((v) => `${v}\n`).join(''));
  return `file://${folder}`;
}
