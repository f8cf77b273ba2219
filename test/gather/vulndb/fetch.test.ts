import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { fetchDatabase, olderThan } from '../../../src/gather/vulndb/fetch.ts';
import { DatabaseError } from '../../../src/vuln/json.ts';
import { closeServers, serve } from '../http/servers.ts';
import { buildZip } from '../proxy/zip-builder.ts';

const ENTRY = { name: 'ID/GO-1.json', content: '{"id":"GO-1","affected":[{"package":{"name":"a"}}]}' };
const database = (modified?: string, entries = [ENTRY]) =>
  buildZip([
    { name: 'index/modules.json', content: '[{"path":"a","vulns":[{"id":"GO-1"}]}]' },
    ...(modified === undefined ? [] : [{ name: 'index/db.json', content: JSON.stringify({ modified }) }]),
    ...entries,
  ]);
const MAY = '2026-05-01T00:00:00Z';

const http = httpClient({ env: {}, retries: 0 });
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vulndb-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  http.close();
  return closeServers();
});

it('takes the zip of a server, or the zip that is named', async () => {
  const { url, seen } = await serve((_, response) => response.end(database(MAY)));
  expect((await fetchDatabase(`${url}/db/`, http)).info).toMatchObject({ entries: 1, modified: MAY });
  expect(Buffer.from((await fetchDatabase(`${url}/other.zip`, http)).bytes)).toEqual(database(MAY));
  await fetchDatabase(`${url}/OTHER.ZIP`, http);
  await fetchDatabase(url, http);
  expect(seen).toEqual(['GET /db/vulndb.zip', 'GET /other.zip', 'GET /OTHER.ZIP', 'GET /vulndb.zip']);
});

it('refuses what cannot be verified', async () => {
  const answers = [database(MAY, []), Buffer.from('<html>'), database(MAY).subarray(0, 200)];
  for (const body of answers) {
    const { url } = await serve((_, response) => response.end(body));
    await expect(fetchDatabase(url, http)).rejects.toThrow(/is missing, and the index names it|not a valid zip file/);
  }
  const { url } = await serve((_, response) => response.writeHead(404).end());
  await expect(fetchDatabase(url, http)).rejects.toThrow('404');
  for (const location of ['folder', 'file:///db.zip', 'https://%', 'db.zip'])
    await expect(fetchDatabase(location, http)).rejects.toThrow(
      new DatabaseError('expected the URL of a server: https://…'),
    );
});

it('does not go back in time', async () => {
  const file = join(folder, 'vulndb.zip');
  const info = (modified?: string) => ({ modified }) as never;
  expect(await olderThan(file, info(MAY))).toBeUndefined();
  writeFileSync(file, database(MAY));
  expect(await olderThan(file, info('2026-05-02T00:00:00Z'))).toBeUndefined();
  expect(await olderThan(file, info(MAY))).toBeUndefined();
  expect(await olderThan(file, info('2026-04-30T00:00:00Z'))).toBe(
    'the copy there was changed on 2026-05-01T00:00:00Z, and the new one on 2026-04-30T00:00:00Z',
  );
  expect(await olderThan(file, info())).toBe(
    'the copy there was changed on 2026-05-01T00:00:00Z, and the new one does not say when',
  );
  // Times in other zones are compared as times.
  expect(await olderThan(file, info('2026-05-01T01:00:00+01:00'))).toBeUndefined();
  writeFileSync(file, database());
  expect(await olderThan(file, info('2020-01-01T00:00:00Z'))).toBeUndefined();
  writeFileSync(file, 'broken');
  expect(await olderThan(file, info('2020-01-01T00:00:00Z'))).toBeUndefined();
});
