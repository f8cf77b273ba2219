/**
 * Running git over a repository that is not trusted: no hooks, no fsmonitor, no filters, no network, no other git than the user's own.
 * `safe.directory` stays in force.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { decode } from '../text/bytes.ts';
import type { Environment } from './http/web-proxy.ts';

/** git is not there, or refuses; `message` is git's own where it gave one. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/** More output than was allowed. */
export class GitOutputError extends GitError {}

export interface Git {
  /** Standard output. Throws GitError. */
  run(args: readonly string[], input?: string): Buffer;
}

/** What git tells a hook, so that it finds the index that is being committed (`git commit -a` has one of its own). */
const HOOK_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_PREFIX'];
/** Objects of a push that is not accepted yet. */
const OBJECT_VARIABLES = ['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_QUARANTINE_PATH'];
/** The user's own configuration, with their `safe.directory`. */
const CONFIG_VARIABLE = /^GIT_CONFIG(?:_GLOBAL|_SYSTEM|_NOSYSTEM|_COUNT|_KEY_[0-9]+|_VALUE_[0-9]+|_PARAMETERS)$/;

const SAFETY = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'];

const MAX_OUTPUT = 256 << 20;

export interface GitOptions {
  /** Where the repository is found from. */
  readonly folder: string;
  readonly env: Environment;
  /** Believe git's variables about repository and index: right in a hook, wrong for a folder somebody named. */
  readonly inHook: boolean;
  readonly maxOutput?: number;
}

export function gitIn({ folder, env, inHook, maxOutput = MAX_OUTPUT }: GitOptions): Git {
  const command = gitOnPath(env);
  if (command === undefined) throw new GitError('there is no git on the PATH');
  const options = { cwd: folder, env: cleanEnvironment(env, inHook), maxBuffer: maxOutput, windowsHide: true };
  return {
    run: (args, input) => {
      const { error, status, stdout, stderr } = spawnSync(command, ['--no-pager', ...SAFETY, ...args], {
        ...options,
        ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }),
      });
      if (error && (error as NodeJS.ErrnoException).code === 'ENOBUFS')
        throw new GitOutputError(`git gives more than ${maxOutput} bytes`);
      if (error) throw new GitError(`git cannot be run (${(error as NodeJS.ErrnoException).code ?? error.message})`);
      if (status !== 0) throw new GitError(complaint(stderr, status));
      return stdout;
    },
  };
}

function complaint(stderr: Buffer, status: number | null): string {
  const text = decode(stderr).trim();
  return text === '' ? `git ends with status ${status}` : text.replace(/^fatal: /, '');
}

/** Searched here and not by the system, which on Windows looks into the repository's folder first. */
function gitOnPath(env: Environment): string | undefined {
  const windows = process.platform === 'win32';
  for (const folder of (env.PATH ?? env.Path ?? '').split(windows ? ';' : ':')) {
    const file = join(folder, windows ? 'git.exe' : 'git');
    if (isAbsolute(folder) && statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  }
  return undefined;
}

function cleanEnvironment(env: Environment, inHook: boolean): Record<string, string> {
  const kept = new Set([...(inHook ? HOOK_VARIABLES : []), ...OBJECT_VARIABLES]);
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && (!/^GIT_/i.test(name) || kept.has(name) || CONFIG_VARIABLE.test(name)))
      clean[name] = value;
  }
  return {
    ...clean,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // A partial clone would fetch what is missing.
    GIT_NO_LAZY_FETCH: '1',
    // refs/replace puts other contents under an id.
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}
