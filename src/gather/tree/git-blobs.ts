/** Contents of blobs: of a repository in the usual form without git, else many by one `git cat-file --batch`. */
import { couldNotRead } from '../answers/witness.ts';
import { countRead } from '../short-run.ts';
import { type Git, GitOutputError } from './git-command.ts';
import { withObjects } from './object-files.ts';
import type { OwnRepository } from './own-repository.ts';

/** A number is the size of a blob over the limit; undefined a blob that the repository lacks. */
export type Blob = Uint8Array | number | undefined;

export interface Blobs {
  /** Blobs wanted in one go are read in one go. */
  read(id: string): Promise<Blob>;
  /** To be read together with the next one that is. */
  expect(ids: Iterable<string>): void;
}

/** Bytes of blobs that are read together at most. */
const BATCH = 128 << 20;

/** `own`: its files are tried first. */
export function gitBlobs(git: Git, own: OwnRepository | undefined, maxFileSize: number): Blobs {
  const known = new Map<string, Blob>();
  const wanted = new Set<string>();
  let pending: Promise<void> | undefined;
  return {
    expect: (ids) => {
      for (const id of ids) if (!known.has(id)) wanted.add(id);
    },
    read: async (id) => {
      if (!known.has(id)) {
        wanted.add(id);
        // Whoever asks in the same turn comes along.
        pending ??= Promise.resolve().then(() => {
          pending = undefined;
          for (const [blob, content] of own ? ownBlobs(own, wanted, maxFileSize) : []) known.set(blob, content);
          const others = [...wanted].filter((one) => !known.has(one));
          for (const [blob, content] of readBatch(git, others, maxFileSize)) known.set(blob, content);
          wanted.clear();
        });
        await pending;
      }
      const blob = known.get(id);
      if (blob === undefined) couldNotRead();
      return blob;
    },
  };
}

function ownBlobs({ git }: OwnRepository, ids: Iterable<string>, maxFileSize: number): Map<string, Blob> {
  const found = new Map<string, Blob>();
  withObjects(git, (read) => {
    for (const id of ids) {
      const { type, content } = read(id) ?? {};
      if (type === 'blob' && content !== undefined && content.length <= maxFileSize) found.set(id, content);
    }
  });
  countRead([...found.values()].reduce((sum: number, content) => sum + (content as Uint8Array).length, 0));
  return found;
}

/** At once where that fits into git's output; else sizes are asked first, and what is too large is left alone. */
function readBatch(git: Git, ids: readonly string[], maxFileSize: number): Map<string, Blob> {
  try {
    return contents(git, ids, maxFileSize);
  } catch (error) {
    if (!(error instanceof GitOutputError)) throw error;
  }
  const found = new Map<string, Blob>();
  let batch: string[] = [];
  let total = 0;
  const flush = () => {
    for (const [id, content] of contents(git, batch, maxFileSize)) found.set(id, content);
    batch = [];
    total = 0;
  };
  for (const [id, size] of sizes(git, ids)) {
    if (size === undefined || size > maxFileSize) found.set(id, size);
    else {
      if (total + size > BATCH) flush();
      batch.push(id);
      total += size;
    }
  }
  flush();
  return found;
}

/** Each is `ID blob SIZE`, the content and a line end, or `ID missing`. */
function contents(git: Git, ids: readonly string[], maxFileSize: number): Map<string, Blob> {
  const found = new Map<string, Blob>();
  if (ids.length === 0) return found;
  const output = git.run(['cat-file', '--batch'], `${ids.join('\n')}\n`);
  countRead(output.length);
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const [id = '', type, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (size === undefined) continue;
    const length = Number(size);
    if (type === 'blob') found.set(id, length > maxFileSize ? length : output.subarray(at, at + length));
    at += length + 1;
  }
  return found;
}

function sizes(git: Git, ids: readonly string[]): Map<string, number | undefined> {
  const lines = git
    .run(['cat-file', '--batch-check'], `${ids.join('\n')}\n`)
    .toString('latin1')
    .split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [id = '', , size] = line.split(' ');
      return id === '' ? [] : [[id, size === undefined ? undefined : Number(size)]];
    }),
  );
}
