import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Box, newBox } from '../support/box.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const MIT: string = createRequire(import.meta.url)('spdx-license-list/licenses/MIT.json').licenseText;

let box: Box;
beforeAll(() => {
  box = newBox('off', { 'go.mod': 'module example.com/main\n\ngo 1.21\n\nrequire example.com/a v1.0.0\n' });
  (box.env as Record<string, string>).GOPROXY = writeProxyFolder(join(box.root, 'proxy'), {
    'example.com/a@v1.0.0': { mod: '\nrequire example.com/b v1.0.0\n', files: { LICENSE: MIT } },
    'example.com/b@v1.0.0': { files: { LICENSE: MIT } },
  });
});
afterAll(() => box.remove());

describe('--scope', () => {
  test('leaves out what is only in the graph, and says so', async () => {
    const all = (await box.run(['notice'])).out;
    expect(all).toContain('example.com/b v1.0.0');
    expect(all).not.toContain('Scope:');
    const required = (await box.run(['notice', '--scope', 'required'])).out;
    expect(required).toContain('Scope: the modules that go.mod requires.');
    expect(required).toContain('example.com/a v1.0.0');
    expect(required).not.toContain('example.com/b');
    expect((await box.run(['notice', '--scope', 'direct'])).out).toContain('without `// indirect`.');
  });

  test('is one of three', async () => {
    expect(await box.run(['notice', '--scope', 'linked'])).toMatchObject({
      code: 2,
      err: 'modwarden: --scope: expected direct, required or all, got "linked"\n',
    });
  });
});

describe('--check', () => {
  test('fails when the file is out of date', async () => {
    expect((await box.run(['notice', '-o', 'NOTICE.md'])).code).toBe(0);
    expect(await box.run(['notice', '--check', 'NOTICE.md'])).toMatchObject({ code: 0, out: '' });
    const file = join(box.repo, 'NOTICE.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('\n', '\r\n'));
    expect((await box.run(['notice', '--check', 'NOTICE.md'])).code).toBe(0);
    writeFileSync(file, `${text}more\n`);
    expect(await box.run(['notice', '--check', 'NOTICE.md'])).toMatchObject({
      code: 1,
      err: 'modwarden: "NOTICE.md" is out of date; write it again: modwarden notice -o "NOTICE.md"\n',
    });
  });

  test('needs a file, and does not write one', async () => {
    expect(await box.run(['notice', '--check', 'none'])).toMatchObject({
      code: 2,
      err: 'modwarden: --check "none" does not exist\n',
    });
    expect((await box.run(['notice', '--check', 'a', '-o', 'b'])).err).toContain('cannot be used together');
  });
});
