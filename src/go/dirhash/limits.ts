/** Sizes that Go allows in modules (golang.org/x/mod/zip), and what a check of a module's files gives. */

/** Bytes of a module's zip, and of its files together. */
export const MAX_ZIP_FILE = 500 << 20;
export const MAX_GO_MOD = 16 << 20;
export const MAX_LICENSE = 16 << 20;

export interface FileError {
  readonly path: string;
  /** Go's message. */
  readonly error: string;
}

export interface CheckedFiles {
  readonly valid: readonly string[];
  /** Left out when a zip is made. */
  readonly omitted: readonly FileError[];
  readonly invalid: readonly FileError[];
  readonly sizeError: string | undefined;
}

/** What makes the files no module zip (CheckedFiles.Err); undefined where nothing does. */
export function checkedError({ sizeError, invalid }: CheckedFiles): string | undefined {
  if (sizeError !== undefined) return sizeError;
  return invalid.length > 0 ? invalid.map(({ path, error }) => `${path}: ${error}`).join('\n') : undefined;
}

/** Go's message for a root file that is larger than allowed. */
export function rootFileFault(path: string, size: number): string | undefined {
  if (path === 'go.mod' && size > MAX_GO_MOD) return `go.mod file too large (max size is ${MAX_GO_MOD} bytes)`;
  if (path === 'LICENSE' && size > MAX_LICENSE) return `LICENSE file too large (max size is ${MAX_LICENSE} bytes)`;
  return undefined;
}

export const NOT_CLEAN = 'file path is not clean';
export const GO_MOD_CASE = 'go.mod files must have lowercase names';
