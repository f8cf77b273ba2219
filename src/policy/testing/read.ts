/** Reads a policy test file: YAML with the limits of policies. With errors in it no case is run. */
import type { PolicyProblem } from '../../model/report.ts';
import type { Valibot } from '../../model/rule.ts';
import { firstLine, type Source } from '../../text/source.ts';
import { entryOf, type PolicyNode } from '../parse/node.ts';
import { collectProblems } from '../parse/problems.ts';
import { parseYaml } from '../parse/yaml.ts';
import { oneLine } from '../schema/issues.ts';
import { validate } from '../schema/validate.ts';
import { MAX_CASE_TEXT } from './limits.ts';
import { policyTestSchema } from './schema.ts';
import type { PolicyCase } from './types.ts';

export interface ReadCases {
  readonly cases: readonly PolicyCase[];
  readonly problems: readonly PolicyProblem[];
}

export async function readPolicyTest(source: Source, ruleIds: readonly string[]): Promise<ReadCases> {
  const problems = collectProblems();
  if (!source.text.isWellFormed()) problems.add(firstLine(source), 'the file is not UTF-8', 'save the file as UTF-8');
  else if (source.text.trim() === '') problems.add(firstLine(source), 'the test file is empty', 'add cases:');
  if (problems.list().length > 0) return { cases: [], problems: problems.list() };
  const node = await parseYaml(source, problems);
  const v: Valibot = await import('valibot');
  const valid = node && validate(v, policyTestSchema(v, ruleIds), node, problems);
  if (!valid) return { cases: [], problems: problems.list() };
  if (textLength(valid.value.cases) > MAX_CASE_TEXT) {
    problems.add(firstLine(source), `more than ${MAX_CASE_TEXT} characters in all cases`, 'use several test files');
    return { cases: [], problems: problems.list() };
  }
  const nodes = itemsOf(node, 'cases');
  const cases = valid.value.cases.map(({ 'as-of': asOf, exact = true, ...rest }, i) => {
    const at = oneLine(nodes[i]!.at);
    return { ...rest, asOf, exact, at, policyAt: keyOf(nodes[i]!, 'policy') ?? at };
  });
  return { cases, problems: problems.list() };
}

/** With each use of an alias counted. */
function textLength(cases: readonly Pick<PolicyCase, 'files'>[]): number {
  const texts = cases.flatMap(({ files }) => Object.values(files));
  return texts.reduce((sum, { length }) => sum + length, 0);
}

function itemsOf(node: PolicyNode, key: string): readonly PolicyNode[] {
  const value = node.kind === 'map' ? entryOf(node, key)?.value : undefined;
  return value?.kind === 'list' ? value.items : [];
}

function keyOf(node: PolicyNode, key: string) {
  return node.kind === 'map' ? entryOf(node, key)?.value.at : undefined;
}
