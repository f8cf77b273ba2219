import { expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { overlayTree } from '../../../src/gather/tree/overlay.ts';
import { decode } from '../../../src/text/bytes.ts';

const tree = overlayTree(memoryTree({ a: '1', b: '2' }, 'name'), new Map([['b', 'two \udcff']]));
const read = async (path: string) => {
  const bytes = await tree.read(path);
  return bytes && decode(bytes);
};

it('gives the other text of a file, byte by byte, and all else of the tree', async () => {
  expect([await read('a'), await read('b'), await read('c')]).toEqual(['1', 'two \udcff', undefined]);
  expect([tree.name, await tree.list()]).toEqual(['name', ['a', 'b']]);
  expect((await tree.read('b'))?.at(-1)).toBe(0xff);
});
