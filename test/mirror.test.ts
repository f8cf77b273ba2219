/** Each source file with logic has its tests at the mirrored path: `test/x/y.test.ts` for `src/x/y.ts`. */
import { existsSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { sourceFiles } from './support/imports.ts';

/**
 * Files that still have none. It must not grow, and whoever writes one lowers it. A file counts as long as nothing at its mirrored path
 * looks at it alone, however many other tests come by.
 */
const WITHOUT_TESTS = 104;

/** Where a program decides: without any of these there is nothing that a test of the file alone could tell. */
const DECISIONS: ReadonlySet<string> = new Set([
  'IfStatement',
  'ConditionalExpression',
  'LogicalExpression',
  'SwitchStatement',
  'ForStatement',
  'ForOfStatement',
  'WhileStatement',
  'CatchClause',
  'Literal of a regular expression',
]);

/** Whether code decides anything. Types, tables of constants, and files that only put others together do not. */
function hasLogic(path: string, text: string): boolean {
  const visit = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(visit);
    if (typeof node !== 'object' || node === null) return false;
    if ('type' in node && DECISIONS.has(kindOf(node as { type: string; regex?: unknown }))) return true;
    return Object.values(node).some(visit);
  };
  return visit(parseSync(path, text).program);
}

function kindOf({ type, regex }: { readonly type: string; readonly regex?: unknown }): string {
  return regex === undefined ? type : `${type} of a regular expression`;
}

const logical = sourceFiles('src').filter(({ path, text }) => !path.endsWith('.d.ts') && hasLogic(path, text));

it('tells files with logic from those without', () => {
  expect(hasLogic('x.ts', 'export interface A { a?: string | undefined }\nexport const LIMIT = 1 << 20;')).toBe(false);
  expect(hasLogic('x.ts', "export const ID = 'x';\nexport const f = (a: string) => g(a);")).toBe(false);
  expect(hasLogic('x.ts', "import { f } from './f.ts';\nf(1);")).toBe(false);
  expect(hasLogic('x.ts', 'export const f = (a?: string) => a ?? 1;')).toBe(true);
  expect(hasLogic('x.ts', 'export const isId = (a: string) => /^x/.test(a);')).toBe(true);
  expect(hasLogic('x.ts', 'export function f() { for (const a of []) g(a); }')).toBe(true);
  expect(logical.length).toBeGreaterThan(200);
});

it('has tests at the mirrored path of each source file with logic', () => {
  const without = logical
    .map(({ path }) => path)
    .filter((path) => !existsSync(path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')));
  expect(without.length, `write tests for what is new; without tests are:\n${without.join('\n')}`).toBeLessThanOrEqual(
    WITHOUT_TESTS,
  );
});
