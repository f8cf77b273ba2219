import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { archiveKind, isArchive } from '../../../../src/gather/tree/archive/archive-kind.ts';
import { tarOf, zipOf } from '../../../support/archives.ts';

const TAR = tarOf([{ name: 'go.mod', text: 'module m\n' }]);

test('the kind is told by the first bytes', () => {
  const kinds = [TAR, zlib.gzipSync(TAR), zipOf([{ name: 'a' }]), zipOf([])].map(archiveKind);
  expect(kinds).toEqual(['tar', 'gzip', 'zip', 'zip']);
  expect(archiveKind(Buffer.from('\xfd7zXZ\0', 'latin1'))).toBe('xz');
  expect(archiveKind(Buffer.from('# v2 git bundle\n'))).toBe('bundle');
  for (const text of ['', 'module m\n', 'PK', '#!/bin/sh\n']) expect(archiveKind(Buffer.from(text))).toBeUndefined();
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
