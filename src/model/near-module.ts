/** "Did you mean" for module paths. */
import { splitPathVersion } from '../go/version/path-major.ts';
import { nearest } from '../text/nearest.ts';

/** Names of so many letters may have two slips; in a shorter one two edits make another word. */
const LONG_NAME = 8;

/** Another major version of the module that was written, the module of a package, the only module of that name, or one a slip away; else undefined. */
export function nearModule(written: string, paths: Iterable<string>): string | undefined {
  const known = [...paths].sort();
  const { prefix } = splitPathVersion(written);
  const major = known.findLast((path) => splitPathVersion(path).prefix === prefix);
  if (major !== undefined) return major;
  const holding = known.findLast((path) => written.startsWith(`${path}/`));
  if (holding !== undefined) return holding;
  const named = written.includes('/') ? [] : known.filter((path) => lastElement(path) === written);
  return named.length === 1 ? named[0] : nearest(written, known, lastElement(written).length < LONG_NAME ? 1 : 2);
}

function lastElement(path: string): string {
  const { prefix } = splitPathVersion(path);
  return prefix.slice(prefix.lastIndexOf('/') + 1);
}
