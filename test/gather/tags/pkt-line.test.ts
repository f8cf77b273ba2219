import { describe, expect, it } from 'vitest';
import { FLUSH, packet, parsePackets } from '../../../src/gather/tags/pkt-line.ts';
import { encode } from '../../../src/text/bytes.ts';

describe('packet lines', () => {
  it('come back as they were written', () => {
    const text = packet('version 2\n') + packet('é') + FLUSH + packet('');
    expect(text.startsWith('000eversion 2\n0006é')).toBe(true);
    expect(parsePackets(encode(text))).toEqual({ value: ['version 2', 'é', undefined, ''] });
  });

  it('may be as long as four digits say, in either case, and end parts in three ways', () => {
    const long = 'x'.repeat(0xabc - 4);
    expect(parsePackets(encode(`0ABC${long}000100020004`))).toEqual({ value: [long, undefined, undefined, ''] });
    expect(packet(long)).toBe(`0abc${long}`);
    expect(parsePackets(encode('0007a\n\n'))).toEqual({ value: ['a\n'] });
    expect(parsePackets(encode(''))).toEqual({ value: [] });
  });

  it.each(['0003', 'zzzz', '00', '0009abc', '-001', ' 001', '000eversion 2'])(
    'are refused where they are malformed: %s',
    (text) => {
      expect(parsePackets(encode(text))).toEqual({ error: 'malformed packet line' });
    },
  );
});
