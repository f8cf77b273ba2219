/** The files of a repository as an editor sees them: the texts of open documents, and the disk for all else. */
import { compareText } from '../../go/std/order.ts';
import type { Tree } from '../../model/tree.ts';
import { encode } from '../../text/bytes.ts';

/** `texts`: by path. A document that was never saved is a file of the tree too. */
export function documentTree(disk: Tree, texts: ReadonlyMap<string, string>): Tree {
  return {
    ...disk,
    list: async () => {
      const listed = await disk.list();
      const known = new Set(listed);
      const added = [...texts.keys()].filter((path) => !known.has(path));
      return added.length === 0 ? listed : [...listed, ...added].sort(compareText);
    },
    read: async (path) => {
      const text = texts.get(path);
      return text === undefined ? disk.read(path) : encode(text);
    },
  };
}
