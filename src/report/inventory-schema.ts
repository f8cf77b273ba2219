/** The inventory of a JSON report as a valibot schema, and what a schema cannot say of one that comes from outside. */
import type { InferOutput } from 'valibot';
import { parseExpression } from '../license/spdx/expression.ts';
import { MAX_MODULES } from '../model/limits.ts';
import type { Valibot } from '../model/rule.ts';
import { MAX_INVENTORY_ENTRIES, MAX_INVENTORY_MODULES } from './limits.ts';

export type JsonInventory = InferOutput<ReturnType<typeof inventorySchema>>;

export function inventorySchema(v: Valibot) {
  const text = v.string();
  const texts = v.array(text);
  const said = (description: string) => v.pipe(v.string(), v.description(description));
  const moduleVersion = v.object({ path: text, version: text });
  const requires = v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
    v.description('indexes into `components` of what it requires, ascending'),
  );
  const expression = v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:+() -]+$/));
  const license = v.object({
    expression: v.exactOptional(
      v.pipe(expression, v.description('SPDX expression; missing where the license texts were not available')),
    ),
    declared: v.exactOptional(
      v.pipe(
        expression,
        v.description('SPDX expression of the license files, where a clarification of the policy differs'),
      ),
    ),
    confidence: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    evidence: said('files and lines that the license was read from, or why there is none'),
    hints: texts,
  });
  const use = v.object({
    dir: said('folder of the main module that has it in its build list, empty for the root'),
    direct: v.boolean(),
    required: v.pipe(v.boolean(), v.description('on a line of go.mod')),
    unbuilt: v.pipe(v.boolean(), v.description('nothing of it is built')),
    depth: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    trail: v.pipe(v.array(moduleVersion), v.description('from a requirement of go.mod to the module itself')),
  });
  const component = v.object({
    path: text,
    version: text,
    replacedBy: v.exactOptional(v.pipe(moduleVersion, v.description('what is built in its place'))),
    uses: v.pipe(v.array(use), v.maxLength(MAX_MODULES)),
    license,
    hash: v.exactOptional(
      v.pipe(v.string(), v.regex(/^h1:[A-Za-z0-9+/]{43}=$/), v.description('of the zip, as go.sum has it')),
    ),
    sha256: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.description('of the zip'))),
    built: v.exactOptional(
      v.pipe(v.picklist(['yes', 'no', 'unknown']), v.description('whether packages of it are built')),
    ),
    builtBy: v.exactOptional(
      v.pipe(
        v.object({ package: text, importer: text }),
        v.description('a package of it that is built, and one that imports it'),
      ),
    ),
    requires,
  });
  const waiver = v.object({
    rule: text,
    subject: text,
    reason: text,
    owner: text,
    until: v.pipe(v.string(), v.regex(/^(?:\d{4}-\d\d-\d\d)?$/)),
    state: v.picklist(['used', 'expired', 'unused', 'unknown']),
    at: said('file:line'),
  });
  return v.pipe(
    v.object({
      mains: v.pipe(
        v.array(v.object({ dir: said('folder, empty for the root'), path: text, requires })),
        v.maxLength(MAX_MODULES),
        v.description('the main modules, sorted by folder'),
      ),
      components: v.pipe(
        v.array(component),
        v.maxLength(MAX_INVENTORY_MODULES),
        v.description('every module version of the build lists, sorted by path and version'),
      ),
      waivers: v.pipe(v.array(waiver), v.description('the register of waivers, sorted by place')),
      incomplete: v.pipe(texts, v.description('why modules may be missing')),
      built: v.exactOptional(
        v.pipe(
          v.object({ text: said('for which platforms and tags'), unknown: texts }),
          v.description('with --scope built: what `built` of the components is about'),
        ),
      ),
    }),
    v.description('with --inventory, and in report.json of an audit: what html, cyclonedx and spdx are made of'),
  );
}

/** The first thing that makes it no inventory, with its place; undefined where there is none. */
export function inventoryProblem({ mains, components, waivers, incomplete }: JsonInventory): string | undefined {
  let entries = waivers.length + incomplete.length;
  const folders = new Set<string>();
  for (const [i, { dir, requires }] of mains.entries()) {
    entries += 1 + requires.length;
    if (folders.has(dir)) return `mains.${i}.dir: expected another folder for each module, got ${JSON.stringify(dir)}`;
    folders.add(dir);
    const at = wrongIndex(requires, components.length);
    if (at !== undefined) return `mains.${i}.requires.${at}: ${expectedIndex(components.length)}, got ${requires[at]}`;
  }
  for (const [i, { uses, requires, license }] of components.entries()) {
    entries += 1 + requires.length + license.hints.length;
    for (const { trail } of uses) entries += 1 + trail.length;
    const at = wrongIndex(requires, components.length);
    if (at !== undefined)
      return `components.${i}.requires.${at}: ${expectedIndex(components.length)}, got ${requires[at]}`;
    for (const key of ['expression', 'declared'] as const) {
      const text = license[key];
      if (text !== undefined && !parseExpression(text).ok)
        return `components.${i}.license.${key}: expected an SPDX expression, got ${JSON.stringify(text)}`;
    }
  }
  return entries > MAX_INVENTORY_ENTRIES ? `over the limit of ${MAX_INVENTORY_ENTRIES} entries` : undefined;
}

/** The place of the first that is not above the one before it and below `length`. */
function wrongIndex(indexes: readonly number[], length: number): number | undefined {
  const at = indexes.findIndex((index, i) => index >= length || (i > 0 && index <= indexes[i - 1]!));
  return at < 0 ? undefined : at;
}

function expectedIndex(length: number): string {
  return `expected ascending indexes below ${length}`;
}
