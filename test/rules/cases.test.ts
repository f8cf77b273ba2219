/**
 * What each rule says in cases that are too many, or too special, for its page: the pages in `cases/` are written like those of the rules, and
 * `findings` has all that the report says. Write a case, run `UPDATE=1 npx vitest run test/rules/cases.test.ts`, and read what it wrote.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { type Example, examplesOf, withBlock } from '../../src/library/examples/page.ts';
import { lintExample } from '../support/run-example.ts';
import { ofGap, wholeFinding } from './described.ts';

const FOLDER = path.join(import.meta.dirname, 'cases');
const update = process.env.UPDATE === '1';

const pages = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((page) => page.endsWith('.md'))
  .sort();

describe.each(pages.map((page) => [page.replaceAll('\\', '/').replace(/\.md$/, ''), path.join(FOLDER, page)] as const))(
  '%s',
  (id, page) => {
    const read = () => examplesOf(readFileSync(page, 'utf8'));
    it.each(read().map(({ title }, i) => [title, i] as const))('%s', async (_title, i) => {
      const example = read()[i]!;
      const expected = example.blocks.find(({ info }) => info === 'findings')!;
      const got = await said(id, example);
      if (update && got !== expected.text) writeFileSync(page, withBlock(readFileSync(page, 'utf8'), expected, got));
      else expect(got, `${page}:${expected.line}: the block "findings" differs`).toBe(expected.text);
    });
  },
);

async function said(id: string, example: Example): Promise<string> {
  const rule = rules.find((known) => known.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  const { findings, gaps, problems } = await lintExample(rule, example);
  return [
    ...problems.map((problem) => `policy: ${problem}`),
    ...findings.flatMap(wholeFinding),
    ...gaps.flatMap((gap) => [`gap: ${gap.detail}`, ofGap(gap)]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
