/** The flags of `go mod edit` and `go work edit` that stand for edits, with cmd/go's messages about their arguments. */

import { isDirectoryPath, mustQuote } from '../modfile/quote.ts';
import type { FileKind } from '../modfile/verbs.ts';
import { checkImportPath } from '../path/check.ts';
import { toDirectoryPath } from '../path/file-path.ts';
import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import { trimSpace } from '../std/unicode.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import { BLANK, type Draft } from './draft.ts';
import * as edits from './operations.ts';

/** Changes the draft; what it returns is Go's error. */
export type Edit = (draft: Draft) => string | undefined;

/** The edit of `-name=argument`, or Go's whole message. undefined where this kind of file has no such flag. */
export function editOf(kind: FileKind, name: string, argument: string): Result<Edit> | undefined {
  const flag = SHARED.get(name) ?? (kind === 'mod' ? MOD : WORK).get(name);
  if (!flag) return undefined;
  const message = (why: string) => `go: -${name}=${argument}: ${why}`;
  const { value: edit, error } = flag(argument, kind);
  if (error !== undefined) return { error: message(error) };
  return {
    value: (draft) => {
      const why = edit(draft);
      return why === undefined ? undefined : message(why);
    },
  };
}

type Flag = (argument: string, kind: FileKind) => Result<Edit>;

const SHARED = new Map<string, Flag>([
  ['godebug', addGodebug],
  ['dropgodebug', (key) => done((draft) => edits.drop(draft.godebug, (entry) => entry.key === key, BLANK.godebug))],
  ['replace', addReplace],
  ['dropreplace', dropReplace],
]);

const MOD = new Map<string, Flag>([
  ['require', (argument) => ofModule(argument, ({ path, version }, draft) => edits.addRequire(draft, path, version))],
  [
    'droprequire',
    (argument) =>
      ofPath(argument, (path, draft) => edits.drop(draft.require, (entry) => entry.path === path, BLANK.require)),
  ],
  ['exclude', (argument) => ofModule(argument, ({ path, version }, draft) => edits.addExclude(draft, path, version))],
  [
    'dropexclude',
    (argument) =>
      ofModule(argument, (module, draft) => edits.drop(draft.exclude, (entry) => isSame(entry, module), BLANK.exclude)),
  ],
  ['retract', (argument) => ofInterval(argument, (low, high, draft) => edits.addRetract(draft, low, high))],
  [
    'dropretract',
    (argument) =>
      ofInterval(argument, (low, high, draft) =>
        edits.drop(draft.retract, (entry) => entry.low === low && entry.high === high, BLANK.retract),
      ),
  ],
  ['tool', (argument) => ofPath(argument, (path, draft) => edits.addPath(draft, 'tool', path))],
  [
    'droptool',
    (argument) => ofPath(argument, (path, draft) => edits.drop(draft.tool, (entry) => entry.path === path, BLANK.path)),
  ],
  // ignore checks nothing.
  ['ignore', (path) => done((draft) => edits.addPath(draft, 'ignore', path))],
  ['dropignore', (path) => done((draft) => edits.drop(draft.ignore, (entry) => entry.path === path, BLANK.path))],
]);

const WORK = new Map<string, Flag>([
  ['use', (argument) => done((draft) => edits.addUse(draft, toDirectoryPath(argument)))],
  [
    'dropuse',
    (argument) => {
      const path = toDirectoryPath(argument);
      return done((draft) => edits.drop(draft.use, (entry) => entry.path === path, BLANK.path));
    },
  ],
]);

/** An edit of good arguments; some can still fail on the file. */
function done(edit: Edit): Result<Edit> {
  return { value: edit };
}

function isSame(a: ModuleVersion, b: ModuleVersion): boolean {
  return a.path === b.path && a.version === b.version;
}

function addGodebug(argument: string): Result<Edit> {
  const equals = argument.indexOf('=');
  if (equals < 0 || /["'`,]/.test(argument)) return { error: 'need key=value' };
  return done((draft) => edits.addGodebug(draft, argument.slice(0, equals), argument.slice(equals + 1)));
}

function ofPath(argument: string, edit: (path: string, draft: Draft) => string | undefined): Result<Edit> {
  if (argument.includes('@')) return { error: 'need just path, not path@version' };
  const fault = checkImportPath(argument);
  return fault === undefined ? done((draft) => edit(argument, draft)) : { error: `invalid path: ${fault}` };
}

function ofModule(argument: string, edit: (module: ModuleVersion, draft: Draft) => string | undefined): Result<Edit> {
  const { value: cut, error } = cutVersion(argument);
  if (error !== undefined) return { error };
  if (cut.version === undefined) return { error: 'need path@version' };
  const module = { path: trimSpace(cut.path), version: trimSpace(cut.version) };
  const fault = checkImportPath(module.path);
  if (fault !== undefined) return { error: `invalid path: ${fault}` };
  if (mustQuote(module.version)) return { error: `invalid version ${quote(module.version)}` };
  return done((draft) => edit(module, draft));
}

function cutVersion(argument: string): Result<{ readonly path: string; readonly version: string | undefined }> {
  const at = argument.indexOf('@');
  if (at < 0) return { value: { path: argument, version: undefined } };
  const version = argument.slice(at + 1);
  if (/^[-/]/.test(version)) return { error: `invalid module version ${quote(version)}` };
  return { value: { path: argument.slice(0, at), version } };
}

/** `path[@version]`; `what` names it in messages. */
function optionalVersion(
  kind: FileKind,
  what: string,
  argument: string,
  allowDirectory: boolean,
): Result<ModuleVersion> {
  // The two commands differ: `go work edit` splits `../a@v1` at the @ first.
  if (allowDirectory && kind === 'mod' && isDirectoryPath(argument)) return { value: { path: argument, version: '' } };
  const { value: cut, error } = cutVersion(argument);
  if (error !== undefined) return { error };
  const path = cut.version === undefined ? cut.path : trimSpace(cut.path);
  const version = trimSpace(cut.version ?? '');
  const fault = allowDirectory && isDirectoryPath(path) ? undefined : checkImportPath(path);
  if (fault !== undefined) return { error: `invalid ${what} path: ${fault}` };
  if (path !== argument && mustQuote(version)) return { error: `invalid ${what} version: ${quote(version)}` };
  return { value: { path, version } };
}

function addReplace(argument: string, kind: FileKind): Result<Edit> {
  const equals = argument.indexOf('=');
  if (equals < 0) return { error: 'need old[@v]=new[@w] (missing =)' };
  const right = trimSpace(argument.slice(equals + 1));
  if (right.startsWith('>')) return { error: 'separator between old and new is =, not =>' };
  const old = optionalVersion(kind, 'old', trimSpace(argument.slice(0, equals)), false);
  if (old.error !== undefined) return old;
  const target = optionalVersion(kind, 'new', right, true);
  if (target.error !== undefined) return target;
  if (target.value.path === right && !isDirectoryPath(right)) {
    return { error: 'unversioned new path must be local directory' };
  }
  return done((draft) => edits.addReplace(draft, old.value, target.value));
}

function dropReplace(argument: string, kind: FileKind): Result<Edit> {
  const old = optionalVersion(kind, 'old', argument, true);
  if (old.error !== undefined) return old;
  return done((draft) => edits.drop(draft.replace, (entry) => isSame(entry.old, old.value), BLANK.replace));
}

/** `v1.2.3` or `[v1.2.3,v1.4.5]`. */
function ofInterval(
  argument: string,
  edit: (low: string, high: string, draft: Draft) => string | undefined,
): Result<Edit> {
  if (!argument.startsWith('[')) {
    if (mustQuote(argument)) return { error: `invalid version: ${quote(argument)}` };
    return done((draft) => edit(argument, argument, draft));
  }
  const comma = argument.indexOf(',');
  const low = trimSpace(argument.slice(1, comma));
  const high = trimSpace(argument.slice(comma + 1, -1));
  if (comma < 0 || !argument.endsWith(']') || mustQuote(low) || mustQuote(high)) {
    return { error: `invalid version interval: ${quote(argument)}` };
  }
  return done((draft) => edit(low, high, draft));
}
