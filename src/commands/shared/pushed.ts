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

export interface Push {
  /** Each once, in the order of the push; none where it only deletes. */
  readonly tips: readonly PushedTip[];
  /** Ids of commits that the remote has; undefined where nobody says what is pushed, so that only the tips are known. */
  readonly known: readonly string[] | undefined;
  /** The name of the remote, where somebody says it. */
  readonly remote?: string | undefined;
}

export const MAX_PUSH_BYTES: number = 16 << 20;
/** Commits that one push is checked for. */
export const MAX_TIPS = 1000;
/** Commits below the tips that one push is checked for. */
export const MAX_BELOW = 100;

/**
 * Where nobody says what is pushed (a hook manager that does not hand on standard input), it is what HEAD has. Throws UsageError.
 */
export function pushOf({ env, input, isTerminal }: Pick<Terminal, 'env' | 'input' | 'isTerminal'>): Push {
  const managed = managedPush(env);
  if (managed !== undefined) return managed;
  if (isTerminal.in)
    throw new UsageError(
      '--pushed: expected the lines that git gives a pre-push hook on standard input, got a terminal',
    );
  const bytes = input(MAX_PUSH_BYTES);
  if ('problem' in bytes) throw new UsageError(`--pushed: standard input ${bytes.problem}`);
  const lines = decode(bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return { tips: [HEAD], known: undefined };
  const tips = new Map<string, PushedTip>();
  const known: string[] = [];
  for (const line of lines) {
    const { tip, remote } = refOf(line);
    if (tip !== undefined && !tips.has(tip.rev)) tips.set(tip.rev, tip);
    if (remote !== undefined) known.push(remote);
  }
  if (tips.size > MAX_TIPS)
    throw new UsageError(`--pushed: expected at most ${MAX_TIPS} commits in one push, got ${tips.size}`);
  return { tips: [...tips.values()], known };
}

const HEAD: PushedTip = { name: 'HEAD', rev: 'HEAD' };

/**
 * The framework sets PRE_COMMIT for every hook, and for a push from where to where; only the latter is missing where a whole history is
 * new. It sets neither where it was called by hand.
 */
function managedPush(env: Terminal['env']): Push | undefined {
  if (!env.PRE_COMMIT) return undefined;
  const branch = env.PRE_COMMIT_LOCAL_BRANCH || undefined;
  const rev = env.PRE_COMMIT_TO_REF || branch;
  if (rev === undefined) return { tips: [HEAD], known: undefined };
  const from = env.PRE_COMMIT_FROM_REF || undefined;
  for (const value of [rev, from])
    if (value !== undefined && !/^[^\s^~:?*[\\-][^\s:?*[\\]*$/.test(value))
      throw new UsageError(`--pushed: expected a revision from the hook framework, got ${quoted(value.slice(0, 200))}`);
  return {
    tips: [{ name: branch ?? rev, rev }],
    known: from === undefined ? [] : [from],
    remote: env.PRE_COMMIT_REMOTE_NAME || undefined,
  };
}

interface PushedRef {
  /** undefined: the line deletes. */
  readonly tip: PushedTip | undefined;
  /** What the remote has under that name; undefined: nothing. */
  readonly remote: string | undefined;
}

/** `LOCAL-REF ID REMOTE-REF ID`; an id of zeros is that of nothing. */
function refOf(line: string): PushedRef {
  // A local ref may be any expression that names a commit, `HEAD~1 ` or `:/text` too.
  const match = /^(.*) ([0-9a-f]{40}|[0-9a-f]{64}) (\S+) ([0-9a-f]{40}|[0-9a-f]{64})$/.exec(line.trimEnd());
  if (match === null)
    throw new UsageError(
      `--pushed: expected a line of git's pre-push hook (LOCAL-REF ID REMOTE-REF ID), got ${quoted(line.slice(0, 200))}`,
    );
  const [, name = '', rev = '', , old = ''] = match;
  const isNothing = (id: string) => /^0+$/.test(id);
  return { tip: isNothing(rev) ? undefined : { name, rev }, remote: isNothing(old) ? undefined : old };
}
