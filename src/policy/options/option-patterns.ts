/** Finds the module patterns among the options of a rule: the schema tells which strings are some. */
import { isModulePatterns } from './options.ts';

/** A module pattern of a rule's options, with the keys that lead to it: `['exceptions', 'module']`. */
export interface OptionPattern {
  readonly keys: readonly string[];
  readonly pattern: string;
}

/** Of a valibot schema, what is walked here. */
interface Shape {
  readonly wrapped?: unknown;
  readonly item?: unknown;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly pipe?: readonly unknown[];
  /** Of a union its schemas. */
  readonly options?: readonly unknown[];
  readonly type?: string;
}

/** In the order of the schema. Options are data that the schema took, so they have its shape. */
export function* optionPatterns(
  schema: unknown,
  options: unknown,
  keys: readonly string[] = [],
): Generator<OptionPattern> {
  if (typeof schema !== 'object' || schema === null || options === undefined || options === null) return;
  const { wrapped, item, entries, pipe, type, options: branches } = schema as Shape;
  const inner = pipe?.[0] === schema ? undefined : pipe?.[0];
  if (isModulePatterns(schema)) {
    for (const pattern of Array.isArray(options) ? options : [options]) yield { keys, pattern: String(pattern) };
  } else if (wrapped !== undefined) yield* optionPatterns(wrapped, options, keys);
  else if (type === 'union') {
    const branch = branches?.find((one) => takes(one, options));
    if (branch !== undefined) yield* optionPatterns(branch, options, keys);
  } else if (inner !== undefined) yield* optionPatterns(inner, options, keys);
  else if (item !== undefined && Array.isArray(options)) {
    for (const one of options) yield* optionPatterns(item, one, keys);
  } else if (entries !== undefined && !Array.isArray(options)) {
    const of = options as Readonly<Record<string, unknown>>;
    for (const [key, entry] of Object.entries(entries)) yield* optionPatterns(entry, of[key], [...keys, key]);
  }
}

/** Whether a branch of a union is for a value of this kind: text, a list or a map. */
function takes(schema: unknown, value: unknown): boolean {
  const { wrapped, item, entries, type, pipe } = schema as Shape;
  if (wrapped !== undefined) return takes(wrapped, value);
  if (item !== undefined) return Array.isArray(value);
  if (entries !== undefined) return typeof value === 'object' && value !== null && !Array.isArray(value);
  const inner = pipe?.[0];
  return inner !== undefined && inner !== schema ? takes(inner, value) : type === typeof value;
}
