import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_USER_FILE, readUserFile, UserFileError } from '../../src/gather/user-file.ts';

let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'user-'));
});
afterAll(() => rmSync(box, { recursive: true }));

it('is read whole', () => {
  for (const text of ['', 'GOPROXY=off\n', 'x'.repeat(MAX_USER_FILE)]) {
    writeFileSync(join(box, 'env'), text);
    expect(Buffer.from(readUserFile(join(box, 'env'))!).toString() === text).toBe(true);
  }
});

it('is not there where Go goes on without it', () => {
  expect([join(box, 'none'), box, join(box, 'env', 'x')].map(readUserFile)).toEqual([undefined, undefined, undefined]);
});

it('is empty where it is a device', () => {
  expect(readUserFile('/dev/null')).toEqual(new Uint8Array());
});

it('is refused where it is a pipe that would be waited for, or too large', () => {
  const pipe = join(box, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(() => readUserFile(pipe)).toThrow(new UserFileError(`${JSON.stringify(pipe)}: expected a file, got a pipe`));
  const large = join(box, 'large');
  writeFileSync(large, '');
  truncateSync(large, MAX_USER_FILE + 1);
  expect(() => readUserFile(large)).toThrow(`expected at most ${1 << 20} bytes, got ${(1 << 20) + 1}`);
});
