import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { baselineSchema } from '../../../src/policy/baseline/schema.ts';
import { BROKEN, SOUND } from './samples.ts';

const schema = baselineSchema(v);
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('takes what is sound and nothing else', () => {
  expect(SOUND.filter((value) => !v.is(schema, value))).toEqual([]);
  expect(BROKEN.filter((value) => v.is(schema, written(value)))).toEqual([]);
});

it('gives a JSON Schema that says the same, but for days that no calendar has', () => {
  const json = JSON.parse(readFileSync('schemas/baseline.schema.json', 'utf8')) as object;
  const valid = new Ajv2020({ strict: false }).compile(json);
  expect(SOUND.filter((value) => !valid(value))).toEqual([]);
  expect(BROKEN.filter((value) => valid(written(value)) && !JSON.stringify(value).includes('2026-02-30'))).toEqual([]);
});
