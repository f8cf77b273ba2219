import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moduleCache } from '../../../src/gather/facts/module-cache.ts';
import { fileProxy } from '../../../src/gather/proxy/file-proxy.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';
import { buildZip } from './zip-builder.ts';

let dir: string;
const url = 'file:///proxy';
const isLicense = (path: string) => /^LICENSE/.test(path);
const ask = (kind: Ask['kind'], path: string, version = ''): Ask => ({ kind, module: { path, version } });
const info = (version: string) => `{"Version":"${version}","Time":"2024-01-01T00:00:00Z"}`;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'proxy-'));
  const files: Record<string, string | Uint8Array> = {
    'example.com/!mod/@v/list': 'v1.1.0\nv1.0.0\n',
    'example.com/!mod/@v/v1.0.0.info': info('v1.0.0'),
    'example.com/!mod/@v/v1.0.0.mod': 'module example.com/Mod\n',
    'example.com/!mod/@v/v1.0.0.zip': buildZip([{ name: 'example.com/Mod@v1.0.0/LICENSE', content: 'MIT' }]),
    'example.com/!mod/@v/v1.1.0.info': info('v1.0.0'),
    'example.com/!mod/@v/v1.1.0.mod': '//vgo 0.0.4\n\nmodule example.com/Mod\n',
    'example.com/!mod/@v/v1.1.0.zip': 'no zip',
    'example.com/!mod/@v/v1.2.0.info': '<html>',
    'example.com/!mod/@v/master.info': info('v1.0.0'),
    'example.com/!mod/@v/v1.3.0.mod/x': '',
    'example.com/untagged/@v/list': 'v0.0.0-20240101000000-abcdef012345\n',
    'example.com/untagged/@v/v0.0.0-20240101000000-abcdef012345.info': info('v0.0.0-20240101000000-abcdef012345'),
    'example.com/tagged/@v/list': 'v1.0.0\n',
    'example.com/tagged/@v/v1.4.0.mod': '',
    'example.com/latest/@latest': info('v1.0.0'),
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, 'cache/download', name)), { recursive: true });
    writeFileSync(join(dir, 'cache/download', name), content);
  }
  truncateSync(join(dir, 'cache/download/example.com/tagged/@v/v1.4.0.mod'), (16 << 20) + 1);
});
afterAll(() => rmSync(dir, { recursive: true }));

const at = `reading ${url}/example.com/%21mod/@v`;
const known = (value: unknown, source = url) => ({ known: true, value, source });
const unknown = (why: string, detail: string) => ({ known: false, why, detail });
const time = '2024-01-01T00:00:00Z';

describe('a folder as a proxy', () => {
  test.each<[Ask, object]>([
    [ask('mod', 'example.com/Mod', 'v1.0.0'), known('module example.com/Mod\n')],
    [ask('info', 'example.com/Mod', 'v1.0.0'), known({ version: 'v1.0.0', time })],
    [ask('info', 'example.com/Mod', 'master'), known({ version: 'v1.0.0', time })],
    [ask('versions', 'example.com/Mod'), known(['v1.0.0', 'v1.1.0'])],
    [ask('license', 'example.com/Mod', 'v1.0.0'), known({ files: [{ path: 'LICENSE', text: 'MIT' }] })],
    [ask('latest', 'example.com/latest'), known({ version: 'v1.0.0', time })],
    [ask('latest', 'example.com/untagged'), known({ version: 'v0.0.0-20240101000000-abcdef012345', time })],
    [ask('latest', 'example.com/tagged'), unknown('missing', 'no commits')],
    [ask('mod', 'example.com/Mod', 'v9.0.0'), unknown('missing', `${at}/v9.0.0.mod: no such file or directory`)],
    [
      ask('info', 'example.com/Mod', 'dev'),
      unknown('missing', `invalid version: ${at}/dev.info: no such file or directory`),
    ],
    [ask('license', 'example.com/Mod', 'v9.0.0'), unknown('missing', `${at}/v9.0.0.zip: no such file or directory`)],
    [
      ask('versions', 'example.com/absent'),
      unknown('missing', `reading ${url}/example.com/absent/@v/list: no such file or directory`),
    ],
    [
      ask('latest', 'example.com/absent'),
      unknown('missing', `reading ${url}/example.com/absent/@v/list: no such file or directory`),
    ],
    [
      ask('info', 'example.com/Mod', 'v1.1.0'),
      unknown('failed', 'proxy returned info for version v1.0.0 instead of requested version'),
    ],
    [
      ask('info', 'example.com/Mod', 'v1.2.0'),
      unknown('failed', `invalid response from proxy "${url}": invalid character '<' looking for beginning of value`),
    ],
    [
      ask('license', 'example.com/Mod', 'v1.1.0'),
      unknown(
        'failed',
        `${at}/v1.1.0.zip: reading zip: End of central directory record signature not found. Either not a zip file, or file is truncated.`,
      ),
    ],
    [ask('mod', 'example.com/Mod', 'v1.3.0'), unknown('failed', `${at}/v1.3.0.mod: is a directory`)],
    [
      ask('mod', 'example.com/tagged', 'v1.4.0'),
      unknown('failed', `reading ${url}/example.com/tagged/@v/v1.4.0.mod: 16777217 bytes, over the limit of 16777216`),
    ],
    [ask('mod', 'go', '1.21'), unknown('failed', 'malformed module path "go": missing dot in first path element')],
    [ask('mod', '../../etc', 'v1.0.0'), expect.objectContaining({ known: false, why: 'failed' })],
    // Something must still be found behind all that.
    [ask('mod', 'example.com/Mod', 'v1.1.0'), known('//vgo 0.0.4\n\nmodule example.com/Mod\n')],
  ])('%j', async (question, answer) => {
    expect(await fileProxy(join(dir, 'cache/download'), `${url}/`, isLicense).answer(question)).toEqual(answer);
  });

  test.skipIf(process.getuid?.() === 0)('what may not be read is no "does not exist"', async () => {
    const file = join(dir, 'cache/download/example.com/latest/@latest');
    chmodSync(file, 0);
    const answer = await fileProxy(join(dir, 'cache/download'), url).answer(ask('latest', 'example.com/latest'));
    chmodSync(file, 0o600);
    expect(answer).toEqual(unknown('failed', `reading ${url}/example.com/latest/@latest: permission denied`));
  });
});

describe('the module cache', () => {
  const cached = (value: unknown) => known(value, 'module cache');
  test.each<[Ask, object | undefined]>([
    [ask('mod', 'example.com/Mod', 'v1.0.0'), cached('module example.com/Mod\n')],
    [ask('info', 'example.com/Mod', 'v1.0.0'), cached({ version: 'v1.0.0', time })],
    [ask('license', 'example.com/Mod', 'v1.0.0'), cached({ files: [{ path: 'LICENSE', text: 'MIT' }] })],
    [ask('mod', 'example.com/Mod', 'v9.0.0'), undefined],
    [ask('mod', 'example.com/Mod', 'v1.1.0'), undefined],
    [ask('info', 'example.com/Mod', 'v1.2.0'), undefined],
    [ask('info', 'example.com/Mod', 'master'), undefined],
    [ask('license', 'example.com/Mod', 'v1.1.0'), undefined],
    [ask('versions', 'example.com/Mod'), undefined],
    [ask('latest', 'example.com/latest'), undefined],
    [ask('mod', 'toolchain', 'go1.21'), undefined],
  ])('%j', async (question, answer) => expect(await moduleCache(dir, isLicense).answer(question)).toEqual(answer));

  test('licenses of an extracted module, once it is whole', async () => {
    const folder = join(dir, 'example.com/!mod@v1.5.0');
    mkdirSync(join(folder, 'sub'), { recursive: true });
    writeFileSync(join(folder, 'LICENSE.txt'), 'BSD');
    writeFileSync(join(folder, 'sub/LICENSE'), 'not wanted here');
    const partial = join(dir, 'cache/download/example.com/!mod/@v/v1.5.0.partial');
    writeFileSync(partial, '');
    const cache = moduleCache(dir, isLicense);
    expect(await cache.answer(ask('license', 'example.com/Mod', 'v1.5.0'))).toBeUndefined();
    rmSync(partial);
    expect(await cache.answer(ask('license', 'example.com/Mod', 'v1.5.0'))).toEqual(
      cached({ files: [{ path: 'LICENSE.txt', text: 'BSD' }] }),
    );
  });

  test('without a cache', async () => {
    expect(await moduleCache(join(dir, 'absent')).answer(ask('mod', 'example.com/Mod', 'v1.0.0'))).toBeUndefined();
    expect(await moduleCache(relative('.', dir)).answer(ask('mod', 'example.com/Mod', 'v1.0.0'))).toBeUndefined();
    expect(await moduleCache('').answer(ask('mod', 'example.com/Mod', 'v1.0.0'))).toBeUndefined();
  });
});
