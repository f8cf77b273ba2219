/** rules/index.ts: every rule, imported by name, one line each so that two branches that add rules merge. */
export function indexFile(ids: readonly string[]): string {
  const imports = ids.map((id) => `import { rule as ${identifier(id)} } from './${id}/rule.ts';`);
  return [
    '// Written by "npm run generate" from the folders beside it; not to be edited.',
    "import type { Rule } from '../src/model/rule.ts';",
    ...imports.sort(),
    '',
    '/** Sorted by id. */',
    'export const rules: readonly Rule[] = [',
    ...ids.map((id) => `  ${identifier(id)},`),
    '];',
    '',
  ].join('\n');
}

/** `graphMaxDepth` of `graph/max-depth`. */
export function identifier(id: string): string {
  return id.replace(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
