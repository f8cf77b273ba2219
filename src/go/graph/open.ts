/** From files to requirements (modload.loadModFile): go.work and its members, or one go.mod; the build mode; the roots. */

import { pointAt, source } from '../../text/source.ts';
import { parseWork } from '../modfile/parse-work.ts';
import { checkImportPath } from '../path/check.ts';
import { isAbsolute, join, parent } from '../path/file-path.ts';
import { compare } from '../version/go-version.ts';
import { chooseMode } from './files/build-mode.ts';
import { errorLines, mainPathFault, readMain } from './files/main-file.ts';
import { goVersionOf, memberReplacements, replaceMap } from './files/replace.ts';
import { isPruned, isStrict } from './files/summary.ts';
import { openVendor } from './files/vendor.ts';
import { readFile } from './known.ts';
import { nodeOf } from './select/nodes.ts';
import {
  createRequirements,
  hasRedundantRoot,
  type Requirements,
  requirementsOfMains,
  sortNodes,
} from './select/requirements.ts';
import { convertToPruned, updateRoots } from './select/update-roots.ts';
import {
  excludedBy,
  fatal,
  type GraphSession,
  inWorkspace,
  type MainFile,
  type MainWork,
  reportError,
  short,
  tooNew,
} from './session.ts';
import type { Task } from './task.ts';

/** Reads what there is and sets the session's main modules and mode. */
export function* open(session: GraphSession): Task<Requirements> {
  const { work } = session.input;
  if (work !== undefined && (session.input.mod ?? 'readonly') === 'mod' && session.input.command !== 'mod graph') {
    return yield* fatal(
      session,
      'go: -mod may only be set to readonly or vendor when in workspace mode, but it is set to "mod"' +
        '\n\tRemove the -mod flag to use the default readonly value, \n\tor set GOWORK=off to disable workspace mode.',
    );
  }
  if (work === undefined) return yield* openModule(session);
  const { file, folders } = yield* readWork(session, work);
  if (folders.length === 0) return emptyWorkspace(session, file);
  const members = yield* readMains(session, folders, file);
  yield* setMains(session, members, file);
  yield* chooseMode(session);
  const rs = requirementsOfMains(session);
  return session.mode === 'vendor' ? yield* openVendor(session, rs) : rs;
}

function* openModule(session: GraphSession): Task<Requirements> {
  const mains = yield* readMains(session, [session.input.folder], undefined);
  yield* setMains(session, mains, undefined);
  yield* chooseMode(session);
  let rs = requirementsOfMains(session);
  if (session.mode === 'vendor') rs = yield* openVendor(session, rs);
  if (hasRedundantRoot(session, rs)) rs = yield* mustUpdate(session, updateRoots(session, rs));
  return yield* withGoLine(session, rs, mains[0]!);
}

function* mustUpdate(session: GraphSession, update: ReturnType<typeof updateRoots>): Task<Requirements> {
  const { rs, error } = yield* update;
  return error === undefined ? rs : yield* fatal(session, `go: ${error}`);
}

/**
 * A go.mod without go line is read as one of Go 1.16. Where go may write to it, it adds the running version's; the modules that an
 * unpruned graph has then all have to be roots.
 */
function* withGoLine(session: GraphSession, rs: Requirements, main: MainFile): Task<Requirements> {
  const version = session.input.running?.version;
  if (main.file.go || session.mode !== 'mod' || session.input.command === 'mod graph' || version === undefined) {
    session.goVersions.set(`${main.path}@`, goVersionOf(main.file));
    return rs;
  }
  session.goVersions.set(`${main.path}@`, version);
  const { nodes } = session.known;
  const roots = rs.roots.filter((root) => nodes.modules[root]!.path !== 'go');
  roots.push(nodeOf(nodes, 'go', version));
  const raised = createRequirements(nodes, rs.pruning, sortNodes(nodes, roots), rs.direct);
  return isPruned(version) ? yield* mustUpdate(session, convertToPruned(session, raised)) : raised;
}

function* readWork(session: GraphSession, path: string): Task<{ file: MainWork; folders: string[] }> {
  const name = short(session, path);
  const reply = yield* readFile(session.known, path);
  if (!reply.known) return yield* fatal(session, `go: reading go.work: open ${name}: ${reply.detail}`);
  const { file, errors } = parseWork(source(path, reply.text));
  if (errors.length > 0) return yield* fatal(session, `go: errors parsing go.work:\n${errorLines(name, errors)}`);
  const old = file.go && tooNew(session, name, file.go.version);
  if (old !== undefined) return yield* fatal(session, `go: ${old}`);
  const folder = parent(path);
  const folders = new Set<string>();
  for (const use of file.use) {
    // filepath.Join cleans; an absolute path stays as it is written.
    const member = isAbsolute(use.path) ? use.path : join(folder, use.path);
    if (folders.has(member)) {
      const { line } = pointAt(file.syntax.source, use.line.start);
      const text = `${name}:${line}: path ${member} appears multiple times in workspace`;
      return yield* fatal(session, `go: error loading go.work:\n${text}`);
    }
    folders.add(member);
  }
  const { map, conflict } = replaceMap(file.replace);
  // Go notices this only after the members are read; see setMains.
  return { file: { path, folder, file, replace: map, conflict }, folders: [...folders] };
}

/** Errors of all go.mod files together. */
function* readMains(session: GraphSession, folders: readonly string[], work: MainWork | undefined): Task<MainFile[]> {
  const mains: MainFile[] = [];
  const errors: string[] = [];
  for (const folder of folders) {
    const read = yield* readMain(session, folder);
    if (read.main === undefined) {
      if (work && read.tooNew !== undefined) errors.push(workTooOld(session, folder, work, read.tooNew));
      else if (work) errors.push(`cannot load module ${short(session, folder)} listed in go.work file: ${read.error}`);
      else errors.push(read.error!);
      continue;
    }
    const version = goVersionOf(read.main.file);
    if (work && compare(version, work.file.go?.version ?? '1.18') > 0 && isStrict(version)) {
      errors.push(workTooOld(session, folder, work, version));
      continue;
    }
    mains.push(read.main);
    const fault = mainPathFault(read.main.path);
    if (fault !== undefined) errors.push(fault);
  }
  for (const error of errors) reportError(session, `go: ${error}`);
  return errors.length > 0 ? yield* fatal(session) : mains;
}

function workTooOld(session: GraphSession, folder: string, { file }: MainWork, version: string): string {
  const lists = file.go ? `lists go ${file.go.version}` : 'implicitly requires go 1.18';
  return `module ${short(session, folder)} listed in go.work file requires go >= ${version}, but go.work ${lists}; to update it:\n\tgo work use`;
}

/** modload.makeMainModules. */
function* setMains(session: GraphSession, members: readonly MainFile[], work: MainWork | undefined): Task<void> {
  if (work?.conflict !== undefined) yield* fatal(session, `go: ${work.conflict}`);
  const paths = members.map((main) => main.path);
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(path)) reportError(session, `go: module ${path} appears multiple times in workspace`);
    seen.add(path);
  }
  for (const { old } of work?.file.replace ?? []) {
    if (old.version !== '' || !seen.has(old.path)) continue;
    reportError(
      session,
      `go: workspace module ${old.path} is replaced at all versions in the go.work file. To fix, remove the replacement from the go.work file or specify the version at which to replace the module.`,
    );
  }
  const { highest, conflict } = memberReplacements(members, work?.file.replace ?? [], inWorkspace(session));
  if (conflict !== undefined) yield* fatal(session, `go: ${conflict}`);
  for (const { file } of members) {
    const fault = file.tool.map((tool) => checkImportPath(tool.path)).find((text) => text !== undefined);
    if (fault !== undefined)
      yield* fatal(session, `go: ${fault.replace('malformed import path', 'malformed tool path')}`);
  }
  const files = new Map(members.map((main) => [main.path, main]));
  session.mains = { paths, files, work, ...excludedBy(members), highestReplaced: highest };
  for (const main of members) if (main.file.go) session.goVersions.set(`${main.path}@`, main.file.go.version);
}

/** go.work without `use`: Go puts a module without a file in their place. */
function emptyWorkspace(session: GraphSession, work: MainWork): Requirements {
  const path = 'command-line-arguments';
  session.mains = { paths: [path], files: new Map(), work, ...excludedBy([]), highestReplaced: new Map() };
  session.mode = session.input.command === 'mod graph' ? 'mod' : (session.input.mod ?? 'readonly');
  const { nodes } = session.known;
  const toolchain = `go${session.input.running?.version ?? '1.18'}`;
  const roots = [nodeOf(nodes, path, ''), nodeOf(nodes, 'go', '1.18'), nodeOf(nodes, 'toolchain', toolchain)];
  return createRequirements(nodes, 'workspace', roots, new Set(['go']));
}
