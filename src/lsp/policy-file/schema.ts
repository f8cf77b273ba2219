/** The JSON Schema of policy files, as completion and hover read it. It ships with modwarden. */
import { packageFile } from '../../gather/policies/package-file.ts';
import { decode } from '../../text/bytes.ts';

/** Of JSON Schema's keywords those that the schema uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

let read: JsonSchema | undefined;

/** Throws InstallationError where modwarden's own folder is not found. */
export function policySchema(): JsonSchema {
  if (read) return read;
  const bytes = packageFile('schemas/policy.schema.json');
  read = bytes ? (JSON.parse(decode(bytes)) as JsonSchema) : {};
  return read;
}

/** What may stand at a path (keys, and `[]` for an item of a list): the alternatives, each resolved. */
export function schemasAt(root: JsonSchema, path: readonly string[]): readonly JsonSchema[] {
  let at = alternatives(root, root);
  for (const key of path)
    at = at
      .flatMap((schema) => (key === '[]' ? schema.items : ownProperty(schema, key)) ?? [])
      .flatMap((schema) => alternatives(root, schema));
  return at;
}

/** The first description of what stands at a path. A rule's title goes before. */
export function describedAt(
  root: JsonSchema,
  path: readonly string[],
): { title?: string; description: string } | undefined {
  for (const { title, description } of schemasAt(root, path))
    if (description !== undefined) return { ...(title !== undefined && { title }), description };
  return undefined;
}

function ownProperty({ properties = {} }: JsonSchema, key: string): JsonSchema | undefined {
  return Object.hasOwn(properties, key) ? properties[key] : undefined;
}

function alternatives(root: JsonSchema, schema: JsonSchema): readonly JsonSchema[] {
  const { $ref, anyOf = [], allOf = [], oneOf = [] } = schema;
  const name = $ref?.replace('#/definitions/', '');
  const target = name === undefined ? undefined : root.definitions?.[name];
  return [schema, ...(target ? [target] : []), ...anyOf, ...allOf, ...oneOf].flatMap((one) =>
    one === schema ? [one] : alternatives(root, one),
  );
}
