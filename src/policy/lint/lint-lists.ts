/** Lists in which one value makes another superfluous: module patterns, and values that are listed twice. */

import { isModulePatterns } from '../options/options.ts';
import type { PolicyNode, ScalarNode } from '../parse/node.ts';
import { impossible } from '../patterns/impossible.ts';
import type { AnySchema } from '../schema/schema-walk.ts';
import { alternatives, below } from '../schema/schema-walk.ts';
import { coversPattern } from './covers.ts';
import { type LintFinding, lintFinding, REMOVE } from './types.ts';

/** `schema`: what the node was validated by. */
export function lintLists(schema: AnySchema, node: PolicyNode, name: string): LintFinding[] {
  const found: LintFinding[] = [];
  const look = (at: PolicyNode, schemas: readonly AnySchema[], key: string): void => {
    if (at.kind === 'list') {
      const texts = at.items.filter(isText);
      found.push(...(schemas.some(isPatterns) ? ofPatterns(texts, key) : ofTexts(texts, key)));
      for (const [i, item] of at.items.entries()) look(item, below(schemas, i), key);
    } else if (at.kind === 'map') {
      for (const { key: name, value } of at.entries) look(value, below(schemas, name), `${key}.${name}`);
    }
  };
  look(node, alternatives(schema), name);
  return found;
}

type Text = ScalarNode & { readonly value: string };

function isText(node: PolicyNode): node is Text {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

function isPatterns(schema: AnySchema): boolean {
  return schema.type === 'array' && [schema, ...(schema.pipe ?? [])].some(isModulePatterns);
}

/** A list of module patterns, any of which may match. */
export function ofPatterns(items: readonly Text[], name: string): LintFinding[] {
  return items.flatMap((item, j) => {
    const fault = impossible(item.value);
    if (fault) return [lintFinding('unreachable', item.at, `${name}: ${item.value} ${fault.message}`, fault.hint)];
    const by = items.find((other, i) => {
      if (i === j || !coversPattern(other.value, item.value)) return false;
      return i < j || !coversPattern(item.value, other.value);
    });
    if (by === undefined) return [];
    const message =
      by.value === item.value
        ? `${name}: ${item.value} is listed twice`
        : `${name}: ${item.value} has no effect: ${by.value} includes all modules below it`;
    return [lintFinding('shadowed', item.at, message, REMOVE, by.at)];
  });
}

function ofTexts(items: readonly Text[], name: string): LintFinding[] {
  return items.flatMap((item, j) => {
    const by = items.findIndex(({ value }) => value === item.value);
    if (by === j) return [];
    return [lintFinding('shadowed', item.at, `${name}: ${item.value} is listed twice`, REMOVE, items[by]!.at)];
  });
}
