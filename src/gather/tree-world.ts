/** What a module graph may look at: the files of a tree, as if it lay in a folder of its own, and facts from sources. */

import type { FileReply, Question, QuestionKind, Reply } from '../go/graph/questions.ts';
import type { Resolver } from '../go/graph/run.ts';
import { isPlaceholder } from '../go/version/pseudo.ts';
import type { Answer, Ask } from '../model/facts/facts.ts';
import type { Tree } from '../model/tree.ts';
import { decode } from '../text/bytes.ts';

/** The folder in which the tree seems to lie: Go's messages name files by absolute paths. Nothing outside it is read. */
export const TREE_ROOT = '/repository';

export function inTreeRoot(dir: string): string {
  return dir === '' ? TREE_ROOT : `${TREE_ROOT}/${dir}`;
}

/** `own`: paths of the repository's modules. Nobody is asked for a placeholder version of one: no server can have it. */
export function treeWorld(
  tree: Tree,
  hasFolder: (path: string) => boolean,
  answerAll: (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>,
  own: ReadonlySet<string> = new Set(),
): Resolver {
  const isOwn = ({ module }: Question) => own.has(module.path) && isPlaceholder(module.version);
  return {
    answer: async (questions) => {
      const asked = questions.filter((question) => !isOwn(question));
      const answers = (await answerAll(asked)) as readonly Reply<QuestionKind>[];
      const byQuestion = new Map(asked.map((question, i) => [question, answers[i]!]));
      return questions.map((question) => byQuestion.get(question) ?? NEVER_PUBLISHED);
    },
    read: (files) => Promise.all(files.map((file) => read(tree, file))),
    areFolders: (folders) => folders.map((folder) => hasFolder(inTree(folder) ?? '\0')),
  };
}

const NEVER_PUBLISHED = {
  known: false,
  why: 'missing',
  detail: 'a placeholder, which no release has: the module is a folder of this repository',
} as const;

/** The path in the tree; undefined for what lies outside. */
function inTree(path: string): string | undefined {
  if (path === TREE_ROOT) return '';
  return path.startsWith(`${TREE_ROOT}/`) ? path.slice(TREE_ROOT.length + 1) : undefined;
}

async function read(tree: Tree, file: string): Promise<FileReply> {
  const path = inTree(file);
  if (path === undefined) return { known: false, why: 'failed', detail: 'it is outside the repository' };
  try {
    const bytes = await tree.read(path);
    return bytes
      ? { known: true, text: decode(bytes) }
      : { known: false, why: 'missing', detail: 'no such file or directory' };
  } catch (error) {
    if ((error as Error).name !== 'TreeError') throw error;
    return { known: false, why: 'failed', detail: (error as Error).message };
  }
}
