/** What the packages of a module import and under which constraints, from their .go files. Plain data that can be kept. */
import { allOf } from './build-tags.ts';
import { goImports } from './imports.ts';
import { nameConstraint } from './platform.ts';
import { isStandard } from './std-packages.ts';

/** A folder that holds a .go file. Go takes such a folder for a package, whatever is built of it. */
export interface PackageFolder {
  /** In the module; '' is the root. */
  readonly folder: string;
  /** Files that are built alike, sorted by constraint. Those that import nothing but the standard library are left out. */
  readonly files: readonly ImportingFiles[];
}

export interface ImportingFiles {
  /** A `//go:build` expression, which file names and cgo are part of; '' for all platforms. */
  readonly when: string;
  /** They are built for tests alone. */
  readonly test?: true;
  /** Import paths outside the standard library, sorted. */
  readonly imports: readonly string[];
}

/** Whether Go may build a file of this name; it takes the folder of any other .go file for a package too. */
export function isBuildable(name: string): boolean {
  return name.endsWith('.go') && !name.startsWith('_') && !name.startsWith('.');
}

/** `files`: the .go files of the folder, by their last names. */
export function packageFolder(folder: string, files: Iterable<readonly [name: string, text: string]>): PackageFolder {
  const groups = new Map<string, { when: string; test: boolean; imports: Set<string> }>();
  for (const [name, text] of files) {
    if (!isBuildable(name)) continue;
    const { package: clause, paths, constraint } = goImports(text);
    const outside = paths.filter((path) => !isStandard(path));
    // go/build ignores a file whose package is named so.
    if (outside.length === 0 || clause === 'documentation') continue;
    const when = allOf([nameConstraint(name), constraint, paths.includes('C') ? 'cgo' : '']);
    const test = name.endsWith('_test.go');
    const key = `${test} ${when}`;
    const group = groups.get(key) ?? { when, test, imports: new Set<string>() };
    groups.set(key, group);
    for (const path of outside) group.imports.add(path);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    folder,
    files: sorted.map(([, { when, test, imports }]) => ({
      when,
      ...(test && { test }),
      imports: [...imports].sort(),
    })),
  };
}
