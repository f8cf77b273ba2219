/** The hooks of a repository on disk. What is there is never lost: a hook of somebody else is kept beside ours and runs before it. */
import { chmodSync, lstatSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { decode } from '../../text/bytes.ts';
import type { Environment } from '../http/web-proxy.ts';
import { gitIn } from '../tree/git-command.ts';
import { writeWhole } from '../write-file.ts';
import { chainedName, type HookName, MARK } from './hook-script.ts';

export interface HookFolder {
  /** Absolute. */
  readonly path: string;
  /** It lies in the work tree, and so may be part of the repository. */
  readonly inWorkTree: boolean;
  /** It belongs to this repository; else git runs its hooks for others too. */
  readonly isOwn: boolean;
}

/** `root`: the top of a work tree. Throws GitError. */
export function hookFolder(root: string, env: Environment): HookFolder {
  const git = gitIn({ folder: root, env, inHook: false });
  const common = resolve(root, decode(git.run(['rev-parse', '--git-common-dir'])).replace(/\n$/, ''));
  const configured = configuredPath((args) => git.run(args));
  const path = configured === undefined ? join(common, 'hooks') : resolve(root, configured);
  const inGit = isInside(path, common);
  const inWorkTree = !inGit && isInside(path, root);
  return { path, inWorkTree, isOwn: inGit || inWorkTree };
}

/** The last but one value of core.hooksPath: the last is what we tell git, so that it runs no hook for us. */
function configuredPath(run: (args: readonly string[]) => Buffer): string | undefined {
  const values = decode(run(['config', '-z', '--type=path', '--get-all', 'core.hooksPath']))
    .split('\0')
    .slice(0, -1);
  return values.at(-2) || undefined;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** `ours`: as `script` has it; `outdated`: ours, but another version of it; `other`: of somebody else. */
export type HookState = 'none' | 'ours' | 'outdated' | 'other';

export function hookState(folder: string, hook: HookName, script: string): HookState {
  const file = join(folder, hook);
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return 'none';
  const text = textOf(file);
  if (text === script) return 'ours';
  return text?.split('\n', 2)[1] === MARK ? 'outdated' : 'other';
}

const MAX_SCRIPT = 1 << 20;

function textOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size <= MAX_SCRIPT ? readFileSync(file, 'utf8') : undefined;
}

/** Gives the reason where it could not be done; all is then as it was. `root`: the work tree, whose links are not followed. */
export function installHook(folder: string, hook: HookName, script: string, root: string): string | undefined {
  const file = join(folder, hook);
  const chained = join(folder, chainedName(hook));
  const state = hookState(folder, hook, script);
  if (state === 'ours') return undefined;
  const moves = state === 'other';
  if (moves) {
    if (lstatSync(chained, { throwIfNoEntry: false }) !== undefined)
      return `cannot be kept beside ours: ${chainedName(hook)} is there already`;
    renameSync(file, chained);
  }
  const problem = writeWhole(file, script, { fresh: state !== 'outdated', roots: [root] });
  if (problem === undefined) chmodSync(file, 0o755);
  else if (moves) renameSync(chained, file);
  return problem;
}

/** Puts back what was there before. Whether there was one of ours. */
export function uninstallHook(folder: string, hook: HookName, script: string): boolean {
  const state = hookState(folder, hook, script);
  if (state !== 'ours' && state !== 'outdated') return false;
  const file = join(folder, hook);
  const chained = join(folder, chainedName(hook));
  if (lstatSync(chained, { throwIfNoEntry: false }) === undefined) rmSync(file);
  else renameSync(chained, file);
  return true;
}
