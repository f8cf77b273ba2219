/** A file in place of a folder: an archive, or a git bundle at a revision. */
import { ModwardenError } from '../../../model/error.ts';
import type { Tree } from '../../../model/tree.ts';
import { decode } from '../../../text/bytes.ts';
import { quoted } from '../../../text/quoted.ts';
import type { Environment } from '../../http/web-proxy.ts';
import { revisionTree } from '../git.ts';
import { GitError } from '../git-command.ts';
import { type ArchiveKind, archiveKind, startOf } from './archive-kind.ts';
import { openBundle } from './bundle.ts';
import { ArchiveError } from './entry.ts';
import { openArchive } from './open-archive.ts';

export interface Snapshot {
  readonly tree: Tree;
  /** What `--rev` or the archive itself names; undefined where nothing does. */
  readonly revision: string | undefined;
  /** Where git finds the revision. */
  readonly gitFolder?: string;
  close(): void;
}

export interface SnapshotInput {
  /** Absolute. */
  readonly path: string;
  /** As the user named it. */
  readonly named: string;
  readonly rev: string | undefined;
  readonly env: Environment;
}

/** undefined for a file that is no archive. Throws ModwardenError: unreadable-archive, unknown-revision, git-failed. */
export async function openSnapshot(input: SnapshotInput): Promise<Snapshot | undefined> {
  const { path, named, rev } = input;
  try {
    const start = startOf(path);
    const kind = archiveKind(start);
    if (kind === undefined) return undefined;
    if (kind === 'bundle') return bundleSnapshot(input, decode(start));
    if (rev !== undefined)
      throw new ModwardenError('unknown-revision', `${quoted(named)} is an archive, which has no revisions`);
    return await archiveSnapshot(path, kind);
  } catch (error) {
    if (error instanceof ArchiveError)
      throw new ModwardenError('unreadable-archive', `${quoted(named)} cannot be read: ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string' || error instanceof ModwardenError) throw error;
    throw new ModwardenError('unreadable-archive', `${quoted(named)} cannot be read (${code})`);
  }
}

async function archiveSnapshot(path: string, kind: Exclude<ArchiveKind, 'bundle'>): Promise<Snapshot> {
  const { tree, commit, close } = await openArchive(path, kind);
  return { tree, revision: commit, close };
}

function bundleSnapshot({ path, named, rev, env }: SnapshotInput, start: string): Snapshot {
  let close = () => {};
  try {
    const bundle = openBundle(path, start, env);
    close = bundle.close;
    const revision = rev ?? bundle.head();
    return { tree: revisionTree(bundle.folder, revision, env), revision, gitFolder: bundle.folder, close };
  } catch (error) {
    close();
    if (!(error instanceof GitError)) throw error;
    throw rev === undefined
      ? new ModwardenError('unreadable-archive', `${quoted(named)} cannot be read: ${error.message}`)
      : new ModwardenError('unknown-revision', `${quoted(rev)}: ${error.message}`);
  }
}
