/** The JSON Schema of policy files, for completion and checks in editors. Derived from the schemas that the loader validates by. */
import type { GenericSchema } from 'valibot';
import { NO_CHECKS, type Rule, type Valibot } from '../../model/rule.ts';
import { PRESETS } from '../presets/presets.ts';
import { LEVELS, policyEntries } from './policy-schema.ts';

/** `toJsonSchema` of @valibot/to-json-schema, handed in: a tool of the build, not of users. */
export type ToJsonSchema = (
  schema: GenericSchema,
  config: { readonly target: 'draft-07'; readonly typeMode: 'input'; readonly ignoreActions: string[] },
) => object;

type Described = Pick<Rule, 'id' | 'title' | 'why' | 'options' | 'level'>;

interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

/** Draft 7, which editors know best. The same definitions give the same text, in the order of the rules' ids. */
export async function policyJsonSchema(rules: readonly Described[], toJsonSchema: ToJsonSchema): Promise<object> {
  const v: Valibot = await import('valibot');
  const convert = (schema: GenericSchema): JsonSchema => {
    // What a check says cannot be said in JSON Schema.
    const { $schema: _, ...json } = toJsonSchema(schema, {
      target: 'draft-07',
      typeMode: 'input',
      ignoreActions: ['check'],
    }) as JsonSchema;
    return json;
  };
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const {
    extends: names,
    rules: own,
    overrides,
    ...rest
  } = convertEach(
    policyEntries(
      v,
      sorted.map(({ id }) => id),
    ),
    convert,
  );
  const settings = { allOf: [{ $ref: '#/definitions/rules' }] };
  const { items } = overrides!;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'modwarden policy',
    description:
      'A modwarden policy for the Go modules of a repository: .modwarden.yaml, or the key modwarden of package.json.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: rest.$schema,
      extends: {
        ...names,
        items: { anyOf: [{ enum: PRESETS }, { type: 'string', pattern: EXTENDED }] },
      },
      private: rest.private,
      rules: { anyOf: [...settings.allOf, { type: 'null' }], description: own?.description },
      locked: rest.locked,
      overrides: {
        ...overrides,
        items: {
          ...items,
          properties: {
            ...items!.properties,
            rules: { ...settings, description: items!.properties!.rules!.description },
          },
        },
      },
      waivers: rest.waivers,
      gaps: rest.gaps,
      modules: rest.modules,
      workspace: rest.workspace,
      'max-fact-age': rest['max-fact-age'],
      tests: rest.tests,
    },
    definitions: {
      level: { enum: LEVELS, description: 'The level of the findings, or off.' },
      rules: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(sorted.map((rule) => [rule.id, ruleSchema(rule, v, convert)])),
      },
    },
  };
}

/** A file, or an installed package. */
const EXTENDED = '^(?:\\.{1,2}/.*\\.(?:yaml|yml|json)|npm:(?:@[^/]+/)?[^/@]+(?:/.+\\.(?:yaml|yml|json))?)$';

function convertEach(entries: Readonly<Record<string, GenericSchema>>, convert: (schema: GenericSchema) => JsonSchema) {
  return Object.fromEntries(Object.entries(entries).map(([key, schema]) => [key, convert(schema)])) as Record<
    string,
    JsonSchema | undefined
  >;
}

/** An option that a rule cannot do without may stand in a file that this one extends, so none is required here. */
function ruleSchema(
  { title, why, level, options }: Described,
  v: Valibot,
  convert: (schema: GenericSchema) => JsonSchema,
): object {
  const own = options ? convert(options(v, NO_CHECKS)) : {};
  return {
    title,
    description: `${why}\n\nDefault level: ${level}.`,
    anyOf: [
      { $ref: '#/definitions/level' },
      {
        type: 'object',
        additionalProperties: false,
        properties: { level: { $ref: '#/definitions/level' }, ...own.properties },
      },
    ],
  };
}
