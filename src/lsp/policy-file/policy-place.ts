/** A place in a policy that somebody is writing. */
export interface PolicyPlace {
  /** Keys from the top, `[]` for an item of a list. */
  readonly path: readonly string[];
  /** `key`: a key of the map at `path` · `value`: the value at `path`. */
  readonly at: 'key' | 'value';
  /** What was typed of the key or value. */
  readonly typed: string;
  /** The column, from 0, at which that begins. */
  readonly start: number;
  /** The column at which what it replaces ends; left out: at the position. */
  readonly end?: number;
  /** Keys that the map has beside it. */
  readonly siblings: ReadonlySet<string>;
}
