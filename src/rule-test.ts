/**
 * For tests of rules: runs the examples of a rule's page, as the tests of built-in rules do. A page is Markdown; each `### ` heading begins
 * an example, whose fenced blocks are files (`go.mod`), `options`, `env`, `facts`, and `findings`: what the rule must report.
 */

import { examplesOf, withBlock } from './library/examples/page.ts';
import { findingsOf } from './library/examples/run-example.ts';
import { ruleProblem } from './lint/check-rules.ts';
import { definitionProblem } from './lint/own/definition-problem.ts';
import { ownRule } from './lint/own/own-rules.ts';
import { OWN, type Rule } from './model/rule.ts';

/** What one example gives. */
export interface ExampleResult {
  readonly title: string;
  /** The line of its heading, from 1. */
  readonly line: number;
  /** The text of its block `findings`; undefined where it has none. */
  readonly expected: string | undefined;
  /** What that block must say. */
  readonly found: string;
}

/** Runs every example of a rule's page, with the rule alone, on the day 2026-06-01. Throws for a page that cannot be read. */
export async function runExamples(rule: Rule, page: string): Promise<readonly ExampleResult[]> {
  const results: ExampleResult[] = [];
  for (const example of examplesOf(page)) {
    const { title, line, blocks } = example;
    const found = await findingsOf(ownRule(rule, OWN), example);
    results.push({ title, line, expected: blocks.find(({ info }) => info === 'findings')?.text, found });
  }
  return results;
}

/** The page with what its examples give now in their blocks `findings`. */
export function withFindings(page: string, results: readonly ExampleResult[]): string {
  return results.reduce((text, { line, found }, i) => {
    const block = examplesOf(text)[i]?.blocks.find(({ info }) => info === 'findings');
    if (block === undefined) throw new Error(`line ${line}: the example has no block "findings"`);
    return withBlock(text, block, found);
  }, page);
}

/** What is wrong with a rule's definition, in one sentence; undefined where nothing is. */
export async function ruleFault(rule: Rule): Promise<string | undefined> {
  return (await ruleProblem(rule)) ?? definitionProblem(rule);
}
