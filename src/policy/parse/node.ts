/**
 * What a policy file says, whether it is YAML or JSON: plain values that know where they stand. Aliases are resolved, so a node may
 * have several parents; keys of a map are unique.
 */
import { lineText, placeOf, pointAt, type Span } from '../../text/source.ts';
import type { PolicyPlace } from '../types.ts';

interface NodeBase {
  readonly at: Span;
  /** Nodes below it and itself, aliases counted as often as they are used. */
  readonly size: number;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface ListNode extends NodeBase {
  readonly kind: 'list';
  readonly items: readonly PolicyNode[];
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly keyAt: Span;
  readonly value: PolicyNode;
}

export type PolicyNode = ScalarNode | ListNode | MapNode;

export interface NodeLimits {
  /** Bytes of one file; what is longer is no policy. */
  readonly maxBytes: number;
  /** Maps and lists within one another. */
  readonly maxDepth: number;
  /** Values in all, aliases counted as often as they are used. */
  readonly maxNodes: number;
}

export const NODE_LIMITS: NodeLimits = { maxBytes: 1 << 20, maxDepth: 50, maxNodes: 50_000 };

export function tooDeep({ maxDepth }: NodeLimits) {
  return {
    message: `nested deeper than ${maxDepth} levels`,
    hint: 'check for a bracket that is not closed',
  };
}

export function tooMany({ maxNodes }: NodeLimits) {
  return {
    message: `more than ${maxNodes} values`,
    hint: 'use fewer values; each use of an alias counts all its values',
  };
}

export function scalarNode(value: ScalarNode['value'], at: Span): ScalarNode {
  return { kind: 'scalar', value, at, size: 1 };
}

export function listNode(items: readonly PolicyNode[], at: Span): ListNode {
  return { kind: 'list', items, at, size: items.reduce((sum, item) => sum + item.size, 1) };
}

export function mapNode(entries: readonly MapEntry[], at: Span): MapNode {
  return { kind: 'map', entries, at, size: entries.reduce((sum, entry) => sum + entry.value.size, 1) };
}

export function entryOf(node: MapNode, key: string): MapEntry | undefined {
  return node.entries.find((entry) => entry.key === key);
}

/** The plain value, objects without a prototype. Only for nodes within the limits: it goes as deep as they do. */
export function plainOf(node: PolicyNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  return recordOf(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}

/** An object without a prototype, so that no name finds what was not put there. */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}

/** What a value is called in a message. */
export function kindOf(node: PolicyNode): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list';
  if (node.value === null) return 'nothing';
  const { file, start, end } = node.at;
  const written = typeof node.value === 'string' ? JSON.stringify(node.value) : file.text.slice(start, end);
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}

const MAX_SNIPPET = 1000;

export function policyPlace(at: Span): PolicyPlace {
  return { place: placeOf(at), snippet: lineText(at.file, pointAt(at.file, at.start).line, MAX_SNIPPET) ?? '' };
}

/** The entry from its key to the end of its value, or the key alone where the value goes on over further lines. */
export function entrySpan({ keyAt, value: { at } }: MapEntry): Span {
  const together = at.file === keyAt.file && at.start >= keyAt.start;
  if (!together || keyAt.file.text.slice(keyAt.start, at.end).includes('\n')) return keyAt;
  return { file: keyAt.file, start: keyAt.start, end: at.end };
}
