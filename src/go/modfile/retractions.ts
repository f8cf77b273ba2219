/** What cmd/go demands of a main module's retractions beyond the grammar. */

import { canonicalVersion, checkPathMajor, splitPathVersion } from '../version/path-major.ts';
import { lineError } from './errors.ts';
import type { ModError, ModFile } from './types.ts';

/**
 * Retracted versions that the module cannot have: modfile's fixRetract, with modload.fixVersion. `go mod edit` takes them, every command
 * that loads the module stops. What is not canonical is a question to a proxy, and left alone.
 */
export function retractErrors({ module, retract, syntax }: ModFile): ModError[] {
  if (module === undefined) return [];
  const { path } = module;
  const { pathMajor, ok } = splitPathVersion(path);
  if (!ok) return [];
  return retract.flatMap(({ low, high, line }) => {
    const message = [low, high]
      .filter((version) => version !== '' && canonicalVersion(version) === version)
      .map((version) => checkPathMajor(version, pathMajor))
      .find((fault) => fault !== undefined);
    if (message === undefined) return [];
    const error = lineError('mod', syntax.source, line, 'retract', { message, modPath: path });
    return [{ ...error, hint: 'retract only versions of this module path; other major versions are other modules' }];
  });
}
