/** Takes out what is wrong, so that what is right still judges. */
import { listNode, mapNode, type PolicyNode } from './node.ts';

/**
 * The node without what the path leads to: without the list's item that holds it where there is one, for an item is a thing of its
 * own; else without the key, or where that is what is missing without the map that lacks it. At the top nothing is lost so.
 */
export function without(node: PolicyNode, path: readonly (string | number)[]): PolicyNode {
  const [key, ...rest] = path;
  if (key === undefined) return node;
  if (node.kind === 'list') {
    return listNode(
      node.items.filter((_, i) => i !== Number(key)),
      node.at,
    );
  }
  if (node.kind !== 'map') return node;
  const entries = node.entries.flatMap((entry) => {
    if (entry.key !== key) return [entry];
    const value = without(entry.value, rest);
    return value === entry.value ? [] : [{ ...entry, value }];
  });
  return mapNode(entries, node.at);
}
