import { expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

const kinds = async (env: string, options: object = {}) =>
  (await findingsIn('env/sumdb-off', { env, options: JSON.stringify(options) })).map(({ data }) => data!.kind);

const OFF = "GOSUMDB='off'\n";

it.each<[what: string, env: string, kinds: string[]]>([
  ['the default', "GOSUMDB='sum.golang.org'\n", []],
  ['no database', OFF, ['sumdb-off']],
  ['no modules', "GO111MODULE='off'\n", ['modules-off']],
  ['neither, which is told once', `${OFF}GO111MODULE='off'\n`, ['modules-off']],
  ['module mode by name', `${OFF}GO111MODULE='on'\n`, ['sumdb-off']],
  ['no proxy, so that nothing is fetched', `${OFF}GOPROXY='off'\n`, []],
  ['a folder of the machine', `${OFF}GOPROXY='file:///srv/proxy'\n`, []],
  ['a folder, then the origin', `${OFF}GOPROXY='file:///srv/proxy,direct'\n`, ['sumdb-off']],
])('%s', async (_, env, expected) => {
  expect(await kinds(env)).toEqual(expected);
});

it('reports a folder of the machine where the options say so', async () => {
  expect(await kinds(`${OFF}GOPROXY='file:///srv/proxy'\n`, { 'local-proxy': 'report' })).toEqual(['sumdb-off']);
  expect(await kinds(`${OFF}GOPROXY='off'\n`, { 'local-proxy': 'report' })).toEqual([]);
});
