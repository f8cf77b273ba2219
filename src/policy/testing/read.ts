/** Reads policy tests: files of their own, YAML with the limits of policies, and the key `tests` of a policy. With errors no case is run. */
import type * as v from 'valibot';
import type { PolicyProblem } from '../../model/report.ts';
import type { Valibot } from '../../model/rule.ts';
import { firstLine, type Source } from '../../text/source.ts';
import { entryOf, type PolicyNode } from '../parse/node.ts';
import { parsePolicy } from '../parse/parse.ts';
import { collectProblems, type Problems } from '../parse/problems.ts';
import { parseYaml } from '../parse/yaml.ts';
import { oneLine } from '../schema/issues.ts';
import { validate } from '../schema/validate.ts';
import { MAX_CASE_TEXT } from './limits.ts';
import { casesSchema, policyTestSchema } from './schema.ts';
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
  return casesOf(source, valid.value.cases, itemsOf(node, 'cases'), problems);
}

/** The cases under `tests` of a policy; none where it has no such key. Other keys are the policy's, and not looked at. */
export async function readOwnTests(source: Source, ruleIds: readonly string[]): Promise<ReadCases> {
  const problems = collectProblems();
  const node = await parsePolicy(source, collectProblems());
  const tests = node && entryOf(node, 'tests');
  if (tests === undefined) return { cases: [], problems: [] };
  const v: Valibot = await import('valibot');
  const valid = validate(v, casesSchema(v, ruleIds), tests.value, problems);
  if (!valid || tests.value.kind !== 'list') return { cases: [], problems: problems.list() };
  const { items } = tests.value;
  const named = items.flatMap((item) => keyOf(item, 'policy') ?? []);
  for (const at of named) problems.add(at, 'tests of a policy test that policy', 'remove the key policy');
  return named.length > 0 ? { cases: [], problems: problems.list() } : casesOf(source, valid.value, items, problems);
}

type ValidCase = v.InferOutput<ReturnType<typeof casesSchema>>[number];

function casesOf(
  source: Source,
  valid: readonly ValidCase[],
  nodes: readonly PolicyNode[],
  problems: Problems,
): ReadCases {
  if (textLength(valid) > MAX_CASE_TEXT) {
    problems.add(firstLine(source), `more than ${MAX_CASE_TEXT} characters in all cases`, 'use several test files');
    return { cases: [], problems: problems.list() };
  }
  const cases = valid.map(({ 'as-of': asOf, exact = true, ...rest }, i) => {
    const at = oneLine(nodes[i]!.at);
    return { ...rest, asOf, exact, at, policyAt: keyOf(nodes[i]!, 'policy') ?? at };
  });
  return { cases, problems: problems.list() };
}

/** With each use of an alias counted. */
function textLength(cases: readonly Pick<PolicyCase, 'files' | 'facts'>[]): number {
  const texts = cases.flatMap(({ files, facts = {} }) => [...Object.values(files), JSON.stringify(facts)]);
  return texts.reduce((sum, { length }) => sum + length, 0);
}

function itemsOf(node: PolicyNode, key: string): readonly PolicyNode[] {
  const value = node.kind === 'map' ? entryOf(node, key)?.value : undefined;
  return value?.kind === 'list' ? value.items : [];
}

function keyOf(node: PolicyNode, key: string) {
  return node.kind === 'map' ? entryOf(node, key)?.value.at : undefined;
}
