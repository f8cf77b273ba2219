/** A tree that gives no more than so many bytes in all: each file may be within its limit, and all together beyond what a run can hold. */
import { MAX_TREE_BYTES } from './limits.ts';
import { type Tree, TreeError } from './tree.ts';

/** Files that are read again count again. What is over the limit is refused like any file that cannot be read. */
export function boundedTree(tree: Tree, maxBytes: number = MAX_TREE_BYTES): Tree {
  let total = 0;
  return {
    ...tree,
    read: async (path) => {
      if (total > maxBytes) throw overLimit(path, maxBytes);
      const bytes = await tree.read(path);
      total += bytes?.length ?? 0;
      if (total > maxBytes) throw overLimit(path, maxBytes);
      return bytes;
    },
  };
}

function overLimit(path: string, maxBytes: number): TreeError {
  return new TreeError(path, 'too-large', `over the limit of ${maxBytes} bytes read in one run`);
}
