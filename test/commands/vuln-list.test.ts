import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { type Box, newBox } from '../support/box.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const ENTRY = {
  id: 'GO-2099-0001',
  aliases: ['CVE-2099-0001'],
  summary: '=cmd()',
  affected: [
    {
      package: { name: 'example.com/a' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.1.0' }] }],
    },
  ],
};

let box: Box;
beforeEach(() => {
  box = newBox('off', { 'go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.com/a v1.0.0\n' });
  writeFileSync(join(box.root, 'db.zip'), buildZip([{ name: 'GO-2099-0001.json', content: JSON.stringify(ENTRY) }]));
});
afterEach(() => box.remove());

async function list(...args: string[]) {
  const GOPROXY = writeProxyFolder(join(box.root, 'proxy'), { 'example.com/a@v1.0.0': {} });
  return box.run(['list', 'vulns', ...args], { env: { GOPROXY } });
}

it('lists what is known, as text, CSV and JSON, and says what is not', async () => {
  const db = ['--vulndb', join(box.root, 'db.zip')];
  const text = await list(...db);
  expect(text.out).toBe('example.com/a  v1.0.0  GO-2099-0001  v1.1.0  error  new  go.mod:5  =cmd()\n');
  expect([text.code, text.err]).toEqual([3, 'modwarden: standard library: no captured GOVERSION\n']);
  expect((await list(...db, '--format', 'csv')).out).toContain(",go.mod:5,'=cmd()");
  expect(JSON.parse((await list(...db, '--format', 'json')).out)).toEqual([
    {
      in: '.',
      path: 'example.com/a',
      version: 'v1.0.0',
      id: 'GO-2099-0001',
      aliases: ['CVE-2099-0001'],
      fixed: 'v1.1.0',
      level: 'error',
      state: 'new',
      rule: 'vuln/known',
      reviewed: true,
      reach: null,
      published: null,
      url: null,
      summary: '=cmd()',
      at: 'go.mod:5',
    },
  ]);
});

it('is refused without a database: an empty list would say that nothing is known', async () => {
  const { code, err, out } = await list();
  expect([code, out, err]).toEqual([2, '', expect.stringContaining('no vulnerability database was given')]);
});

it('is sorted, and names the main modules where there are several', async () => {
  const other = { ...ENTRY, id: 'GO-2098-0001', aliases: [] };
  writeFileSync(
    join(box.root, 'db.zip'),
    buildZip([ENTRY, other].map((one) => ({ name: `${one.id}.json`, content: JSON.stringify(one) }))),
  );
  box.put({ 'sub/go.mod': 'module example.com/app/sub\n\ngo 1.21\n\nrequire example.com/a v1.0.0\n' });
  const { out } = await list('--vulndb', join(box.root, 'db.zip'));
  expect(out.split('\n').map((line) => line.split(/ {2,}/).slice(0, 4).join(' '))).toEqual([
    '. example.com/a v1.0.0 GO-2098-0001',
    'sub example.com/a v1.0.0 GO-2098-0001',
    '. example.com/a v1.0.0 GO-2099-0001',
    'sub example.com/a v1.0.0 GO-2099-0001',
    '',
  ]);
});
