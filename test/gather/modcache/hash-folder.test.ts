import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hasContent, hashFolder } from '../../../src/gather/modcache/hash-folder.ts';
import { fileSum, hash1 } from '../../../src/go/dirhash/hash1.ts';

const box = mkdtempSync(join(tmpdir(), 'hash-folder-'));
afterAll(() => rmSync(box, { recursive: true }));

it('hashes small and large files under the name of the module', async () => {
  const large = Buffer.alloc(700_000, 'x');
  mkdirSync(join(box, 'm', 'sub'), { recursive: true });
  writeFileSync(join(box, 'm', 'go.mod'), 'module m\n');
  writeFileSync(join(box, 'm', 'sub', 'large'), large);
  writeFileSync(join(box, 'm', 'sub', 'block'), large.subarray(0, 1 << 18));
  const sums = await Promise.all([
    fileSum('m@v1/go.mod', Buffer.from('module m\n')),
    fileSum('m@v1/sub/large', large),
    fileSum('m@v1/sub/block', large.subarray(0, 1 << 18)),
  ]);
  expect(hashFolder(join(box, 'm'), 'm@v1')).toEqual(hash1(sums));
});

it('takes the hash of a file that was compared with its twin, and of no other', () => {
  const folder = join(box, 'twins');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a'), 'a');
  writeFileSync(join(folder, 'b'), 'b');
  const [plain, given] = [hashFolder(folder, 'm@v1'), '0'.repeat(64)];
  expect(hashFolder(folder, 'm@v1', new Map([['m@v1/c', given]]))).toEqual(plain);
  const expected = hash1([
    { name: 'm@v1/a', sha256: given },
    { name: 'm@v1/b', sha256: createHash('sha256').update('b').digest('hex') },
  ]);
  expect(hashFolder(folder, 'm@v1', new Map([['m@v1/a', given]]))).toEqual(expected);
});

it.each([
  ['the same', 'content', 'content', true],
  ['nothing', '', '', true],
  ['a longer file', 'content', 'content.', false],
  ['a shorter file', 'content', 'conten', false],
  ['one other byte', 'content', 'Content', false],
  ['what fills a block but for one byte', 'x'.repeat((1 << 18) - 1), 'x'.repeat((1 << 18) - 1), true],
  ['the same with more behind the block', 'x'.repeat(1 << 18), 'x'.repeat((1 << 18) + 1), false],
])('compares content: %s', (_, content, inFile, same) => {
  writeFileSync(join(box, 'file'), inFile);
  expect(hasContent(join(box, 'file'), Buffer.from(content))).toBe(same);
});

it('takes a file that cannot be read for another', () => {
  expect(hasContent(join(box, 'gone'), Buffer.from(''))).toBe(false);
});

it.skipIf(process.platform === 'win32')('waits for no pipe and follows no link (neither is made on Windows)', () => {
  const folder = join(box, 'special');
  mkdirSync(folder);
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  writeFileSync(join(box, 'target'), 'content');
  symlinkSync(join(box, 'target'), join(folder, 'link'));
  expect(hasContent(join(folder, 'pipe'), Buffer.from('content'))).toBe(false);
  expect(hasContent(join(folder, 'link'), Buffer.from('content'))).toBe(false);
  expect(hashFolder(folder, 'm@v1').error).toMatch(/^(?:pipe|link) is not a regular file$/);
});

it('says why there is no hash', () => {
  expect(hashFolder(join(box, 'gone'), 'm@v1').error).toBe('ENOENT');
});

it('names what is in folders by the way to it, and folders themselves not', () => {
  const folder = join(box, 'deep');
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'a/b/c'), 'c');
  const sha256 = createHash('sha256').update('c').digest('hex');
  expect(hashFolder(folder, 'm@v1')).toEqual(hash1([{ name: 'm@v1/a/b/c', sha256 }]));
  const twins = new Map([['m@v1/a/b/c', '1'.repeat(64)]]);
  expect(hashFolder(folder, 'm@v1', twins)).toEqual(hash1([{ name: 'm@v1/a/b/c', sha256: '1'.repeat(64) }]));
});
