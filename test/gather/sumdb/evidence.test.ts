import { expect, it } from 'vitest';
import { parseEvidence, recordFromJson, recordJson } from '../../../src/gather/sumdb/evidence.ts';
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

it.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['another version', '{"version":1,"key":"","head":"","lookups":{},"tiles":{}}'],
  ['no key', '{"version":2,"head":"","records":{},"forks":[]}'],
  ['records in a list', with_('[]')],
  ['a record that is a text', with_('{"a@v1":"x"}')],
  ['a record with a number', with_('{"a@v1":{"id":0,"text":"","proof":""}}')],
  ['a record without a proof', with_('{"a@v1":{"id":"0","text":""}}')],
  ['no forks', '{"version":2,"key":"","head":"","records":{}}'],
  ['a fork that is none', with_('{}', '[{"older":""}]')],
])('is refused with %s', (_, text) => {
  expect(parseEvidence(text).error).toBeDefined();
});
