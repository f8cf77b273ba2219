/** examples/library as its page prints it: a program that imports the package by its name. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('checks a folder and lists the findings', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['examples/library/check.mjs'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toContain('[work/replace-conflict]');
  expect(stdout).toMatch(/\n[1-9]\d* findings, \d+ gaps\n$/);
});

it.each([
  ['clean', 0],
  ['payments', 1],
])("the README's program exits for examples/%s with %d", (example, code) => {
  const program = readFileSync('README.md', 'utf8').match(/^```js\n(.*?)^```$/ms)?.[1] ?? '';
  expect(program).toContain("from 'modwarden'");
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    cwd: `examples/${example}`,
  });
  expect([stderr, status]).toEqual(['', code]);
});
