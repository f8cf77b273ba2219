/** Vendor mode: vendor/modules.txt against the requirements, and the graph that it stands for (modload.readVendorList, initVendor). */

import { source } from '../../../text/source.ts';
import { join, parent } from '../../path/file-path.ts';
import { parseVendor, type VendorFile } from '../../vendor/modules-txt.ts';
import { moduleText } from '../failure.ts';
import { readFile } from '../known.ts';
import { createGraph, require } from '../select/mvs.ts';
import { nodeOf } from '../select/nodes.ts';
import { type Requirements, rootSelected, rootsOfFile } from '../select/requirements.ts';
import { dirtyText, fatal, type GraphSession, reportError, short, tooNew, versionKey } from '../session.ts';
import type { Task } from '../task.ts';
import { vendorFolder } from './build-mode.ts';
import { type VendorProblem, vendorProblems } from './vendor-check.ts';

/** Gives the requirements the graph that vendor/ stands for; ends where the two contradict each other. */
export function* openVendor(session: GraphSession, rs: Requirements): Task<Requirements> {
  const path = join(vendorFolder(session), 'modules.txt');
  const reply = yield* readFile(session.known, path);
  // A vendor directory without modules.txt is read as if that were empty.
  if (!reply.known && reply.why !== 'missing') return yield* fatal(session, `go: open ${path}: ${reply.detail}`);
  const vendor = parseVendor(source(path, reply.known ? reply.text : ''));
  for (const record of vendor.records) {
    const old = record.goVersion && tooNew(session, `${record.path} in ${short(session, path)}`, record.goVersion);
    if (old) return yield* fatal(session, `go: ${old}`);
    if (record.goVersion) session.goVersions.set(versionKey(record), record.goVersion);
  }
  const problems = vendorProblems(session, vendor);
  if (problems.length > 0) return yield* fatal(session, inconsistentText(session, problems));
  yield* setVendorGraph(session, rs, vendor);
  return rs;
}

function inconsistentText(session: GraphSession, problems: readonly VendorProblem[]): string {
  const lines = problems.map(({ module, text }) => `\n\t${moduleText(module)}: ${text}`).join('');
  const verb = session.mains.work ? 'work' : 'mod';
  return (
    `go: inconsistent vendoring in ${parent(vendorFolder(session))}:${lines}\n\n` +
    '\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n' +
    `\tTo sync the vendor directory, run:\n\t\tgo ${verb} vendor`
  );
}

/** The requirements of dependencies are not in vendor/: a pruned graph is its roots, an unpruned one gets a made-up module that requires the list. */
function* setVendorGraph(session: GraphSession, rs: Requirements, vendor: VendorFile): Task<void> {
  const { nodes } = session.known;
  const { mains } = session;
  const graph = createGraph(nodes, mains.work ? rs.roots : [nodeOf(nodes, mains.paths[0]!, '')]);
  const main = graph.roots[0]!;
  const list = vendor.list.map((module) => nodeOf(nodes, module.path, module.version));
  if (rs.pruning === 'pruned') {
    const lost = vendor.list.filter(({ path, version }) => rootSelected(session, rs, path) !== version);
    for (const module of lost)
      reportError(session, `go: vendored module ${moduleText(module)} should be required explicitly in go.mod`);
    if (lost.length > 0) yield* fatal(session, `go: ${dirtyText(session)}`);
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
