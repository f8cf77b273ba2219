/** The files of a vulnerability database, wherever they are. */

export interface DatabaseFiles {
  /** Folder, zip or server, as the user named it. */
  readonly name: string;
  /** Paths of all files, sorted; undefined where nobody can list them (a server). Throws DatabaseError. */
  list(): readonly string[] | undefined;
  /** Its bytes, undefined where there is no such file. Rejects with DatabaseError, also where it has more than `max` bytes. */
  read(path: string, max: number): Promise<Uint8Array | undefined>;
}

export interface DatabaseLimits {
  /** Bytes of an index file. */
  readonly index: number;
  /** Bytes of one entry. */
  readonly entry: number;
  /** Bytes of all that is read, unpacked; bytes of a zip. */
  readonly total: number;
  /** Files, read or not. */
  readonly names: number;
}

/** The whole Go vulnerability database has about 4,300 entries in 19 MB, its zip about 2 MB. */
export const DATABASE_LIMITS: DatabaseLimits = { index: 16 << 20, entry: 1 << 20, total: 64 << 20, names: 100_000 };
