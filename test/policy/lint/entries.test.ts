import { expect, it } from 'vitest';
import { coversEntry, type Entry, entriesOf, type ListSpec, writtenIn } from '../../../src/policy/lint/entries.ts';
import { entryOf, type MapNode } from '../../../src/policy/parse/node.ts';
import { parsePolicy } from '../../../src/policy/parse/parse.ts';
import { collectProblems } from '../../../src/policy/parse/problems.ts';
import { source } from '../../../src/text/source.ts';

const SPEC: ListSpec = { rule: 'x/y', key: 'list', patterns: ['old', 'new'], order: 'any' };

async function entries(list: string): Promise<Entry[]> {
  const node = (await parsePolicy(source('p.yaml', `list: ${list}\n`), collectProblems())) as MapNode;
  return entriesOf(SPEC, writtenIn([entryOf(node, 'list')!, { key: 'other', preset: 1, from: 'strict' }]));
}

it('reads texts and maps in one form', async () => {
  const [text, map, any] = await entries('[a, { old: [b, c], new: d, versions: <2, wrappers: [e], allow: [MIT] }, {}]');
  const node = expect.anything() as never;
  const nothing = { versions: undefined, when: undefined, wrappers: [], licenses: [] };
  expect(text).toEqual({ ...nothing, node, patterns: [['a'], undefined], name: 'a => *' });
  expect(map).toEqual({
    ...nothing,
    node,
    patterns: [['b', 'c'], ['d']],
    versions: '<2',
    wrappers: ['e'],
    licenses: ['MIT'],
    name: 'b, c => d',
  });
  expect(any).toEqual({ ...nothing, node, patterns: [undefined, undefined], name: '* => *' });
  expect(await entries('3')).toEqual([]);
});

it('compares all that an entry says', async () => {
  const same = (a: string | undefined, b: string | undefined) => a === undefined || a === b;
  const covers = async (wide: string, narrow: string) => {
    const [a, b] = await entries(`[${wide}, ${narrow}]`);
    return coversEntry(a!, b!, same);
  };
  expect(await covers('{}', '{ old: a, new: b }')).toBe(true);
  expect(await covers('{ old: a }', '{}')).toBe(false);
  expect(await covers('{ old: a, versions: <2 }', '{ old: a }')).toBe(false);
  expect(await covers('{ old: a, wrappers: [x] }', '{ old: a }')).toBe(false);
  expect(await covers('{ old: a, wrappers: [x, y] }', '{ old: a, wrappers: [y, x] }')).toBe(true);
  expect(await covers('{ old: a, when: { depth: 1 } }', '{ old: a, when: { depth: 1 } }')).toBe(true);
  expect(await covers('{ old: a, when: { depth: 1 } }', '{ old: a }')).toBe(false);
  expect(await covers('{ old: a, allow: [MIT] }', '{ old: a, allow: [MIT, ISC] }')).toBe(false);
  expect(await covers('{ old: a, allow: [MIT, ISC] }', '{ old: a, allow: [MIT, ISC] }')).toBe(true);
  expect(await covers('{ old: a, wrappers: [x] }', '{ old: a, wrappers: [x, y] }')).toBe(false);
  expect(await covers('{ old: a, wrappers: [x, y] }', '{ old: a, wrappers: [x] }')).toBe(false);
  expect(await covers('{ old: a }', '{ old: a, wrappers: [x], when: { depth: 1 } }')).toBe(true);
  expect(await covers('{ old: a, new: b }', '{ old: a }')).toBe(false);
  expect(await covers('{ old: a, versions: <2 }', '{ old: a, versions: <2 }')).toBe(true);
});
