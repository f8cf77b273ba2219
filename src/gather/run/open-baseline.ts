/** The baseline of a run: that of the tree, or the file that the caller names. */
import { resolve } from 'node:path';
import { ModwardenError } from '../../model/error.ts';
import type { PolicyProblem } from '../../model/report.ts';
import type { Tree } from '../../model/tree.ts';
import { MAX_BASELINE } from '../../policy/baseline/limits.ts';
import { type ReadBaseline, readBaseline, unreadableBaseline } from '../../policy/baseline/read.ts';
import { BASELINE_FILE, type Baseline } from '../../policy/baseline/types.ts';
import { decode } from '../../text/bytes.ts';
import { quoted } from '../../text/quoted.ts';
import { source } from '../../text/source.ts';
import { readBounded } from '../read-file.ts';

export interface BaselineInput {
  readonly cwd: string;
  /** A file in place of that of the tree; false: none. */
  readonly baseline?: string | false | undefined;
}

export interface OpenedBaseline {
  readonly baseline: Baseline | undefined;
  /** With errors in the file nothing of it counts. */
  readonly problems: readonly PolicyProblem[];
}

/** Throws ModwardenError (unreadable-baseline) for a file that the caller names and that cannot be read. */
export async function openBaseline(
  tree: Tree,
  paths: readonly string[],
  { cwd, baseline }: BaselineInput,
): Promise<OpenedBaseline> {
  if (baseline === false) return NONE;
  if (baseline !== undefined) return opened(await readNamed(baseline, cwd));
  return paths.includes(BASELINE_FILE) ? opened(await readOwn(tree)) : NONE;
}

const NONE: OpenedBaseline = { baseline: undefined, problems: [] };

function opened(read: ReadBaseline): OpenedBaseline {
  return 'problems' in read ? { baseline: undefined, problems: read.problems } : { ...read, problems: [] };
}

async function readNamed(name: string, cwd: string): Promise<ReadBaseline> {
  const bytes = readBounded(resolve(cwd, name), MAX_BASELINE);
  if ('problem' in bytes) throw new ModwardenError('unreadable-baseline', `${quoted(name)} ${bytes.problem}`);
  return readBaseline(source(name, decode(bytes)));
}

async function readOwn(tree: Tree): Promise<ReadBaseline> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await tree.read(BASELINE_FILE);
  } catch (error) {
    // By name: each chunk of the bundle has a TreeError class of its own.
    if ((error as Error).name !== 'TreeError') throw error;
    return unreadableBaseline(BASELINE_FILE, (error as Error).message);
  }
  if (bytes === undefined) return unreadableBaseline(BASELINE_FILE, 'it is not a file');
  return bytes.length > MAX_BASELINE
    ? unreadableBaseline(BASELINE_FILE, `${bytes.length} bytes, over the limit of ${MAX_BASELINE}`)
    : readBaseline(source(BASELINE_FILE, decode(bytes)));
}
