import { describe, expect, test } from 'vitest';
import { ArchiveError } from '../../../../src/gather/tree/archive/entry.ts';
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
    expect(() => tarHeader(summed(block))).toThrow(new ArchiveError('it is a damaged tar: a size is too large'));
  });

  test('of zeros ends the archive', () => {
    expect(tarHeader(Buffer.alloc(512))).toBeUndefined();
  });

  test('has fields up to their full length', () => {
    const block = header({ name: 'n'.repeat(100), type: '2', link: 'l'.repeat(100) });
    block.write('p'.repeat(155), 345);
    const full = { name: `${'p'.repeat(155)}/${'n'.repeat(100)}`, type: '2', size: 0, linkName: 'l'.repeat(100) };
    expect(tarHeader(summed(block))).toEqual(full);
    // What stands behind the prefix is no part of it, and without its version ustar has none.
    block.fill('x', 500, 512);
    expect(tarHeader(summed(block))).toEqual(full);
    block[263] = 0x31;
    expect(tarHeader(summed(block))).toEqual({ ...full, name: 'n'.repeat(100) });
  });

  test('has the type of old archives, and sizes with blanks around them', () => {
    const block = header({ name: 'a', type: '\0' });
    block.write(' 0000017 \0', 124);
    expect(tarHeader(summed(block))).toMatchObject({ type: '0', size: 15 });
    block.fill(0, 124, 136);
    expect(tarHeader(summed(block))).toMatchObject({ size: 0 });
    block.write('77777777777\0', 124);
    expect(tarHeader(summed(block))).toMatchObject({ size: 2 ** 33 - 1 });
    block.write('777777777777', 124);
    expect(tarHeader(summed(block))).toMatchObject({ size: 2 ** 36 - 1 });
  });

  test('may have its checksum with blanks before it, of at most seven digits', () => {
    const block = summed(header({ name: 'a' }));
    const sum = block.toString('latin1', 148, 154);
    for (const [text, isOne] of [
      [`${sum}\0 `, true],
      [`  ${sum}`, true],
      [`${sum.slice(1)}\0\0\0`, true],
      [`x${sum}`, false],
      ['\0'.repeat(8), false],
      ['        ', false],
    ] as const) {
      block.write(text.slice(0, 8), 148, 'latin1');
      expect([text, isTarHeader(block)]).toEqual([text, isOne]);
    }
  });

  test('with a wrong checksum or size is none', () => {
    const block = header({ name: 'a' });
    expect(isTarHeader(block)).toBe(true);
    expect(isTarHeader(block.subarray(0, 500))).toBe(false);
    block[0] = 0x62;
    expect(isTarHeader(block)).toBe(false);
    expect(() => tarHeader(block)).toThrow(new ArchiveError('it is a damaged tar: the checksum of a header is wrong'));
    block.write('0000000009x', 124);
    expect(() => tarHeader(summed(block))).toThrow(new ArchiveError('it is a damaged tar: a size is no number'));
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

  test.each([
    'x',
    '5 a=b',
    '99 a=b\n',
    '6 ab\n\n',
    '0 a=b\n',
    '3 \n',
    '99999999999 a=b\n',
    '1000000000 a=b\n',
    '06 a=b\n',
    ' 6 a=b\n',
    '2 a=b\n',
    '5 a=b\n',
    '7 a=b\n',
    '6 a=b\nx',
    '6 a=b\n=',
    '6 a=b\n x=1\n',
    '6 a=b\nx=1\n',
    '3 \n6 a=b\n',
  ])('%j is damaged', (text) => {
    expect(() => paxRecords(bytes(text))).toThrow(new ArchiveError('it is a damaged tar: a pax header cannot be read'));
  });

  test('has sizes in decimal', () => {
    expect(paxSize('0123')).toBe(123);
    expect(paxSize('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => paxSize('9007199254740992')).toThrow(new ArchiveError('it is a damaged tar: a size is too large'));
    for (const text of ['', '-1', '1e3', '99999999999999999'])
      expect(() => paxSize(text)).toThrow(new ArchiveError('it is a damaged tar: a size is no number'));
  });
});
