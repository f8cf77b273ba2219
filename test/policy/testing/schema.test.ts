/** The published JSON Schema, on test files that modwarden takes and on one that it does not. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

it('of an editor takes the example, and names what is wrong in another file', () => {
  const schema = JSON.parse(readFileSync('schemas/policy-test.schema.json', 'utf8')) as object;
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  validate(parse(readFileSync('examples/policy-tests/company.policy-test.yaml', 'utf8')));
  expect(validate.errors ?? []).toEqual([]);
  validate({ cases: [{ name: 'x', files: {}, expect: [{ rule: 'replace/lokal' }], exakt: true }] });
  expect(validate.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).toEqual(
    expect.arrayContaining(['/cases/0 additionalProperties', '/cases/0/expect/0/rule enum']),
  );
});
