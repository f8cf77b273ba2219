import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { archiveKind, isArchive, startOf } from '../../../../src/gather/tree/archive/archive-kind.ts';
import { tarOf, zipOf } from '../../../support/archives.ts';

const TAR = tarOf([{ name: 'go.mod', text: 'module m\n' }]);

test('the kind is told by the first bytes', () => {
  const kinds = [TAR, zlib.gzipSync(TAR), zipOf([{ name: 'a' }]), zipOf([])].map(archiveKind);
  expect(kinds).toEqual(['tar', 'gzip', 'zip', 'zip']);
  for (const text of ['', 'module m\n', 'PK', '#!/bin/sh\n']) expect(archiveKind(Buffer.from(text))).toBeUndefined();
});

// From the formats' own definitions: RFC 1952, RFC 8878, the .xz file format, bzip2, APPNOTE.TXT, gitformat-bundle(5).
test.each([
  ['gzip', '\x1f\x8b'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['xz', '\xfd7zXZ\0'],
  ['bzip2', 'BZh'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['bundle', '# v2 git bundle\n'],
  ['bundle', '# v3 git bundle\n'],
])('%s begins with %j', (kind, mark) => {
  const whole = Buffer.from(`${mark}more`, 'latin1');
  expect(archiveKind(whole)).toBe(kind);
  expect(archiveKind(whole.subarray(0, mark.length - 1))).toBeUndefined();
  expect(archiveKind(Buffer.from(`x${mark}`, 'latin1'))).toBeUndefined();
  // A part of a larger buffer, as readers give it.
  expect(archiveKind(Buffer.from(`x${mark}`, 'latin1').subarray(1))).toBe(kind);
});

test('the start of a file is its first block, or all of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kind-'));
  writeFileSync(join(folder, 'long'), 'x'.repeat(1000));
  writeFileSync(join(folder, 'short'), 'abc');
  expect(startOf(join(folder, 'long'))).toHaveLength(512);
  expect(Buffer.from(startOf(join(folder, 'short'))).toString()).toBe('abc');
  expect(() => startOf(join(folder, 'none'))).toThrow('ENOENT');
  rmSync(folder, { recursive: true });
});

test('a file is an archive whatever it is called; a folder or missing file is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kind-'));
  writeFileSync(join(folder, 'go.mod'), TAR);
  writeFileSync(join(folder, 'x.tar'), 'module m\n');
  expect(['go.mod', 'x.tar', '', 'none'].map((name) => isArchive(join(folder, name)))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  rmSync(folder, { recursive: true });
});
