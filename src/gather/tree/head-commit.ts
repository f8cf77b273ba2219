/** The commit of HEAD, read without git, for whoever cannot wait for a process. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readOwnFile } from '../cache/own-file.ts';

const MAX_REF = 1000;
const MAX_PACKED_REFS = 4 << 20;

/**
 * The commit's id; '' before the first commit. Throws where only git can tell: a folder of a worktree, refs in another form, files of
 * another user's. That the commit is there is not looked at.
 * @param git the repository's `.git`.
 */
export function headCommit(git: string): string {
  if (isThere(join(git, 'commondir'))) throw new Error('unusual');
  const text = read(join(git, 'HEAD'), MAX_REF);
  if (isId(text.trimEnd())) return text.trimEnd();
  const [, ref = ''] = /^ref: (refs\/[\w/.-]+)\n?$/.exec(text) ?? [];
  // So a repository says that its refs are in another form.
  if (ref === '' || ref.includes('..') || ref === 'refs/heads/.invalid') throw new Error('unusual');
  const file = join(git, ref);
  if (isThere(file)) {
    const id = read(file, MAX_REF).trimEnd();
    if (!isId(id)) throw new Error('unusual');
    return id;
  }
  const packed = join(git, 'packed-refs');
  if (!isThere(packed)) return '';
  const lines = read(packed, MAX_PACKED_REFS).split('\n');
  return lines.find((line) => line.endsWith(` ${ref}`))?.split(' ', 1)[0] ?? '';
}

function isId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Throws where there is no such file of the user's own. */
function read(path: string, maxBytes: number): string {
  const bytes = readOwnFile(path, maxBytes);
  if (bytes === undefined) throw new Error('unreadable');
  return bytes.toString('latin1');
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
