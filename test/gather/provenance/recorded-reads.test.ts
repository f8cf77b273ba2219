import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordedReads } from '../../../src/gather/provenance/recorded-reads.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';

test('files are kept by content as they are read, absent ones too', async () => {
  const { tree, files } = recordedReads(memoryTree({ a: 'x\r\n', b: 'not read' }));
  expect(await tree.list()).toEqual(['a', 'b']);
  await tree.read('a');
  await tree.read('a');
  await tree.read('none');
  expect([...files.keys()]).toEqual(['a', 'none']);
  expect(files.get('none')).toEqual({ sha256: undefined, blobs: [] });
  expect(files.get('a')!.sha256).toBe(createHash('sha256').update('x\r\n').digest('hex'));
  // git hash-object, with and without core.autocrlf.
  expect(files.get('a')!.blobs).toContain(id('x\r\n'));
  expect(files.get('a')!.blobs).toContain(id('x\n'));
});

function id(text: string): string {
  return createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex');
}
