/** What every command that judges begins with: which tree, which policies, which facts. */

import { resolve } from 'node:path';
import { rules } from '../../../rules/index.ts';
import type { OpenFacts } from '../../gather/facts/open-facts.ts';
import type { Loaders } from '../../gather/loaders.ts';
import { diskTree } from '../../gather/tree/disk.ts';
import { GitError, indexTree, revisionTree } from '../../gather/tree/git.ts';
import { whereIs } from '../../gather/where.ts';
import type { LintInput } from '../../lint/run.ts';
import type { PolicyFor } from '../../lint/settings.ts';
import { boundedTree } from '../../model/bounded-tree.ts';
import { discover, folderOf, upwards } from '../../model/discover.ts';
import { openRepo } from '../../model/open.ts';
import type { Repo } from '../../model/repo.ts';
import type { PolicyProblem, PolicyUsed } from '../../model/report.ts';
import type { Tree } from '../../model/tree.ts';
import { isDay } from '../../policy/day.ts';
import { safe } from '../../text/printable.ts';
import { type Arguments, quoted, UsageError } from './args.ts';
import { capturedEnv } from './captured-env.ts';
import type { Terminal } from './command.ts';
import { openPolicies, type PrivatePaths } from './policies.ts';

export interface Session {
  readonly tree: Tree;
  readonly paths: readonly string[];
  /** The folder that was named, from the repository's root. */
  readonly under: string;
  readonly repo: Repo;
  readonly policyFor: PolicyFor;
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
  'only staged files were checked; a full check also applies rules that need the module graph or other facts';

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
  const tree = boundedTree(await treeOf(args, where, terminal));
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
    env: (args.lists.get('go-env') ?? []).map((name) => capturedEnv(name, terminal.cwd, where.root, under)),
    ...policies.modules,
  });
  if (repo.modules.length === 0 && repo.workspaces.length === 0 && repo.env.length === 0 && partial === undefined) {
    throw new UsageError(`no go.mod found in ${quoted(named)}${under === '' ? '' : ' or above it'}`);
  }
  const used = policies.used(repo);
  const facts =
    partial === undefined ? await factsOf(args, { tree, paths, repo }, policies.private, terminal, options) : undefined;
  return {
    tree,
    paths,
    under,
    repo,
    policyFor: policies.policyFor,
    policies: used,
    problems: policies.problems,
    today,
    partial,
    facts,
    loaders: facts && (await loadersOf(tree, paths, repo, facts, policies.policyFor, today)),
  };
}

/** In a chunk of their own: a hook loads nothing. */
async function loadersOf(
  tree: Tree,
  paths: readonly string[],
  repo: Repo,
  { answerAll }: OpenFacts,
  policyFor: PolicyFor,
  today: string,
): Promise<Loaders> {
  const [{ loaders }, { rejectStaleFacts, maxFactAge }] = await Promise.all([
    import('../../gather/loaders.ts'),
    import('../../lint/fact-age.ts'),
  ]);
  return loaders(tree, paths, repo, rejectStaleFacts(answerAll, maxFactAge(repo, policyFor), today));
}

/** What the engine is handed of a session. */
export function lintInput(session: Session): LintInput {
  const { tree, repo, under, policyFor, today, partial, loaders } = session;
  const omitted = tree.omitted?.() ?? [];
  return { repo, under, rules, policyFor, today, omitted, ...(partial !== undefined && { partial }), ...loaders };
}

function isOnDisk(args: Arguments): boolean {
  return !args.flags.has('staged') && !args.values.has('rev');
}

async function treeOf(args: Arguments, where: { root: string; isGit: boolean }, terminal: Terminal): Promise<Tree> {
  if (isOnDisk(args)) return diskTree(where.root);
  for (const other of ['rev', 'facts', 'online']) {
    if (args.flags.has('staged') && (args.values.has(other) || args.flags.has(other)))
      throw new UsageError(`--staged and --${other} cannot be used together`);
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
    throw new UsageError('a bare repository has no staged files; check a revision instead: --rev HEAD');
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
    throw new UsageError(`--as-of: ${quoted(day)} is not a valid date (use YYYY-MM-DD)`);
  }
  return day;
}

async function factsOf(
  args: Arguments,
  { tree, paths, repo }: Pick<Session, 'tree' | 'paths' | 'repo'>,
  patterns: PrivatePaths,
  terminal: Terminal,
  options: SessionOptions,
): Promise<OpenFacts> {
  const offline = args.flags.has('offline');
  if (offline && args.flags.has('online')) throw new UsageError('--offline and --online cannot be used together');
  const record = args.values.get('facts');
  const timeout = timeoutOf(args);
  const [{ openFacts }, { compileLater }] = await Promise.all([
    import('../../gather/facts/open-facts.ts'),
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
    ...(timeout !== undefined && { timeout }),
    ...(record !== undefined && { record: resolve(terminal.cwd, record) }),
    private: patterns,
    now: terminal.now,
    ...(terminal.isTerminal.err && { progress: progressLine(terminal) }),
  });
  if ('problem' in facts) throw new UsageError(`--facts: ${facts.problem}`);
  return facts;
}

/** The value of --timeout in milliseconds. */
function timeoutOf(args: Arguments): number | undefined {
  const value = args.values.get('timeout');
  if (value === undefined) return undefined;
  const number = /^[0-9]{1,4}(?:\.[0-9]{1,3})?$/.test(value) ? Number(value) : 0;
  if (number >= 0.1 && number <= 3600) return number * 1000;
  throw new UsageError(`--timeout: expected a number of seconds from 0.1 to 3600, got ${quoted(value)}`);
}

/** One line on the terminal, rewritten; nothing where standard error is no terminal. */
function progressLine(terminal: Terminal): (settled: number, asked: number) => void {
  let last = 0;
  return (settled, asked) => {
    if (settled === asked) return terminal.err(safe`\r\u001b[K`);
    if (settled - last < 10 && settled > 10) return;
    last = settled;
    terminal.err(safe`\r\u001b[Kfetching: ${settled} of ${asked} facts`);
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
