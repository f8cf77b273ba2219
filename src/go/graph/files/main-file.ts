/** The main module's go.mod: read strictly, its versions made canonical, checked and indexed (modload.ReadModFile, indexModFile). */
import { source } from '../../../text/source.ts';
import { formatModError } from '../../modfile/errors.ts';
import { parseMod } from '../../modfile/parse-mod.ts';
import type { ModError } from '../../modfile/types.ts';
import type { VersionFixer } from '../../modfile/values.ts';
import { checkImportPath } from '../../path/check.ts';
import { join } from '../../path/file-path.ts';
import { quote } from '../../std/strconv.ts';
import { isToolchain } from '../../version/module-version.ts';
import { canonicalVersion, pathMajorMismatch, splitPathVersion } from '../../version/path-major.ts';
import { innerText, moduleText } from '../failure.ts';
import { type ParsedMain, readFile } from '../known.ts';
import { query } from '../list/query.ts';
import { fatal, type GraphSession, inWorkspace, type MainFile, short, tooNew, versionKey } from '../session.ts';
import type { Task } from '../task.ts';
import { replaceMap } from './replace.ts';

/** `error`: without `go: `. `file` is there where go goes on reading the others before it gives up. */
export interface MainRead {
  readonly main?: MainFile;
  readonly error?: string;
  /** Where the go line is above the running Go: that version. */
  readonly tooNew?: string;
}

export function* readMain(session: GraphSession, folder: string): Task<MainRead> {
  const path = session.input.modfile ?? join(folder, 'go.mod');
  const reply = yield* readFile(session.known, path);
  // In a workspace Go shortens the path inside the error as well.
  if (!reply.known) return { error: `open ${inWorkspace(session) ? short(session, path) : path}: ${reply.detail}` };
  const { source: text, file, errors, changed, fix } = yield* parsedMain(session, path, reply.text);
  const name = short(session, path);
  if (errors.length > 0) {
    const lax = parseMod(text, { lax: true, fixVersion: fix });
    const old = lax.errors.length === 0 && lax.file.go ? tooNew(session, name, lax.file.go.version) : undefined;
    if (old !== undefined) return { error: old, tooNew: lax.file.go!.version };
    return { error: `errors parsing ${name}:\n${errorLines(name, errors)}` };
  }
  const old = file.go && tooNew(session, name, file.go.version);
  if (old !== undefined) return { error: old, tooNew: file.go!.version };
  if (!file.module) {
    return {
      error: `error reading ${name}: missing module declaration. To specify the module path:\n\tgo mod edit -module=example.com/mod`,
    };
  }
  const modulePath = file.module.path;
  if (isToolchain(modulePath)) return { error: `error reading ${name}: invalid module path: ${quote(modulePath)}` };
  const { map, conflict } = replaceMap(file.replace);
  if (conflict !== undefined) return yield* fatal(session, `go: ${conflict}`);
  return {
    main: {
      path: modulePath,
      folder,
      source: text,
      file,
      fixed: changed,
      replace: map,
      exclude: new Set(file.exclude.map(versionKey)),
    },
  };
}

/** With what its queries are answered with. A file without any is parsed once. */
function* parsedMain(session: GraphSession, path: string, text: string): Task<ParsedMain> {
  const { mainFiles } = session.known;
  const before = mainFiles.get(path);
  if (before?.source.text === text) return before;
  const { fix, state, asksNothing } = yield* fixer(session, text);
  const of = source(path, text);
  const { file, errors } = parseMod(of, { fixVersion: fix });
  const parsed = { source: of, file, errors, changed: state.changed, fix };
  if (asksNothing) mainFiles.set(path, parsed);
  return parsed;
}

/** What is wrong with a main module's own path, in Go's words. */
export function mainPathFault(path: string): string | undefined {
  return checkImportPath(path)?.replace('malformed import path', 'malformed module path');
}

export function errorLines(name: string, errors: readonly ModError[]): string {
  return errors.map((error) => formatModError(name, error)).join('\n');
}

/**
 * modload.fixVersion. A version that is not canonical (`master`, `v1`, `latest`) is a query; the parser calls back synchronously, so
 * the file is read until no query is open.
 */
function* fixer(session: GraphSession, text: string): Task<Fixer> {
  const resolved = new Map<string, { version: string } | { error: string; bare: boolean }>();
  for (;;) {
    const open: { path: string; version: string }[] = [];
    const state = { changed: false };
    const fix: VersionFixer = (path, asked) => {
      const version = withoutGopkgin(path, asked);
      const direct = canonicalAlready(path, version);
      if (direct) {
        if (direct.error === undefined && direct.version !== asked) state.changed = true;
        return direct;
      }
      const known = resolved.get(moduleText({ path, version }));
      if (!known) {
        open.push({ path, version });
        return { version };
      }
      if ('version' in known && known.version !== asked) state.changed = true;
      return known;
    };
    parseMod(source('go.mod', text), { fixVersion: fix });
    if (open.length === 0) return { fix, state, asksNothing: resolved.size === 0 };
    for (const { path, version } of open) {
      const answer = yield* query(session, path, version, '');
      if (answer.version !== undefined) resolved.set(moduleText({ path, version }), { version: answer.version });
      else {
        const { failure } = answer;
        if (failure.lacking) session.missing.push(failure.lacking);
        // The parser names the module where the error is a module.ModuleError.
        resolved.set(moduleText({ path, version }), { error: innerText(failure), bare: failure.at === undefined });
      }
    }
  }
}

interface Fixer {
  readonly fix: VersionFixer;
  readonly state: { readonly changed: boolean };
  /** All versions are canonical, so that the file says the same in every run. */
  readonly asksNothing: boolean;
}

/** An old form of gopkg.in's versions, `v2.0.0-gopkgin-v2.0.0`. */
function withoutGopkgin(path: string, version: string): string {
  const mark = '-gopkgin-';
  const at = path.startsWith('gopkg.in/') ? version.indexOf(mark) : -1;
  return at < 0 ? version : version.slice(at + mark.length);
}

function canonicalAlready(
  path: string,
  version: string,
): { version: string; error?: undefined } | { error: string } | undefined {
  const { pathMajor, ok } = splitPathVersion(path);
  if (!ok) return { error: `version ${quote(version)} invalid: malformed module path ${quote(path)}` };
  if (version === '' || canonicalVersion(version) !== version) return undefined;
  const mismatch = pathMajorMismatch(version, pathMajor);
  return mismatch === undefined ? { version } : { error: `version ${quote(version)} invalid: ${mismatch}` };
}
