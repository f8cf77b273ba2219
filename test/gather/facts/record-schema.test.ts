import * as v from 'valibot';
import { expect, test } from 'vitest';
import { formatRecord } from '../../../src/gather/facts/record.ts';
import { type Answer, type Ask, askKey } from '../../../src/model/facts/facts.ts';
import { factsSchema } from '../../../src/model/facts/facts-schema.ts';

const ask = (kind: Ask['kind'], version = 'v1.0.0'): Ask => ({ kind, module: { path: 'example.com/m', version } });
const known = (value: unknown, asOf?: string): Answer<never> => ({
  known: true,
  value: value as never,
  source: 'goproxy.example',
  ...(asOf === undefined ? {} : { asOf }),
});
const answers: [Ask, Answer<never>][] = [
  [ask('mod'), known('module example.com/m\n')],
  [ask('info'), known({ version: 'v1.0.0', time: '2024-01-01T00:00:00.123456789Z' })],
  [ask('info', 'v1.1.0'), known({ version: 'v1.1.0' })],
  [ask('versions', ''), known(['v1.0.0'], '2026-02-01T00:00:00Z')],
  [ask('latest', ''), known({ version: 'v1.0.0' }, '2026-02-01T00:00:00Z')],
  [ask('license'), known({ files: [{ path: 'LICENSE', text: 'MIT' }] })],
  [ask('mod', 'v9.0.0'), { known: false, why: 'missing', detail: '404' }],
];
const record = () =>
  JSON.parse(
    formatRecord({
      asOf: '2026-02-01T00:00:00.000Z',
      facts: new Map(answers.map(([question, answer]) => [askKey(question), { ask: question, answer }])),
    }),
  );

test('what is written is what the schema says', () => {
  const result = v.safeParse(factsSchema(v), record());
  expect(result.issues).toBeUndefined();
  expect(record().facts.length).toBe(answers.length);
});

type Json = ReturnType<typeof record>;
test.each<[name: string, spoil: (json: Json) => object]>([
  ['another version', (json) => ({ ...json, version: 2 })],
  ['a member nobody knows', (json) => ({ ...json, facts: [{ ...json.facts[0], extra: 1 }] })],
  ['no source', (json) => ({ ...json, facts: [{ ...json.facts[0], source: undefined }] })],
  ['a kind nobody knows', (json) => ({ ...json, facts: [{ ...json.facts[0], kind: 'zip' }] })],
  ['a text without a hash', (json) => ({ ...json, texts: { x: 'x' } })],
  ['a time that is none', (json) => ({ ...json, asOf: 'today' })],
])('%s is an issue', (_, spoil) => {
  expect(v.safeParse(factsSchema(v), spoil(record())).success).toBe(false);
});
