/**
 * What is found in a small file of each kind, whole and broken: cut off before each sign, and with each sign left out or doubled.
 * `found.txt` has the settings of the whole files, and of all broken ones a digest. Write it with UPDATE=1 after reading the
 * difference; BROKEN=path prints what each broken form of one file gives.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { SettingsRead } from '../../src/env/setting.ts';
import { allOf, readFile } from '../support/settings.ts';
import { FILES } from './texts.ts';

const FILE = path.join(import.meta.dirname, 'found.txt');

/** Cut off before each sign; each sign left out; each sign doubled. YAML takes long, so every eighth sign there. */
function broken(text: string, every: number): readonly (readonly [how: string, texts: readonly string[]])[] {
  const signs = [...text.matchAll(/[^A-Za-z0-9_.]/g)].map(({ index }) => index).filter((_, n) => n % every === 0);
  return [
    ['cut off', signs.map((i) => text.slice(0, i))],
    ['a sign left out', signs.map((i) => text.slice(0, i) + text.slice(i + 1))],
    ['a sign doubled', signs.map((i) => text.slice(0, i + 1) + text.slice(i))],
  ];
}

/** Whether places lie in the text, in order. */
function hasPlaces(text: string, { settings }: SettingsRead): boolean {
  let last = 0;
  return settings.every(({ nameAt, valueAt }) => {
    const isBehind = nameAt.start >= last && nameAt.end > nameAt.start && valueAt.end >= valueAt.start;
    last = nameAt.start;
    return isBehind && Math.max(nameAt.end, valueAt.end) <= text.length;
  });
}

async function found(): Promise<string[]> {
  const lines: string[] = [];
  for (const [name, text] of FILES) {
    const read = await readFile(name, text);
    lines.push(...allOf(read).map((line) => `${name}: ${line}`));
    for (const [how, texts] of broken(text, /\.ya?ml$/.test(name) ? 8 : 1)) {
      const digest = createHash('sha256');
      for (const one of texts) {
        const given = await readFile(name, one);
        if (!hasPlaces(one, given)) lines.push(`${name}: wrong places in ${JSON.stringify(one)}`);
        const answer = allOf(given);
        if (process.env.BROKEN === name) console.log(`${how}: ${JSON.stringify(one)}\n  ${answer.join('\n  ')}`);
        digest.update(`${JSON.stringify(answer)}\n`);
      }
      lines.push(`${name}, ${how}, ${texts.length} times: ${digest.digest('hex').slice(0, 16)}`);
    }
  }
  return lines;
}

it('finds the same as before, whole and broken', async () => {
  const now = await found();
  if (process.env.UPDATE) writeFileSync(FILE, `${now.join('\n')}\n`);
  const before = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const known = new Set(before);
  expect(now.filter((line) => !known.has(line))).toEqual([]);
  expect(now.length).toBe(before.length);
});
