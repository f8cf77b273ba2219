/** Lanes for whoever brings targets one by one: each is opened when it is needed, and given up when it has ended. */
import type { Lane } from './schedule.ts';
import type { Target } from './target.ts';

export interface LanePool {
  /** Rejects where the lane has ended. The caller has no more targets at the same time than there may be lanes. */
  check(target: Target): Promise<void>;
  close(): Promise<void>;
}

export function lanePool(open: () => Promise<Lane>): LanePool {
  const idle: Lane[] = [];
  return {
    check: async (target) => {
      const lane = idle.pop() ?? (await open());
      try {
        await lane.check(target);
        idle.push(lane);
      } catch (error) {
        await lane.close();
        throw error;
      }
    },
    close: async () => {
      await Promise.all(idle.splice(0).map((lane) => lane.close()));
    },
  };
}
