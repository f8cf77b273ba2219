import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Box, newBox } from '../../support/box.ts';
import { linesOf, moduleZip } from '../../support/sumdb-proxy.ts';

const A = 'example.com/a@v1.0.0';
const INNER = 'example.com/a/inner@v1.2.0';
const MODULES = { [A]: { 'a.go': 'package a\n' }, [INNER]: { 'i.go': 'package inner\n' } };
const VENDOR = 'vendor/example.com/a';

let box: Box;
beforeEach(async () => {
  box = newBox('off', {
    'go.mod': 'module m\n\ngo 1.25\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/a/inner v1.2.0\n)\n',
    'go.sum': (await Promise.all(Object.entries(MODULES).map(([key, files]) => linesOf(key, files)))).join(''),
    'vendor/modules.txt':
      '# example.com/a v1.0.0\n## explicit\nexample.com/a\n# example.com/a/inner v1.2.0\n## explicit\nexample.com/a/inner\n',
    [`${VENDOR}/a.go`]: 'package a\n',
    [`${VENDOR}/inner/i.go`]: 'package inner\n',
  });
  for (const [key, files] of Object.entries(MODULES)) {
    const zip = join(box.root, 'mod/cache/download', `${key.replace('@', '/@v/')}.zip`);
    mkdirSync(dirname(zip), { recursive: true });
    writeFileSync(zip, moduleZip(key, files));
  }
});
afterEach(() => box.remove());

const verify = () => box.run(['verify', '--vendor']);

it('passes files that are as published, each in the innermost module', async () => {
  const { code, out } = await verify();
  expect([code, out]).toEqual([
    0,
    'pass: 2 vendored files of 2 modules; 0 are not as published, 0 modules could not be compared\n',
  ]);
});

describe('names', () => {
  it.each([
    ['a file that was edited', `${VENDOR}/inner/i.go`, 'package evil\n', `differs from ${INNER}`],
    ['a file that was added', `${VENDOR}/evil.go`, 'package a\n', `is not in ${A}`],
    ['a file of no module', 'vendor/evil.com/x.go', 'package x\n', 'is not in any vendored module'],
  ])('%s', async (_, path, text, said) => {
    box.put({ [path]: text });
    const { code, out } = await verify();
    expect(out).toContain(`${path}: ${said}\n`);
    expect([code, out]).toEqual([1, expect.stringContaining('fail: ')]);
    const json = JSON.parse((await box.run(['verify', '--vendor', '--format', 'json'])).out);
    expect(json.vendor).toMatchObject({ outcome: 'fail', counts: { wrong: 1 }, problems: [{ file: path }] });
  });

  it('what could not be compared', async () => {
    box.put({
      'go.mod': 'module m\n\ngo 1.25\n\nrequire example.com/l v1.0.0\n\nreplace example.com/l => ./l\n',
      'vendor/modules.txt':
        '# example.com/l v1.0.0 => ./l\n## explicit\nexample.com/l\n# example.com/a v1.1.0\nexample.com/a\n',
      'vendor/example.com/l/l.go': 'package l\n',
    });
    const { code, out } = await verify();
    expect(code).toBe(3);
    expect(out).toContain('vendor/example.com/l/: not compared with example.com/l@v1.0.0: replaced by a folder');
    expect(out).toContain(`${VENDOR}/: not compared with example.com/a@v1.1.0: `);
    expect(out).toContain('incomplete: ');
  });
});

it('needs a vendor folder', async () => {
  const bare = newBox('off', { 'go.mod': 'module m\n' });
  const { code, err } = await bare.run(['verify', '--vendor']);
  bare.remove();
  expect([code, err]).toEqual([2, expect.stringContaining('no vendor/modules.txt')]);
});

it('can be verified together with the cache', async () => {
  const { out } = await box.run(['verify', '--vendor', '--cache', '--format', 'json']);
  expect(Object.keys(JSON.parse(out))).toEqual(['version', 'cache', 'vendor']);
});
