/** Lists of entries of the built-in rules as they are written, in one form: patterns, versions, conditions. */
import type { When } from '../../model/conditions/when.ts';
import type { OptionSource } from '../layers/rule-layers.ts';
import { type MapEntry, type PolicyNode, plainOf } from '../parse/node.ts';
import { coversPatterns, includesAll, type RangeCovers } from './covers.ts';

/** The options that one place writes for a rule. */
export type WrittenOptions = ReadonlyMap<string, MapEntry>;

/** Without what presets set. */
export function writtenIn(options: Iterable<OptionSource>): Map<string, MapEntry> {
  const written = new Map<string, MapEntry>();
  for (const option of options) if ('value' in option) written.set(option.key, option);
  return written;
}

export interface ListSpec {
  readonly rule: string;
  readonly key: string;
  /** Its keys with module patterns; a text in place of a map is the first of them. */
  readonly patterns: readonly string[];
  /** `first`: the first entry that matches decides. `any`: each entry adds to what is allowed. */
  readonly order: 'first' | 'any';
}

export const ENTRY_LISTS: readonly ListSpec[] = [
  { rule: 'graph/banned', key: 'modules', patterns: ['module'], order: 'first' },
  { rule: 'graph/allowed', key: 'modules', patterns: ['module'], order: 'any' },
  { rule: 'replace/target', key: 'allow', patterns: ['old', 'new'], order: 'any' },
  { rule: 'replace/target', key: 'deny', patterns: ['old', 'new'], order: 'first' },
  { rule: 'license/policy', key: 'exceptions', patterns: ['module'], order: 'any' },
];

export interface Entry {
  readonly node: PolicyNode;
  /** In the order of the list's `patterns`; undefined: any path. */
  readonly patterns: readonly (readonly string[] | undefined)[];
  readonly versions: string | undefined;
  readonly when: When | undefined;
  readonly wrappers: readonly string[];
  /** Of an exception, the licenses. */
  readonly licenses: readonly string[];
  /** As messages call it. */
  readonly name: string;
}

export function entriesOf({ key, patterns }: ListSpec, options: WrittenOptions): Entry[] {
  const list = options.get(key)?.value;
  if (list?.kind !== 'list') return [];
  return list.items.map((node) => {
    const plain = plainOf(node);
    const of = (typeof plain === 'string' ? { [patterns[0]!]: plain } : plain) as Readonly<Record<string, unknown>>;
    const lists = patterns.map((name) => (of[name] === undefined ? undefined : texts(of[name])));
    return {
      node,
      patterns: lists,
      versions: of.versions as string | undefined,
      when: of.when as When | undefined,
      wrappers: texts(of.wrappers),
      licenses: texts(of.allow),
      name: lists.map((paths) => paths?.join(', ') ?? '*').join(' => '),
    };
  });
}

/** Whether `wide` applies to all that `narrow` applies to. */
export function coversEntry(wide: Entry, narrow: Entry, ranges: RangeCovers): boolean {
  return (
    wide.patterns.every((patterns, i) => coversPatterns(patterns, narrow.patterns[i])) &&
    ranges(wide.versions, narrow.versions) &&
    (wide.when === undefined || JSON.stringify(wide.when) === JSON.stringify(narrow.when)) &&
    (wide.wrappers.length === 0 || sameTexts(wide.wrappers, narrow.wrappers)) &&
    includesAll(wide.licenses, narrow.licenses)
  );
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return includesAll(a, b) && includesAll(b, a);
}

function texts(value: unknown): readonly string[] {
  return value === undefined ? [] : [value as string | string[]].flat();
}
