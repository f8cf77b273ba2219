/** The import lines of the source files, read as text: what the architecture test judges. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

export interface SourceFile {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A file from the project's root, or a package or built-in module by its name. */
  readonly target: string;
  readonly relative: boolean;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
  readonly line: number;
}

export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => posix.join(folder, name)),
    )
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** Static and dynamic imports, and re-exports. */
const IMPORT =
  /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\((?:\s*\/\*[^*]*\*\/)?\s*['"]([^'"]+)['"]/gm;

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = (match[2] ?? match[3])!;
    const relative = specifier.startsWith('.');
    return {
      target: relative ? posix.join(posix.dirname(path), specifier) : specifier,
      relative,
      typeOnly: match[1] !== undefined || /\btypeof\s*$/.test(text.slice(0, match.index)),
      dynamic: match[3] !== undefined,
      line: text.slice(0, match.index).split('\n').length,
    };
  });
}
