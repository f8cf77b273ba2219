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
    'example.com/a@v1.0.0': { mod: '\nrequire example.com/b v1.0.0\n', files: { LICENSE: MIT, 'a.go': 'package a\n' } },
    'example.com/b@v1.0.0': { files: { LICENSE: MIT } },
  });
});
afterAll(() => box.remove());

describe('--scope', () => {
  test('leaves out what is only in the graph, and says so', async () => {
    const all = (await box.run(['notice'])).out;
    expect(all).toContain('example.com/b v1.0.0');
    expect(all).toContain('- Scope: all modules of the build lists;');
    const required = (await box.run(['notice', '--scope', 'required'])).out;
    expect(required).toContain(
      '- Scope: the modules that go.mod requires, without those that are only in the module graph\n',
    );
    expect(required).toContain('example.com/a v1.0.0');
    expect(required).not.toContain('example.com/b');
    expect((await box.run(['notice', '--scope', 'direct'])).out).toContain('requires without "// indirect"\n');
  });

  test('is one of five', async () => {
    expect(await box.run(['notice', '--scope', 'linked'])).toMatchObject({
      code: 2,
      err: 'modwarden: --scope: expected direct, required, built, vendored or all, got "linked"\n',
    });
  });
});

describe('--scope built', () => {
  test('leaves out what is not compiled, and says for what', async () => {
    box.put({ 'main.go': 'package main\n\nimport _ "example.com/a"\n\nfunc main() {}\n' });
    const { out, err, code } = await box.run(['notice', '--scope', 'built', '--platform', 'linux/amd64']);
    expect([err, code]).toEqual(['', 0]);
    expect(out).toContain('- Scope: the modules that provide a package which is built for linux/amd64, with and');
    expect(out).toContain('## `example.com/a v1.0.0`');
    expect(out).not.toContain('example.com/b');
  });

  test('takes the required modules where sources are missing, says so, and exits 3', async () => {
    box.put({ 'main.go': 'package main\n\nimport _ "example.com/a/sub"\n\nfunc main() {}\n' });
    const { out, err, code } = await box.run(['notice', '--scope', 'built', '--format', 'text'], {
      env: { GOPROXY: 'off', MODWARDEN_CACHE: 'off' },
    });
    expect(code).toBe(3);
    const why =
      'go.mod: the modules of the scope built are unknown (example.com/a@v1.0.0: module lookup disabled by GOPROXY=off)';
    expect(err).toContain(why);
    expect(out).toContain(
      `For some main modules, the scope is unknown:\n  ${why}; all required modules count instead\n`,
    );
    expect(out).toContain('example.com/a v1.0.0\n');
  });
});

describe('--format', () => {
  test('is told by the name of the file', async () => {
    for (const [file, start] of [
      ['NOTICE.html', '<!doctype html>'],
      ['NOTICE.txt', 'Third-party notices\n\nProject: example.com/main\n'],
      ['NOTICE.md', '# Third-party notices'],
    ] as const) {
      expect((await box.run(['notice', '-o', file])).code).toBe(0);
      expect(readFileSync(join(box.repo, file), 'utf8').startsWith(start)).toBe(true);
      expect((await box.run(['notice', '--check', file], { now: '2027-01-01T00:00:00Z' })).code).toBe(0);
    }
    expect((await box.run(['notice', '--format', 'pdf'])).err).toContain('expected markdown, text or html, got "pdf"');
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

describe('list licenses --by license', () => {
  test('groups the modules, with where each comes from and its evidence', async () => {
    const { out, err, code } = await box.run(['list', 'licenses', '--by', 'license']);
    expect([err, code]).toEqual(['2 modules: 2 MIT\n', 0]);
    expect(out).toMatch(
      /^MIT \(2\)\n {2}example\.com\/a v1\.0\.0, direct: LICENSE:\S+\n {2}example\.com\/b v1\.0\.0, only in the graph, through example\.com\/a: LICENSE:\S+\n$/,
    );
    const rows = JSON.parse((await box.run(['list', 'licenses', '--by', 'license', '--format', 'json'])).out);
    expect(rows[1]).toMatchObject({ path: 'example.com/b', where: 'only in the graph', by: 'example.com/a' });
    expect((await box.run(['list', 'modules', '--by', 'license'])).code).toBe(2);
  });
});

describe('fetch --scope built', () => {
  test('records what a later list needs, without a network', async () => {
    box.put({ 'main.go': 'package main\n\nimport _ "example.com/a"\n\nfunc main() {}\n' });
    const record = join(box.root, 'facts.json');
    expect((await box.run(['fetch', '--scope', 'built', '--licenses', '-o', record])).code).toBe(0);
    const argv = ['list', 'licenses', '--scope', 'built'];
    const now = await box.run(argv);
    expect(now.out).toMatch(/^example\.com\/a +v1\.0\.0 +MIT/);
    const later = await box.run([...argv, '--facts', record], { env: { GOPROXY: 'off', MODWARDEN_CACHE: 'off' } });
    expect(later).toEqual(now);
    expect((await box.run(['fetch', '--scope', 'direct', '-o', record])).code).toBe(2);
  });
});
