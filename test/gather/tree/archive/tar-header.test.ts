import { describe, expect, test } from 'vitest';
import { isTarHeader, paxRecords, paxSize, tarHeader } from '../../../../src/gather/tree/archive/tar-header.ts';
import { paxPart, tarPart } from '../../../support/archives.ts';

const header = (part: Parameters<typeof tarPart>[0]) => tarPart(part)[0]!;

/** With the checksum that its bytes have now. */
function summed(block: Buffer): Buffer {
  block.fill(' ', 148, 156);
  block.write(
    `${block
      .reduce((a, b) => a + b, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return block;
}

describe('a header', () => {
  test('has a name, a type, a size and a link', () => {
    const block = header({ name: 'a/b', type: '2', link: 'c', size: 9 });
    expect(tarHeader(block)).toEqual({ name: 'a/b', type: '2', size: 9, linkName: 'c' });
    block.write('deep', 345);
    expect(tarHeader(summed(block))!.name).toBe('deep/a/b');
  });

  test('of GNU has no prefix, and sizes in binary', () => {
    const block = header({ name: 'a' });
    block.write('ustar  \0deep', 257, 'latin1');
    block.write('deep', 345);
    block.set([0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1], 124);
    expect(tarHeader(summed(block))).toMatchObject({ name: 'a', size: 2 * 2 ** 32 + 1 });
    block.set([0xff, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255], 124);
    expect(() => tarHeader(summed(block))).toThrow('a size is too large');
  });

  test('of zeros ends the archive', () => {
    expect(tarHeader(Buffer.alloc(512))).toBeUndefined();
  });

  test('with a wrong checksum or size is none', () => {
    const block = header({ name: 'a' });
    expect(isTarHeader(block)).toBe(true);
    expect(isTarHeader(block.subarray(0, 500))).toBe(false);
    block[0] = 0x62;
    expect(isTarHeader(block)).toBe(false);
    expect(() => tarHeader(block)).toThrow('the checksum of a header is wrong');
    block.write('0000000009x', 124);
    expect(() => tarHeader(summed(block))).toThrow('a size is no number');
  });
});

describe('a pax header', () => {
  const bytes = (text: string) => Buffer.from(text);

  test('has records, of which the last counts', () => {
    const text = paxPart({ path: 'ü=\n', size: '7' }).text as string;
    expect([...paxRecords(bytes(`${text}9 size=8\n`))]).toEqual([
      ['path', 'ü=\n'],
      ['size', '8'],
    ]);
  });

  test.each(['x', '5 a=b', '99 a=b\n', '6 ab\n\n', '0 a=b\n', '3 \n', '99999999999 a=b\n'])('%j is damaged', (text) => {
    expect(() => paxRecords(bytes(text))).toThrow('a pax header cannot be read');
  });

  test('has sizes in decimal', () => {
    expect(paxSize('0123')).toBe(123);
    for (const text of ['', '-1', '1e3', '99999999999999999'])
      expect(() => paxSize(text)).toThrow('a size is no number');
  });
});
