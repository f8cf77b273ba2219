/**
 * Running git over a repository that is not trusted: no hooks, no fsmonitor, no filters, no network, no other git than the user's own,
 * and never for longer than a limit. `safe.directory` stays in force.
 */

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { decode } from '../../text/bytes.ts';
import { exists } from '../exists.ts';
import type { Environment } from '../http/web-proxy.ts';
import { notRepeatable } from '../repeat/conditions.ts';
import { SAFE_OPTIONS, safeEnvironment } from './git-safety.ts';

/** git is not there, or refuses; `message` is git's own where it gave one. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/** More output than was allowed. */
export class GitOutputError extends GitError {}

/** git failed without a word, which for some commands is the answer "none". */
export class GitSilentError extends GitError {}

export interface Git {
  /** Standard output. Throws GitError. */
  run(args: readonly string[], input?: string): Buffer;
}

/** Bytes that one git may print. */
export const MAX_OUTPUT: number = 256 << 20;

/** Seconds that one git may take, unless MODWARDEN_GIT_TIMEOUT says otherwise. The largest index known takes less than two. */
export const GIT_TIMEOUT = 15;
const MAX_TIMEOUT = 86_400;

/** Characters of git's own message that are shown. */
const MAX_MESSAGE = 1000;

/** The oldest git that knows all that is asked of it (`ls-tree --end-of-options`), of November 2019. */
export const OLDEST_GIT = '2.24';

export interface GitOptions {
  /** Where the repository is found from. */
  readonly folder: string;
  readonly env: Environment;
  /** Believe git's variables about repository and index: right in a hook, wrong for a folder somebody named. */
  readonly inHook: boolean;
  readonly maxOutput?: number;
  /** Seconds. */
  readonly timeout?: number;
}

export function gitIn({ folder, env, inHook, maxOutput = MAX_OUTPUT, timeout = timeoutOf(env) }: GitOptions): Git {
  const command = gitOnPath(env);
  if (command === undefined) throw new GitError('git is not on the PATH');
  // Where `.git` is broken, git would look into the folders above, or take the folder itself for a bare repository, and read another index.
  const isTop = exists(join(folder, '.git'));
  const safe = isTop ? [...SAFE_OPTIONS, '-c', 'safe.bareRepository=explicit'] : SAFE_OPTIONS;
  const options = {
    cwd: folder,
    env: safeEnvironment(env, inHook, isTop ? dirname(resolve(folder)) : undefined),
    maxBuffer: maxOutput,
    timeout: timeout * 1000,
    killSignal: 'SIGKILL',
    windowsHide: true,
  } as const;
  const spawn = (args: readonly string[], input?: string) =>
    spawnSync(command, args, {
      ...options,
      ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }),
    });
  return {
    run: (args, input) => {
      notRepeatable();
      const { error, signal, status, stdout, stderr } = spawn([...safe, ...args], input);
      const code = error && ((error as NodeJS.ErrnoException).code ?? error.message);
      if (code === 'ENOBUFS') throw new GitOutputError(`git ${args[0]} printed more than ${maxOutput} bytes`);
      if (code === 'ETIMEDOUT') throw new GitError(tookTooLong(args[0]!, timeout));
      // What git did not take of its input, it had no need of; its status says whether all is well.
      if (code !== undefined && code !== 'EPIPE') throw new GitError(`cannot run git (${code})`);
      if (status !== 0) {
        const reason = complaint(stderr, signal ? `signal ${signal}` : `status ${status}`);
        const isSilent = !signal && stderr.length === 0;
        throw new (isSilent ? GitSilentError : GitError)(`${reason}${tooOld(spawn(['--version']))}`);
      }
      return stdout;
    },
  };
}

function tookTooLong(command: string, timeout: number): string {
  return (
    `git ${command} did not finish within ${timeout} s: a file under .git may be a named pipe or a device; ` +
    `for a slow disk, set MODWARDEN_GIT_TIMEOUT to more seconds`
  );
}

function timeoutOf(env: Environment): number {
  const text = env.MODWARDEN_GIT_TIMEOUT;
  if (!text) return GIT_TIMEOUT;
  const seconds = /^[0-9]{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > MAX_TIMEOUT)
    throw new GitError(`MODWARDEN_GIT_TIMEOUT: expected whole seconds from 1 to ${MAX_TIMEOUT}, got ${quoted(text)}`);
  return seconds;
}

const quoted = (text: string) => JSON.stringify(text.slice(0, 40));

function complaint(stderr: Buffer, ending: string): string {
  const text = decode(stderr.subarray(0, 4 * MAX_MESSAGE)).trim();
  return text === '' ? `git ended with ${ending}` : text.replace(/^fatal: /, '').slice(0, MAX_MESSAGE);
}

/**
 * Asked only after git failed, so that a hook pays nothing for it: a git that did all it was asked is new enough, for what keeps it safe
 * does not depend on its version.
 */
function tooOld({ status, stdout }: SpawnSyncReturns<Buffer>): string {
  const [, major, minor] = (status === 0 && /^git version ([0-9]+)\.([0-9]+)/.exec(decode(stdout))) || [];
  const [oldMajor, oldMinor] = OLDEST_GIT.split('.').map(Number) as [number, number];
  if (major === undefined || Number(major) > oldMajor || (Number(major) === oldMajor && Number(minor) >= oldMinor))
    return '';
  return `; git ${major}.${minor} is too old, modwarden needs git ${OLDEST_GIT} or later`;
}

/** Searched here and not by the system, which on Windows looks into the repository's folder first. */
function gitOnPath(env: Environment): string | undefined {
  const windows = process.platform === 'win32';
  for (const folder of (env.PATH ?? env.Path ?? '').split(windows ? ';' : ':')) {
    const file = join(folder, windows ? 'git.exe' : 'git');
    if (isAbsolute(folder) && isFile(file)) return file;
  }
  return undefined;
}

/** A folder that this user may not enter has no git for them. */
function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
