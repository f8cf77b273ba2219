/** What is known so far: replies to questions, files, and the go.mod summaries made of them. Shared by all graphs of one repository. */
import type { ModuleVersion } from '../version/module-version.ts';
import type { ModSummary } from './files/summary.ts';
import type { FileReply, Question, QuestionKind, Reply } from './questions.ts';
import { createNodes, type Nodes } from './select/nodes.ts';
import { needsOf, type Task } from './task.ts';

export interface Known {
  readonly nodes: Nodes;
  /** By questionKey; see replyFrom. */
  readonly replies: Map<string, Reply<QuestionKind>>;
  /** Where replies come from that were not learned here. */
  readonly elsewhere: Elsewhere | undefined;
  /** By absolute path. */
  readonly files: Map<string, FileReply>;
  readonly folders: Map<string, boolean>;
  /** go.mod files that were parsed, by question key or absolute path. */
  readonly summaries: Map<string, ModSummary>;
}

/** Gives undefined where it does not know (yet). */
export type Elsewhere = (question: Question) => Reply<QuestionKind> | undefined;

/** An empty store of what a run knows about modules. Runs that share one ask each question once. */
export function createKnown(elsewhere?: Elsewhere): Known {
  const maps = { replies: new Map(), files: new Map(), folders: new Map(), summaries: new Map() };
  return { nodes: createNodes(), elsewhere, ...maps };
}

export function questionKey(kind: QuestionKind, module: ModuleVersion): string {
  return `${kind} ${module.path}@${module.version}`;
}

export function learn<K extends QuestionKind>(known: Known, question: Question<K>, reply: Reply<K>): void {
  known.replies.set(questionKey(question.kind, question.module), reply);
}

export function replyFrom<K extends QuestionKind>(known: Known, question: Question<K>): Reply<K> | undefined {
  const key = questionKey(question.kind, question.module);
  // Key and question hold the kind, so the reply is of that kind.
  return (known.replies.get(key) ?? known.elsewhere?.(question as Question)) as Reply<K> | undefined;
}

export function* replyTo<K extends QuestionKind>(known: Known, question: Question<K>): Task<Reply<K>> {
  for (;;) {
    const reply = replyFrom(known, question);
    if (reply) return reply;
    yield needsOf({ questions: [question as Question] });
  }
}

export function* readFile(known: Known, path: string): Task<FileReply> {
  for (;;) {
    const reply = known.files.get(path);
    if (reply) return reply;
    yield needsOf({ files: [path] });
  }
}

export function* isFolder(known: Known, path: string): Task<boolean> {
  for (;;) {
    const reply = known.folders.get(path);
    if (reply !== undefined) return reply;
    yield needsOf({ folders: [path] });
  }
}
