/** Which file of a package or folder is the plug-in, as its package.json says. */
import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { decode } from '../../text/bytes.ts';
import { readBounded } from '../read-file.ts';

export interface PackageEntry {
  /** Absolute. */
  readonly file: string;
  /** `name version` of package.json, as far as it says. */
  readonly title: string | undefined;
}

const MAX_PACKAGE_JSON = 1 << 20;

/** What Node.js takes an import for. */
const CONDITIONS: ReadonlySet<string> = new Set(['node', 'import', 'module-sync', 'default']);

/** `folder`: absolute. Gives the reason where it has no entry. */
export function packageEntry(folder: string): PackageEntry | { readonly problem: string } {
  const manifest = readManifest(join(folder, 'package.json'));
  if ('problem' in manifest) return manifest;
  const { name, version, exports, main } = manifest.value;
  const target = exports === undefined ? (typeof main === 'string' ? main : 'index.js') : exportedAs(exports);
  if (target === undefined) return { problem: 'its package.json has no file for "." in "exports"' };
  const file = resolve(folder, target);
  const way = relative(folder, file);
  if (isAbsolute(way) || way.split(sep)[0] === '..') return { problem: 'its package.json names a file outside of it' };
  if (!isFile(file)) return { problem: `its package.json names ${JSON.stringify(target)}, which is no file` };
  const words = [name, version].filter((word) => typeof word === 'string');
  return { file, title: words.length === 0 ? undefined : words.join(' ') };
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The target of `.`: a text, the first of a list, or by condition; nested as often as the package likes. */
function exportedAs(exports: unknown, depth = 0): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null || depth > 20) return undefined;
  if (Array.isArray(exports)) return exportedAs(exports[0], depth + 1);
  const entries = Object.entries(exports);
  if (entries.some(([key]) => key.startsWith('.')))
    return exportedAs(entries.find(([key]) => key === '.')?.[1], depth + 1);
  for (const [condition, target] of entries) {
    const found = CONDITIONS.has(condition) ? exportedAs(target, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function readManifest(file: string): { readonly value: Record<string, unknown> } | { readonly problem: string } {
  const bytes = readBounded(file, MAX_PACKAGE_JSON);
  if ('problem' in bytes) return { problem: `its package.json ${bytes.problem}` };
  try {
    const value: unknown = JSON.parse(decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { value: value as Record<string, unknown> };
  } catch {}
  return { problem: 'its package.json is not a JSON object' };
}
