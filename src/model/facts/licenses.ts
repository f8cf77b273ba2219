/** The licenses of the modules in use: which files are asked for, and what they say together. */

import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { Clarification } from '../../license/clarify.ts';
import type { LicenseTools } from '../../license/tools.ts';
import type { ModuleLicense, Stretch } from '../../license/types.ts';
import { internalFault } from '../fault.ts';
import { builtOf, type InUse, modulesInUse, type Scope } from '../in-use.ts';
import type { Repo } from '../repo.ts';
import type { Facts } from '../rule.ts';
import type { Ask, LicenseFile, Unknown } from './facts.ts';

/** Options that rules about licenses share. */
export interface LicenseOptions {
  /** `module`: license files of the module's root. `packages`: also those of its package folders. */
  readonly files: 'module' | 'packages';
  readonly scope: Scope;
  readonly clarify: readonly Clarification[];
}

/** A module whose license somebody else gives; own code (replaced by a folder) is skipped, and what is known not to be built. */
export interface Licensed extends InUse {
  readonly built: ModuleVersion;
}

/** The modules in use that have a license of their own: not local folders. */
export function* licensedInUse(repo: Repo, scope: Scope): Generator<Licensed> {
  for (const item of modulesInUse(repo, scope)) {
    const built = builtOf(item.use);
    if (built.version !== '' && !item.use.unbuilt) yield { ...item, built };
  }
}

/** The questions a license rule needs answered. */
export function* licenseAsks(repo: Repo, scope: Scope): Generator<Ask<'license'>> {
  for (const { built } of licensedInUse(repo, scope)) yield { kind: 'license', module: built };
}

/** The license of a module, or why it is unknown. */
export type LicenseAnswer =
  | {
      readonly known: true;
      readonly expression: string;
      readonly license: ModuleLicense | undefined;
      readonly files: readonly LicenseFile[];
      /** The statement that counts in place of what was detected. */
      readonly clarified: Clarification | undefined;
      readonly stale: readonly { readonly clarification: Clarification; readonly why: string }[];
    }
  | (Unknown & {
      /** The files are there: a gap of the rule that reads them, beyond the questions without an answer. */
      readonly unread?: true;
    });

/** The license of a built module, from the facts that `licenseAsks` asked for. */
export function licenseOf(
  built: ModuleVersion,
  facts: Facts,
  tools: LicenseTools,
  options: Pick<LicenseOptions, 'files' | 'clarify'>,
): LicenseAnswer {
  const own = tools.knownLicense(built.path);
  if (own !== undefined)
    return { known: true, expression: own, license: undefined, files: [], clarified: undefined, stale: [] };
  const answer = facts.get('license', built);
  if (!answer.known) return answer;
  try {
    return readLicense(built.path, answer.value.files, tools, options);
  } catch (error) {
    return { ...internalFault(error), unread: true };
  }
}

function readLicense(
  path: string,
  files: readonly LicenseFile[],
  tools: LicenseTools,
  options: Pick<LicenseOptions, 'files' | 'clarify'>,
): LicenseAnswer {
  const hashes = new Map<string, string | undefined>();
  const hashOf = (name: string) => {
    const file = hashes.has(name) ? undefined : files.find((f) => f.path === name);
    if (!hashes.has(name)) hashes.set(name, file && tools.sha256(file.text));
    return hashes.get(name);
  };
  const { holds, stale } = tools.clarify(path, hashOf, options.clarify);
  const license = tools.detectModule(files, { scope: options.files, path });
  return { known: true, expression: holds?.expression ?? license.expression, license, files, clarified: holds, stale };
}

/** `LICENSE:1-21, COPYING:3`: where the licenses that count were read. */
export function evidenceOf(license: ModuleLicense | undefined): string {
  if (license === undefined) return '';
  const places = license.files
    .filter((f) => f.counts)
    .flatMap((f) => f.detection.matches.slice(0, 3).map((m) => linesOf(f.path, m)));
  return [...new Set(places)].slice(0, 5).join(', ');
}

/** `PATH:LINE` or `PATH:FIRST-LAST`, for messages. */
export function linesOf(path: string, { startLine, endLine }: Stretch): string {
  return `${path}:${startLine === endLine ? startLine : `${startLine}-${endLine}`}`;
}
