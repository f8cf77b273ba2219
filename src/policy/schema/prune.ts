/** Takes out what is wrong, so that what is right still judges. */
import { listNode, mapNode, type PolicyNode } from '../parse/node.ts';

type Path = readonly (string | number)[];

/**
 * The node without what the paths lead to: without the list's items that hold it where there are some, for an item is a thing of its
 * own; else without the key, or where that is what is missing without the map that lacks it. At the top nothing is lost so.
 */
export function without(node: PolicyNode, paths: readonly Path[]): PolicyNode {
  return strip(
    node,
    paths.filter((path) => path.length > 0),
  );
}

/** The same node where one of the paths ends here: whoever holds it leaves it out. */
function strip(node: PolicyNode, paths: readonly Path[]): PolicyNode {
  if (node.kind === 'scalar' || paths.some((path) => path.length === 0)) return node;
  if (node.kind === 'list') {
    const out = new Set(paths.map(([index]) => Number(index)));
    return listNode(
      node.items.filter((_, i) => !out.has(i)),
      node.at,
    );
  }
  const byKey = new Map<string, Path[]>();
  for (const [key, ...rest] of paths) {
    const rests = byKey.get(String(key));
    if (rests) rests.push(rest);
    else byKey.set(String(key), [rest]);
  }
  const entries = node.entries.flatMap((entry) => {
    const rests = byKey.get(entry.key);
    if (rests === undefined) return [entry];
    const value = strip(entry.value, rests);
    return value === entry.value ? [] : [{ ...entry, value }];
  });
  return mapNode(entries, node.at);
}
