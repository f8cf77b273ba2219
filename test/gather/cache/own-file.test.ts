/** Limits of files of the user's own; what else they may not be is in own-folder.test.ts. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOwnFile, replaceOwnFile } from '../../../src/gather/cache/own-file.ts';

let box: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'own-file-'));
});
afterEach(() => rmSync(box, { recursive: true, force: true }));
const at = (name: string) => join(box, name);

it('is read up to its limit, an empty one too', () => {
  writeFileSync(at('f'), '12345');
  expect([readOwnFile(at('f'), 5)?.toString(), readOwnFile(at('f'), 4)]).toEqual(['12345', undefined]);
  writeFileSync(at('f'), '');
  expect(readOwnFile(at('f'), 0)).toHaveLength(0);
});

it('is marked as used once a day', () => {
  writeFileSync(at('f'), 'x');
  const changed = new Date('2026-01-01T00:00:00Z');
  const day = 24 * 3_600_000;
  for (const [later, isMarked] of [
    [0, false],
    [day, false],
    [day + 1000, true],
  ] as const) {
    utimesSync(at('f'), changed, changed);
    const now = new Date(changed.getTime() + later);
    expect(readOwnFile(at('f'), 9, now)?.toString()).toBe('x');
    expect(statSync(at('f')).mtime).toEqual(isMarked ? now : changed);
  }
});

it('is replaced by a draft for the user alone, or stays where that cannot be', () => {
  writeFileSync(at('f'), 'old');
  expect(replaceOwnFile(at('f'), at('draft'), 'new')).toBe(true);
  expect([readFileSync(at('f'), 'utf8'), statSync(at('f')).mode & 0o777]).toEqual(['new', 0o600]);
  // A draft that is there already is somebody else's, or was left behind: it goes.
  writeFileSync(at('draft'), 'left');
  expect(replaceOwnFile(at('f'), at('draft'), 'newer')).toBe(false);
  expect([readFileSync(at('f'), 'utf8'), existsSync(at('draft'))]).toEqual(['new', false]);
  expect(replaceOwnFile(at('f'), at('none/draft'), 'newer')).toBe(false);
  expect(replaceOwnFile(at('none/f'), at('draft'), 'newer')).toBe(false);
  expect(readdirSync(box)).toEqual(['f']);
  mkdirSync(at('g/h'), { recursive: true });
  expect(replaceOwnFile(at('g'), at('draft'), 'file')).toBe(true);
  expect(readFileSync(at('g'), 'utf8')).toBe('file');
});
