import { describe, expect, it } from 'vitest';
import { formatRecord, isRecordText, parseRecord } from '../../../src/go/sumdb/record.ts';
import { encode } from '../../../src/text/bytes.ts';

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const parsed = (text: string) => {
  const { value, error } = parseRecord(encode(text));
  return value === undefined ? error : [value.id, textOf(value.text), textOf(value.rest)];
};

describe('a record', () => {
  it.each([
    ['7\na\nb\n\nrest\n\nmore', [7n, 'a\nb\n', 'rest\n\nmore']],
    ['0\na\n\n', [0n, 'a\n', '']],
    ['+007\na\n\n', [7n, 'a\n', '']],
    ['-7\na\n\n', [-7n, 'a\n', '']],
    ['9223372036854775807\na\n\n', [9223372036854775807n, 'a\n', '']],
    ['-9223372036854775808\na\n\n', [-9223372036854775808n, 'a\n', '']],
    [`${'0'.repeat(999)}7\na\n\n`, [7n, 'a\n', '']],
    ['7\n\n\n', [7n, '\n', '']],
    ['9223372036854775808\na\n\n', 'malformed record data'],
    ['-9223372036854775809\na\n\n', 'malformed record data'],
    [`${'0'.repeat(1000)}7\na\n\n`, 'malformed record data'],
    ['7\na\n', 'malformed record data'],
    ['7', 'malformed record data'],
    ['7 \na\n\n', 'malformed record data'],
    ['+-7\na\n\n', 'malformed record data'],
    ['\na\n\n', 'malformed record data'],
    ['7\na\tb\n\n', 'malformed record data'],
    ['', 'malformed record data'],
  ])('%j', (text, record) => expect(parsed(text)).toEqual(record));

  it('is read from a view of a larger buffer', () => {
    const { value } = parseRecord(encode('xx7\na\n\nr').subarray(2));
    expect([value?.id, textOf(value!.text), textOf(value!.rest)]).toEqual([7n, 'a\n', 'r']);
  });

  it('is written as it is read', () => {
    expect(textOf(formatRecord(7n, encode('a\nb\n')).value!)).toBe('7\na\nb\n\n');
    expect(formatRecord(7n, encode('a'))).toEqual({ error: 'malformed record data' });
  });

  it('has a text of whole lines without control characters', () => {
    expect(['a\n', 'a\nb\n', 'é\n', '\n'].map((text) => isRecordText(encode(text)))).toEqual([true, true, true, true]);
    const bad = ['', 'a', 'a\n\nb\n', 'a\r\n', '\0\n', '\x1f\n', '\udcff\n', '\n\n'];
    expect(bad.filter((text) => isRecordText(encode(text)))).toEqual([]);
  });
});
