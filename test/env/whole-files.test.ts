/**
 * What is found in files with the rarer forms: every setting with its places, its certainty and its reaches. `whole.txt` has the answers.
 * Write it with UPDATE=1 after reading the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { allOf, readFile } from '../support/settings.ts';
import { MORE_FILES } from './more-texts.ts';

const FILE = path.join(import.meta.dirname, 'whole.txt');

it('finds the rarer forms of settings', async () => {
  const now: string[] = [];
  for (const [name, text] of MORE_FILES)
    now.push(...allOf(await readFile(name, text)).map((line) => `${name}: ${line}`));
  if (process.env.UPDATE) writeFileSync(FILE, `${now.join('\n')}\n`);
  expect(now).toEqual(readFileSync(FILE, 'utf8').trimEnd().split('\n'));
});
