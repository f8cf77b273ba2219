/** The go.mod file of one module version or folder, replacements and excludes aside (modload.rawGoModSummary). */
import { formatModError } from '../../modfile/errors.ts';
import { autoQuote } from '../../modfile/quote.ts';
import { escapePath, escapeVersion } from '../../path/escape.ts';
import { isAbsolute, join } from '../../path/file-path.ts';
import type { ModuleVersion } from '../../version/module-version.ts';
import { isToolchain } from '../../version/module-version.ts';
import { type Failure, moduleText } from '../failure.ts';
import { type Known, questionKey, replyFrom } from '../known.ts';
import type { NotKnown, Question } from '../questions.ts';
import { nodeOf } from '../select/nodes.ts';
import { type GraphSession, hindered, isMain, short, tooNew, versionKey } from '../session.ts';
import { needsOf, type Task } from '../task.ts';
import { isStrict, type ModSummary, type RawMod, summarize, summaryOfFile } from './summary.ts';
import { checkGoMod, type Hindrance, hashesOf } from './sums.ts';

/** What is known now, or what hinders. A module without version is a folder, relative to the main module's or to go.work's. */
export function rawModNow(session: GraphSession, module: ModuleVersion): RawMod | Hindrance {
  if (isToolchain(module.path)) return { summary: toolchainSummary(session.known, module) };
  const main = module.version === '' ? session.mains.files.get(module.path) : undefined;
  if (main) {
    const key = `main ${main.source.path}`;
    return {
      summary: cached(session.known, key, main.source.text, () =>
        summaryOfFile(session.known.nodes, main.source.text, main.file, []),
      ),
    };
  }
  if (module.version !== '') return versionMod(session, module);
  // A workspace without members has a main module that no file describes.
  return isMain(session, module.path) ? { summary: emptySummary(module.path, []) } : folderMod(session, module);
}

export function* rawMod(session: GraphSession, module: ModuleVersion): Task<RawMod> {
  for (;;) {
    const now = rawModNow(session, module);
    if ('fatal' in now) return yield* hindered(session, now);
    if (!('needs' in now)) return now;
    yield now.needs;
  }
}

/**
 * Whether a version has a go.mod of its own. Where it has none the proxy serves one that only names the module, which a file can do as
 * well: a heuristic, and Go's.
 */
export function* versionHasGoMod(session: GraphSession, module: ModuleVersion): Task<boolean | Failure> {
  for (;;) {
    const now = textNow(session, module);
    if ('fatal' in now) return yield* hindered(session, now);
    if ('text' in now) return now.text !== `module ${autoQuote(module.path)}\n`;
    if (!('needs' in now)) return now.failure;
    yield now.needs;
  }
}

type TextNow = { readonly text: string; readonly key: string } | { readonly failure: Failure } | Hindrance;

function textNow(session: GraphSession, module: ModuleVersion): TextNow {
  const key = questionKey('mod', module);
  const question: Question<'mod'> = { kind: 'mod', module };
  const reply = replyFrom(session.known, question);
  if (!reply) {
    const fault = escapePath(module.path).error ?? escapeVersion(module.version).error;
    return fault === undefined ? { needs: needsOf({ questions: [question] }) } : { failure: { text: fault } };
  }
  if (!reply.known) {
    const missing = reply.why === 'missing';
    return {
      failure: { at: module, text: reply.detail, missing, ...(missing ? {} : { lacking: { question, reply } }) },
    };
  }
  const text = reply.value;
  return checkGoMod(session, module, text) ?? { text, key };
}

function versionMod(session: GraphSession, module: ModuleVersion): RawMod | Hindrance {
  const before = session.usable.get(versionKey(module));
  if (before) return before;
  const kept = keptSummary(session, module);
  if (kept && 'characters' in kept) return used(session, module, kept);
  if (kept) return kept;
  const now = textNow(session, module);
  if (!('text' in now)) return now;
  const summary = cached(session.known, now.key, now.text, () => summarize(session.known.nodes, now.text));
  if (summary.errors.length > 0) {
    const lines = summary.errors.map((error) => formatModError('go.mod', error)).join('\n');
    return { failure: { at: module, text: `parsing go.mod: ${lines}` } };
  }
  return used(session, module, summary);
}

/**
 * What is kept of a version's go.mod, where go.sum has its hash: all lines that count must be the same. undefined: it has to be read, which
 * tells what is wrong, too.
 */
function keptSummary(session: GraphSession, module: ModuleVersion): ModSummary | Hindrance | undefined {
  const { kept, nodes, replies } = session.known;
  const hash = kept?.hashOf(module);
  // What is read already is no less certain.
  if (kept === undefined || hash === undefined || replies.has(questionKey('mod', module))) return undefined;
  const lines = hashesOf(session, module);
  if (!Array.isArray(lines)) return lines;
  const isListed = lines.length > 0 && lines.every((line) => line === hash);
  return isListed ? kept.summaryOf(nodes, module) : undefined;
}

function used(session: GraphSession, module: ModuleVersion, summary: ModSummary): RawMod {
  const usable = accepted(session, module, summary);
  session.usable.set(versionKey(module), usable);
  return usable;
}

function folderMod(session: GraphSession, module: ModuleVersion): RawMod | Hindrance {
  const folder = isAbsolute(module.path)
    ? module.path
    : join(session.mains.work?.folder ?? session.input.folder, module.path);
  const path = join(folder, 'go.mod');
  const reply = session.known.files.get(path);
  if (!reply) return { needs: needsOf({ files: [path] }) };
  const name = short(session, path);
  if (!reply.known) return { failure: unreadable(module, name, path, reply) };
  const summary = cached(session.known, path, reply.text, () => summarize(session.known.nodes, reply.text));
  if (summary.errors.length > 0) {
    const lines = summary.errors.map((error) => formatModError(path, error)).join('\n');
    return { failure: { at: module, text: `parsing ${name}: ${lines}` } };
  }
  return accepted(session, module, summary);
}

/** A folder that is not there is Go's error; one that may be there, but not for us, is something that we lack. */
function unreadable(module: ModuleVersion, name: string, path: string, reply: NotKnown): Failure {
  const failure = { at: module, text: `reading ${name}: open ${path}: ${reply.detail}` };
  return reply.why === 'missing' ? failure : { ...failure, lacking: { question: { kind: 'mod', module }, reply } };
}

function accepted(session: GraphSession, module: ModuleVersion, summary: ModSummary): RawMod {
  if (summary.goVersion === '') return { summary };
  const key = versionKey(module);
  if (!session.goVersions.has(key)) session.goVersions.set(key, summary.goVersion);
  const old = tooNew(session, `module ${moduleText(module)}`, summary.goVersion);
  return old !== undefined && isStrict(summary.goVersion) ? { summary, failure: { text: old } } : { summary };
}

function cached(known: Known, key: string, text: string, make: () => ModSummary): ModSummary {
  const before = known.summaries.get(key);
  if (before && before.text === text) return before;
  const summary = make();
  known.summaries.set(key, summary);
  return summary;
}

/** `go` and `toolchain` are modules: from 1.21 on a Go version requires the toolchain of its name. */
function toolchainSummary(known: Known, module: ModuleVersion): ModSummary {
  const require =
    module.path === 'go' && isStrict(module.version) ? [nodeOf(known.nodes, 'toolchain', `go${module.version}`)] : [];
  return emptySummary(module.path, require);
}

function emptySummary(modulePath: string, require: readonly number[]): ModSummary {
  return { text: '', characters: 0, modulePath, goVersion: '', pruned: true, require, errors: [] };
}
