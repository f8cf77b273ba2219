/** Nodes against schemas: what is wrong becomes problems, what is right a value. */
import type { GenericSchema } from 'valibot';
import type { Valibot } from '../../model/rule.ts';
import type { Span } from '../../text/source.ts';
import { type PolicyNode, plainOf, recordOf } from '../parse/node.ts';
import type { Problems } from '../parse/problems.ts';
import { type Located, listsForMaps, locate, oneLine, type Reporting, report } from './issues.ts';
import { without } from './prune.ts';
import type { AnySchema } from './schema-walk.ts';

type Validation<T> = { readonly value: T } | { readonly faults: readonly Located[] };

function outcome<T>(v: Valibot, schema: GenericSchema<unknown, T>, node: PolicyNode, value: unknown): Validation<T> {
  const lists = listsForMaps(asAny(schema), node);
  if (lists.length > 0) return { faults: lists };
  const result = v.safeParse(schema, value);
  return result.success ? { value: result.output } : { faults: result.issues.map(locate) };
}

/** The validated value with defaults filled in; undefined where there are problems. */
export function validate<T>(
  v: Valibot,
  schema: GenericSchema<unknown, T>,
  node: PolicyNode,
  problems: Problems,
): { readonly value: T } | undefined {
  const result = outcome(v, schema, node, plainOf(node));
  if ('value' in result) return result;
  for (const fault of result.faults) report(fault, node, { schema: asAny(schema), around: oneLine(node.at), problems });
  return undefined;
}

/** A list item by item: those that are sound, with their nodes. */
export function validateItems<T>(
  v: Valibot,
  schema: GenericSchema<unknown, readonly T[]>,
  node: PolicyNode,
  problems: Problems,
): { readonly value: T; readonly node: PolicyNode }[] {
  const { item } = asAny(schema);
  const whole = node.kind === 'list' ? { ...node, items: [] } : node;
  if (node.kind !== 'list' || !item) {
    validate(v, schema, whole, problems);
    return [];
  }
  return node.items.flatMap((itemNode) => {
    const valid = validate(v, item as unknown as GenericSchema<unknown, T>, itemNode, problems);
    return valid ? [{ value: valid.value, node: itemNode }] : [];
  });
}

/** Rounds of taking out what is wrong; valibot names one unknown key at a time. */
const MAX_ROUNDS = 50;

export interface MapRules {
  /** Where to point for what is not there. */
  readonly around: Span;
  /** Values that no file wrote, below those of the node. */
  readonly preset?: Readonly<Record<string, unknown>>;
  /** Keys that may stand beside those of the schema. */
  readonly beside?: readonly string[];
}

/**
 * A map key by key: what is wrong is told and left out, so that the rest and the defaults hold. undefined where nothing sensible is
 * left, as when a key without a default is missing.
 */
export function validateMap<T>(
  v: Valibot,
  schema: GenericSchema<unknown, T>,
  node: PolicyNode,
  problems: Problems,
  { around, preset = {}, beside }: MapRules,
): { readonly value: T } | undefined {
  const reporting: Reporting = { schema: asAny(schema), around, problems, ...(beside && { beside }) };
  let left = node;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const plain = plainOf(left);
    const value =
      left.kind === 'map' ? recordOf([...Object.entries(preset), ...Object.entries(plain as object)]) : plain;
    const result = outcome(v, schema, left, value);
    if ('value' in result) return result;
    // What only follows from our taking things out is not the reader's fault.
    const told = round === 0 ? result.faults : result.faults.filter(({ key }) => key === 'unknown');
    for (const fault of told) report(fault, left, reporting);
    const next = takeOut(left, result.faults, round > 0);
    if (next === left) return undefined;
    left = next;
  }
  return undefined;
}

/** Each place once. */
function takeOut(node: PolicyNode, faults: readonly Located[], wide: boolean): PolicyNode {
  const paths = new Map<string, readonly (string | number)[]>();
  for (const { path, key } of faults) {
    const holder = path.findIndex((step) => typeof step === 'number');
    const upTo = holder >= 0 ? holder + 1 : wide && key !== 'unknown' ? 1 : path.length;
    paths.set(JSON.stringify(path.slice(0, upTo)), path.slice(0, upTo));
  }
  const left = without(node, [...paths.values()]);
  return left.size === node.size ? node : left;
}

function asAny(schema: GenericSchema): AnySchema {
  return schema as unknown as AnySchema;
}
