/** Indexes made by hand: each field where git has it, and all that is unusual left to git. */
import { describe, expect, it } from 'vitest';
import { parseIndex } from '../../../src/gather/tree/index-file.ts';

const WANTED = /mod$/;
const idOf = (digit: number) => `${digit}`.repeat(40);

interface Entry {
  readonly path: string;
  readonly mode?: number;
  readonly stage?: number;
  /** The flags that follow where there are more. */
  readonly more?: number;
}

/** `stripped`: in version 4, how many bytes of the path before fall away, as the file has it. */
function entryBytes(
  version: number,
  { path, mode = 0o100644, stage = 0, more }: Entry,
  i: number,
  before: string,
): Buffer {
  const head = Buffer.alloc(more === undefined ? 62 : 64);
  head.writeUInt32BE(mode, 24);
  head.write(idOf(i + 1), 40, 'hex');
  head.writeUInt16BE((stage << 12) | (more === undefined ? 0 : 0x4000), 60);
  if (more !== undefined) head.writeUInt16BE(more, 62);
  if (version < 4) {
    const length = head.length + path.length;
    return Buffer.concat([head, Buffer.from(path), Buffer.alloc(8 - (length % 8))]);
  }
  let same = 0;
  while (same < before.length && before[same] === path[same]) same++;
  return Buffer.concat([head, Buffer.from([before.length - same]), Buffer.from(`${path.slice(same)}\0`)]);
}

function extension(name: string, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content as string, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([Buffer.from(name), length, bytes]);
}

function indexOf(
  version: number,
  entries: readonly Entry[],
  rest: readonly Buffer[] = [],
  count = entries.length,
): Buffer {
  const head = Buffer.alloc(12);
  head.write('DIRC');
  head.writeUInt32BE(version, 4);
  head.writeUInt32BE(count, 8);
  const bytes = entries.map((entry, i) => entryBytes(version, entry, i, entries[i - 1]?.path ?? ''));
  return Buffer.concat([head, ...bytes, ...rest, Buffer.alloc(20)]);
}

const parse = (bytes: Buffer) => parseIndex(bytes, WANTED);
const id = (digit: number) => Buffer.from(idOf(digit), 'hex').toString('latin1');

it.each([2, 3, 4])('of version %d are read field by field', (version) => {
  const entries = [
    { path: 'a.mod' },
    { path: 'a.txt' },
    { path: 'b/c.mod', mode: 0o100755, stage: 1 },
    { path: 'b/c.mod', mode: 0o120000, stage: 2 },
    { path: 'b/c.mod', mode: 0o160000, stage: 3 },
    // Names of every length, for the fill.
    ...Array.from({ length: 9 }, (_, i) => ({ path: `c/${'x'.repeat(i)}.mod` })),
  ];
  const read = parse(indexOf(version, entries));
  expect(read?.paths).toEqual(entries.map(({ path }) => path));
  expect(read?.trees).toEqual(new Map());
  const expected = entries.map(({ path, mode = 0o100644, stage = 0 }: Entry, i) => ({
    mode,
    id: idOf(i + 1).slice(0, 40),
    stage,
    path,
  }));
  expect(read?.entry(1)).toEqual(expected[1]);
  expect(read?.entries).toEqual(expected.filter(({ path }) => path !== 'a.txt'));
});

it('leave out what is only meant to be added, and read other flags past', () => {
  const entries = [{ path: 'a.mod', more: 0x2000 }, { path: 'b.mod', more: 0x4000 }, { path: 'c.mod' }];
  for (const version of [3, 4]) {
    const read = parse(indexOf(version, entries))!;
    expect(read.paths).toEqual(['a.mod', 'b.mod', 'c.mod']);
    expect(read.entries.map(({ path }) => path)).toEqual(['b.mod', 'c.mod']);
    expect(read.entry(0)).toBeUndefined();
  }
  // Version 2 has no such flags.
  expect(parse(indexOf(2, entries))).toBeUndefined();
});

it('of version 4 share long beginnings of paths', () => {
  const entries = [{ path: `${'l/'.repeat(9_000)}a.mod` }, { path: 'm.mod' }, { path: 'm.mod2' }];
  const bytes = indexOf(4, entries.slice(0, 1));
  // 18,005 bytes fall away: offsets of more than one byte begin anew for each length.
  const second = entryBytes(4, { path: 'm.mod' }, 1, '');
  const stripped = Buffer.from([128 | 0, 128 | 11, 85]);
  const whole = Buffer.concat([
    bytes.subarray(0, -20),
    second.subarray(0, 62),
    stripped,
    Buffer.from('m.mod\0'),
    Buffer.alloc(20),
  ]);
  whole.writeUInt32BE(2, 8);
  expect(parse(whole)?.paths).toEqual([entries[0]!.path, 'm.mod']);
  // One more than the path before has.
  whole[bytes.length - 20 + 64] = 86;
  expect(parse(whole)).toBeUndefined();
});

describe('trees that git noted', () => {
  const tree = (name: string, entries: number, folders: number, digit?: number) =>
    `${name}\0${entries} ${folders}\n${digit === undefined ? '' : id(digit)}`;
  const noted = (content: string) => parse(indexOf(2, [{ path: 'a.mod' }], [extension('TREE', content)]));

  it('have their paths and ids, but for those that are out of date', () => {
    const text =
      tree('', -1, 3) +
      tree('a', 2, 1, 1) +
      tree('b', 1, 0, 2) +
      tree('c', -1, 1) +
      tree('d', 1, 0, 3) +
      tree('e', 0, 0, 4);
    expect(noted(text)?.trees).toEqual(
      new Map([
        ['a/', idOf(1)],
        ['a/b/', idOf(2)],
        ['c/d/', idOf(3)],
        ['e/', idOf(4)],
      ]),
    );
    expect(noted(tree('', 1, 0, 5))?.trees).toEqual(new Map([['', idOf(5)]]));
    expect(noted('')?.trees).toEqual(new Map());
  });

  it('that are cut are no trees', () => {
    for (const text of ['\0', 'x', '1 0\n', `\0${'1 0'}`]) expect(() => noted(text)).toThrow('cut');
  });

  it('are one extension among others', () => {
    const trees = extension('TREE', tree('', 1, 0, 6));
    const rest = [extension('REUC', 'x'), trees, extension('ZZZZ', ''), extension('AAAA', 'TREE')];
    expect(parse(indexOf(2, [{ path: 'a.mod' }], rest))?.trees).toEqual(new Map([['', idOf(6)]]));
  });
});

it.each<[name: string, bytes: Buffer]>([
  ['of no bytes', Buffer.alloc(0)],
  ['shorter than a head', indexOf(2, []).subarray(1)],
  ['of version 1', indexOf(1, [])],
  ['of version 5', indexOf(5, [])],
  ['with fewer entries than they say', indexOf(2, [{ path: 'a.mod' }], [], 2)],
  ['of a sparse checkout', indexOf(2, [{ path: 'a', mode: 0o040000 }])],
  ['with an asterisk in a path', indexOf(2, [{ path: 'a*b' }])],
  ['with an extension that must be known', indexOf(2, [], [extension('link', '')])],
  ['with an extension below the capitals', indexOf(2, [], [extension('@AAA', '')])],
  ['with an extension above the capitals', indexOf(2, [], [extension('[AAA', '')])],
  ['with an extension that is cut', indexOf(2, [], [extension('AAAA', 'xx').subarray(0, -1)])],
  ['with half an extension', indexOf(2, [], [Buffer.from('AAAA')])],
  ['with more behind the extensions', indexOf(2, [], [extension('AAAA', ''), Buffer.from('x')])],
])('%s are left to git', (_, bytes) => {
  expect(parse(bytes)).toBeUndefined();
});

it('may be empty', () => {
  expect(parse(indexOf(2, []))).toMatchObject({ entries: [], paths: [], trees: new Map() });
  const wrong = indexOf(2, []);
  wrong.write('DIRX');
  expect(parse(wrong)).toBeUndefined();
});
