/** vendor/modules.txt against go.mod or go.work, as the go command compares them before it builds from vendor. */

import { vendorProblems } from '../../go/graph/files/vendor-check.ts';
import { parsedSession } from '../../go/graph/parsed-session.ts';
import { lineSpan } from '../../go/modfile/spans.ts';
import type { FileSyntax, Line } from '../../go/modfile/tree.ts';
import type { PathLine, Replace } from '../../go/modfile/types.ts';
import { type VendorFile, type VendorRecord, vendorKey } from '../../go/vendor/modules-txt.ts';
import { compare } from '../../go/version/go-version.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { firstLine, type Span } from '../../text/source.ts';
import { type DirectiveFile, directiveFiles } from '../directives.ts';
import { inFolder, isUnder, resolveIn } from '../discover.ts';
import type { MainModule, Repo, Workspace } from '../repo.ts';
import { membersOf } from '../workspace/members.ts';

/** A difference between vendor/modules.txt and go.mod or go.work that makes Go fail. */
export interface VendorContradiction {
  readonly subject: ModuleVersion;
  /** Go's words. */
  readonly text: string;
  /** The line of go.mod or go.work that modules.txt contradicts, else the record that says more. */
  readonly at: Span;
  /** What modules.txt says of that path instead, where `at` is not it. */
  readonly record: Span | undefined;
  readonly vendor: VendorFile;
  /** Whose go.mod `at` stands in; undefined for go.work and for modules.txt of a workspace. */
  readonly module: MainModule | undefined;
  /** The vendor folder is that of a workspace. */
  readonly workspace: boolean;
}

/** Whether Go builds this module from its vendor folder unless it is told otherwise (modload.setDefaultBuildMod). */
export function isVendored({ mod, vendor }: MainModule): boolean {
  return vendor !== undefined && !vendor.workspace && mod.go !== undefined && compare(mod.go.version, '1.14') >= 0;
}

/** Of every vendor folder whose modules can be read. */
export function* vendorContradictions(repo: Repo): Generator<VendorContradiction> {
  for (const module of repo.modules) {
    if (module.vendor === undefined || module.vendor.workspace || module.errors.length > 0) continue;
    if (module.vendor.unreadable !== undefined) continue;
    yield* found(module.vendor, [module], undefined);
    yield* notRequired(module, module.vendor);
  }
  for (const workspace of repo.workspaces) {
    const modules = membersOf(repo, workspace).flatMap(({ module }) => module ?? []);
    const complete = modules.length === workspace.members.length && modules.every((m) => m.errors.length === 0);
    if (!workspace.vendor?.workspace || workspace.errors.length > 0 || !complete) continue;
    yield* found(workspace.vendor, modules, workspace);
  }
}

function* found(
  vendor: VendorFile,
  modules: readonly MainModule[],
  workspace: Workspace | undefined,
): Generator<VendorContradiction> {
  const members = modules.map(({ dir, mod }) => ({ folder: `/${dir}`, file: mod }));
  const work = workspace && { path: `/${inFolder(workspace.dir, 'go.work')}`, file: workspace.work };
  const session = parsedSession({ members, ...(work && { work }) });
  const owners = linesOf(modules, workspace);
  const records = recordsOf(vendor);
  const common = { vendor, workspace: workspace !== undefined };
  for (const { module: subject, text, line } of vendorProblems(session, vendor)) {
    const record = records.get(pathKey(subject))?.at;
    const owner = line && owners.get(line);
    const own = records.get(vendorKey(subject))?.at;
    yield owner
      ? { ...common, subject, text, at: lineSpan(owner.syntax, line), record, module: owner.module }
      : {
          ...common,
          subject,
          text,
          at: own ?? firstLine(vendor.source),
          record: undefined,
          module: only(modules, workspace),
        };
  }
}

/** The first record of each path, and by `path@version` of each version. */
function recordsOf({ records }: VendorFile): ReadonlyMap<string, VendorRecord> {
  const first = new Map<string, VendorRecord>();
  for (const record of records)
    for (const key of [pathKey(record), vendorKey(record)]) if (!first.has(key)) first.set(key, record);
  return first;
}

/** Unlike any `path@version`: nothing in modules.txt has a blank in it. */
function pathKey({ path }: { readonly path: string }): string {
  return `${path} `;
}

function only(modules: readonly MainModule[], workspace: Workspace | undefined): MainModule | undefined {
  return workspace === undefined ? modules[0] : undefined;
}

interface Owner {
  readonly syntax: FileSyntax;
  readonly module: MainModule | undefined;
}

function linesOf(modules: readonly MainModule[], workspace: Workspace | undefined): Map<Line, Owner> {
  const owners = new Map<Line, Owner>();
  for (const module of modules) {
    const { syntax, require, replace } = module.mod;
    for (const { line } of [...require, ...replace]) owners.set(line, { syntax, module });
  }
  for (const { line } of workspace?.work.replace ?? [])
    owners.set(line, { syntax: workspace!.work.syntax, module: undefined });
  return owners;
}

/** From Go 1.17 on go.mod names every module that is built from, so what vendor holds must be a requirement (modload.checkVendorConsistency's other half). */
function* notRequired(module: MainModule, vendor: VendorFile): Generator<VendorContradiction> {
  const { mod } = module;
  if (mod.go === undefined || compare(mod.go.version, '1.17') < 0) return;
  const excluded = new Set(mod.exclude.map((e) => `${e.path}@${e.version}`));
  const records = recordsOf(vendor);
  const required = new Set(mod.require.map((r) => `${r.path}@${r.version}`).filter((key) => !excluded.has(key)));
  for (const subject of vendor.list) {
    const key = `${subject.path}@${subject.version}`;
    if (required.has(key) || vendor.meta.get(key)?.explicit) continue;
    const { at } = records.get(key)!;
    const text = 'should be required explicitly in go.mod';
    yield { subject, text, at, record: undefined, vendor, module, workspace: false };
  }
}

/** Replacements by a folder inside the vendor folder: `go mod vendor` refuses them, since it would copy the folder into itself. */
export function* replacedFromVendor(repo: Repo): Generator<{ readonly file: DirectiveFile; readonly line: Replace }> {
  for (const file of directiveFiles(repo)) {
    if (!repo.hasFolder(inFolder(file.dir, 'vendor'))) continue;
    for (const line of file.replace) {
      const target = line.new.version === '' ? resolveIn(file.dir, line.new.path) : undefined;
      if (target !== undefined && isUnder(target, inFolder(file.dir, 'vendor'))) yield { file, line };
    }
  }
}

/** Tool lines whose package is not vendored, of modules that are built from vendor: `go tool` cannot run them. */
export function* toolsNotVendored(repo: Repo): Generator<{ readonly module: MainModule; readonly tool: PathLine }> {
  for (const module of repo.modules) {
    const { vendor, workspace, path, mod, errors } = module;
    if (vendor === undefined || vendor.unreadable !== undefined || errors.length > 0 || !isVendored(module)) continue;
    // In a workspace the folder is that of go.work.
    if (workspace !== undefined) continue;
    for (const tool of mod.tool) {
      const isOwn = tool.path === path || tool.path.startsWith(`${path}/`);
      const isStandard = !tool.path.split('/')[0]!.includes('.');
      if (!isOwn && !isStandard && !vendor.packages.has(tool.path)) yield { module, tool };
    }
  }
}

/** A modules.txt from which Go does not build, and why not. */
export interface IgnoredVendor {
  readonly vendor: VendorFile;
  /** `no-workspace`: it is that of a go.work that is not there · `no-go-line`: go.work has no go line · `module`: it is that of a module, and there is a go.work. */
  readonly kind: 'no-workspace' | 'no-go-line' | 'module';
  /** The module in whose folder it lies, where that is not in the workspace. */
  readonly module: MainModule | undefined;
}

/** modload.setDefaultBuildMod, where it does not take the vendor folder that lies there. */
export function* ignoredVendors(repo: Repo): Generator<IgnoredVendor> {
  const works = new Map(repo.workspaces.map((w) => [w.dir, w]));
  for (const module of repo.modules) {
    if (module.kind === 'module' && module.vendor?.workspace && !works.has(module.dir))
      yield { vendor: module.vendor, kind: 'no-workspace', module };
  }
  for (const { vendor, work, errors, dir } of repo.workspaces) {
    if (vendor === undefined || vendor.unreadable !== undefined || errors.length > 0) continue;
    const module = repo.modules.find((m) => m.kind === 'module' && m.dir === dir);
    if (!vendor.workspace) {
      // A module beside it that is no member is built by itself.
      if (module === undefined || module.workspace?.dir === dir) yield { vendor, kind: 'module', module: undefined };
    } else if (work.go === undefined) yield { vendor, kind: 'no-go-line', module: undefined };
  }
}
