/**
 * A repository in its most common form, whose files can be read without git: in the `.git` of the folder, of this user alone, with SHA-1
 * and nothing in its configuration that leads elsewhere. For all else git is asked, which knows every form, and whom to trust.
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isElsewhere } from '../answers/question.ts';
import { readOwnFile } from '../cache/own-file.ts';
import { isOwn } from '../cache/trusted-folder.ts';
import type { Environment } from '../http/web-proxy.ts';
import { headCommit } from './head-commit.ts';

export interface OwnRepository {
  /** The path of `.git`. */
  readonly git: string;
  /** HEAD's commit; '' before the first. */
  readonly head: string;
}

const MAX_CONFIG = 64 << 10;

/** Extensions change the form of objects, refs or the configuration itself. */
const UNUSUAL = /extensions|include|worktree|\bbare\b(?!\s*=\s*false\b)/i;

/** undefined: only git can tell. */
export function ownRepository(folder: string, env: Environment): OwnRepository | undefined {
  if (process.platform === 'win32' || isElsewhere(env)) return undefined;
  try {
    const git = join(folder, '.git');
    const stat = lstatSync(git);
    if (!stat.isDirectory() || !isOwn(stat) || !isOwn(lstatSync(folder))) return undefined;
    // A worktree's folder is refused by headCommit.
    const config = readOwnFile(join(git, 'config'), MAX_CONFIG);
    return config && !UNUSUAL.test(config.toString('latin1')) ? { git, head: headCommit(git) } : undefined;
  } catch {
    return undefined;
  }
}
