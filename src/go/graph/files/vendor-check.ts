/** What Go calls inconsistent vendoring: vendor/modules.txt against go.mod and go.work (modload.checkVendorConsistency). */

import type { Line } from '../../modfile/tree.ts';
import type { Replace } from '../../modfile/types.ts';
import { type VendorFile, vendorKey } from '../../vendor/modules-txt.ts';
import { compare } from '../../version/go-version.ts';
import type { ModuleVersion } from '../../version/module-version.ts';
import { moduleText } from '../failure.ts';
import { type GraphSession, short, versionKey } from '../session.ts';
import { canonicalReplacement, replacementFrom, replacementOf, sayConflict } from './replace.ts';

/** What contradicts: the module, and Go's words about it. */
export interface VendorProblem {
  readonly module: ModuleVersion;
  readonly text: string;
  /** The require or replace line that modules.txt contradicts; undefined where modules.txt says more than go.mod and go.work. */
  readonly line: Line | undefined;
}

/** modload.checkVendorConsistency, in Go's order. */
export function vendorProblems(session: GraphSession, vendor: VendorFile): VendorProblem[] {
  const { mains } = session;
  const files = mains.paths.map((path) => mains.files.get(path)!);
  // Before Go 1.14 modules.txt did not say enough for a full check.
  const old = !mains.work && compare(files[0]!.file.go?.version ?? '', '1.14') < 0;
  const problems: VendorProblem[] = [];
  for (const { file } of files)
    for (const module of file.require) {
      const text = requireProblem(vendor, module, old);
      if (text !== undefined) problems.push({ module, text, line: module.line });
    }
  const seen = new Set<string>();
  const replaces = [...files.map((main) => main.file.replace), mains.work?.file.replace ?? []].flat();
  for (const replace of replaces) {
    if (seen.has(versionKey(replace.old))) continue;
    seen.add(versionKey(replace.old));
    const text = replaceProblem(session, vendor, replace, old);
    if (text !== undefined) problems.push({ module: replace.old, text, line: replace.line });
  }
  const required = new Set(files.flatMap(({ file }) => file.require.map(versionKey)));
  for (const module of vendor.list) {
    if (!vendor.meta.get(vendorKey(module))?.explicit || required.has(versionKey(module))) continue;
    const where = mains.work ? 'a go.mod' : 'go.mod';
    problems.push({
      module,
      text: `is marked as explicit in vendor/modules.txt, but not explicitly required in ${where}`,
      line: undefined,
    });
  }
  for (const module of vendor.replaced) {
    sayConflict(session, module);
    if (replacementOf(session, module)) continue;
    const where = mains.work ? 'the workspace' : 'go.mod';
    problems.push({
      module,
      text: `is marked as replaced in vendor/modules.txt, but not replaced in ${where}`,
      line: undefined,
    });
  }
  return problems;
}

function requireProblem(vendor: VendorFile, module: ModuleVersion, old: boolean): string | undefined {
  if (vendor.meta.get(vendorKey(module))?.explicit) return undefined;
  if (!old) return 'is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt';
  const version = vendor.versions.get(module.path);
  if (version === undefined || version === module.version) return undefined;
  return `is explicitly required in go.mod, but vendor/modules.txt indicates ${module.path}@${version}`;
}

function replaceProblem(
  session: GraphSession,
  vendor: VendorFile,
  { old: left }: Replace,
  old: boolean,
): string | undefined {
  const found = replacementFrom(session, left);
  sayConflict(session, left);
  const now = found && canonicalReplacement(session.mains, found);
  const recorded = vendor.meta.get(vendorKey(left))?.replacement;
  const file = found ? short(session, found.file) : '';
  if (!recorded) {
    // Before 1.14 only replacements of modules with packages were recorded.
    if (!found || (old && (left.version === '' || vendor.versions.get(left.path) !== left.version))) return undefined;
    return `is replaced in ${file}, but not marked as replaced in vendor/modules.txt`;
  }
  if (now && now.path === recorded.path && now.version === recorded.version) return undefined;
  const actual = found ? moduleText(found.to) : '';
  return `is replaced by ${actual} in ${file}, but marked as replaced by ${moduleText(recorded)} in vendor/modules.txt`;
}
