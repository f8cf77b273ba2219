import { expect, it } from 'vitest';
import { evidenceName, parseEvidence, recordFromJson, recordJson } from '../../../src/gather/sumdb/evidence.ts';
import { encode } from '../../../src/text/bytes.ts';

it('has records that come back as they were', () => {
  const record = {
    id: 71_769_960n,
    text: encode('a v1 h1:x=\n'),
    proof: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)],
  };
  const { value } = recordFromJson(recordJson(record));
  expect([value?.id, value?.text, value?.proof.map((hash) => [...hash])]).toEqual([
    record.id,
    record.text,
    record.proof.map((hash) => [...hash]),
  ]);
  expect(recordFromJson(recordJson({ ...record, proof: [] })).value?.proof).toEqual([]);
});

const RECORD = '{"id":"0","text":"","proof":""}';
const with_ = (records: string, forks = '[]') =>
  `{"version":2,"key":"","head":"","records":${records},"forks":${forks}}`;

it('is read with what it has', () => {
  expect(parseEvidence(with_(`{"a@v1":${RECORD}}`)).value?.records).toHaveProperty('a@v1');
});

const VERSION = 'expected evidence of a checksum database, "version": 2';
const TEXTS = 'expected texts for "key" and "head"';
const RECORDS = 'expected an object for "records" with "id", "text" and "proof" for each';
const FORKS = 'expected a list of forks for "forks"';

it.each([
  ['no JSON', '{', 'evidence is not valid JSON'],
  ['a list', '[]', VERSION],
  ['another version', '{"version":1,"key":"","head":"","lookups":{},"tiles":{}}', VERSION],
  ['no key', '{"version":2,"head":"","records":{},"forks":[]}', TEXTS],
  ['no head', '{"version":2,"key":"","records":{},"forks":[]}', TEXTS],
  ['records in a list', with_('[]'), RECORDS],
  ['a record that is a text', with_('{"a@v1":"x"}'), RECORDS],
  ['a record with a number', with_('{"a@v1":{"id":0,"text":"","proof":""}}'), RECORDS],
  ['a record without a text', with_('{"a@v1":{"id":"0","proof":""}}'), RECORDS],
  ['a record without a proof', with_('{"a@v1":{"id":"0","text":""}}'), RECORDS],
  ['one record of two', with_(`{"a@v1":${RECORD},"b@v1":{}}`), RECORDS],
  ['no forks', '{"version":2,"key":"","head":"","records":{}}', FORKS],
  ['a fork that is none', with_('{}', '[{"older":""}]'), FORKS],
])('is refused with %s', (_, text, error) => {
  expect(parseEvidence(text)).toEqual({ error });
});

it('is read as a whole', () => {
  const fork = { database: 'd', older: 'o', newer: 'n', rootInNewer: 'r', proof: ['p'] };
  const evidence = { version: 2, key: 'k', head: 'h', records: { 'a@v1': JSON.parse(RECORD) }, forks: [fork] };
  expect(parseEvidence(JSON.stringify(evidence))).toEqual({ value: evidence });
  const without = { ...evidence, forks: [{ ...fork, proof: null }] };
  expect(parseEvidence(JSON.stringify(without))).toEqual({ value: without });
  for (const change of [{ proof: [1] }, { database: 1 }, { older: 1 }, { newer: 1 }, { rootInNewer: 1 }])
    expect(parseEvidence(JSON.stringify({ ...evidence, forks: [fork, { ...fork, ...change }] }))).toEqual({
      error: FORKS,
    });
});

it('has the zip and the go.mod of a version in one record', () => {
  expect(['v1.0.0', 'v1.0.0/go.mod'].map((version) => evidenceName('a.b/c', version))).toEqual([
    'a.b/c@v1.0.0',
    'a.b/c@v1.0.0',
  ]);
  expect(evidenceName('a.b/go.mod', 'v1.0.0/go.mod.x')).toBe('a.b/go.mod@v1.0.0/go.mod.x');
});

const base64 = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64');

it.each<[string, Partial<Record<'id' | 'proof', string>>, string | undefined]>([
  ['a number', {}, undefined],
  ['the first number', { id: '0' }, undefined],
  ['a number of 19 digits', { id: '9'.repeat(19) }, undefined],
  ['a number of 20 digits', { id: '1'.repeat(20) }, 'malformed record number'],
  ['a number with a zero before it', { id: '01' }, 'malformed record number'],
  ['no number', { id: '' }, 'malformed record number'],
  ['a negative number', { id: '-1' }, 'malformed record number'],
  // A tree of 2^63 records is 63 levels high.
  ['a proof of 64 hashes', { proof: base64(64 * 32) }, undefined],
  ['a proof of 65 hashes', { proof: base64(65 * 32) }, 'malformed proof'],
  ['a hash that is cut off', { proof: base64(33) }, 'malformed proof'],
  ['a proof that is no base64', { proof: '?' }, 'malformed proof'],
])('a record with %s', (_, more, error) => {
  const { value, error: told } = recordFromJson({ id: '12', text: 'a', proof: base64(64), ...more });
  expect(told).toBe(error);
  if (error === undefined) expect(String(value?.id)).toBe(more.id ?? '12');
});
