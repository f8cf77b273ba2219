/** The policy that the caller gives, in place of those found in the repository. */
import { readFileSync } from 'node:fs';
import { parse, relative, resolve, sep } from 'node:path';
import { type ErrorCode, ModwardenError } from '../../model/error.ts';
import type { Tree } from '../../model/tree.ts';
import { presetNamed } from '../../policy/presets/presets.ts';
import { decode } from '../../text/bytes.ts';
import { quoted } from '../../text/quoted.ts';
import { type Source, source } from '../../text/source.ts';
import { diskTree } from '../tree/disk.ts';
import { givenPolicy, type LoadedPolicy, type PolicyInput, presetOf } from './policies.ts';

/**
 * `file`: relative to `cwd` or absolute. `text`: a policy by itself; files that it extends are read from the tree that is checked.
 * `opened`: a policy file, and the tree of the files that it extends.
 */
export type GivenPolicy =
  | { readonly preset: string }
  | { readonly file: string; readonly cwd: string }
  | { readonly text: Source }
  | { readonly opened: OpenedPolicy };

export interface OpenedPolicy {
  readonly source: Source;
  readonly tree: Tree;
}

/** Throws ModwardenError: unknown-preset, unreadable-policy, invalid-policy (`text`). What is wrong inside a file becomes problems. */
export async function loadGiven(given: GivenPolicy, input: PolicyInput): Promise<LoadedPolicy> {
  if ('preset' in given) return presetOf(input, presetNamed(given.preset));
  if ('text' in given) return sound(await givenPolicy(input, given.text));
  const { source, tree } = 'opened' in given ? given.opened : openPolicyFile(given, input.root);
  const { policy, ...rest } = await givenPolicy({ ...input, tree }, source);
  return { policy: { ...policy, path: source.path }, ...rest };
}

/** A policy file that the caller names, and the tree that holds the files that it extends. Throws ModwardenError (`code`). */
export function openPolicyFile(
  { file, cwd }: { readonly file: string; readonly cwd: string },
  root: string,
  code: ErrorCode = 'unreadable-policy',
): OpenedPolicy {
  const path = resolve(cwd, file);
  const { name, tree } = besideGiven(path, root);
  return { source: source(name, readPolicy(path, file, code)), tree };
}

/** A policy that a program makes has no file to point into: its first problem is an error. */
function sound(loaded: LoadedPolicy): LoadedPolicy {
  const [problem] = loaded.problems;
  if (problem === undefined) return loaded;
  const { message, hint } = problem;
  throw new ModwardenError('invalid-policy', `invalid policy: ${message}${hint === undefined ? '' : ` (${hint})`}`);
}

function readPolicy(path: string, named: string, errorCode: ErrorCode): string {
  try {
    return decode(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ModwardenError(errorCode, `${quoted(named)} cannot be read (${code})`);
  }
}

/**
 * The name of a policy file that the caller names, and where the files are that it extends: on disk like itself, whatever tree is checked.
 * Its name is its path from the repository's root, so that its lines can be found there; outside of it the name begins with `../`.
 */
function besideGiven(path: string, root: string) {
  const top = isInside(path, root) ? root : parse(path).root;
  const slashes = (native: string) => native.split(sep).join('/');
  const disk = diskTree(top);
  return {
    name: slashes(relative(root, path)),
    tree: { ...disk, read: (name: string) => disk.read(slashes(relative(top, resolve(root, name)))) },
  };
}

function isInside(path: string, root: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}
