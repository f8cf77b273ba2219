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
  expect(files.get('a')!.blobs).toEqual([id('x\r\n'), id('x\r\n', 'sha256'), id('x\n'), id('x\n', 'sha256')]);
});

test('content without line ends of Windows has one id in either hash, whatever bytes it has', async () => {
  const { tree, files } = recordedReads(memoryTree({ a: 'x\ry\n', b: Uint8Array.of(0xff, 13, 10, 0xfe) }));
  await tree.read('a');
  await tree.read('b');
  expect(files.get('a')!.blobs).toEqual([id('x\ry\n'), id('x\ry\n', 'sha256')]);
  expect(files.get('b')!.blobs[2]).toBe(
    createHash('sha1')
      .update('blob 3\0')
      .update(Uint8Array.of(0xff, 10, 0xfe))
      .digest('hex'),
  );
});

test('what was read first counts', async () => {
  const texts = ['one', 'two'];
  const { tree, files } = recordedReads({ ...memoryTree({}), read: async () => Buffer.from(texts.shift()!) });
  await tree.read('a');
  expect(Buffer.from((await tree.read('a'))!).toString()).toBe('two');
  expect(files.get('a')!.blobs[0]).toBe(id('one'));
});

function id(text: string, algorithm = 'sha1'): string {
  return createHash(algorithm).update(`blob ${text.length}\0${text}`).digest('hex');
}
