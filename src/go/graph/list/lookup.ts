/** A module's versions as queries see them: what a proxy tells, and the versions that replace directives name (modload.lookupRepo). */

import { check } from '../../path/check.ts';
import { escapeVersion } from '../../path/escape.ts';
import type { ModuleVersion } from '../../version/module-version.ts';
import { modCompare } from '../../version/module-version.ts';
import { canonicalVersion, checkPathMajor, splitPathVersion } from '../../version/path-major.ts';
import { isPseudoVersion, pseudoVersionTime, zeroPseudoVersion } from '../../version/pseudo.ts';
import * as semver from '../../version/semver.ts';
import type { Failure } from '../failure.ts';
import { replacementOf, sayConflict } from '../files/replace.ts';
import { pathFault, replyTo } from '../known.ts';
import type { NotKnown, Question } from '../questions.ts';
import type { GraphSession } from '../session.ts';
import type { Task } from '../task.ts';

/** `time`: RFC 3339; left out where none is known. */
export type Stat =
  | { readonly version: string; readonly time?: string; readonly failure?: undefined }
  | { readonly failure: Failure; readonly version?: undefined };

export type Versions =
  | { readonly versions: readonly string[]; readonly failure?: undefined }
  | { readonly failure: Failure };

/** One version, or whatever else a proxy can resolve (`master`). */
export function* statOf(session: GraphSession, path: string, version: string): Task<Stat> {
  const stat = yield* proxyStat(session, path, version);
  return stat.failure ? (madeUpStat(session, path, version) ?? stat) : stat;
}

/** Sorted, without pseudo-versions. */
export function* versionsOf(session: GraphSession, path: string, prefix: string): Task<Versions> {
  const replaced = session.mains.highestReplaced.has(path);
  let listed: readonly string[] = [];
  if (pathFault(session.known, path) === undefined) {
    const module = { path, version: '' };
    const reply = yield* replyTo(session.known, { kind: 'versions', module });
    if (reply.known) listed = reply.value;
    else if (!replaced || reply.why !== 'missing') return { failure: failureOf({ kind: 'versions', module }, reply) };
  }
  if (prefix !== '') listed = listed.filter((v) => v.startsWith(prefix));
  return { versions: replaced ? withReplaced(session, path, prefix, listed) : listed };
}

/** What stands in for a release where a module has none: a pseudo-version, as a rule. */
export function* latestOf(session: GraphSession, path: string): Task<Stat> {
  const latest = yield* proxyLatest(session, path);
  const highest = session.mains.highestReplaced.get(path);
  if (highest === undefined) return latest;
  // A path that is replaced for all versions exists, whatever the proxy says; its version is below every real one.
  const version = highest === '' ? zeroPseudoVersion(splitPathVersion(path).pathMajor.slice(1)) : highest;
  if (latest.failure || modCompare(path, version, latest.version) > 0) return madeUp(version);
  return latest;
}

function* proxyStat(session: GraphSession, path: string, version: string): Task<Stat> {
  const fault = pathFault(session.known, path);
  if (fault !== undefined) return { failure: { text: fault } };
  const module = { path, version };
  const { error } = escapeVersion(version);
  if (error !== undefined) return { failure: versionFailure(module, error) };
  const reply = yield* replyTo(session.known, { kind: 'info', module });
  if (!reply.known) return { failure: failureOf({ kind: 'info', module }, reply) };
  const { value } = reply;
  if (value.version !== version && version === canonicalVersion(version) && check(path, version) === undefined) {
    const text = `proxy returned info for version ${value.version} instead of requested version`;
    return { failure: versionFailure(module, text) };
  }
  return value;
}

function* proxyLatest(session: GraphSession, path: string): Task<Stat> {
  const fault = pathFault(session.known, path);
  if (fault !== undefined) return { failure: { text: fault } };
  const module = { path, version: '' };
  const reply = yield* replyTo(session.known, { kind: 'latest', module });
  return reply.known ? reply.value : { failure: failureOf({ kind: 'latest', module }, reply) };
}

/** proxyRepo.versionError. */
function versionFailure({ path, version }: ModuleVersion, text: string): Failure {
  if (version === '' || version === canonicalVersion(version)) return { at: { path, version }, text };
  return { at: { path, version: '' }, text, invalid: { version, pseudo: isPseudoVersion(version) } };
}

function failureOf(question: Question, reply: NotKnown): Failure {
  // Sources word a version that is not canonical as ModuleError does; here that is put around it later.
  const failure = versionFailure(question.module, reply.detail.replace(/^invalid (?:pseudo-)?version: /, ''));
  return reply.why === 'missing' ? { ...failure, missing: true } : { ...failure, lacking: { question, reply } };
}

/** A version that nobody serves exists nevertheless if it is replaced. */
function madeUpStat(session: GraphSession, path: string, asked: string): Stat | undefined {
  if (!session.mains.highestReplaced.has(path) || !membersReplace(session)) return undefined;
  if (canonicalVersion(asked) !== asked) return undefined;
  const { pathMajor, ok } = splitPathVersion(path);
  const incompatible =
    ok && pathMajor === '' && checkPathMajor(asked, pathMajor) !== undefined && semver.build(asked) === '';
  const version = incompatible ? `${asked}+incompatible` : asked;
  sayConflict(session, { path, version });
  return replacementOf(session, { path, version }) ? madeUp(version) : undefined;
}

/** Go's zero time where the version itself does not tell one. */
function madeUp(version: string): Stat {
  const time = isPseudoVersion(version) ? pseudoVersionTime(version).value : undefined;
  return time === undefined || isZeroTime(time) ? { version } : { version, time };
}

/** Go's zero time, which means that no time is known. */
export function isZeroTime(time: string): boolean {
  return Date.parse(time) === Date.parse('0001-01-01T00:00:00Z');
}

/** go.work's own replaces do not count here (modload.replacementRepo). */
function membersReplace(session: GraphSession): boolean {
  return [...session.mains.files.values()].some((main) => main.replace.size > 0);
}

function withReplaced(
  session: GraphSession,
  path: string,
  prefix: string,
  listed: readonly string[],
): readonly string[] {
  const added: string[] = [];
  for (const { file } of session.mains.files.values()) {
    for (const { old } of file.replace) {
      if (old.path !== path || old.version === '' || !old.version.startsWith(prefix)) continue;
      if (!isPseudoVersion(old.version)) added.push(old.version);
    }
  }
  if (added.length === 0) return listed;
  return [...new Set([...listed, ...added])].sort((a, b) => modCompare(path, a, b));
}
