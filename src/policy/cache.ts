/**
 * A loaded policy as text to be kept, so that the next run parses and validates nothing. It holds only as long as every file that it was
 * made from has the same bytes and the tool is the same build: files are kept whole and compared, which needs no hashing.
 */
import type { Source } from '../text/source.ts';
import type { Policy } from './types.ts';

export interface KeptPolicy {
  readonly policy: Policy;
  /** What it was made from, the policy itself first; empty for a preset. */
  readonly files: readonly Source[];
}

const FORMAT = 1;

/** `build` names the tool with all its rules. */
export function packPolicy({ policy, files }: KeptPolicy, build: string): string {
  return JSON.stringify({ format: FORMAT, build, files: files.map(({ path, text }) => [path, text]), policy });
}

/** undefined for what another build wrote, and for what is no such text. */
export function unpackPolicy(text: string, build: string): KeptPolicy | undefined {
  const kept = parse(text);
  if (kept?.format !== FORMAT || kept.build !== build || !isObject(kept.policy)) return undefined;
  if (!Array.isArray(kept.files) || !kept.files.every(isFile)) return undefined;
  return {
    policy: kept.policy as unknown as Policy,
    files: kept.files.map(([path, content]) => ({ path, text: content })),
  };
}

const isFile = (file: unknown): file is readonly [path: string, text: string] =>
  Array.isArray(file) && file.length === 2 && typeof file[0] === 'string' && typeof file[1] === 'string';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether every file still has the text it had; a file that is gone gives undefined. */
export async function stillHolds(
  { files }: KeptPolicy,
  read: (path: string) => Promise<string | undefined>,
): Promise<boolean> {
  for (const { path, text } of files) if ((await read(path)) !== text) return false;
  return true;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
