/** Paths of files that a policy extends: relative to the policy that names them, and never out of the tree. */

import { POLICY_EXTENSIONS } from '../file-names.ts';
import type { PatternFault } from '../patterns/patterns.ts';

/** Whether a name under `extends` is meant as a file and not as a preset. */
export function writtenAsFile(name: string): boolean {
  return (
    name.includes('/') ||
    name.includes('\\') ||
    POLICY_EXTENSIONS.some((end) => name.endsWith(end)) ||
    /\.[cm]?[jt]s$/.test(name)
  );
}

export type PolicyFilePath = { readonly path: string } | PatternFault;

/** The tree path that `name` means in the file `from`. */
export function policyFilePath(from: string, name: string): PolicyFilePath {
  if (/^[a-z][a-z0-9+.-]*:/i.test(name))
    return {
      message: `${JSON.stringify(name)} is not a file in this repository`,
      hint: 'use a file in the repository; policies are never fetched from the network',
    };
  if (name.includes('\\'))
    return { message: `${JSON.stringify(name)} contains a backslash`, hint: 'use / between folders' };
  if (name.startsWith('/'))
    return {
      message: `${JSON.stringify(name)} is an absolute path`,
      hint: 'use a path relative to the policy file, starting with ./ or ../',
    };
  if (!name.startsWith('./') && !name.startsWith('../'))
    return { message: `${JSON.stringify(name)} is not a preset`, hint: `for a file, use ./${name}` };
  if (!POLICY_EXTENSIONS.some((end) => name.endsWith(end))) {
    return {
      message: `${JSON.stringify(name)} is not a YAML or JSON file`,
      hint: `use a file with one of these extensions: ${POLICY_EXTENSIONS.join(', ')}`,
    };
  }
  const elements = from.split('/').slice(0, -1);
  for (const element of name.split('/')) {
    // A policy of the command line may lie outside: its own path begins with `..`.
    if (element === '..' && elements.at(-1) === '..') elements.push('..');
    else if (element === '..' && elements.pop() === undefined)
      return { message: `${JSON.stringify(name)} is outside the repository` };
    if (element !== '..' && element !== '.' && element !== '') elements.push(element);
  }
  return { path: elements.join('/') };
}
