import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { rules as BUILT_IN } from '../../../rules/index.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { policyJsonSchema } from '../../../src/policy/schema/json-schema.ts';
import { source } from '../../../src/text/source.ts';
import { RULES } from '../rules.ts';

const DESCRIBED = RULES.map((rule) => ({ ...rule, title: `About ${rule.id}`, why: 'Because.' }));

const schemaOf = () => policyJsonSchema(DESCRIBED, toJsonSchema);

const FULL = `
$schema: ./policy.schema.json
extends: [strict, ./team/base.yaml]
private: [git.corp.example, "*.internal/*"]
rules:
  graph/max-depth: { level: error, max: 3, exempt: [a.example] }
  replace/local-path: off
  gomod/tool: note
  graph/banned: { level: note }
  freshness/stale: { max-age: 18mo, action: { after: 2y } }
overrides:
  - files: ["tools/**"]
    rules: { graph/max-depth: off }
waivers:
  - { rule: graph/banned, module: a.example/*, versions: <v2, reason: agreed, owner: me, until: 2030-01-01 }
gaps: { sum: fail, license: report }
locked: [graph/banned, gaps]
modules: { include: [vendor.mod], exclude: ["third_party/**"] }
max-fact-age: 7d
`;

describe('the JSON Schema', () => {
  test('takes what the loader takes', async () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(await schemaOf());
    const { problems } = await loadPolicy({
      source: source('.modwarden.yaml', FULL),
      rules: RULES,
      readFile: async (path) => source(path, 'rules: { graph/banned: { modules: [] } }\n'),
    });
    expect(problems).toEqual([]);
    expect(validate(parse(FULL)), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each([
    'rulez: {}',
    'rules: { graph/bannd: off }',
    'rules: { graph/banned: warn }',
    'rules: { graph/max-depth: { max: 0 } }',
    'rules: { graph/max-depth: { foo: 1 } }',
    'rules: { replace/local-path: { max: 1 } }',
    'rules: { freshness/stale: { max-age: 2 years } }',
    'extends: [produktion]',
    'extends: strict',
    'locked: [graph/bannd]',
    'locked: graph/banned',
    'overrides: [{ files: [], rules: {} }]',
    'overrides: [{ files: ["**"], rules: { x: off } }]',
    'waivers: [{ rule: graph/banned, module: a }]',
    'waivers: [{ rule: graph/bannd, module: a, reason: r, until: 2030-01-01 }]',
    'gaps: { sum: maybe }',
    'max-fact-age: 7',
  ])('refuses %s', async (text) => {
    const validate = new Ajv({ strict: false }).compile(await schemaOf());
    expect(validate(parse(text))).toBe(false);
  });

  test('says what things are', async () => {
    const { definitions, properties } = JSON.parse(JSON.stringify(await schemaOf()));
    expect(definitions.rules.properties['graph/max-depth']).toMatchObject({
      title: 'About graph/max-depth',
      description: 'Because.\n\nDefault level: warning.',
      anyOf: [
        { $ref: '#/definitions/level' },
        { properties: { max: { description: 'The greatest depth.', default: 5, minimum: 1 } } },
      ],
    });
    for (const [key, property] of Object.entries<{ description?: string }>(properties))
      expect(property.description, key).toMatch(/\.$/);
    expect(Object.keys(definitions.rules.properties)).toEqual(RULES.map(({ id }) => id).sort());
  });

  test('is the same text every time, whatever the order of the rules', async () => {
    const one = JSON.stringify(await schemaOf());
    expect(JSON.stringify(await policyJsonSchema([...DESCRIBED].reverse(), toJsonSchema))).toBe(one);
  });

  test('has every built-in rule', async () => {
    const schema = (await policyJsonSchema(BUILT_IN, toJsonSchema)) as {
      definitions: { rules: { properties: object } };
    };
    expect(Object.keys(schema.definitions.rules.properties)).toEqual(BUILT_IN.map(({ id }) => id).sort());
    expect(() => new Ajv({ strict: false }).compile(schema)).not.toThrow();
  });
});

test('has these parts, in this order', async () => {
  const schema = JSON.parse(JSON.stringify(await schemaOf()));
  const { definitions, properties, ...head } = schema;
  expect(head).toEqual({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'modwarden policy',
    description:
      'A modwarden policy for the Go modules of a repository: .modwarden.yaml, or the key modwarden of package.json.',
    type: 'object',
    additionalProperties: false,
  });
  expect(Object.keys(properties)).toEqual([
    ...['$schema', 'extends', 'private', 'rules', 'locked', 'overrides', 'waivers', 'gaps', 'modules', 'workspace'],
    ...['max-fact-age', 'tests'],
  ]);
  expect(properties.rules).toEqual({
    anyOf: [{ $ref: '#/definitions/rules' }, { type: 'null' }],
    description: properties.rules.description,
  });
  expect(properties.overrides.items.properties.rules).toEqual({
    allOf: [{ $ref: '#/definitions/rules' }],
    description: 'The same format as the top-level rules. Other rules keep their settings.',
  });
  expect(definitions.level).toEqual({
    enum: ['off', 'error', 'warning', 'note'],
    description: 'The level of the findings, or off.',
  });
  expect(definitions.rules).toMatchObject({ type: 'object', additionalProperties: false });
  expect(definitions.rules.properties['gomod/tool']).toEqual({
    title: 'About gomod/tool',
    description: 'Because.\n\nDefault level: note.',
    anyOf: [
      { $ref: '#/definitions/level' },
      { type: 'object', additionalProperties: false, properties: { level: { $ref: '#/definitions/level' } } },
    ],
  });
});

test.each([
  ['strict', true],
  ['./a.yaml', true],
  ['../a/b.yml', true],
  ['./a.json', true],
  ['npm:policy', true],
  ['npm:@acme/policy/a/b.yaml', true],
  ['npm:@acme', false],
  ['npm:policy@1', false],
  ['npm:policy/a.js', false],
  ['a.yaml', false],
  ['.../a.yaml', false],
  ['./a.toml', false],
])('lets a policy extend %s: %s', async (name, is) => {
  expect(new Ajv({ strict: false }).compile(await schemaOf())({ extends: [name] })).toBe(is);
});
