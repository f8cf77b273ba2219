/**
 * What a hook answered, kept in the user's own cache folder: the last answer for each repository. It is given again to the same question
 * (question.ts) and to no other: the questions are compared whole. Anything torn, changed, foreign or missing is no answer.
 */
import { lstatSync } from 'node:fs';
import { seal, unseal } from '../cache/sealed.ts';
import type { CacheStore } from '../cache/store.ts';
import type { Question } from './question.ts';
import type { Witness } from './witness.ts';

export interface Answer {
  readonly code: 0 | 1;
  /** What it wrote to standard output. */
  readonly out: string;
}

const KIND = 'answer';

/** undefined: not asked before, or what was missing then is there now. */
export function recall(store: CacheStore, { place, bytes, isPlain }: Question): Answer | undefined {
  const kept = store.read(KIND, place);
  const content = kept && unseal(kept);
  if (content === undefined || content.length < bytes.length) return undefined;
  if (content.compare(bytes, 0, bytes.length, 0, bytes.length) !== 0) return undefined;
  const { length, code, out, missing } = parsed(content.subarray(bytes.length)) ?? {};
  const isAnswer = length === bytes.length && (code === 0 || code === 1) && typeof out === 'string';
  if (!isAnswer || !Array.isArray(missing) || (out !== '' && !isPlain)) return undefined;
  return missing.every(isMissing) ? { code, out } : undefined;
}

interface Kept {
  /** Of the question: so that a part of it is not taken for the whole. */
  readonly length: number;
  readonly code: number;
  readonly out: string;
  readonly missing: readonly string[];
}

function parsed(bytes: Buffer): Partial<Kept> | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as Partial<Kept>;
  } catch {
    return undefined;
  }
}

function isMissing(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true;
  } catch {
    return false;
  }
}

/**
 * Keeps what a run answered, if it is a verdict and nothing else was said. For a terminal only silence is kept: all else depends on its
 * width. `before` and `after`: the question as it was before the run and after it; unless they are equal, something changed meanwhile.
 */
export function keep(
  store: CacheStore,
  before: Question,
  after: Question | undefined,
  code: number,
  { out, complained, missing }: Witness,
): void {
  const { place, bytes, isPlain } = before;
  if ((code !== 0 && code !== 1) || complained || (out !== '' && !isPlain)) return;
  if (after === undefined || !after.bytes.equals(bytes)) return;
  const kept: Kept = { length: bytes.length, code, out, missing: [...missing] };
  store.write(KIND, place, seal(Buffer.concat([bytes, Buffer.from(JSON.stringify(kept))])));
}
