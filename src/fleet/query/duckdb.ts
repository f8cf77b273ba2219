/** What we use of DuckDB, which is loaded only for queries. */
import { loadPeer } from '../peer.ts';

export interface Reader {
  columnNames(): string[];
  getRowObjects(): readonly Readonly<Record<string, unknown>>[];
}

export interface Appender {
  appendVarchar(value: string): void;
  appendInteger(value: number): void;
  appendDouble(value: number): void;
  appendBoolean(value: boolean): void;
  appendNull(): void;
  endRow(): void;
  closeSync(): void;
}

export interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string, values?: readonly string[]): Promise<Reader>;
  createAppender(table: string): Promise<Appender>;
  closeSync(): void;
}

export interface Instance {
  connect(): Promise<Connection>;
  closeSync(): void;
}

/** Extensions are code from a server: none is fetched. Throws MissingPeer. */
export async function openDuckDb(file: string): Promise<Instance> {
  const { DuckDBInstance } = (await loadPeer('@duckdb/node-api')) as {
    readonly DuckDBInstance: { create(file: string, options: Readonly<Record<string, string>>): Promise<Instance> };
  };
  return DuckDBInstance.create(file, { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
}
