/** Vendor mode: vendor/modules.txt against the requirements, and the graph that it stands for (modload.readVendorList, initVendor). */

import { source } from '../../text/source.ts';
import { compare } from '../goversion.ts';
import type { ModuleVersion, Replace } from '../modfile-types.ts';
import type { Line } from '../tree.ts';
import { parseVendor, type VendorFile, vendorKey } from '../vendorfile.ts';
import { vendorFolder } from './build-mode.ts';
import { moduleText } from './failure.ts';
import { join, parent } from './folder.ts';
import type { Inquiry } from './inquiry.ts';
import { readFile } from './known.ts';
import { createGraph, require } from './mvs.ts';
import { nodeOf } from './nodes.ts';
import { canonicalReplacement, replacementFrom, replacementOf, sayConflict } from './replace.ts';
import { type Requirements, rootSelected, rootsOfFile } from './requirements.ts';
import { complain, die, dirtyText, type MainFile, type Session, short, tooNew, versionKey } from './session.ts';

/** Gives the requirements the graph that vendor/ stands for; ends where the two contradict each other. */
export function* openVendor(session: Session, rs: Requirements): Inquiry<Requirements> {
  const path = join(vendorFolder(session), 'modules.txt');
  const reply = yield* readFile(session.known, path);
  // A vendor directory without modules.txt is read as if that were empty.
  if (!reply.known && reply.why !== 'missing') return yield* die(session, `go: open ${path}: ${reply.detail}`);
  const vendor = parseVendor(source(path, reply.known ? reply.text : ''));
  for (const record of vendor.records) {
    const old = record.goVersion && tooNew(session, `${record.path} in ${short(session, path)}`, record.goVersion);
    if (old) return yield* die(session, `go: ${old}`);
    if (record.goVersion) session.goVersions.set(versionKey(record), record.goVersion);
  }
  const problems = vendorProblems(session, vendor);
  if (problems.length > 0) return yield* die(session, inconsistentText(session, problems));
  yield* setVendorGraph(session, rs, vendor);
  return rs;
}

/** What contradicts: the module, and Go's words about it. */
export interface VendorProblem {
  readonly module: ModuleVersion;
  readonly text: string;
  /** The require or replace line that modules.txt contradicts; undefined where modules.txt says more than go.mod and go.work. */
  readonly line: Line | undefined;
}

/** modload.checkVendorConsistency, in Go's order. */
export function vendorProblems(session: Session, vendor: VendorFile): VendorProblem[] {
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
  for (const module of vendor.list) {
    if (!vendor.meta.get(vendorKey(module))?.explicit || files.some((main) => requires(main, module))) continue;
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
  session: Session,
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

function requires(main: MainFile, module: ModuleVersion): boolean {
  return main.file.require.some((r) => r.path === module.path && r.version === module.version);
}

function inconsistentText(session: Session, problems: readonly VendorProblem[]): string {
  const lines = problems.map(({ module, text }) => `\n\t${moduleText(module)}: ${text}`).join('');
  const verb = session.mains.work ? 'work' : 'mod';
  return (
    `go: inconsistent vendoring in ${parent(vendorFolder(session))}:${lines}\n\n` +
    '\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n' +
    `\tTo sync the vendor directory, run:\n\t\tgo ${verb} vendor`
  );
}

/** The requirements of dependencies are not in vendor/: a pruned graph is its roots, an unpruned one gets a made-up module that requires the list. */
function* setVendorGraph(session: Session, rs: Requirements, vendor: VendorFile): Inquiry<void> {
  const { nodes } = session.known;
  const { mains } = session;
  const graph = createGraph(nodes, mains.work ? rs.roots : [nodeOf(nodes, mains.paths[0]!, '')]);
  const main = graph.roots[0]!;
  const list = vendor.list.map((module) => nodeOf(nodes, module.path, module.version));
  if (rs.pruning === 'pruned') {
    const lost = vendor.list.filter(({ path, version }) => rootSelected(session, rs, path) !== version);
    for (const module of lost)
      complain(session, `go: vendored module ${moduleText(module)} should be required explicitly in go.mod`);
    if (lost.length > 0) yield* die(session, `go: ${dirtyText(session)}`);
    require(graph, main, rs.roots);
  } else {
    const fake = nodeOf(nodes, 'vendor/modules.txt', '');
    if (mains.work) {
      for (const file of mains.files.values()) {
        const { roots } = rootsOfFile(session, file, false);
        require(graph, nodeOf(nodes, file.path, ''), [...roots, fake]);
      }
    } else require(graph, main, [...rs.roots, fake]);
    require(graph, fake, list);
  }
  rs.graph = { graph, failures: new Map(), error: undefined };
}
