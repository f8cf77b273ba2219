import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceText } from '../../src/gather/edited-file.ts';
import { TREE_LIMITS } from '../../src/model/tree.ts';

let root: string;
beforeEach(() => {
  root = join(realpathSync(mkdtempSync(join(tmpdir(), 'edited-'))), 'repo');
  mkdirSync(join(root, 'a'), { recursive: true });
  writeFileSync(join(root, 'a/go.mod'), 'old');
});
afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }));
const text = (path: string) => readFileSync(join(root, path), 'utf8');

it('replaces a file that is as it was read, and keeps its mode', () => {
  chmodSync(join(root, 'a/go.mod'), 0o600);
  expect(replaceText(root, 'a/go.mod', 'old', 'new')).toBeUndefined();
  expect(text('a/go.mod')).toBe('new');
  expect(statSync(join(root, 'a/go.mod')).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(root, 'a'))).toEqual(['go.mod']);
});

it('leaves a file alone that is not as it was read', () => {
  expect(replaceText(root, 'a/go.mod', 'other', 'new')).toBe('is not as it was checked; run the command again');
  expect(text('a/go.mod')).toBe('old');
});

it('leaves a file alone that is larger than any that was read', () => {
  truncateSync(join(root, 'a/go.mod'), TREE_LIMITS.maxFileSize + 1);
  expect(replaceText(root, 'a/go.mod', 'old', 'new')).toBe('is not as it was checked; run the command again');
  const whole = '\0'.repeat(TREE_LIMITS.maxFileSize);
  truncateSync(join(root, 'a/go.mod'), TREE_LIMITS.maxFileSize);
  writeFileSync(join(root, 'a/go.mod'), whole);
  expect(replaceText(root, 'a/go.mod', whole, 'new')).toBeUndefined();
});

it('leaves a symbolic link and its target alone', () => {
  symlinkSync('a/go.mod', join(root, 'go.mod'));
  expect(replaceText(root, 'go.mod', 'old', 'new')).toBe('is reached through a symbolic link');
  expect(text('a/go.mod')).toBe('old');
});

it('leaves a file in a linked folder alone', () => {
  symlinkSync('a', join(root, 'b'));
  expect(replaceText(root, 'b/go.mod', 'old', 'new')).toBe('is reached through a symbolic link');
  expect(text('a/go.mod')).toBe('old');
});

it('says what is no file', () => {
  expect(replaceText(root, 'go.sum', 'old', 'new')).toBe('does not exist in the work tree');
  expect(replaceText(root, 'x/y/go.sum', 'old', 'new')).toBe('does not exist in the work tree');
  expect(replaceText(root, 'a', 'old', 'new')).toBe('is not a file');
});

it('accepts a root that is reached through a link', () => {
  symlinkSync('repo', join(root, '../link'));
  expect(replaceText(join(root, '../link'), 'a/go.mod', 'old', 'new')).toBeUndefined();
  expect(text('a/go.mod')).toBe('new');
});
