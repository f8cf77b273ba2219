/** Packages that only some actions of the fleet need: whoever uses these actions installs them beside modwarden. */

/** The package is not installed. */
export class MissingPeer extends Error {
  override readonly name = 'MissingPeer';
}

/** Its exports. Throws MissingPeer. The name is no literal in the import, so that the package is not part of the bundle. */
export async function loadPeer(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new MissingPeer(`the package "${name}" is not installed: npm install ${name}`);
  }
}
