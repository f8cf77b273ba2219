/** The commit that a change starts from. */
import { ModwardenError } from '../../model/error.ts';
import { decode } from '../../text/bytes.ts';
import { quoted } from '../../text/quoted.ts';
import type { Environment } from '../http/web-proxy.ts';
import { type Git, GitError, GitSilentError, gitIn } from './git-command.ts';

export interface BaseInput {
  /** The repository's folder. */
  readonly root: string;
  /** A revision; with `...` after it: its merge base with what is checked. */
  readonly base: string;
  /** The revision that is checked; HEAD for a work tree or an index. */
  readonly head: string;
  readonly env: Environment;
}

/** Gives the commit's id. Throws ModwardenError (unknown-base). */
export function baseCommit({ root, base, head, env }: BaseInput): string {
  const revision = base.endsWith('...') ? base.slice(0, -3) : base;
  if (revision === '' || revision.startsWith('-') || revision.includes('..')) throw unknown(base, FORM);
  try {
    const git = gitIn({ folder: root, env, inHook: false });
    const commit = commitOf(git, revision);
    if (revision === base) return commit;
    const args = ['merge-base', commit, commitOf(git, head)];
    return answer(
      git,
      args,
      'no common ancestor with what is checked; a shallow clone needs more history (fetch-depth: 0)',
    );
  } catch (error) {
    throw error instanceof GitError ? unknown(base, error.message) : error;
  }
}

const FORM = 'write a revision, or REVISION... for its merge base with what is checked';

function unknown(base: string, reason: string): ModwardenError {
  return new ModwardenError('unknown-base', `${quoted(base)}: ${reason}`);
}

function commitOf(git: Git, revision: string): string {
  const args = ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`];
  return answer(git, args, `git knows no commit ${quoted(revision)}; is it fetched?`);
}

/** `none`: what it means that git has no answer, and no words about it. */
function answer(git: Git, args: readonly string[], none: string): string {
  try {
    return decode(git.run(args)).trim();
  } catch (error) {
    throw error instanceof GitSilentError ? new GitError(none) : error;
  }
}
