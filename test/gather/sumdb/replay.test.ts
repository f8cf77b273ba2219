import { afterEach, describe, expect, it } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { checksumDatabase } from '../../../src/gather/sumdb/database.ts';
import { parseEvidence, type SumdbEvidence } from '../../../src/gather/sumdb/evidence.ts';
import { replayDatabase } from '../../../src/gather/sumdb/replay.ts';
import { memorySumdbStore, type SumdbStore } from '../../../src/gather/sumdb/store.ts';
import { recordOf, signer, type TestLog, testLog } from '../../support/sumdb-log.ts';
import { closeServers, serve } from '../http/servers.ts';

const LOG = testLog(300);
const FORKED = testLog(310, { replaced: { 290: recordOf(290, 'other') } });
const { name: NAME, key: KEY } = LOG.signer;
afterEach(closeServers);

const lineOf = (i: number, kind = 0, log = LOG) => {
  const [path = '', version = '', hash = ''] = log.records[i]!.split('\n')[kind]!.split(' ');
  return { path, version, hash };
};
const lines = [lineOf(1), lineOf(1, 1), lineOf(70), { ...lineOf(2), hash: 'h1:other' }];
const VERDICTS = ['ok', 'ok', 'ok', 'mismatch'];

/** The log of each lookup in turn, the last for all that follow. */
async function databaseOf(logs: readonly TestLog[], store: SumdbStore = memorySumdbStore()) {
  let lookups = 0;
  const server = await serve((request, response) => {
    const path = request.url!;
    if (path.startsWith('/lookup/')) lookups++;
    const body = logs[Math.min(Math.max(lookups, 1), logs.length) - 1]!.answer(path) ?? LOG.answer(path);
    response.writeHead(body ? 200 : 404).end(body);
  });
  const settings = { GOPROXY: 'off', GOSUMDB: `${KEY} ${server.url}`, GONOSUMDB: '' };
  return checksumDatabase(settings, httpClient({ env: {}, retries: 0 }), store);
}

async function recorded(logs: readonly TestLog[] = [LOG], store?: SumdbStore): Promise<SumdbEvidence> {
  const database = await databaseOf(logs, store);
  for (const line of lines) await database.check(line);
  return parseEvidence(JSON.stringify(await database.evidence())).value!;
}

async function replay(evidence: SumdbEvidence, key = KEY): Promise<string[]> {
  const database = replayDatabase({ GOPROXY: 'off', GOSUMDB: key, GONOSUMDB: '' }, evidence);
  const verdicts: string[] = [];
  for (const line of lines) verdicts.push((await database.check(line)).verdict);
  return verdicts;
}

it('gives the same verdicts without a network, from a warm cache too', async () => {
  const store = memorySumdbStore();
  const cold = await recorded([LOG], store);
  expect(await replay(cold)).toEqual(VERDICTS);
  expect(await recorded([LOG], store)).toEqual(cold);
});

it('says of a log that grew meanwhile all that its newest head proves', async () => {
  const evidence = await recorded([testLog(200), testLog(260), LOG]);
  expect(evidence.head).toBe(LOG.head());
  expect(await replay(evidence)).toEqual(VERDICTS);
});

describe('evidence is not trusted', () => {
  const damaged = (text: string) => text.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (char) => (char === '0' ? '1' : '0'));

  it('when anything in it is changed or missing', async () => {
    const evidence = await recorded();
    expect(Object.keys(evidence.records)).toEqual([
      'm.example/m1@v1.0.0',
      'm.example/m2@v1.0.0',
      'm.example/m70@v1.0.0',
    ]);
    for (const [name, record] of Object.entries(evidence.records)) {
      const { [name]: _, ...rest } = evidence.records;
      expect(await replay({ ...evidence, records: rest }), `without ${name}`).toContain('unproven');
      const shorter = Buffer.from(record.proof, 'base64').subarray(32).toString('base64');
      const longer = Buffer.concat([Buffer.from(record.proof, 'base64'), Buffer.alloc(32)]).toString('base64');
      for (const changed of [
        { ...record, text: damaged(record.text) },
        { ...record, text: `${record.text}evil.example v1.0.0 h1:x=\n` },
        { ...record, id: String(Number(record.id) + 1) },
        { ...record, id: '300' },
        { ...record, id: `+${record.id}` },
        { ...record, id: `-${record.id}` },
        { ...record, id: '9'.repeat(30) },
        { ...record, proof: damaged(record.proof) },
        { ...record, proof: shorter },
        { ...record, proof: longer },
        { ...record, proof: '' },
        { ...record, proof: 'AAAA' },
        { ...record, proof: '*' },
        { ...record, proof: Buffer.alloc(32 * 65).toString('base64') },
      ]) {
        const records = { ...evidence.records, [name]: changed };
        expect(await replay({ ...evidence, records }), JSON.stringify(changed)).toContain('unproven');
      }
    }
  });

  it('with a head that is changed, of another size, of another log, or not there', async () => {
    const evidence = await recorded();
    for (const head of [damaged(evidence.head), LOG.head(260), FORKED.head(), ''])
      expect(await replay({ ...evidence, head }), head).not.toContain('ok');
  });

  it('under another key, whatever key it names itself', async () => {
    const stranger = signer(NAME, 7).key;
    expect(await replay({ ...(await recorded()), key: stranger }, stranger)).toEqual(lines.map(() => 'unproven'));
  });

  it('where it has the record of one module under the name of another', async () => {
    const evidence = await recorded();
    const records = { ...evidence.records, 'm.example/m1@v1.0.0': evidence.records['m.example/m2@v1.0.0']! };
    expect(await replay({ ...evidence, records })).toEqual(['absent', 'absent', 'ok', 'mismatch']);
  });
});

describe('a fork that was seen', () => {
  const seen = () => recorded([LOG, FORKED]);
  const replayed = async (evidence: SumdbEvidence) => {
    const database = replayDatabase({ GOPROXY: 'off', GOSUMDB: KEY, GONOSUMDB: '' }, evidence);
    const verdict = await database.check(lines[2]!);
    return {
      forks: database.forks.length,
      kind: verdict.verdict === 'unproven' ? verdict.failure.kind : verdict.verdict,
    };
  };

  it('is proved again to whoever has the key', async () => {
    expect(await replayed(await seen())).toEqual({ forks: 1, kind: 'fork' });
  });

  it('is none where its proof or a head is changed', async () => {
    const evidence = await seen();
    const [fork] = evidence.forks;
    for (const changed of [
      { ...fork!, proof: null },
      { ...fork!, proof: [] },
      { ...fork!, older: LOG.head(260) },
      { ...fork!, newer: fork!.older },
      { ...fork!, newer: fork!.newer.replace(/.\n$/, 'A\n') },
      { ...fork!, rootInNewer: 'x' },
    ])
      expect(await replayed({ ...evidence, forks: [changed] })).toEqual({ forks: 0, kind: 'missing' });
  });
});
