/** Names of npm packages under `extends` and in what the caller names: `npm:@acme/go-policy`, `npm:go-policy/strict.yaml`. */
import { POLICY_EXTENSIONS } from '../file-names.ts';
import type { PatternFault } from '../patterns/patterns.ts';

const PREFIX = 'npm:';

/** Lower-case names as npm takes them; folders of the path cannot lead out of the package. */
const NAME = /^npm:((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)(?:\/(.+))?$/;

/** Whether a name is meant as a package. */
export function isPackageName(name: string): boolean {
  return name.startsWith(PREFIX);
}

export interface PolicyPackage {
  readonly name: string;
  /** The policy file in it; undefined: the one that stands at its top. */
  readonly file: string | undefined;
}

/** undefined for what `packageNameFault` refuses. */
export function parsePackageName(text: string): PolicyPackage | undefined {
  const parts = NAME.exec(text);
  return parts && packageNameFault(text) === undefined ? { name: parts[1]!, file: parts[2] } : undefined;
}

/** What is wrong with a name that begins with `npm:`; undefined where it is sound. */
export function packageNameFault(text: string): PatternFault | undefined {
  const shown = JSON.stringify(text);
  const parts = NAME.exec(text);
  if (!parts)
    return { message: `${shown} is not a package name`, hint: 'use npm:NAME or npm:@SCOPE/NAME, in lower case' };
  const file = parts[2];
  if (file === undefined) return undefined;
  if (file.includes('@'))
    return { message: `${shown} contains a version`, hint: 'packages are never fetched: the installed version counts' };
  if (file.split('/').some((element) => ['', '.', '..'].includes(element)) || file.includes('\\'))
    return { message: `${shown} does not name a file of the package`, hint: 'use npm:NAME/FILE, without . and ..' };
  if (POLICY_EXTENSIONS.some((end) => file.endsWith(end))) return undefined;
  return {
    message: `${shown} is not a YAML or JSON file`,
    hint: `use a file with one of these extensions: ${POLICY_EXTENSIONS.join(', ')}`,
  };
}
