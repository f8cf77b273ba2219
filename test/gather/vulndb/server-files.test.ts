import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { httpClient } from '../../../src/gather/http/client.ts';
import { serverFiles } from '../../../src/gather/vulndb/server-files.ts';
import { DatabaseError } from '../../../src/vuln/json.ts';
import { closeServers, serve } from '../http/servers.ts';

const http = httpClient({ env: {}, retries: 0 });
afterAll(() => {
  http.close();
  return closeServers();
});

const FILES: Record<string, Buffer> = {
  '/db/zeros.json.gz': gzipSync('0'.repeat(2000)),
  '/db/index/modules.json.gz': gzipSync('[1]'),
  '/db/broken.json.gz': gzipSync('x'.repeat(100)).subarray(0, 15),
};

it('asks for packed files, and unpacks them within the limit', async () => {
  const { url, seen } = await serve(({ url: path = '' }, response) => {
    const file = FILES[path];
    if (path === '/db/encoded.json.gz')
      return response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{}'));
    if (path.includes('gone')) return response.writeHead(410).end();
    return file ? response.end(file) : response.writeHead(path.includes('down') ? 500 : 404).end();
  });
  const files = serverFiles(`${url}/db/`, http);
  const text = async (path: string, max = 1000) => Buffer.from((await files.read(path, max)) ?? 'none').toString();
  expect(files.list()).toBeUndefined();
  expect(await text('index/modules.json')).toBe('[1]');
  expect(seen).toEqual(['GET /db/index/modules.json.gz']);
  expect(await text('encoded.json')).toBe('{}');
  expect(await text('missing.json')).toBe('none');
  await expect(files.read('broken.json', 1000)).rejects.toThrow('broken.json.gz: the gzip file is damaged');
  expect(await text('gone.json')).toBe('none');
  await expect(files.read('index/modules.json', 2)).rejects.toThrow();
  expect(await text('zeros.json', 2000)).toBe('0'.repeat(2000));
  await expect(files.read('zeros.json', 1999)).rejects.toThrow(
    new DatabaseError('zeros.json.gz: more than 1999 bytes'),
  );
  for (const plain of ['\x1f', '\x1fx', 'x\x8b']) {
    FILES['/db/plain.json.gz'] = Buffer.from(plain, 'latin1');
    expect(Buffer.from((await files.read('plain.json', 9))!).toString('latin1')).toBe(plain);
  }
  await expect(serverFiles('https://%', http).read('a.json', 9)).rejects.toThrow(new DatabaseError('expected a URL'));
  await expect(files.read('down.json', 1000)).rejects.toThrow('500');
});

it('shows no password', () => {
  expect(serverFiles('https://me:secret@db.example', http).name).not.toContain('secret');
});
