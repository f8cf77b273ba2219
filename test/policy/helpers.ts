import type { PolicyProblem } from '../../src/model/report.ts';
import { loadPolicy } from '../../src/policy/layers/load.ts';
import { source } from '../../src/text/source.ts';
import { RULES } from './rules.ts';

export type Files = Readonly<Record<string, string>>;

/** Loads `path` of a few files in memory. */
export function load(files: Files | string, path = '.modwarden.yaml') {
  const table = typeof files === 'string' ? { [path]: files } : files;
  return loadPolicy({
    source: source(path, table[path]!),
    rules: RULES,
    readFile: async (name) => (Object.hasOwn(table, name) ? source(name, table[name]!) : undefined),
  });
}

/** `line:column message | hint`, with the path in front where it is not the policy itself. */
export function told(problems: readonly PolicyProblem[], path = '.modwarden.yaml'): string[] {
  return problems.map(({ place, message, hint }) => {
    const where = place === undefined ? '?' : `${place.start.line}:${place.start.column}`;
    return `${place?.path === path ? '' : `${place?.path}:`}${where} ${message}${hint === undefined ? '' : ` | ${hint}`}`;
  });
}
