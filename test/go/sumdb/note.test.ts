import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseVerifierKey } from '../../../src/go/env/verifier-key.ts';
import { decodeBase64 } from '../../../src/go/std/base64.ts';
import { MAX_NOTE, openNote } from '../../../src/go/sumdb/note.ts';
import { parseRecord } from '../../../src/go/sumdb/record.ts';
import { parseTree } from '../../../src/go/sumdb/tree-head.ts';
import { decode, encode } from '../../../src/text/bytes.ts';
import { signer } from '../../support/sumdb-log.ts';

const LOG = signer('sumdb.example');
const WITNESS = signer('witness.example', 2);
/** Of the same name, and not the key that is trusted. */
const STRANGER = signer('sumdb.example', 3);
const TEXT = 'first line\n\nlast line\n';

const keyOf = (text: string) => parseVerifierKey(text).value!;
const open = (note: string, ...keys: (typeof LOG)[]) =>
  openNote(
    encode(note),
    (keys.length > 0 ? keys : [LOG]).map(({ key }) => keyOf(key)),
  );
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
/** The line with another signature in it. */
const forged = (line: string) =>
  line.replace(/.{6}\n$/, (end) => (end.startsWith('AA') ? `BB${end.slice(2)}` : `AA${end.slice(2)}`));

describe('openNote', () => {
  it.each([
    ['one signature', LOG.line(TEXT), ['sumdb.example'], []],
    [
      'a witness beside it, who says nothing',
      WITNESS.line(TEXT) + LOG.line(TEXT),
      ['sumdb.example'],
      ['witness.example'],
    ],
    ['a signature twice', LOG.line(TEXT) + LOG.line(TEXT), ['sumdb.example'], []],
    [
      'a wrong signature behind a right one of the same key',
      LOG.line(TEXT) + forged(LOG.line(TEXT)),
      ['sumdb.example'],
      [],
    ],
    ['another key of the same name', STRANGER.line(TEXT) + LOG.line(TEXT), ['sumdb.example'], ['sumdb.example']],
  ])('takes %s', (_, lines, verified, unverified) => {
    const { value } = open(`${TEXT}\n${lines}`);
    expect(value?.text).toBe(TEXT);
    expect(names(value!.signatures)).toEqual(verified);
    expect(names(value!.unverified)).toEqual(unverified);
  });

  const line = LOG.line(TEXT);
  it.each([
    ['no signature', `${TEXT}\n`, 'malformed note'],
    ['no blank line', `${TEXT}${line}`.replaceAll('\n\n', '\n'), 'malformed note'],
    ['text behind the signatures', `${TEXT}\n${line}more\n`, 'malformed note'],
    ['a cut last line', `${TEXT}\n${line.slice(0, -1)}`, 'malformed note'],
    ['a control character', `${TEXT}\t\n${line}`, 'malformed note'],
    ['carriage returns', `${TEXT}\n${line}`.replaceAll('\n', '\r\n'), 'malformed note'],
    ['bytes that are not UTF-8', `${TEXT}\udc80\n\n${line}`, 'malformed note'],
    ['a hyphen for the dash', `${TEXT}\n${line.replace('—', '-')}`, 'malformed note'],
    ['base64 without padding', `${TEXT}\n${line.replace('=', '')}`, 'malformed note'],
    ['base64 for URLs', `${TEXT}\n— sumdb.example ____AAAA____AAAA\n`, 'malformed note'],
    ['no name', `${TEXT}\n${line.replace('sumdb.example', '')}`, 'malformed note'],
    ['a name with a space of another kind', `${TEXT}\n${line.replace('sumdb.', 'sumdb\u2003')}`, 'malformed note'],
    ['a name alone', `${TEXT}\n— sumdb.example\n`, 'malformed note'],
    ['too few bytes', `${TEXT}\n— sumdb.example AAAAAA==\n`, 'malformed note'],
    ['a name with a plus', `${TEXT}\n${line.replace('sumdb.example', 'a+b')}`, 'malformed note'],
    ['more than 100 signatures', `${TEXT}\n${WITNESS.line(TEXT).repeat(100)}${line}`, 'malformed note'],
    ['only a witness', `${TEXT}\n${WITNESS.line(TEXT)}`, 'note has no verifiable signatures'],
    ['only another key of the name', `${TEXT}\n${STRANGER.line(TEXT)}`, 'note has no verifiable signatures'],
    ['another text', `other\n\n${line}`, `invalid signature for key ${LOG.key.split('+', 2).join('+')}`],
    [
      'a wrong signature before the right one',
      `${TEXT}\n${forged(line)}${line}`,
      `invalid signature for key ${LOG.key.split('+', 2).join('+')}`,
    ],
  ])('refuses %s', (_, note, error) => {
    expect(open(note)).toEqual({ error });
  });

  it('refuses to choose between two keys of one name and number', () => {
    const key = keyOf(LOG.key);
    expect(openNote(encode(`${TEXT}\n${line}`), [key, key])).toEqual({
      error: `ambiguous key ${LOG.key.split('+', 2).join('+')}`,
    });
  });

  it('refuses a note over the limit before it reads it', () => {
    expect(openNote(new Uint8Array(MAX_NOTE + 1), [])).toEqual({
      error: 'note has 1048577 bytes, over the limit of 1048576',
    });
    expect(openNote(new Uint8Array(MAX_NOTE), [])).toEqual({ error: 'malformed note' });
  });

  it('takes up to 100 signatures, and an empty text', () => {
    const value = open(`${TEXT}\n${WITNESS.line(TEXT).repeat(99)}${line}`).value;
    expect([names(value!.signatures), names(value!.unverified)]).toEqual([['sumdb.example'], ['witness.example']]);
    expect(open(`\n\n${LOG.line('\n')}`).value?.text).toBe('\n');
  });

  it('takes no note with a flipped bit for another text', () => {
    const note = encode(`${TEXT}\n${line}`);
    fc.assert(
      fc.property(fc.nat({ max: note.length * 8 - 1 }), (bit) => {
        const tampered = Uint8Array.from(note, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const { value } = openNote(tampered, [keyOf(LOG.key)]);
        // The last character of the base64 has two bits that say nothing, and nothing else may change.
        if (value)
          expect([value.text, ...signatureBytes(decode(tampered))]).toEqual([TEXT, ...signatureBytes(decode(note))]);
      }),
      { numRuns: 500 },
    );
  });
});

function signatureBytes(note: string): number[] {
  return [...decodeBase64(note.trimEnd().split(' ').at(-1)!)!];
}

describe('verifier keys', () => {
  it.each([
    ['an empty name', LOG.key.replace('sumdb.example', ''), 'malformed verifier id'],
    ['a name with a space', LOG.key.replace('sumdb', 'sum db'), 'malformed verifier id'],
    ['a short number', LOG.key.replace(/\+[0-9a-f]/, '+'), 'malformed verifier id'],
    ['another number', LOG.key.replace(/\+[0-9a-f]{8}/, '+00000000'), 'invalid verifier hash'],
    ['another name', LOG.key.replace('sumdb', 'sumdc'), 'invalid verifier hash'],
    ['a cut key', LOG.key.slice(0, -4), 'invalid verifier hash'],
    ['no key', LOG.key.slice(0, LOG.key.lastIndexOf('+')), 'malformed verifier id'],
  ])('are refused with %s', (_, text, error) => {
    expect(parseVerifierKey(text)).toEqual({ error });
  });

  it('may end in a newline, as in a file', () => {
    expect(parseVerifierKey(`${LOG.key}\n`).value?.name).toBe('sumdb.example');
  });
});

const ROOT = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

describe('parseTree', () => {
  it('reads the size and the root, and nothing of later lines', () => {
    const { value } = parseTree(`go.sum database tree\n42\n${ROOT}\nm.example/m v1.0.0 h1:x\n`);
    expect([value?.size, value?.hash.length]).toEqual([42n, 32]);
  });

  it.each([
    ['another first line', `go.sum database tree v2\n1\n${ROOT}\n`],
    ['no last newline', `go.sum database tree\n1\n${ROOT}`],
    ['a sign', `go.sum database tree\n+1\n${ROOT}\n`],
    ['a leading zero', `go.sum database tree\n01\n${ROOT}\n`],
    ['a number over 64 bits', `go.sum database tree\n9223372036854775808\n${ROOT}\n`],
    ['a short root', `go.sum database tree\n1\n${ROOT.slice(4)}\n`],
    ['a root without padding', `go.sum database tree\n1\n${ROOT.slice(0, -1)}\n`],
    ['more than a million bytes', `go.sum database tree\n1\n${ROOT}\n${'é'.repeat(500_000)}`],
  ])('refuses %s', (_, text) => {
    expect(parseTree(text)).toEqual({ error: 'malformed tree note' });
  });
});

describe('parseRecord', () => {
  it('gives the number, the text with its last newline, and the rest', () => {
    const { value } = parseRecord(encode('7\na v1 h1:x\nb v1 h1:y\n\nrest\n\nmore'));
    expect([value?.id, decode(value!.text), decode(value!.rest)]).toEqual([
      7n,
      'a v1 h1:x\nb v1 h1:y\n',
      'rest\n\nmore',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['no number', 'x\na\n\n'],
    ['a number over 64 bits', '9223372036854775808\na\n\n'],
    ['no blank line', '1\na\n'],
    ['carriage returns', '1\r\na\r\n\r\n'],
    ['a control character', '1\na\x00b\n\n'],
    ['bytes that are not UTF-8', '1\na\udcff\n\n'],
  ])('refuses %s', (_, text) => {
    expect(parseRecord(encode(text))).toEqual({ error: 'malformed record data' });
  });
});
