import { expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

async function found(env: string, options: object = {}) {
  const findings = await findingsIn('env/sumdb-value', { env, options: JSON.stringify(options) });
  return findings.map(({ data, hint, fix }) => [`${data!.kind}`, hint, ...(fix ? [fix.what] : [])].join(' | '));
}

const ELSE =
  'use a database name that Go knows, or its full key NAME+HASH+KEY; then a space and the URL if it differs from the name';

it.each<[value: string, hint: string]>([
  ['"sum.golang.org"', 'remove the quotes: in a settings file they are part of the value'],
  ['\u201csum.golang.org\u201d', 'remove the quotes: in a settings file they are part of the value'],
  ['OFF', 'Go accepts "off" only in lower case; better: do not disable the database'],
  [
    'sum.golang.org,off',
    'use one database, not a list: NAME or KEY, then a space and the URL if it differs from the name',
  ],
  ['https://sum.golang.org', 'write the name or key first, then a space and the URL'],
  ['sum.corp.example', ELSE],
  ['offline', ELSE],
])('%s is no value of GOSUMDB', async (value, hint) => {
  expect(await found(`GOSUMDB='${value}'\n`)).toEqual([`invalid | ${hint}`]);
});

it.each(['sum.golang.org', 'sum.golang.google.cn', 'off', ''])('%j is one', async (value) => {
  expect(await found(`GOSUMDB='${value}'\n`)).toEqual([]);
});

it('allows the databases that the options name', async () => {
  const env = "GOSUMDB='sum.golang.org'\n";
  expect(await found(env, { databases: ['sum.golang.org'] })).toEqual([]);
  expect(await found(env, { databases: ['sum.corp.example'] })).toEqual([
    'custom | use an allowed database: sum.corp.example',
  ]);
  expect(await found("GOSUMDB='off'\n", { databases: ['sum.corp.example'] })).toEqual([]);
});

it.each<[url: string, isFound: boolean]>([
  ['https://proxy.corp.example', true],
  ['https://proxy.corp.example/sumdb/sum.golang.org', false],
  ['https://other.corp.example', false],
])('takes a URL at the root of a proxy for no database: %s', async (url, isFound) => {
  const env = `GOPROXY='https://proxy.corp.example'\nGOSUMDB='sum.golang.org ${url}'\n`;
  const lines = await found(env);
  expect(lines.map((line) => line.split(' | ')[0])).toEqual(isFound ? ['proxy-url'] : []);
});

it('sees a carriage return that Go takes for part of the value', async () => {
  const [found] = await findingsIn('env/sumdb-value', { 'go.env': 'GOSUMDB=off\r\n' });
  expect(found).toMatchObject({
    hint: 'save the file without carriage returns: they are part of the value',
    data: { kind: 'invalid' },
  });
});
