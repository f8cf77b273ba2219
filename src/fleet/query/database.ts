/** The entries of a run as tables. They are written once to a file beside the results, and used as long as the results are the same. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FleetEntry } from '../entry.ts';
import type { RunFolder } from '../run-folder.ts';
import { type Appender, type Connection, type Instance, openDuckDb } from './duckdb.ts';
import { versionKey } from './version-key.ts';

type Value = string | number | boolean | null | undefined;

interface Table {
  readonly name: string;
  /** With their types. */
  readonly columns: readonly (readonly [name: string, type: 'VARCHAR' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN'])[];
  readonly rows: (entry: FleetEntry) => Iterable<readonly Value[]>;
}

const text = (...names: readonly string[]) => names.map((name) => [name, 'VARCHAR'] as const);

/** The names of tables and columns are a contract. */
export const TABLES: readonly Table[] = [
  {
    name: 'targets',
    columns: [
      ...text('id', 'target', 'path', 'rev', 'commit'),
      ['exit', 'INTEGER'],
      ...text('error'),
      ['score', 'DOUBLE'],
    ],
    rows: ({ target: { id, name, path, rev }, commit, exit, error, score }) => [
      [id, name, path, rev, commit, exit, error, score],
    ],
  },
  {
    name: 'modules',
    columns: [
      ...text('id', 'target', 'dir', 'path', 'version', 'version_key', 'replaced_by', 'license'),
      ['direct', 'BOOLEAN'],
      ['depth', 'INTEGER'],
      ...text('through', 'replaced_path', 'replaced_key'),
    ],
    *rows({ target: { id, name }, inventory }) {
      for (const { path, version, replacedBy, uses, license } of inventory.components) {
        const instead = replacedBy && `${replacedBy.path} ${replacedBy.version}`.trim();
        const insteadKey = replacedBy && versionKey(replacedBy.version);
        for (const { dir, direct, depth, trail } of uses) {
          const through = trail.map((step) => `${step.path}@${step.version}`).join(' > ');
          const key = versionKey(version);
          yield [
            ...[id, name, dir, path, version, key, instead, license.expression, direct, depth, through],
            ...[replacedBy?.path, insteadKey],
          ];
        }
      }
    },
  },
  {
    name: 'findings',
    columns: [
      ...text('id', 'target', 'finding', 'rule', 'level', 'state', 'path'),
      ['line', 'INTEGER'],
      ...text('subject', 'message', 'vulnerability'),
    ],
    *rows({ target: { id, name }, findings }) {
      for (const { id: finding, rule, level, state, path, line, subject, message, vulnerability } of findings)
        yield [id, name, finding, rule, level, state, path, line, subject, message, vulnerability?.ids.join(' ')];
    },
  },
  {
    name: 'settings',
    columns: [...text('id', 'target', 'variable', 'value', 'path'), ['line', 'INTEGER'], ...text('reach')],
    *rows({ target: { id, name }, settings }) {
      for (const { variable, value, path, line, reach } of settings)
        yield [id, name, variable, value, path, line, reach];
    },
  },
  {
    name: 'gaps',
    columns: [...text('id', 'target', 'rule', 'subject', 'why', 'detail'), ['fails', 'BOOLEAN']],
    *rows({ target: { id, name }, gaps }) {
      for (const { rule, subject, why, detail, fails } of gaps) yield [id, name, rule, subject, why, detail, fails];
    },
  },
];

/** Changes with the tables. */
const FORMAT = 2;

/** The file of a finished run, made where it is missing. Throws MissingPeer. */
export async function databaseOf(run: RunFolder): Promise<string> {
  const summary = readFileSync(join(run.folder, 'summary.json'));
  const hash = createHash('sha256').update(`${FORMAT}\n`).update(summary).digest('hex').slice(0, 16);
  const file = join(run.folder, `.query-${hash}.duckdb`);
  if (existsSync(file)) return file;
  const draft = `${file}.${process.pid}.tmp`;
  const instance = await openDuckDb(draft);
  try {
    await fill(await instance.connect(), run);
  } catch (error) {
    instance.closeSync();
    rmSync(draft, { force: true });
    throw error;
  }
  instance.closeSync();
  renameSync(draft, file);
  return file;
}

async function fill(connection: Connection, run: RunFolder): Promise<void> {
  const appenders: Appender[] = [];
  for (const { name, columns } of TABLES) {
    await connection.run(`CREATE TABLE ${name} (${columns.map(([column, type]) => `"${column}" ${type}`).join(', ')})`);
    appenders.push(await connection.createAppender(name));
  }
  for (const target of run.targets()) {
    const entry = run.entry(target);
    if (entry === undefined) continue;
    for (const [i, { rows }] of TABLES.entries()) for (const row of rows(entry)) append(appenders[i]!, TABLES[i]!, row);
  }
  for (const appender of appenders) appender.closeSync();
  await connection.run('CHECKPOINT');
  connection.closeSync();
}

function append(appender: Appender, { columns }: Table, row: readonly Value[]): void {
  for (const [i, value] of row.entries()) {
    if (value === undefined || value === null) appender.appendNull();
    else if (typeof value === 'string') appender.appendVarchar(value.toWellFormed().replaceAll('\0', '\ufffd'));
    else if (typeof value === 'boolean') appender.appendBoolean(value);
    else if (columns[i]![1] === 'DOUBLE') appender.appendDouble(value);
    else appender.appendInteger(value);
  }
  appender.endRow();
}

export interface Answered {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
}

/** Asks the tables of `run`; those of `before` are in the schema `before`. SQL can read these tables, and no other file. */
export async function ask(
  sql: string,
  values: readonly string[],
  run: RunFolder,
  before: RunFolder | undefined,
): Promise<Answered> {
  const files = [await databaseOf(run), before && (await databaseOf(before))];
  const instance = await openDuckDb(':memory:');
  try {
    return await askAttached(instance, files, sql, values);
  } finally {
    instance.closeSync();
  }
}

async function askAttached(
  instance: Instance,
  [now, before]: readonly (string | undefined)[],
  sql: string,
  values: readonly string[],
): Promise<Answered> {
  const connection = await instance.connect();
  await connection.run(`ATTACH ${quoted(now!)} AS now (READ_ONLY)`);
  if (before !== undefined) await connection.run(`ATTACH ${quoted(before)} AS before (READ_ONLY)`);
  await connection.run('USE now');
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  const reader = await connection.runAndReadAll(sql, values);
  const columns = reader.columnNames();
  const rows = reader.getRowObjects().map((row) => Object.fromEntries(columns.map((name) => [name, cell(row[name])])));
  connection.closeSync();
  return { columns, rows };
}

function quoted(file: string): string {
  return `'${file.replaceAll("'", "''")}'`;
}

function cell(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}
