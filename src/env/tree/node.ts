/** YAML and JSON as one kind of tree, in which every scalar knows where it stands. */
import type { MappedText } from '../mapped-text.ts';

export type TreeNode = TreeMap | TreeList | TreeScalar | TreeNothing;

export interface TreeMap {
  readonly kind: 'map';
  readonly entries: readonly TreeEntry[];
}

export interface TreeEntry {
  readonly key: MappedText;
  readonly value: TreeNode;
}

export interface TreeList {
  readonly kind: 'list';
  readonly items: readonly TreeNode[];
}

export interface TreeScalar {
  readonly kind: 'scalar';
  readonly value: MappedText;
}

/** An alias, whose anchor is read where it stands, or nothing at all. */
export interface TreeNothing {
  readonly kind: 'nothing';
}

export const NOTHING: TreeNothing = { kind: 'nothing' };

/** The scalar of a key, if there is one. */
export function scalarOf(map: TreeMap, key: string): MappedText | undefined {
  const value = map.entries.find((entry) => entry.key.text === key)?.value;
  return value?.kind === 'scalar' ? value.value : undefined;
}
