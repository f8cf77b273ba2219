/** Where a policy can stand in a folder: one table for the disk, the index, revisions and archives. The first one found judges. */
export const PACKAGE_FILE = 'package.json';

/** The key of package.json that holds a policy. */
export const PACKAGE_KEY = 'modwarden';

export const POLICY_FILES: readonly string[] = ['.modwarden.yaml', '.modwarden.yml', '.modwarden.json', PACKAGE_FILE];

/** What a file that is extended may end in. */
export const POLICY_EXTENSIONS: readonly string[] = ['.yaml', '.yml', '.json'];

/**
 * Whether a package.json holds a policy. One that is not JSON but speaks of the key does too, so that its fault is reported and not
 * skipped.
 */
export function hasPackageKey(text: string): boolean {
  if (!text.includes(PACKAGE_KEY) && !text.includes('\\u')) return false;
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null && Object.hasOwn(value, PACKAGE_KEY);
  } catch {
    return text.includes(PACKAGE_KEY);
  }
}
