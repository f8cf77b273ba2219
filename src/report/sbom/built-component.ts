/** What SBOMs say alike of a component. */
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { Component } from '../inventory.ts';

/** The module that is built: its replacement, if it has one. A folder keeps the name, without a version. */
export function builtComponent({ path, version, replacedBy }: Component): ModuleVersion {
  if (replacedBy === undefined) return { path, version };
  return replacedBy.version === '' ? { path, version: '' } : replacedBy;
}

/** Whether it is an SPDX expression: `NONE` and `NOASSERTION` cannot be part of one. */
export function isWholeExpression(expression: string): boolean {
  return !/\b(?:NONE|NOASSERTION)\b/.test(expression);
}
