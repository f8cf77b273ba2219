/** What `go list -m -u` tells of a module: a newer version, retractions, deprecation (modload.addUpdate, addRetraction, addDeprecation). */

import type { ModuleVersion } from '../../version/module-version.ts';
import { modCompare } from '../../version/module-version.ts';
import type { QueryFailure } from '../failure.ts';
import { type Failure, failureText, innerText, moduleText } from '../failure.ts';
import { rawMod } from '../files/raw-mod.ts';
import { actualOf, replacementOf, sayConflict } from '../files/replace.ts';
import { authorsWord } from '../files/summary.ts';
import type { NotKnown, Question } from '../questions.ts';
import type { LatestMod } from '../session.ts';
import { type GraphSession, versionKey } from '../session.ts';
import type { Task } from '../task.ts';
import { type Allowed, query } from './query.ts';

export interface ModuleUpdates {
  /** The version to move to, where it is above the present one. */
  readonly update?: { readonly version: string; readonly time?: string };
  /** Why its author took this version back; not empty if that happened. */
  readonly retracted: readonly string[];
  /** '' where the module is not deprecated. */
  readonly deprecated: string;
  /** Go's words for the first thing that went wrong; what could be found out stands beside it. */
  readonly error?: string;
  /** Facts that are unavailable, so that the fields above may be incomplete. */
  readonly missing: readonly { readonly question: Question; readonly reply: NotKnown }[];
}

/** `retractionsFirst`: in the order in which `go list` comes to a module that is not replaced; it matters for `error` alone. */
export function* updatesOf(session: GraphSession, module: ModuleVersion, retractionsFirst = true): Task<ModuleUpdates> {
  const missing: { question: Question; reply: NotKnown }[] = [];
  if (module.version === '') return { retracted: [], deprecated: '', missing };
  const note = (failure: Failure) => {
    if (failure.lacking) missing.push(failure.lacking);
  };
  const upgrade = yield* query(session, module.path, 'upgrade', module.version, (m) => isAllowed(session, m));
  const retraction = yield* retractions(session, module);
  const deprecation = yield* deprecationOf(session, module);
  const errors: (string | undefined)[] = [];
  if (upgrade.failure) {
    note(upgrade.failure);
    if (!isSilent(upgrade.failure)) errors.push(failureText(upgrade.failure));
  }
  if (retraction.failure) {
    note(retraction.failure);
    const text = `loading module retractions for ${moduleText(module)}: ${innerText(retraction.failure)}`;
    if (isSilent(retraction.failure)) errors.push(undefined);
    else if (retractionsFirst) errors.unshift(text);
    else errors.push(text);
  }
  if (deprecation.failure) {
    note(deprecation.failure);
    if (!isSilent(deprecation.failure)) {
      errors.push(`loading deprecation for ${module.path}: ${failureText(deprecation.failure)}`);
    }
  }
  const error = errors.find((text) => text !== undefined);
  const newer = !upgrade.failure && modCompare(module.path, upgrade.version, module.version) > 0;
  return {
    ...(newer
      ? { update: { version: upgrade.version, ...(upgrade.time === undefined ? {} : { time: upgrade.time }) } }
      : {}),
    retracted: retraction.rationale ?? [],
    deprecated: deprecation.text ?? '',
    ...(error === undefined ? {} : { error }),
    missing,
  };
}

/** That a module has no versions is no error. Neither is that all of them are excluded or retracted. */
function isSilent(failure: QueryFailure): boolean {
  return Boolean(failure.missing || failure.noMatch || failure.disallowed);
}

/** modload.CheckAllowed: neither excluded nor retracted. Whether it is retracted may be unknown, which counts as no. */
export function* isAllowed(session: GraphSession, module: ModuleVersion): ReturnType<Allowed> {
  if (session.mains.excluded.has(versionKey(module))) return false;
  const { rationale } = yield* retractions(session, module);
  return rationale === undefined;
}

type Retractions = { readonly rationale?: readonly string[]; readonly failure?: QueryFailure };

/** modload.CheckRetractions. Only the go.mod of the latest version counts, retracted or not. */
export function* retractions(session: GraphSession, module: ModuleVersion): Task<Retractions> {
  const { path, version } = module;
  if (version === '' || replacementOf(session, { path, version: '' })) return {};
  const latest = yield* latestMod(session, path);
  if (latest.failure) return { failure: latest.failure };
  const hits = latest.word.retract.filter(
    ({ low, high }) => modCompare(path, low, version) <= 0 && modCompare(path, version, high) <= 0,
  );
  if (hits.length === 0) return {};
  const rationale = hits.map((hit) => hit.rationale).filter((text) => text !== '');
  return { rationale: rationale.length > 0 ? rationale : ['retracted by module author'] };
}

function* deprecationOf(
  session: GraphSession,
  { path, version }: ModuleVersion,
): Task<{ readonly text?: string; readonly failure?: QueryFailure }> {
  if (version === '' || replacementOf(session, { path, version: '' })) return {};
  const latest = yield* latestMod(session, path);
  return latest.failure ? { failure: latest.failure } : { text: latest.word.deprecated };
}

/**
 * The go.mod of a path's latest version, excluded and retracted ones counted (modload.queryLatestVersionIgnoringRetractions). It is read
 * raw: its module line may name another path, and its Go may be too new.
 */
export function* latestMod(session: GraphSession, path: string): Task<LatestMod> {
  const known = session.latest.get(path);
  if (known) return known;
  const result = yield* findLatestMod(session, path);
  session.latest.set(path, result);
  return result;
}

function* findLatestMod(session: GraphSession, path: string): Task<LatestMod> {
  let module = replacementOf(session, { path, version: '' });
  let time: string | undefined;
  if (!module) {
    const answer = yield* query(session, path, 'latest', '');
    if (answer.failure) return { failure: answer.failure };
    sayConflict(session, { path, version: answer.version });
    module = actualOf(session, { path, version: answer.version });
    time = answer.time;
  }
  const { summary, failure } = yield* rawMod(session, module);
  if (!summary) return { failure: failure! };
  return { word: authorsWord(summary), module, ...(time === undefined ? {} : { time }) };
}
