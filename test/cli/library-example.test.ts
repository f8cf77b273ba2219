/** examples/library as its page prints it: a program that imports the package by its name. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('checks a folder and lists the findings', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['examples/library/check.mjs'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toContain('[work/replace-conflict]');
  expect(stdout).toMatch(/\n[1-9]\d* findings, \d+ gaps\n$/);
});
