/** Where a checksum database is reached, by what the proxies before it say. */
import { expect, it } from 'vitest';
import { type Database, databaseBase } from '../../../src/gather/sumdb/route.ts';
import { parseProxyList } from '../../../src/go/env/goproxy.ts';
import { parseUrl, redacted } from '../../../src/go/std/url.ts';
import type { Read } from '../../../src/go/sumdb/ops.ts';

const DATABASE = { off: false, name: 'sum.example', key: 'k', url: 'https://sum.example' } as unknown as Database;
const ANSWERS: Readonly<Record<string, Read>> = {
  yes: { value: new Uint8Array() },
  no: { error: 'not found', notFound: true },
  down: { error: 'it is down' },
};

/** `GOPROXY` with words in place of hosts: what each answers. */
async function route(list: string, database = DATABASE) {
  const asked: [string, number][] = [];
  const { steps } = parseProxyList(list.replaceAll(/\b(?:yes|no|down)\b/g, 'https://$&.example/p'));
  const { value, error } = await databaseBase(database, steps, async (url, maxBytes) => {
    asked.push([redacted(url), maxBytes]);
    return ANSWERS[url.host.split('.')[0]!]!;
  });
  return {
    base: value === undefined ? error : redacted(value),
    asked: asked.map(([url]) => url.split('.')[0]!.slice(8)),
  };
}

const DIRECT = 'https://sum.example';
const THROUGH = 'https://yes.example/p/sumdb/sum.example';

it.each<[list: string, base: string, asked: string[]]>([
  ['yes', THROUGH, ['yes']],
  ['no', DIRECT, ['no']],
  ['down', 'it is down', ['down']],
  ['no,yes', THROUGH, ['no', 'yes']],
  ['no,no', DIRECT, ['no', 'no']],
  ['down,yes', 'it is down', ['down']],
  ['down|yes', THROUGH, ['down', 'yes']],
  ['down|no', 'it is down', ['down', 'no']],
  ['no,down', 'it is down', ['no', 'down']],
  ['direct', DIRECT, []],
  ['off', DIRECT, []],
  ['direct,yes', DIRECT, []],
  ['down|direct', DIRECT, ['down']],
  ['down|off', 'it is down', ['down']],
  ['down,direct', 'it is down', ['down']],
])('GOPROXY=%s', async (list, base, asked) => {
  expect(await route(list)).toEqual({ base, asked });
});

it('is the URL of GOSUMDB, whatever the proxies say', async () => {
  const explicit = parseUrl('https://own.example/x').value!;
  const database = { ...DATABASE, explicit } as unknown as Database;
  expect(await route('yes,down', database)).toEqual({ base: 'https://own.example/x', asked: [] });
});

it('asks for little at the place that Go asks for', async () => {
  const asked: unknown[] = [];
  const { steps } = parseProxyList('https://a.example/p/');
  await databaseBase(DATABASE, steps, async (url, maxBytes) => {
    asked.push([redacted(url), maxBytes]);
    return ANSWERS.yes!;
  });
  expect(asked).toEqual([['https://a.example/p/sumdb/sum.example/supported', 65_536]]);
});
