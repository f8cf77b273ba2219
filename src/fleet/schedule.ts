/** Shares targets out over workers. A target that ends its worker is tried again, and set aside when it has done so several times. */
import type { Target } from './target.ts';

/** A thread or process that checks one target at a time. */
export interface Lane {
  /** Rejects where the worker has ended, and then the lane is of no more use. */
  check(target: Target): Promise<void>;
  close(): Promise<void>;
}

export interface ScheduleInput {
  readonly targets: readonly Target[];
  /** Workers at the same time. */
  readonly lanes: number;
  readonly open: () => Promise<Lane>;
  /** How often a target may end its worker. */
  readonly tries: number;
  /** A target that did so every time. */
  readonly setAside: (target: Target, reason: string) => void;
  readonly progress?: (done: number, all: number) => void;
}

export async function schedule(input: ScheduleInput): Promise<void> {
  const { targets, tries, setAside, progress = () => {} } = input;
  const failures = new Map<string, number>();
  const again: Target[] = [];
  let next = 0;
  let done = 0;
  const finish = () => progress(++done, targets.length);
  const take = () => (next < targets.length ? targets[next++] : again.shift());
  const work = async () => {
    let lane: Lane | undefined;
    try {
      for (let target = take(); target !== undefined; target = take()) {
        lane ??= await input.open();
        try {
          await lane.check(target);
          finish();
        } catch (error) {
          await lane.close();
          lane = undefined;
          const failed = (failures.get(target.id) ?? 0) + 1;
          failures.set(target.id, failed);
          if (failed < tries) again.push(target);
          else {
            setAside(target, `ended its worker ${failed} times: ${(error as Error).message}`);
            finish();
          }
        }
      }
    } finally {
      await lane?.close();
    }
  };
  const lanes = Math.max(1, Math.min(input.lanes, targets.length));
  await Promise.all(Array.from({ length: lanes }, work));
}
