/** A tree held in memory: for tests, for rule examples, and for archives once they are read. */

import { compareText } from '../../go/std/order.ts';
import type { Tree } from '../../model/tree.ts';
import { encode } from '../../text/bytes.ts';

/** Texts are encoded as text/bytes.ts says. */
export function memoryTree(
  files: Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string | Uint8Array>,
  name = 'memory',
): Tree {
  const entries = new Map<string, string | Uint8Array>(files instanceof Map ? files : Object.entries(files));
  const paths = [...entries.keys()].sort(compareText);
  return {
    name,
    list: async () => paths,
    read: async (path) => {
      const content = entries.get(path);
      return typeof content === 'string' ? encode(content) : content;
    },
  };
}
