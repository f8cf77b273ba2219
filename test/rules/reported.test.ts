/**
 * What the JSON report says of each finding on the rules' pages beyond its text there: who matches findings by subject, version and data,
 * or makes their fixes, relies on it. And what each rule is and needs. `reported.golden` has it; write it with UPDATE=1 after reading the
 * difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { examplesOf } from '../../src/library/examples/page.ts';
import type { Rule } from '../../src/model/rule.ts';
import { lintExample } from '../support/run-example.ts';
import { ofFinding, ofGap, shown } from './described.ts';

const FILE = path.join(import.meta.dirname, 'reported.golden');

/** All that is no text and no function: what the report says of the rule, and what a run loads for it. */
const ofRule = ({ id, title: _title, why: _why, ...rest }: Rule) =>
  `${id} ${shown(Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value !== 'function')))}`;

/** What is said of each rule, by its id: a line that begins at the margin, and what is indented below it. */
const before = new Map(
  readFileSync(FILE, 'utf8')
    .split(/^(?=\S)/m)
    .map((text) => [text.split(' ', 1)[0]!, text]),
);
const now = new Map<string, string>();

afterAll(() => {
  if (process.env.UPDATE) writeFileSync(FILE, [...now.values()].join(''));
});

it.each(rules.map((rule) => [rule.id, rule] as const))('is the same as before for %s', async (id, rule) => {
  const out = [ofRule(rule)];
  for (const example of examplesOf(readFileSync(`rules/${id}/README.md`, 'utf8'))) {
    const { findings, gaps } = await lintExample(rule, example);
    if (findings.length + gaps.length > 0) {
      out.push(` ${example.title}`, ...findings.flatMap(ofFinding), ...gaps.map(ofGap));
    }
  }
  now.set(id, `${out.join('\n')}\n`);
  if (!process.env.UPDATE) expect(now.get(id)).toBe(before.get(id));
});

it('has nothing of rules that are no more', () => {
  if (!process.env.UPDATE) expect([...before.keys()]).toEqual(rules.map(({ id }) => id));
});
