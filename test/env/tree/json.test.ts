import { expect, it } from 'vitest';
import { Collector } from '../../../src/env/collector.ts';
import { MAX_YAML_DEPTH } from '../../../src/env/limits.ts';
import { parseJsonTree } from '../../../src/env/tree/json.ts';
import type { TreeNode } from '../../../src/env/tree/node.ts';
import { source } from '../../../src/text/source.ts';

const plain = (node: TreeNode): unknown => {
  if (node.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
  if (node.kind === 'list') return node.items.map(plain);
  return node.kind === 'scalar' ? node.value.text : null;
};

const parse = (text: string) => {
  const into = new Collector(source('a.json', text));
  return { tree: plain(parseJsonTree(text, into)), gaps: into.finish().unread.map(({ reason }) => reason) };
};

it.each([
  ['comments and trailing commas', '\ufeff{ // a\n "b": 1, /* c */ "d": [true, "e",], }', { b: '1', d: ['true', 'e'] }],
  ['escapes', '{ "a": "b\\n\\u0063\\"d" }', { a: 'b\nc"d' }],
  ['what is not closed', '{ "a": ["b', { a: ['b'] }],
  ['what is no JSON', '{ a: b, "c" "d": ]1 }', { d: null }],
])('reads %s', (_, text, tree) => {
  expect(parse(text)).toEqual({ tree, gaps: [] });
});

it('knows where a string stands', () => {
  const text = '{ "a": "b\\"c" }';
  const tree = parseJsonTree(text, new Collector(source('a.json', text)));
  const value = tree.kind === 'map' ? tree.entries[0]!.value : undefined;
  expect(value?.kind === 'scalar' && text[value.value.offsetAt(2)]).toBe('c');
});

it.each([
  ['lists', '[', ']'],
  ['maps', '{"a":', '}'],
])('takes %s up to a depth, and says where they are nested deeper', (_, open, close) => {
  const parsed = (depth: number) => {
    const text = `${open.repeat(depth)}1${close.repeat(depth)} `;
    const into = new Collector(source('a.json', text));
    const tree = parseJsonTree(text, into);
    const { unread } = into.finish();
    return { text: JSON.stringify(plain(tree)), gaps: unread.map(({ at }) => [at.start, at.end]) };
  };
  expect(parsed(MAX_YAML_DEPTH)).toEqual({
    text: `${open.repeat(MAX_YAML_DEPTH)}"1"${close.repeat(MAX_YAML_DEPTH)}`,
    gaps: [],
  });
  const at = open.length * (MAX_YAML_DEPTH + 1);
  expect(parsed(MAX_YAML_DEPTH + 1).gaps).toEqual([[at, at + 1]]);
});

it.each(['[', '{', '{[', '{"a":[', '{"a":'])('says that it is nested too deep: %s', (open) => {
  expect(parse(open.repeat(100_000)).gaps).toEqual([`JSON is nested more than ${MAX_YAML_DEPTH} levels deep`]);
});
