/** What is known so far: replies to questions, files, and the go.mod summaries made of them. Shared by all graphs of one repository. */
import type { Source } from '../../text/source.ts';
import type { ModError, ModFile } from '../modfile/types.ts';
import type { VersionFixer } from '../modfile/values.ts';
import { checkPath } from '../path/check.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import type { KeptMods } from './files/kept-mods.ts';
import type { ModSummary } from './files/summary.ts';
import type { FileReply, Question, QuestionKind, Reply } from './questions.ts';
import { createNodes, type Nodes } from './select/nodes.ts';
import { needsOf, type Task } from './task.ts';

export interface Store<V> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): unknown;
}

export interface Known {
  readonly nodes: Nodes;
  /** By questionKey; see replyFrom. */
  readonly replies: Store<Reply<QuestionKind>>;
  /** Where replies come from that were not learned here. */
  readonly elsewhere: Elsewhere | undefined;
  /** go.mod files that need not be asked for; undefined where all are. */
  readonly kept: KeptMods | undefined;
  /** By absolute path. */
  readonly files: Store<FileReply>;
  readonly folders: Store<boolean>;
  /** go.mod files that were parsed, by question key or absolute path. Each says of which text it was made. */
  readonly summaries: Map<string, ModSummary>;
  /** `h1:` hashes of go.mod files, by text. */
  readonly hashes: Map<string, string>;
  /** What is wrong with module paths, for each that was looked at. */
  readonly pathFaults: Map<string, string | undefined>;
  /** Main modules' go.mod files that ask for no version, by path. Each says of which text it was made. */
  readonly mainFiles: Map<string, ParsedMain>;
}

/** Gives undefined where it does not know (yet). */
export type Elsewhere = (question: Question) => Reply<QuestionKind> | undefined;

/** What follows from texts and paths alone, whoever was asked for them. */
export type Parsed = Pick<Known, 'nodes' | 'summaries' | 'hashes' | 'pathFaults' | 'mainFiles'>;

export interface ParsedMain {
  readonly source: Source;
  readonly file: ModFile;
  readonly errors: readonly ModError[];
  /** A version in it was not canonical. */
  readonly changed: boolean;
  readonly fix: VersionFixer;
}

/** An empty store of what a run knows about modules. Runs that share one ask each question once. */
export function createKnown(elsewhere?: Elsewhere, parsed: Parsed = nothingParsed(), kept?: KeptMods): Known {
  return { ...parsed, elsewhere, kept, replies: new Map(), files: new Map(), folders: new Map() };
}

function nothingParsed(): Parsed {
  const maps = { summaries: new Map(), hashes: new Map(), pathFaults: new Map(), mainFiles: new Map() };
  return { nodes: createNodes(), ...maps };
}

/** checkPath, asked once of each path. */
export function pathFault({ pathFaults }: Pick<Known, 'pathFaults'>, path: string): string | undefined {
  const known = pathFaults.get(path);
  if (known !== undefined || pathFaults.has(path)) return known;
  const fault = checkPath(path);
  pathFaults.set(path, fault);
  return fault;
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
