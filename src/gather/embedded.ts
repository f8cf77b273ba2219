/** Files inside the single executable (release/package-sea.mjs), by their paths in the package. */

/** Of node:sea; Node 20.12 and later. */
interface Sea {
  isSea(): boolean;
  getRawAsset(key: string): ArrayBuffer;
}

/** undefined where this is no single executable, or where the file is not in it. */
export function embedded(path: string): Uint8Array | undefined {
  const sea = process.getBuiltinModule('node:sea') as Sea | undefined;
  if (!sea?.isSea()) return undefined;
  try {
    return new Uint8Array(sea.getRawAsset(path));
  } catch {
    return undefined;
  }
}

/** Whether this process is the single executable. */
export function isExecutable(): boolean {
  return (process.getBuiltinModule('node:sea') as Sea | undefined)?.isSea() ?? false;
}
