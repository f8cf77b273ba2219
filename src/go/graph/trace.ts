/**
 * What a command looked at, so that its result can be taken for another repository in which all of that is the same. A command depends on
 * nothing else: it is a function of its input and of what it is told.
 */
import type { Known, Store } from './known.ts';
import type { FileReply, Question, QuestionKind, Reply } from './questions.ts';
import { answerNeeds, type Resolver } from './run.ts';
import { needsOf } from './task.ts';

/** By key, what was found there last; undefined where nothing was known. */
export interface Trace {
  readonly replies: ReadonlyMap<string, Reply<QuestionKind> | undefined>;
  readonly files: ReadonlyMap<string, FileReply | undefined>;
  readonly folders: ReadonlyMap<string, boolean | undefined>;
}

/** The same store, and what is looked up in it from now on. */
export function traced(known: Known): { readonly known: Known; readonly trace: Trace } {
  const trace = { replies: new Map(), files: new Map(), folders: new Map() };
  const seen = {
    replies: noting(known.replies, trace.replies),
    files: noting(known.files, trace.files),
    folders: noting(known.folders, trace.folders),
  };
  return { known: { ...known, ...seen }, trace };
}

function noting<V>(store: Store<V>, seen: Map<string, V | undefined>): Store<V> {
  const get = (key: string) => {
    const value = store.get(key);
    seen.set(key, value);
    return value;
  };
  return { get, has: (key) => get(key) !== undefined, set: (key, value) => void store.set(key, value) };
}

/** Whether a command would find the same here; if so, `known` has it as if the command had run. If not, nothing is learned. */
export async function isSameAs(trace: Trace, known: Known, world: Resolver): Promise<boolean> {
  const files = [...trace.files.keys()];
  const folders = [...trace.folders.keys()];
  const texts = await world.read(files);
  if (!files.every((file, i) => sameFile(trace.files.get(file), texts[i]))) return false;
  const there = await world.areFolders(folders);
  if (!folders.every((folder, i) => trace.folders.get(folder) === there[i])) return false;
  const told = [...trace.replies].filter(([, reply]) => reply !== undefined);
  // What another command happened to have asked before.
  if (told.length < trace.replies.size && [...trace.replies].some(([key, reply]) => !reply && known.replies.get(key)))
    return false;
  const questions = told.map(([key]) => questionOf(key));
  const replies = await world.answer(questions);
  if (!told.every(([, reply], i) => sameReply(reply!, replies[i]))) return false;
  await answerNeeds(known, needsOf({ questions, files, folders }), {
    answer: () => replies,
    read: () => texts,
    areFolders: () => there,
  });
  return true;
}

/** The question of a key: a version holds no `@`, and a kind no blank. */
function questionOf(key: string): Question {
  const kind = key.slice(0, key.indexOf(' '));
  const at = key.lastIndexOf('@');
  return { kind, module: { path: key.slice(kind.length + 1, at), version: key.slice(at + 1) } } as Question;
}

function sameFile(before: FileReply | undefined, now: FileReply | undefined): boolean {
  if (before === undefined || now === undefined) return false;
  if (before.known && now.known) return before.text === now.text;
  return JSON.stringify(before) === JSON.stringify(now);
}

function sameReply(before: Reply<QuestionKind>, now: Reply<QuestionKind> | undefined): boolean {
  if (now === undefined) return false;
  if (before.known && now.known && before.value === now.value) return before.asOf === now.asOf;
  return JSON.stringify(before) === JSON.stringify(now);
}
