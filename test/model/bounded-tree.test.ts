import { expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { boundedTree } from '../../src/model/bounded-tree.ts';

it('gives so many bytes in all and no more, files that are read again counted again', async () => {
  const tree = boundedTree(memoryTree({ a: '12345', b: '12345', c: '' }), 10);
  expect((await tree.read('a'))?.length).toBe(5);
  expect(await tree.read('gone')).toBeUndefined();
  expect((await tree.read('a'))?.length).toBe(5);
  expect((await tree.read('c'))?.length).toBe(0);
  await expect(tree.read('b')).rejects.toMatchObject({ message: expect.stringContaining('10 bytes') });
  // From then on nothing.
  await expect(tree.read('c')).rejects.toThrow();
});
