import { describe, expect, it } from 'vitest';
import { sumdbClient } from '../../../src/go/sumdb/client.ts';
import { checkProvedRecord, linesFor, type ProvedRecord } from '../../../src/go/sumdb/proved-record.ts';
import { encode } from '../../../src/text/bytes.ts';
import { testLog } from '../../support/sumdb-log.ts';
import { sumdbWorld } from '../../support/sumdb-world.ts';

const LOG = testLog(9);

async function proved(n: number): Promise<{ client: ReturnType<typeof sumdbClient>; record: ProvedRecord }> {
  const client = sumdbClient(sumdbWorld(LOG.signer.key, LOG.answer).ops, { tileHeight: 2 });
  return { client, record: (await client.prove(`m.example/m${n}`, 'v1.0.0')).value! };
}

describe('a record with its proof', () => {
  it.each([0, 5, 8])('number %i is believed with the head of its tree alone', async (n) => {
    const { client, record } = await proved(n);
    expect([record.id, Buffer.from(record.text).toString()]).toEqual([BigInt(n), LOG.records[n]]);
    expect(record.proof).toHaveLength(n === 8 ? 1 : 4);
    expect(checkProvedRecord(record, client.head()!.tree)).toBeUndefined();
  });

  it('is not with another number, text, proof or tree', async () => {
    const { client, record } = await proved(5);
    const { tree } = client.head()!;
    const broken = { kind: 'auth', message: 'invalid transparency proof' };
    expect(checkProvedRecord({ ...record, id: 4n }, tree)).toEqual(broken);
    expect(checkProvedRecord({ ...record, text: encode(LOG.records[4]!) }, tree)).toEqual(broken);
    expect(checkProvedRecord({ ...record, proof: record.proof.slice(1) }, tree)).toEqual(broken);
    expect(checkProvedRecord(record, { ...tree, hash: record.proof[0]! })).toEqual(broken);
    expect(checkProvedRecord({ ...record, id: 9n }, tree)).toEqual({
      kind: 'auth',
      message: 'cannot validate record 9 in tree of size 9',
    });
    expect(checkProvedRecord({ ...record, id: -1n }, tree)).toEqual({
      kind: 'auth',
      message: 'tlog: invalid inputs in CheckRecord',
    });
    expect(checkProvedRecord({ ...record, text: encode('no newline') }, tree)).toEqual({
      kind: 'record',
      message: 'malformed record data',
    });
  });
});

it('the lines of a record are those of exactly one module and version', () => {
  const text = encode('a v1 h1:x\na v1/go.mod h1:y\na v10 h1:z\nb a v1 h1:q\na v1 h2:w\n');
  expect(linesFor(text, 'a', 'v1')).toEqual(['a v1 h1:x', 'a v1 h2:w']);
  expect(linesFor(text, 'a', 'v1/go.mod')).toEqual(['a v1/go.mod h1:y']);
  expect(linesFor(text, 'c', 'v1')).toEqual([]);
});
