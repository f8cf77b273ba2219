/** The policy that the caller gives, in place of those found in the repository. */
import { readFileSync } from 'node:fs';
import { dirname, parse, relative, resolve, sep } from 'node:path';
import { ModwardenError } from '../../model/error.ts';
import type { Tree } from '../../model/tree.ts';
import { readPolicyFile } from '../../policy/find.ts';
import type { PolicyLayer, ReadPackage } from '../../policy/layers/layers.ts';
import { isPackageName, packageNameFault } from '../../policy/layers/package-name.ts';
import { presetNamed } from '../../policy/presets/presets.ts';
import { decode } from '../../text/bytes.ts';
import { quoted } from '../../text/quoted.ts';
import { type Source, source } from '../../text/source.ts';
import { leadsThrough } from '../plugins/inside.ts';
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
  const readPackage = 'opened' in given ? undefined : packagesFor(dirname(resolve(given.cwd, given.file)), input.root);
  const { policy, ...rest } = await givenPolicy({ ...input, tree }, source, readPackage);
  return { policy: { ...policy, path: source.path }, ...rest };
}

/** A policy file that the caller names, and the tree that holds the files that it extends. Throws ModwardenError. */
export function openPolicyFile(
  { file, cwd, by }: { readonly file: string; readonly cwd: string; readonly by?: string },
  root: string,
): OpenedPolicy {
  const path = resolve(cwd, file);
  const { name, tree } = besideGiven(path, root);
  return { source: source(name, readPolicy(path, file, by)), tree };
}

/** A layer below every policy: a file, or an installed package as `npm:NAME`. `by`: who names it, for messages. */
export interface NamedLayer {
  readonly name: string;
  /** What a path is relative to, and from where packages are searched upwards. */
  readonly cwd: string;
  readonly by: string;
  /** The configuration file that names it; absolute. */
  readonly config?: string;
}

/** Throws ModwardenError (unreadable-policy-base) where it cannot be read. What is wrong inside becomes problems. */
export async function openLayer({ name, cwd, by, config }: NamedLayer, root: string): Promise<PolicyLayer> {
  if (config !== undefined && root !== '' && leadsThrough(config, [root]))
    throw new ModwardenError(
      'unreadable-policy-base',
      `${by}: the configuration is part of the checked repository, which chooses no policy for itself; move it, or set MODWARDEN_CONFIG=off`,
    );
  if (isPackageName(name)) {
    const fault = packageNameFault(name);
    const found = fault ? { refused: fault.message, hint: fault.hint } : await packagesFor(cwd, root)(name);
    if (!('refused' in found)) return found;
    const hint = found.hint === undefined ? '' : ` (${found.hint})`;
    throw new ModwardenError('unreadable-policy-base', `${by} ${quoted(name)}: ${found.refused}${hint}`);
  }
  const { source, tree } = openPolicyFile({ file: name, cwd, by }, root);
  return layerOf(source, tree, dirname(resolve(cwd, name)), root);
}

/** A policy file that the caller names, with its way to what it extends. `folder`: where it is; absolute. */
export function layerOf(source: Source, tree: Tree, folder: string, root: string): PolicyLayer {
  return { source, readFile: (path) => readPolicyFile(tree, path), readPackage: packagesFor(folder, root) };
}

/** In a chunk of its own: most policies extend no packages. */
export function packagesFor(folder: string, root: string): ReadPackage {
  return async (name) => {
    const [{ readPolicyPackage }, { packageRoot }] = await Promise.all([
      import('./policy-package.ts'),
      import('./package-file.ts'),
    ]);
    const untrusted = root === '' ? [] : [root];
    return readPolicyPackage(name, { from: folder, installation: packageRoot(), untrusted });
  };
}

/** A policy that a program makes has no file to point into: its first problem is an error. */
function sound(loaded: LoadedPolicy): LoadedPolicy {
  const [problem] = loaded.problems;
  if (problem === undefined) return loaded;
  const { message, hint } = problem;
  throw new ModwardenError('invalid-policy', `invalid policy: ${message}${hint === undefined ? '' : ` (${hint})`}`);
}

/** `by`: who names a layer below every policy. */
function readPolicy(path: string, named: string, by: string | undefined): string {
  try {
    return decode(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const fault = `${quoted(named)} cannot be read (${code})`;
    if (by === undefined) throw new ModwardenError('unreadable-policy', fault);
    throw new ModwardenError('unreadable-policy-base', `${by} ${fault}`);
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

/** `root`: '' where the checked tree is in no folder. */
function isInside(path: string, root: string): boolean {
  return root !== '' && path.startsWith(root.endsWith(sep) ? root : root + sep);
}
