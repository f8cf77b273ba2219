import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileSha256 } from '../../../src/gather/provenance/file-sha256.ts';

test.each([0, 1, 1 << 20, (1 << 20) + 1])('a file of %d bytes has the hash of its bytes', (size) => {
  const folder = mkdtempSync(join(tmpdir(), 'sha-'));
  const bytes = Buffer.alloc(size, 'modwarden');
  writeFileSync(join(folder, 'file'), bytes);
  expect(fileSha256(join(folder, 'file'))).toBe(createHash('sha256').update(bytes).digest('hex'));
  rmSync(folder, { recursive: true });
});
