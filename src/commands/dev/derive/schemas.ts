/** The JSON Schemas that are published, for editors and for whoever reads our output. */
import { factsSchema } from '../../../model/facts/facts-schema.ts';
import type { Rule } from '../../../model/rule.ts';
import { baselineSchema } from '../../../policy/baseline/schema.ts';
import { policyJsonSchema } from '../../../policy/schema/json-schema.ts';
import { policyTestSchema } from '../../../policy/testing/schema.ts';
import { reportJsonSchema } from '../../../report/report-schema.ts';
import { diffSchema } from '../../diff/diff-schema.ts';

export async function schemaFiles(rules: readonly Rule[]): Promise<[path: string, text: string][]> {
  const [v, { toJsonSchema }] = await Promise.all([import('valibot'), import('@valibot/to-json-schema')]);
  const facts = {
    title: 'modwarden facts, version 1',
    ...toJsonSchema(factsSchema(v), { target: 'draft-2020-12', typeMode: 'input' }),
  };
  const baseline = {
    title: 'modwarden baseline, version 1',
    ...toJsonSchema(baselineSchema(v), { target: 'draft-2020-12', ignoreActions: ['check'] }),
  };
  const diff = {
    title: 'modwarden diff, version 1',
    ...toJsonSchema(diffSchema(v), { target: 'draft-2020-12' }),
  };
  const ids = rules.map(({ id }) => id).sort();
  const policyTest = {
    title: 'modwarden policy test',
    // Draft 7, which editors know best.
    ...toJsonSchema(policyTestSchema(v, ids), { target: 'draft-07', typeMode: 'input', ignoreActions: ['check'] }),
  };
  const schemas: [path: string, schema: object][] = [
    ['schemas/baseline.schema.json', baseline],
    ['schemas/diff.schema.json', diff],
    ['schemas/facts.schema.json', facts],
    ['schemas/policy.schema.json', await policyJsonSchema(rules, toJsonSchema)],
    ['schemas/policy-test.schema.json', policyTest],
    ['schemas/report.schema.json', await reportJsonSchema(toJsonSchema)],
  ];
  return schemas.map(([path, schema]) => [path, `${JSON.stringify(schema, null, 2)}\n`]);
}
