/** How the tables come into their file, and who may read them. A stand-in for DuckDB notes what it is told; test/cli asks the real one. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, databaseOf, TABLES } from '../../../src/fleet/query/database.ts';
import { type RunFolder, runFolder } from '../../../src/fleet/run-folder.ts';
import { printable } from '../../../src/text/printable.ts';
import { component, entry, finding, INFO, target } from '../entries.ts';

const duck = vi.hoisted(() => ({
  said: [] as string[],
  rows: new Map<string, unknown[][]>(),
  kinds: new Map<string, string[][]>(),
  answer: { columns: [] as string[], rows: [] as Record<string, unknown>[] },
  values: [] as unknown[],
  fails: undefined as string | undefined,
}));

vi.mock('../../../src/fleet/query/duckdb.ts', async () => {
  const { writeFileSync: write } = await import('node:fs');
  const appender = (table: string) => {
    const all: unknown[][] = [];
    const kinds: string[][] = [];
    duck.rows.set(table, all);
    duck.kinds.set(table, kinds);
    let row: unknown[] = [];
    let kind: string[] = [];
    const take = (name: string) => (value: unknown) => {
      row.push(value ?? null);
      kind.push(name);
    };
    return {
      appendVarchar: take('VARCHAR'),
      appendInteger: take('INTEGER'),
      appendDouble: take('DOUBLE'),
      appendBoolean: take('BOOLEAN'),
      appendNull: () => take('NULL')(null),
      endRow: () => {
        all.push(row);
        kinds.push(kind);
        row = [];
        kind = [];
      },
      closeSync: () => void duck.said.push(`close ${table}`),
    };
  };
  return {
    openDuckDb: async (file: string) => {
      duck.said.push(`open ${file === ':memory:' ? file : 'file'}`);
      if (file !== ':memory:') write(file, 'database');
      return {
        connect: async () => ({
          run: async (sql: string) => {
            duck.said.push(sql);
            if (duck.fails !== undefined && sql.includes(duck.fails)) throw new Error(`no ${duck.fails}`);
          },
          runAndReadAll: async (sql: string, values: unknown) => {
            duck.said.push(sql);
            duck.values.push(values);
            return { columnNames: () => duck.answer.columns, getRowObjects: () => duck.answer.rows };
          },
          createAppender: async (table: string) => appender(table),
          closeSync: () => void duck.said.push('close connection'),
        }),
        closeSync: () => void duck.said.push('close'),
      };
    },
  };
});

let folder: string;
let run: RunFolder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "run'-"));
  run = runFolder(folder);
  run.start(INFO, ['a', 'b'].map(target));
  run.write('summary.json', printable('{"x":1}'));
  run.save(
    entry('a', {
      score: 70.5,
      findings: [finding('graph/banned', { message: 'nul \0 and half \ud800' }), finding('graph/old', { line: 9 })],
      settings: [{ variable: 'GOSUMDB', path: 'Dockerfile', line: 2, reach: 'image' }],
      components: [component('a.test/a v1.0.0 MIT'), component('b.test/b v1.0.0')],
    }),
    undefined,
  );
  Object.assign(duck, { said: [], values: [], fails: undefined, answer: { columns: [], rows: [] } });
});
afterEach(() => rmSync(folder, { recursive: true }));

const files = () => readdirSync(folder).filter((name) => name.startsWith('.query'));

describe('the file of a run', () => {
  it('is made once for the same results, and again for others', async () => {
    const file = await databaseOf(run);
    expect(file).toMatch(/[\\/]\.query-[0-9a-f]{16}\.duckdb$/);
    expect([existsSync(file), files().length]).toEqual([true, 1]);
    const { length } = duck.said;
    expect(await databaseOf(run)).toBe(file);
    expect(duck.said).toHaveLength(length);
    run.write('summary.json', printable('{"x":2}'));
    expect(await databaseOf(run)).not.toBe(file);
    expect(files()).toHaveLength(2);
  });

  it('has every table with its columns, closed before it gets its name', async () => {
    await databaseOf(run);
    expect(duck.said).toEqual([
      'open file',
      ...TABLES.map(
        ({ name, columns }) =>
          `CREATE TABLE ${name} (${columns.map(([column, type]) => `"${column}" ${type}`).join(', ')})`,
      ),
      ...TABLES.map(({ name }) => `close ${name}`),
      'CHECKPOINT',
      'close connection',
      'close',
    ]);
  });

  it('has the rows of each target that is done, each value of the type of its column', async () => {
    await databaseOf(run);
    // The second target is not done.
    expect([...duck.rows].map(([name, rows]) => [name, rows.length])).toEqual([
      ['targets', 1],
      ['modules', 2],
      ['findings', 2],
      ['settings', 1],
      ['gaps', 0],
    ]);
    for (const { name, columns, rows } of TABLES) {
      const wanted = [...rows(run.entry(target('a'))!)].map((row) => row.map((value) => value ?? null));
      const plain = (value: unknown) =>
        typeof value === 'string' ? value.replaceAll('\0', '\ufffd').replaceAll('\ud800', '\ufffd') : value;
      expect(duck.rows.get(name)).toEqual(wanted.map((row) => row.map(plain)));
      for (const [r, row] of duck.kinds.get(name)!.entries())
        expect(row).toEqual(columns.map(([, type], i) => (wanted[r]![i] === null ? 'NULL' : type)));
    }
    expect(duck.rows.get('targets')![0]).toContain(70.5);
    expect(duck.kinds.get('targets')![0]!.at(-1)).toBe('DOUBLE');
  });

  it('is not there where it could not be made', async () => {
    duck.fails = 'CHECKPOINT';
    await expect(databaseOf(run)).rejects.toThrow('no CHECKPOINT');
    expect([files(), duck.said.at(-1)]).toEqual([[], 'close']);
  });

  it('needs a finished run', async () => {
    rmSync(join(folder, 'summary.json'));
    await expect(databaseOf(run)).rejects.toThrow('ENOENT');
  });
});

describe('a question', () => {
  it('can read the tables of this run and of the one before, and nothing else', async () => {
    const file = await databaseOf(run);
    const quoted = `'${file.replaceAll("'", "''")}'`;
    expect(quoted).toContain("''");
    duck.said.length = 0;
    await ask('SELECT 1', ['v'], run, undefined);
    const locked = ['USE now', 'SET enable_external_access = false', 'SET lock_configuration = true'];
    const rest = [...locked, 'SELECT 1', 'close connection', 'close'];
    expect(duck.said).toEqual(['open :memory:', `ATTACH ${quoted} AS now (READ_ONLY)`, ...rest]);
    expect(duck.values).toEqual([['v']]);
    duck.said.length = 0;
    await ask('SELECT 1', [], run, run);
    expect(duck.said).toEqual([
      'open :memory:',
      `ATTACH ${quoted} AS now (READ_ONLY)`,
      `ATTACH ${quoted} AS before (READ_ONLY)`,
      ...rest,
    ]);
  });

  it('has its answer as plain values, in the order of its columns', async () => {
    const day = { toString: () => '2026-06-01' };
    duck.answer = {
      columns: ['b', 'a', 'c', 'd', 'e', 'f', 'g', 'h'],
      rows: [{ a: 'text', b: 1.5, c: true, d: null, e: 7n, f: 2n ** 60n, g: day, other: 'x' }],
    };
    const { columns, rows } = await ask('SELECT', [], run, undefined);
    expect(columns).toEqual(duck.answer.columns);
    expect(Object.entries(rows[0]!)).toEqual([
      ['b', 1.5],
      ['a', 'text'],
      ['c', true],
      ['d', null],
      ['e', 7],
      ['f', String(2n ** 60n)],
      ['g', '2026-06-01'],
      ['h', null],
    ]);
  });

  it('that fails ends the database all the same', async () => {
    duck.fails = 'USE now';
    await expect(ask('SELECT 1', [], run, undefined)).rejects.toThrow('no USE now');
    expect(duck.said.at(-1)).toBe('close');
  });
});
