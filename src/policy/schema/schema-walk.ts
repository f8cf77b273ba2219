/** What a valibot schema expects at a place within it, for messages: valibot's issues name only the fault. */

/** Of all kinds of schemas, the parts that lead further down. */
export interface AnySchema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly rest?: AnySchema;
  readonly item?: AnySchema;
  readonly items?: readonly AnySchema[];
  readonly value?: AnySchema;
  readonly wrapped?: AnySchema;
  /** Schemas of a union or variant; plain values of a picklist. */
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly getter?: (input: unknown) => AnySchema;
  readonly pipe?: readonly { readonly type: string; readonly description?: string }[];
}

/** Every alternative at this place: unions opened, optional ones unwrapped. */
export function alternatives(schema: AnySchema): AnySchema[] {
  if (schema.type === 'union' || schema.type === 'variant')
    return (schema.options as AnySchema[]).flatMap(alternatives);
  if (schema.wrapped) return alternatives(schema.wrapped);
  return schema.type === 'lazy' && schema.getter ? alternatives(schema.getter(undefined)) : [schema];
}

/** The alternatives below a path of keys and indices; none where the schema knows nothing of it. */
export function schemasAt(schema: AnySchema, path: readonly unknown[]): AnySchema[] {
  return path.reduce(below, alternatives(schema));
}

/** One step down by a key or an index. */
export function below(schemas: readonly AnySchema[], key: unknown): AnySchema[] {
  return schemas.flatMap((schema) => partOf(schema, key)).flatMap(alternatives);
}

function partOf(schema: AnySchema, key: unknown): AnySchema[] {
  const { entries, items, item, value, rest } = schema;
  if (entries && typeof key === 'string' && Object.hasOwn(entries, key)) return [entries[key]!];
  // Items are found by their index only: a map where a list belongs has none.
  const listed = typeof key === 'number' ? (items ? items[key] : item) : undefined;
  const next = listed ?? (schema.type === 'record' ? value : rest);
  return next ? [next] : [];
}

/** The keys that an object may have. */
export function keysOf(schemas: readonly AnySchema[]): string[] {
  return [...new Set(schemas.flatMap(({ entries }) => Object.keys(entries ?? {})))];
}

/** The values that can be written here, as text. */
export function valuesOf(schemas: readonly AnySchema[]): string[] {
  return schemas.flatMap((s) => {
    if (s.type === 'picklist') return s.options!.map(String);
    return s.type === 'literal' ? [String(s.literal)] : [];
  });
}

/** The last description wins, as in the JSON Schema. */
export function descriptionOf(schema: AnySchema | undefined): string | undefined {
  const own = schema?.pipe?.findLast(({ type }) => type === 'description')?.description;
  return own ?? (schema?.wrapped && descriptionOf(schema.wrapped));
}
