/** A tree with other texts in place of some of its files. */
import type { Tree } from '../../model/tree.ts';
import { encode } from '../../text/bytes.ts';

/** `files`: texts by path (text/bytes.ts), all of files that the tree has. */
export function overlayTree(tree: Tree, files: ReadonlyMap<string, string>): Tree {
  return {
    ...tree,
    read: async (path) => {
      const text = files.get(path);
      return text === undefined ? tree.read(path) : encode(text);
    },
  };
}
