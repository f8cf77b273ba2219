/**
 * A git bundle: its objects go into a bare repository of our own, which is removed again. Nothing is checked out, and the repository has
 * no configuration, hook or remote of the bundle's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '../../../text/bytes.ts';
import type { Environment } from '../../http/web-proxy.ts';
import { type Git, GitError, gitIn } from '../git-command.ts';

/** Seconds: all its objects are unpacked and hashed once. */
const UNPACK_TIMEOUT = 600;

export interface OpenBundle {
  /** A bare repository with the bundle's refs. */
  readonly folder: string;
  /** The revision that is meant where none is named: HEAD, else the only branch or tag. Throws GitError where there are several. */
  head(): string;
  close(): void;
}

/** `path`: absolute. `start`: its first bytes. Throws GitError. */
export function openBundle(path: string, start: string, env: Environment): OpenBundle {
  const folder = mkdtempSync(join(tmpdir(), 'modwarden-bundle-'));
  const close = () => rmSync(folder, { recursive: true, force: true });
  try {
    const git = gitIn({ folder, env: withoutObjects(env), inHook: false, timeout: UNPACK_TIMEOUT });
    const format = /^@object-format=(sha1|sha256)$/m.exec(start.split('\n\n', 1)[0]!)?.[1] ?? 'sha1';
    git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`]);
    const refs = parseRefs(decode(git.run(['bundle', 'unbundle', path])));
    addRefs(git, refs);
    return { folder, head: () => headOf(refs), close };
  } catch (error) {
    close();
    throw error;
  }
}

interface Ref {
  readonly id: string;
  readonly name: string;
}

function parseRefs(output: string): Ref[] {
  return output.split('\n').flatMap((line) => {
    const [, id, name] = /^([0-9a-f]{40,64}) (.+)$/.exec(line) ?? [];
    return id === undefined || name === undefined ? [] : [{ id, name }];
  });
}

/** `git update-ref` refuses names that are none. */
function addRefs(git: Git, refs: readonly Ref[]): void {
  const lines = refs.flatMap(({ id, name }) => (name.startsWith('refs/') ? [`create ${name} ${id}\n`] : []));
  if (lines.length > 0) git.run(['update-ref', '--stdin'], lines.join(''));
  const head = refs.find(({ name }) => name === 'HEAD');
  if (head) git.run(['update-ref', '--no-deref', 'HEAD', head.id]);
}

function headOf(refs: readonly Ref[]): string {
  const head = refs.find(({ name }) => name === 'HEAD');
  if (head) return 'HEAD';
  if (refs.length === 1) return refs[0]!.name;
  const names = refs.slice(0, 5).map(({ name }) => name.replace(/^refs\/(?:heads|tags)\//, ''));
  throw new GitError(
    `the bundle has no HEAD: name a revision with --rev${names.length > 0 ? `, such as ${names.join(', ')}` : ''}`,
  );
}

/** Where a hook's objects are, is not where ours go. */
function withoutObjects(env: Environment): Environment {
  const { GIT_OBJECT_DIRECTORY: _, GIT_ALTERNATE_OBJECT_DIRECTORIES: __, GIT_QUARANTINE_PATH: ___, ...rest } = env;
  return rest;
}
