import { expect, it } from 'vitest';
import { describedAt, policySchema, schemasAt } from '../../../src/lsp/policy-file/schema.ts';

it('follows references, alternatives and items', () => {
  const schema = policySchema();
  const levels = schemasAt(schema, ['rules', 'graph/banned']).flatMap((one) => one.enum ?? []);
  expect(levels).toEqual(expect.arrayContaining(['off', 'error']));
  expect(
    schemasAt(schema, ['overrides', '[]', 'rules', 'graph/banned', 'level']).flatMap((one) => one.enum ?? []),
  ).toContain('note');
  expect(schemasAt(schema, ['waivers', '[]']).flatMap(({ properties = {} }) => Object.keys(properties))).toContain(
    'until',
  );
});

it('knows nothing of keys that are not in the schema, or not its own', () => {
  expect(schemasAt(policySchema(), ['constructor'])).toEqual([]);
  expect(describedAt(policySchema(), ['rules', 'no/such'])).toBeUndefined();
});

it('has the title of a rule beside its description', () => {
  expect(describedAt(policySchema(), ['rules', 'graph/banned'])).toMatchObject({
    title: expect.any(String),
    description: expect.any(String),
  });
});
