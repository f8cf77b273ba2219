/** What a push brings: git tells a pre-push hook on standard input, the pre-commit framework its hooks in variables. */
import { decode } from '../../text/bytes.ts';
import { quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';

/** What somebody wants to make public: the files of one commit. */
export interface PushedTip {
  /** As the user knows it: a branch, a tag. */
  readonly name: string;
  /** The commit, or another revision that names it. */
  readonly rev: string;
}

export const MAX_PUSH_BYTES: number = 16 << 20;
/** Commits that one push is checked for. */
export const MAX_TIPS = 1000;

/**
 * Each once, in the order of the push; none where it only deletes. Where nobody says what is pushed (a hook manager that does not hand on
 * standard input), it is what HEAD has. Throws UsageError.
 */
export function pushedTips({ env, input, isTerminal }: Pick<Terminal, 'env' | 'input' | 'isTerminal'>): PushedTip[] {
  const managed = managedTip(env);
  if (managed !== undefined) return [managed];
  if (isTerminal.in)
    throw new UsageError(
      '--pushed: expected the lines that git gives a pre-push hook on standard input, got a terminal',
    );
  const bytes = input(MAX_PUSH_BYTES);
  if ('problem' in bytes) throw new UsageError(`--pushed: standard input ${bytes.problem}`);
  const lines = decode(bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return [HEAD];
  const tips = new Map<string, PushedTip>();
  for (const line of lines) {
    const tip = tipOf(line);
    if (tip !== undefined && !tips.has(tip.rev)) tips.set(tip.rev, tip);
  }
  if (tips.size > MAX_TIPS)
    throw new UsageError(`--pushed: expected at most ${MAX_TIPS} commits in one push, got ${tips.size}`);
  return [...tips.values()];
}

const HEAD: PushedTip = { name: 'HEAD', rev: 'HEAD' };

/** The framework sets PRE_COMMIT for every hook; it has no target where a whole history is new, or where it was called by hand. */
function managedTip(env: Terminal['env']): PushedTip | undefined {
  if (!env.PRE_COMMIT) return undefined;
  const branch = env.PRE_COMMIT_LOCAL_BRANCH || undefined;
  const rev = env.PRE_COMMIT_TO_REF || branch;
  return rev === undefined ? HEAD : { name: branch ?? rev, rev };
}

/** `LOCAL-REF ID REMOTE-REF ID`; an id of zeros is that of nothing. undefined: the line deletes. */
function tipOf(line: string): PushedTip | undefined {
  // A local ref may be any expression that names a commit, `HEAD~1 ` or `:/text` too.
  const match = /^(.*) ([0-9a-f]{40}|[0-9a-f]{64}) (\S+) ([0-9a-f]{40}|[0-9a-f]{64})$/.exec(line.trimEnd());
  if (match === null)
    throw new UsageError(
      `--pushed: expected a line of git's pre-push hook (LOCAL-REF ID REMOTE-REF ID), got ${quoted(line.slice(0, 200))}`,
    );
  const [, name = '', rev = ''] = match;
  return /^0+$/.test(rev) ? undefined : { name, rev };
}
