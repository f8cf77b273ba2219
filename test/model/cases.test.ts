/**
 * What the model says of small repositories: the pages in `cases/` are written like those of the rules, and `model` has all of it. Write a case,
 * run `UPDATE=1 npx vitest run test/model/cases.test.ts`, and read what it wrote.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { examplesOf, withBlock } from '../../src/library/examples/page.ts';
import { modelOf } from './described.ts';

const FOLDER = path.join(import.meta.dirname, 'cases');
const update = process.env.UPDATE === '1';

const pages = readdirSync(FOLDER)
  .filter((page) => page.endsWith('.md'))
  .sort();

describe.each(pages.map((page) => [page, path.join(FOLDER, page)] as const))('%s', (_name, page) => {
  const read = () => examplesOf(readFileSync(page, 'utf8'));
  it.each(read().map(({ title }, i) => [title, i] as const))('%s', async (_title, i) => {
    const example = read()[i]!;
    const expected = example.blocks.find(({ info }) => info === 'model')!;
    const blocks = example.blocks.filter(({ info }) => info !== 'model');
    const got = await modelOf({ ...example, blocks });
    if (update && got !== expected.text) writeFileSync(page, withBlock(readFileSync(page, 'utf8'), expected, got));
    else expect(got, `${page}:${expected.line}: the block "model" differs`).toBe(expected.text);
  });
});
