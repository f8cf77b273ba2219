import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/gather/vulndb/database.ts';
import { DATABASE_LIMITS, type DatabaseFiles } from '../../../src/gather/vulndb/files.ts';
import { DatabaseError } from '../../../src/vuln/json.ts';

const entry = (id: string, ...modules: string[]) =>
  JSON.stringify({ id, affected: modules.map((name) => ({ package: { name, ecosystem: 'Go' } })) });
const index = (modules: Record<string, string[]>) =>
  JSON.stringify(Object.entries(modules).map(([path, ids]) => ({ path, vulns: ids.map((id) => ({ id })) })));

/** What was read, in order, and a database of these files. */
function opened(texts: Record<string, string>, limits = DATABASE_LIMITS) {
  const read: string[] = [];
  const files: DatabaseFiles = {
    name: 'db',
    list: () => Object.keys(texts).sort(),
    read: async (path) => {
      read.push(path);
      return texts[path] === undefined ? undefined : Buffer.from(texts[path]);
    },
  };
  return { read, database: openDatabase(files, limits) };
}

const TWO = {
  'index/modules.json': index({ 'a.example/a': ['GO-1'], 'b.example/b': ['GO-2', 'GO-1'] }),
  'index/db.json': '{"modified":"2026-08-21T20:38:00Z"}',
  'ID/GO-1.json': entry('GO-1', 'a.example/a', 'b.example/b'),
  'ID/GO-2.json': entry('GO-2', 'b.example/b'),
};

describe('a database with an index', () => {
  it('says what it is', async () => {
    const sha256 = createHash('sha256').update(TWO['index/modules.json']).digest('hex');
    expect((await opened(TWO).database).info).toEqual({
      name: 'db',
      modified: '2026-08-21T20:38:00Z',
      modules: 2,
      entries: 2,
      malicious: 0,
      sha256,
    });
  });

  it('reads only the entries of the modules that are asked for, each once', async () => {
    const { read, database } = opened(TWO);
    const { entriesOf } = await database;
    expect((await entriesOf('a.example/a')).map((e) => e.id)).toEqual(['GO-1']);
    expect(await entriesOf('other.example/x')).toEqual([]);
    expect(read).toEqual(['index/modules.json', 'index/db.json', 'ID/GO-1.json']);
    await entriesOf('b.example/b');
    expect(read.slice(3)).toEqual(['ID/GO-2.json']);
  });

  it.each([
    ['a missing entry', { 'ID/GO-1.json': undefined }, /^ID\/GO-1.json is missing, and the index names it$/],
    [
      'an entry of another ID',
      { 'ID/GO-1.json': entry('GO-7', 'a.example/a') },
      /^ID\/GO-1.json: expected the entry of its name, got GO-7$/,
    ],
    ['an entry of an ID that ends so', { 'ID/GO-1.json': entry('O-1', 'a.example/a') }, /GO-1.json/],
    [
      'an entry that does not name the module',
      { 'ID/GO-1.json': entry('GO-1', 'b.example/b') },
      /^ID\/GO-1.json does not name a.example\/a, and the index says that it does$/,
    ],
    ['a broken entry', { 'ID/GO-1.json': '{' }, 'expected JSON'],
  ])('refuses %s where it is needed', async (_, change, message) => {
    const { database } = opened({ ...TWO, ...change } as Record<string, string>);
    const { entriesOf } = await database;
    await expect(entriesOf('a.example/a')).rejects.toThrow(message);
    expect(await entriesOf('other.example/x')).toEqual([]);
  });

  it('has limits for what is read', async () => {
    const length = (path: keyof typeof TWO) => Buffer.byteLength(TWO[path]);
    const total = length('index/modules.json') + length('index/db.json') + length('ID/GO-1.json');
    for (const [limit, isEnough] of [
      [total, true],
      [total - 1, false],
    ] as const) {
      const { entriesOf } = await opened(TWO, { ...DATABASE_LIMITS, total: limit }).database;
      if (isEnough) expect(await entriesOf('a.example/a')).toHaveLength(1);
      else await expect(entriesOf('a.example/a')).rejects.toThrow(new DatabaseError(`more than ${limit} bytes read`));
    }
    await expect(opened(TWO, { ...DATABASE_LIMITS, total: 10 }).database).rejects.toThrow('more than 10 bytes read');
  });

  it('reads each kind of file up to a limit of its own', async () => {
    const asked: [string, number][] = [];
    const files: DatabaseFiles = {
      name: 'db',
      list: () => undefined,
      read: async (path, max) => {
        asked.push([path, max]);
        return Buffer.from(TWO[path as keyof typeof TWO]);
      },
    };
    await (await openDatabase(files)).entriesOf('a.example/a');
    expect(asked).toEqual([
      ['index/modules.json', 16 << 20],
      ['index/db.json', 16 << 20],
      ['ID/GO-1.json', 1 << 20],
    ]);
    expect(DATABASE_LIMITS).toMatchObject({ total: 64 << 20, names: 100_000 });
  });

  it('counts entries once, and those about malicious modules apart', async () => {
    const many = { 'a.example/a': ['GO-1', 'MAL-1'], 'b.example/b': ['GO-1', 'XMAL-2'] };
    const { info, paths } = await opened({ 'index/modules.json': index(many) }).database;
    expect(info).toMatchObject({ modules: 2, entries: 3, malicious: 1 });
    expect(info).not.toHaveProperty('modified');
    expect(paths).toEqual(['a.example/a', 'b.example/b']);
  });

  it('on a server must have its index', async () => {
    const files: DatabaseFiles = { name: 'db', list: () => undefined, read: async () => undefined };
    await expect(openDatabase(files)).rejects.toThrow(new DatabaseError('index/modules.json is missing'));
  });
});

describe('a database without an index', () => {
  it('has a file for each entry, and no date', async () => {
    const { database } = opened({ 'GO-1.json': entry('GO-1', 'a.example/a'), 'README.md': '' });
    const { info, entriesOf } = await database;
    expect(info).toMatchObject({ entries: 1, modules: 1, malicious: 0 });
    expect(info).not.toHaveProperty('modified');
    expect((await entriesOf('a.example/a')).map((e) => e.id)).toEqual(['GO-1']);
  });

  it('says what it is, and gives the entries of each module in their order', async () => {
    const texts = {
      'GO-1.json': entry('GO-1', 'a.example/a', 'b.example/b', 'a.example/a'),
      'GO-2.json': entry('GO-2', 'b.example/b'),
      'x/MAL-1.json': entry('MAL-1', 'c.example/c'),
    };
    const hash = createHash('sha256');
    for (const [path, text] of Object.entries(texts)) hash.update(`${path.replace(/^x\/|\.json$/g, '')}\n${text}`);
    const { info, paths, entriesOf } = await opened(texts).database;
    expect(info).toEqual({ name: 'db', modules: 3, entries: 3, malicious: 1, sha256: hash.digest('hex') });
    expect(paths).toEqual(['a.example/a', 'b.example/b', 'c.example/c']);
    const idsOf = async (path: string) => (await entriesOf(path)).map(({ id }) => id);
    expect([await idsOf('a.example/a'), await idsOf('b.example/b'), await idsOf('none')]).toEqual([
      ['GO-1'],
      ['GO-1', 'GO-2'],
      [],
    ]);
  });

  it('may have entries about malicious modules in folders', async () => {
    const { database } = opened({ 'go/a.example/a/MAL-1.json': entry('MAL-1', 'a.example/a') });
    expect((await database).info.malicious).toBe(1);
  });

  it.each([
    [{}, 'no vulnerability database found'],
    [{ 'index/modules.json.gz': '' }, 'no vulnerability database found'],
    [{ 'GO-1.json': entry('GO-2') }, 'expected the entry of its name'],
    [{ 'a.b.json': '{}' }, 'not a file of a vulnerability database'],
    [{ 'sub/GO-1.json': entry('GO-1') }, 'not a file of a vulnerability database'],
    [{ 'MAL-1.json': entry('MAL-1'), 'sub/MAL-1.json': entry('MAL-1') }, 'MAL-1 is there twice'],
  ])('is refused: %o', async (texts, message) => {
    await expect(opened(texts).database).rejects.toThrow(message);
  });
});
