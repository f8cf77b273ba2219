/** What is known so far: replies to questions, files, and the go.mod summaries made of them. Shared by all graphs of one repository. */
import type { ModuleVersion } from '../modfile-types.ts';
import { type Inquiry, needsOf } from './inquiry.ts';
import { createNodes, type Nodes } from './nodes.ts';
import type { ModSummary } from './summary.ts';
import type { FileReply, Question, QuestionKind, Reply } from './types.ts';

export interface Known {
  readonly nodes: Nodes;
  readonly replies: Map<string, Reply<QuestionKind>>;
  /** By absolute path. */
  readonly files: Map<string, FileReply>;
  readonly folders: Map<string, boolean>;
  /** go.mod files that were parsed, by question key or absolute path. */
  readonly summaries: Map<string, ModSummary>;
}

export function createKnown(): Known {
  return { nodes: createNodes(), replies: new Map(), files: new Map(), folders: new Map(), summaries: new Map() };
}

export function questionKey(kind: QuestionKind, module: ModuleVersion): string {
  return `${kind} ${module.path}@${module.version}`;
}

export function learn<K extends QuestionKind>(known: Known, question: Question<K>, reply: Reply<K>): void {
  known.replies.set(questionKey(question.kind, question.module), reply);
}

export function* replyTo<K extends QuestionKind>(known: Known, kind: K, module: ModuleVersion): Inquiry<Reply<K>> {
  const key = questionKey(kind, module);
  for (;;) {
    const reply = known.replies.get(key);
    // The key holds the kind, so the reply is of that kind.
    if (reply) return reply as Reply<K>;
    yield needsOf({ questions: [{ kind, module } as Question] });
  }
}

export function* readFile(known: Known, path: string): Inquiry<FileReply> {
  for (;;) {
    const reply = known.files.get(path);
    if (reply) return reply;
    yield needsOf({ files: [path] });
  }
}

export function* isFolder(known: Known, path: string): Inquiry<boolean> {
  for (;;) {
    const reply = known.folders.get(path);
    if (reply !== undefined) return reply;
    yield needsOf({ folders: [path] });
  }
}
