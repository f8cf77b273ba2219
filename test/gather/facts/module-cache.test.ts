/** The user's module cache as a source: what it answers, and what it leaves to the next. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moduleCache } from '../../../src/gather/facts/module-cache.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';
import { put } from '../../support/cli.ts';
import { linesOf, moduleZip } from '../../support/sumdb-proxy.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'module-cache-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const M = 'example.com/Mod';
const ask = (kind: Ask['kind'], version = 'v1.0.0', path = M): Ask => ({ kind, module: { path, version } });
const answer = (question: Ask, at = dir) => moduleCache(at, (path) => path.startsWith('LICENSE')).answer(question);
const DOWNLOAD = 'cache/download/example.com/!mod/@v';
const FOLDER = 'example.com/!mod@v1.0.0';
/** The zip of these files. */
function putZip(files: Readonly<Record<string, string>>): void {
  mkdirSync(join(dir, DOWNLOAD), { recursive: true });
  writeFileSync(join(dir, DOWNLOAD, 'v1.0.0.zip'), moduleZip(`${M}@v1.0.0`, files));
}
const known = (value: unknown) => ({ known: true, value, source: 'module cache' });

describe('files of the download cache', () => {
  it('are answers under the name of the cache', async () => {
    put(dir, {
      [`${DOWNLOAD}/v1.0.0.mod`]: 'module example.com/Mod\n',
      [`${DOWNLOAD}/v1.0.0.info`]:
        '{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z","Origin":{"VCS":"git","URL":"https://git.example/m"}}',
    });
    expect(await answer(ask('mod'))).toEqual(known('module example.com/Mod\n'));
    expect(await answer(ask('info'))).toEqual(known({ version: 'v1.0.0', time: '2024-01-01T00:00:00Z' }));
    expect(await answer(ask('origin'))).toEqual(known({ vcs: 'git', url: 'https://git.example/m' }));
    expect([moduleCache(dir).name, moduleCache(dir).network]).toEqual(['module cache', false]);
  });

  it('are left to the next source where they are missing, broken or of another meaning', async () => {
    put(dir, {
      [`${DOWNLOAD}/v1.0.0.mod`]: '//vgo 0.0.4\n\nmodule example.com/Mod\n',
      [`${DOWNLOAD}/v1.0.0.info`]: '{"Version":"v1.0.0","Origin":{"VCS":"git"}}',
      [`${DOWNLOAD}/master.info`]: '{"Version":"v1.0.0"}',
      [`${DOWNLOAD}/v2.0.0.info`]: '<html>',
      [`${DOWNLOAD}/list`]: 'v1.0.0\n',
    });
    for (const question of [
      ask('mod'),
      ask('origin'),
      ask('info', 'master'),
      ask('info', 'v2.0.0'),
      ask('mod', 'v3.0.0'),
      ask('versions', ''),
      ask('latest', ''),
      ask('proof'),
      ask('content'),
    ])
      expect(await answer(question)).toBeUndefined();
    put(dir, { [`${DOWNLOAD}/v1.0.0.mod`]: 'module m\n//vgo 0.0.4\n' });
    expect(await answer(ask('mod'))).toMatchObject({ known: true });
  });

  it('are not looked for where the cache is missing or named by a relative path', async () => {
    put(dir, { [`${DOWNLOAD}/v1.0.0.mod`]: 'module m\n' });
    expect(await answer(ask('mod'), relative(process.cwd(), dir))).toBeUndefined();
    expect(await answer(ask('mod'), '')).toBeUndefined();
    expect(await answer(ask('mod'), join(dir, 'none'))).toBeUndefined();
    expect(await answer(ask('cached'), join(dir, 'none'))).toEqual(known({}));
    expect(await answer(ask('cached', 'v1.0.0', '../x'))).toEqual(known({}));
  });
});

describe('licenses', () => {
  const files = (...names: readonly string[]) => known({ files: names.map((path) => ({ path, text: path })) });

  it('are those of the extracted folder, once it is whole, else of the zip', async () => {
    put(dir, { [`${FOLDER}/LICENSE`]: 'LICENSE', [`${FOLDER}/LICENSE.x`]: 'LICENSE.x', [`${FOLDER}/m.go`]: '' });
    expect(await answer(ask('license'))).toEqual(files('LICENSE', 'LICENSE.x'));
    put(dir, { [`${DOWNLOAD}/v1.0.0.partial`]: '' });
    expect(await answer(ask('license'))).toBeUndefined();
    putZip({ 'LICENSE-2': 'LICENSE-2' });
    expect(await answer(ask('license'))).toEqual(files('LICENSE-2'));
  });

  it('are left to the next source where a file of them cannot be read', async () => {
    put(dir, { [`${FOLDER}/m.go`]: '' });
    expect(await answer(ask('license'))).toEqual(files());
    symlinkSync('/etc/hostname', join(dir, FOLDER, 'LICENSE'));
    expect(await answer(ask('license'))).toBeUndefined();
  });

  it('are none of what is no module version', async () => {
    put(dir, { 'example.com/!mod@/LICENSE': 'LICENSE' });
    expect(await answer(ask('license', ''))).toBeUndefined();
    expect(await answer(ask('license', 'v1.0.0', '../x'))).toBeUndefined();
    expect(await answer(ask('license', 'a/b'))).toBeUndefined();
  });
});

describe('the hash of the content', () => {
  const FILES = { 'go.mod': 'module example.com/Mod\n', 'a.go': 'package a\n' };
  const hashOf = async () => (await linesOf(`${M}@v1.0.0`, FILES)).split('\n')[0]!.split(' ')[2];
  const inFolder = () =>
    put(dir, Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`${FOLDER}/${name}`, text])));

  it('is that of the zip, else of the folder, once it is whole', async () => {
    inFolder();
    const hash = await hashOf();
    expect(await answer(ask('content'))).toEqual(known({ hash, of: 'folder' }));
    put(dir, { [`${DOWNLOAD}/v1.0.0.partial`]: '' });
    expect(await answer(ask('content'))).toBeUndefined();
    rmSync(join(dir, DOWNLOAD, 'v1.0.0.partial'));
    putZip(FILES);
    expect(await answer(ask('content'))).toEqual(known({ hash, of: 'zip' }));
  });

  it('is not that of the folder where the zip is broken, nor of one that cannot be hashed', async () => {
    inFolder();
    put(dir, { [`${DOWNLOAD}/v1.0.0.zip`]: 'PK' });
    expect(await answer(ask('content'))).toBeUndefined();
    rmSync(join(dir, DOWNLOAD, 'v1.0.0.zip'));
    symlinkSync('a.go', join(dir, FOLDER, 'link.go'));
    expect(await answer(ask('content'))).toBeUndefined();
    expect(await answer(ask('content', 'v1.0.0', '../x'))).toBeUndefined();
  });

  it('is also told of what the cache has', async () => {
    inFolder();
    mkdirSync(join(dir, DOWNLOAD), { recursive: true });
    expect(await answer(ask('cached'))).toEqual(known({ folder: await hashOf() }));
  });
});
