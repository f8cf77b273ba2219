/** What every command that judges begins with: which tree, which policies, which facts. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import type { Loaders } from '../gather/loaders.ts';
import type { OpenFacts } from '../gather/open-facts.ts';
import { diskTree } from '../gather/tree-disk.ts';
import { GitError, indexTree, revisionTree } from '../gather/tree-git.ts';
import { whereIs } from '../gather/where.ts';
import { parseEnvFile } from '../go/envfile.ts';
import type { LintInput } from '../lint/run.ts';
import type { JudgeOf } from '../lint/settings.ts';
import { discover, folderOf, isUnder, upwards } from '../model/discover.ts';
import { openRepo } from '../model/open.ts';
import type { CapturedEnv, Repo } from '../model/repo.ts';
import type { PolicyProblem, PolicyUsed } from '../model/report.ts';
import type { Tree } from '../model/tree.ts';
import { isDay } from '../policy/day.ts';
import { decode } from '../text/bytes.ts';
import { source } from '../text/source.ts';
import { type Arguments, quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';
import { openPolicies } from './policies.ts';

export interface Session {
  readonly tree: Tree;
  readonly paths: readonly string[];
  /** The folder that was named, from the repository's root. */
  readonly under: string;
  readonly repo: Repo;
  readonly judgeOf: JudgeOf;
  readonly policies: readonly PolicyUsed[];
  readonly problems: readonly PolicyProblem[];
  readonly today: string;
  /** Why this run looks at less on purpose. */
  readonly partial: string | undefined;
  /** Not there in a staged run. */
  readonly facts: OpenFacts | undefined;
  readonly loaders: Loaders | undefined;
}

export { rules };

const STAGED =
  'only what is staged was judged; rules that need the module graph or facts from outside are left to a full check';

export interface SessionOptions {
  /** Answer from what is known here alone; remember what else was asked for. */
  readonly onlyKnown?: boolean;
  /** Keep all answers for a record. */
  readonly recording?: boolean;
}

export async function openSession(args: Arguments, terminal: Terminal, options: SessionOptions = {}): Promise<Session> {
  const named = args.positionals[0] ?? '.';
  const where = whereIs(named, terminal.cwd);
  if ('problem' in where) throw new UsageError(`${quoted(named)} ${where.problem}`);
  const today = dayOf(args, terminal);
  const tree = await treeOf(args, where, terminal);
  const paths = await tree.list();
  const partial = args.flags.has('staged') ? STAGED : undefined;
  const under = enclosing(paths, where.under);
  const policies = await openPolicies({
    tree,
    paths,
    under,
    root: where.root,
    onDisk: isOnDisk(args),
    args,
    terminal,
    rules,
  });
  const repo = await openRepo(tree, {
    paths,
    under,
    env: capturedEnvs(args, where.root, under, terminal),
    ...policies.modules,
  });
  if (repo.modules.length === 0 && repo.workspaces.length === 0 && repo.env.length === 0 && partial === undefined) {
    throw new UsageError(
      `no go.mod in ${quoted(named)}${under === '' ? '' : ' or above it'}: there is nothing to judge`,
    );
  }
  const used = policies.used(repo);
  const facts =
    partial === undefined ? await factsOf(args, { tree, paths, repo }, policies.private, terminal, options) : undefined;
  return {
    tree,
    paths,
    under,
    repo,
    judgeOf: policies.judgeOf,
    policies: used,
    problems: policies.problems,
    today,
    partial,
    facts,
    loaders: facts && (await loadersOf(tree, paths, repo, facts, policies.judgeOf, today)),
  };
}

/** In a chunk of their own: a hook loads nothing. */
async function loadersOf(
  tree: Tree,
  paths: readonly string[],
  repo: Repo,
  { answerAll }: OpenFacts,
  judgeOf: JudgeOf,
  today: string,
): Promise<Loaders> {
  const [{ loaders }, { believing, maxFactAge }] = await Promise.all([
    import('../gather/loaders.ts'),
    import('../lint/fact-age.ts'),
  ]);
  return loaders(tree, paths, repo, believing(answerAll, maxFactAge(repo, judgeOf), today));
}

/** What the engine is handed of a session. */
export function lintInput(session: Session): LintInput {
  const { tree, repo, under, judgeOf, today, partial, loaders } = session;
  const omitted = tree.omitted?.() ?? [];
  return { repo, under, rules, judgeOf, today, omitted, ...(partial !== undefined && { partial }), ...loaders };
}

function isOnDisk(args: Arguments): boolean {
  return !args.flags.has('staged') && !args.values.has('rev');
}

async function treeOf(args: Arguments, where: { root: string; isGit: boolean }, terminal: Terminal): Promise<Tree> {
  if (isOnDisk(args)) return diskTree(where.root);
  for (const other of ['rev', 'facts', 'online']) {
    if (args.flags.has('staged') && (args.values.has(other) || args.flags.has(other)))
      throw new UsageError(`--staged and --${other} exclude each other`);
  }
  const rev = args.values.get('rev');
  if (rev === undefined) return staged(where, terminal);
  try {
    return revisionTree(where.root, rev, terminal.env);
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(`--rev ${quoted(rev)}: ${error.message}`);
    throw error;
  }
}

function staged({ root, isGit }: { root: string; isGit: boolean }, { env }: Terminal): Tree {
  const tree = indexTree(root, env, { pathspecs: PATHSPECS });
  // In a hook git may name a repository that does not lie here.
  if (!isGit && env.GIT_DIR === undefined)
    throw new UsageError('a bare repository has nothing staged; judge a revision: --rev HEAD');
  return tree;
}

/** The folder whose modules are judged: the one named, or where no module lies in it, that of the module it is part of. */
function enclosing(paths: readonly string[], under: string): string {
  if (under === '' || discover(paths, { under }).modules.length > 0) return under;
  const modules = new Set(discover(paths).modules.map((m) => folderOf(m.file)));
  for (const folder of upwards(under)) if (modules.has(folder)) return folder;
  return under;
}

function dayOf(args: Arguments, terminal: Terminal): string {
  const day = args.values.get('as-of');
  if (day === undefined) return terminal.today();
  if (!isDay(day)) {
    throw new UsageError(`--as-of ${quoted(day)} is no day; write it as 2026-11-21`);
  }
  return day;
}

function capturedEnvs(args: Arguments, root: string, dir: string, terminal: Terminal): CapturedEnv[] {
  return (args.lists.get('go-env') ?? []).map((name) => {
    const file = resolve(terminal.cwd, name);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(file);
    } catch {
      throw new UsageError(`--go-env ${quoted(name)} cannot be read`);
    }
    const inside = isUnder(file, root) ? file.slice(root.length + 1) : name;
    const text = source(inside, decode(bytes));
    return { source: text, file: parseEnvFile(text), dir };
  });
}

async function factsOf(
  args: Arguments,
  { tree, paths, repo }: Pick<Session, 'tree' | 'paths' | 'repo'>,
  patterns: readonly string[],
  terminal: Terminal,
  options: SessionOptions,
): Promise<OpenFacts> {
  const offline = args.flags.has('offline');
  if (offline && args.flags.has('online')) throw new UsageError('--offline and --online exclude each other');
  const record = args.values.get('facts');
  const [{ openFacts }, { compileLater }] = await Promise.all([
    import('../gather/open-facts.ts'),
    import('./compiler.ts'),
  ]);
  // The process is ours alone.
  if (terminal.build !== undefined) compileLater();
  const facts = openFacts({
    env: terminal.env,
    tree,
    paths,
    repo,
    offline,
    ...options,
    ...(record !== undefined && { record: resolve(terminal.cwd, record) }),
    private: patterns,
    now: terminal.now,
    ...(terminal.isTerminal.err && { progress: progressLine(terminal) }),
  });
  if ('problem' in facts) throw new UsageError(`--facts: ${facts.problem}`);
  return facts;
}

/** One line on the terminal, rewritten; nothing where standard error is no terminal. */
function progressLine(terminal: Terminal): (settled: number, asked: number) => void {
  let last = 0;
  return (settled, asked) => {
    if (settled === asked) return terminal.err('\r\u001b[K');
    if (settled - last < 10 && settled > 10) return;
    last = settled;
    terminal.err(`\r\u001b[Kasking: ${settled} of ${asked} facts`);
  };
}

/** What git is asked for in the hook: the files that a run reads, and what lies in a folder that is called like a policy. */
const PATHSPECS: readonly string[] = [
  '*.mod',
  '*.sum',
  '*go.work',
  '*vendor/modules.txt',
  '*.modwarden.*',
  '*package.json',
];
