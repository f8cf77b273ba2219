/** valibot's issues as problems of a policy file: at the key or value that is meant, with what to write instead. */
import type { BaseIssue } from 'valibot';
import { nearest } from '../../text/nearest.ts';
import { type Span, span } from '../../text/source.ts';
import { entryOf, kindOf, type PolicyNode } from '../parse/node.ts';
import type { Problems } from '../parse/problems.ts';
import { nearestRule } from '../rule-names.ts';
import { type AnySchema, alternatives, below, descriptionOf, keysOf, schemasAt, valuesOf } from './schema-walk.ts';

type Issue = BaseIssue<unknown>;

/** An issue with its path from the root, unions opened. */
export interface Located {
  /** undefined for a list where a map belongs: valibot takes a list for an object too. */
  readonly issue: Issue | undefined;
  readonly path: readonly (string | number)[];
  /** The key itself is at fault: nobody knows it, or it is not there. */
  readonly key?: 'unknown' | 'missing';
}

/** Lists where the schema knows only maps. */
export function listsForMaps(schema: AnySchema, root: PolicyNode): Located[] {
  const found: Located[] = [];
  const look = (node: PolicyNode, schemas: readonly AnySchema[], path: readonly (string | number)[]): void => {
    if (node.kind === 'scalar' || schemas.length === 0) return;
    if (node.kind === 'list' && wantsMap(schemas)) found.push({ issue: undefined, path });
    else if (node.kind === 'list')
      for (const [i, item] of node.items.entries()) look(item, below(schemas, i), [...path, i]);
    else for (const { key, value } of node.entries) look(value, below(schemas, key), [...path, key]);
  };
  look(root, alternatives(schema), []);
  return found;
}

/**
 * A union says only that nothing fitted; its own issues (paths relative to it) are opened where one got further than the union's own
 * place: that branch is the one that was meant.
 */
export function locate(issue: Issue): Located {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const deepest = (issue.issues ?? []).reduce<Issue | undefined>(
    (best, sub) => ((sub.path?.length ?? 0) > (best?.path?.length ?? 0) ? sub : best),
    undefined,
  );
  if (deepest) {
    const inner = locate(deepest);
    return { ...inner, path: [...path, ...inner.path] };
  }
  const atKey = (issue.path?.at(-1) as { origin?: string } | undefined)?.origin === 'key' && issue.kind === 'schema';
  if (!atKey || issue.type === 'record') return { issue, path };
  return { issue, path, key: issue.expected === 'never' ? 'unknown' : 'missing' };
}

function wantsMap(schemas: readonly AnySchema[]): boolean {
  const takesList = ({ type }: AnySchema) => WORDS[type] === 'a list' || ['any', 'unknown', 'custom'].includes(type);
  return schemas.some(({ type }) => WORDS[type] === 'a map') && !schemas.some(takesList);
}

export interface Reporting {
  readonly schema: AnySchema;
  /** Where to point for what is not there, when the node itself has no better place. */
  readonly around: Span;
  readonly problems: Problems;
  /** Keys that may stand at the top beside those of the schema. */
  readonly beside?: readonly string[];
}

export function report(located: Located, node: PolicyNode, { schema, around, problems, beside = [] }: Reporting): void {
  const { issue, path, key } = located;
  const last = String(path.at(-1));
  if (key === 'unknown') {
    const own = keysOf(schemasAt(schema, path.slice(0, -1)));
    const known = path.length === 1 ? [...beside, ...own] : own;
    problems.add(placeAt(node, path, around, true), `unknown key ${JSON.stringify(last)}`, keyHint(last, known));
  } else if (key === 'missing') {
    const [wanted] = schemasAt(schema, path);
    problems.add(placeAt(node, path, around), `missing key ${last}`, descriptionOf(wanted) ?? `add ${last}:`);
  } else {
    const value = nodeAt(node, path);
    const { message, hint } = valueFault(issue, schemasAt(schema, path), value);
    problems.add(placeAt(node, path, around), message, hint);
  }
}

export function keyHint(written: string, known: readonly string[]): string | undefined {
  const near = nearest(written, known);
  if (near !== undefined) return `did you mean ${near}?`;
  return known.length > 0 && known.length <= 12 ? `known keys: ${known.join(', ')}` : undefined;
}

function nodeAt(node: PolicyNode, path: readonly (string | number)[]): PolicyNode | undefined {
  return path.reduce<PolicyNode | undefined>((at, key) => {
    if (at?.kind === 'list') return at.items[Number(key)];
    return at?.kind === 'map' ? entryOf(at, String(key))?.value : undefined;
  }, node);
}

/** The deepest part of the path that is there; the key of it where the key is meant, or where there is no value to point at. */
function placeAt(node: PolicyNode, path: readonly (string | number)[], around: Span, wantKey = false): Span {
  let at: PolicyNode = node;
  let place = around;
  for (const [i, key] of path.entries()) {
    const entry = at.kind === 'map' ? entryOf(at, String(key)) : undefined;
    const next: PolicyNode | undefined = at.kind === 'list' ? at.items[Number(key)] : entry?.value;
    if (!next) return place;
    const last = i === path.length - 1;
    if (entry) place = last && !wantKey && next.at.end > next.at.start ? oneLine(next.at) : entry.keyAt;
    else place = oneLine(next.at);
    at = next;
  }
  return path.length === 0 && node.at.end > node.at.start ? oneLine(node.at) : place;
}

export function oneLine(at: Span): Span {
  const end = at.file.text.indexOf('\n', at.start);
  return end < 0 || end >= at.end ? at : span(at.file, at.start, Math.max(end, at.start + 1));
}

interface Told {
  readonly message: string;
  readonly hint?: string | undefined;
}

function valueFault(issue: Issue | undefined, schemas: readonly AnySchema[], node: PolicyNode | undefined): Told {
  const shown = node ? kindOf(node) : 'this';
  if (issue && !issue.message.startsWith('Invalid ')) {
    const [message, hint] = issue.message.split('\n', 2);
    return { message: message!, hint };
  }
  const values = valuesOf(schemas);
  if (issue && issue.kind !== 'schema') return { message: measureFault(issue, shown), hint: hintOf(schemas) };
  if (node?.kind === 'scalar' && node.value === null)
    return { message: 'the value is missing', hint: valueHint(values) ?? hintOf(schemas) };
  if (node?.kind === 'scalar' && typeof node.value === 'string' && values.length > 0) {
    const near = nearestRule(node.value, values) ?? nearest(node.value, values);
    return {
      message: `unknown value ${shown}`,
      hint: near === undefined ? valueHint(values) : `did you mean ${near}?`,
    };
  }
  const wanted = [...new Set(schemas.flatMap(alternatives).map((s) => WORDS[s.type] ?? 'one of these values'))];
  return {
    message: `expected ${wanted.join(' or ')}, got ${shown}`,
    hint: typeHint(schemas, node) ?? valueHint(values) ?? hintOf(schemas),
  };
}

const WORDS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  ...{
    string: 'text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    tuple: 'a list',
    record: 'a map',
  },
  ...{ object: 'a map', strict_object: 'a map', loose_object: 'a map', object_with_rest: 'a map' },
});

function typeHint(schemas: readonly AnySchema[], node: PolicyNode | undefined): string | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const { file, start, end } = node.at;
  const written = file.text.slice(start, end);
  const wants = (...types: string[]) => schemas.some(({ type }) => types.includes(type));
  if (wants('string') && typeof node.value !== 'string') return `put it in quotes: "${written}"`;
  if (wants('array', 'tuple')) return `use a list: [${written}]`;
  if (typeof node.value !== 'string') return undefined;
  const isMeant =
    (wants('number') && /^[0-9]+$/.test(node.value)) || (wants('boolean') && /^(?:true|false)$/.test(node.value));
  return isMeant ? `remove the quotes: ${node.value}` : undefined;
}

function valueHint(values: readonly string[]): string | undefined {
  return values.length > 0 && values.length <= 12 ? `use one of ${values.join(', ')}` : undefined;
}

function hintOf(schemas: readonly AnySchema[]): string | undefined {
  return schemas.map(descriptionOf).find((text) => text !== undefined);
}

/** valibot's checks of sizes, in words; others say what they want by themselves. */
function measureFault(
  { type, requirement, message, input }: Issue & { readonly requirement?: unknown },
  shown: string,
): string {
  if (type === 'min_value') return `expected at least ${requirement}, got ${shown}`;
  if (type === 'max_value') return `expected at most ${requirement}, got ${shown}`;
  if (type === 'integer') return `expected a whole number, got ${shown}`;
  if (type === 'min_length' || type === 'non_empty')
    return requirement === undefined || requirement === 1
      ? 'expected at least one entry, got none'
      : `expected at least ${requirement} entries`;
  if (type === 'max_length')
    return `expected at most ${requirement} ${typeof input === 'string' ? 'characters' : 'entries'}`;
  return message.slice(0, 1).toLowerCase() + message.slice(1);
}
