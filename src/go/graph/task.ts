/**
 * Algorithms that ask as they go. An inquiry is a generator: it yields what it lacks, and is resumed once that is known. So the code
 * of a module graph reads straight on, does no I/O, does nothing twice, and asks for much at once.
 */
import type { Question } from './questions.ts';

export interface Needs {
  readonly questions: readonly Question[];
  /** Absolute paths of files to be read. */
  readonly files: readonly string[];
  /** Absolute paths: is there such a folder? */
  readonly folders: readonly string[];
}

/** A yield of `undefined` is a full stop: Go ends there (its base.Fatal), and the inquiry must not be resumed. */
export type Task<T> = Generator<Needs | undefined, T, void>;

export type Step<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'lacks'; readonly needs: Needs }
  | { readonly kind: 'stopped' };

/** Runs an inquiry up to its next question. */
export function advance<T>(inquiry: Task<T>): Step<T> {
  const step = inquiry.next();
  if (step.done) return { kind: 'done', value: step.value };
  return step.value === undefined ? { kind: 'stopped' } : { kind: 'lacks', needs: step.value };
}

export function* stop(): Task<never> {
  yield undefined;
  throw new Error('resumed after its end');
}

export function needsOf(part: Partial<Needs>): Needs {
  return { questions: part.questions ?? [], files: part.files ?? [], folders: part.folders ?? [] };
}

/** Many inquiries side by side: all their questions of a round are asked at once. Results in the order of `parts`. */
export function* all<T>(parts: readonly Task<T>[]): Task<T[]> {
  const results = new Array<T>(parts.length);
  let open = parts.map((part, at) => ({ part, at }));
  while (open.length > 0) {
    const questions: Question[] = [];
    const files: string[] = [];
    const folders: string[] = [];
    const still: typeof open = [];
    for (const one of open) {
      const outcome = advance(one.part);
      if (outcome.kind === 'done') results[one.at] = outcome.value;
      else if (outcome.kind === 'stopped') yield* stop();
      else {
        for (const question of outcome.needs.questions) questions.push(question);
        for (const file of outcome.needs.files) files.push(file);
        for (const folder of outcome.needs.folders) folders.push(folder);
        still.push(one);
      }
    }
    open = still;
    if (open.length > 0) yield { questions, files, folders };
  }
  return results;
}
