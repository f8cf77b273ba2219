/** Why something about a module is unavailable, in the words that Go puts around it. */

import { quote } from '../std/strconv.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import type { NotKnown, Question } from './questions.ts';

export interface Failure {
  readonly text: string;
  /** Go's module.ModuleError: which module's, as it was read (a replacement, a folder). Left out: an error without a module. */
  readonly at?: ModuleVersion;
  /** Go's module.InvalidVersionError: the version asked for is no canonical one (`master`). */
  readonly invalid?: { readonly version: string; readonly pseudo: boolean };
  /** fs.ErrNotExist: there is no such module or version. */
  readonly missing?: boolean;
  /** The question that was not answered. */
  readonly lacking?: { readonly question: Question; readonly reply: NotKnown };
}

/** module.Version's String. */
export function moduleText(module: ModuleVersion): string {
  return module.version === '' ? module.path : `${module.path}@${module.version}`;
}

/** ModuleError's Error. */
export function failureText(failure: Failure): string {
  const { at, invalid, text } = failure;
  if (!at) return text;
  if (invalid) return `${at.path}@${invalid.version}: invalid ${versionNoun(invalid)}: ${text}`;
  return at.version === '' ? `module ${at.path}: ${text}` : `${moduleText(at)}: ${text}`;
}

/** The error inside a ModuleError, the error itself where it is none. */
export function innerText(failure: Failure): string {
  const { invalid, text } = failure;
  return failure.at && invalid ? `${versionNoun(invalid)} ${quote(invalid.version)} invalid: ${text}` : text;
}

function versionNoun(invalid: { readonly pseudo: boolean }): string {
  return invalid.pseudo ? 'pseudo-version' : 'version';
}

/** mvs.BuildListError: the chain of requirements that leads to the module that failed. Main modules at its start are left out. */
export function chainText(chain: readonly ModuleVersion[], failure: Failure): string {
  const from = chain.findIndex((module) => module.version !== '');
  if (from < 0) return failureText(failure);
  const last = chain.at(-1)!;
  const steps = chain.slice(from, -1).map((module) => `${moduleText(module)} requires\n\t`);
  return steps.join('') + lastText(last, failure);
}

function lastText(last: ModuleVersion, failure: Failure): string {
  const { at, invalid } = failure;
  if (!at) return failureText({ ...failure, at: last });
  const actual = invalid ? { path: at.path, version: invalid.version } : at;
  if (actual.path === last.path && actual.version === last.version) return failureText(failure);
  return `${moduleText(last)} (replaced by ${moduleText(actual)}): ${innerText(failure)}`;
}

/** A go.mod whose content differs from what go.sum records. */
export interface SumMismatch {
  /** The module whose go.mod was read: where one is replaced, its replacement. */
  readonly module: ModuleVersion;
  /** As Go names the file: `go.sum`, `go.work.sum`, a member's by its absolute path. */
  readonly file: string;
  /** `h1:` hashes: of the go.mod that was read, and of the line that decides. */
  readonly downloaded: string;
  readonly recorded: string;
}

export interface QueryFailure extends Failure {
  /** The module is there, but no version that fits. */
  readonly noMatch?: boolean;
  /** Excluded or retracted. */
  readonly disallowed?: boolean;
}
