/** What a run has learned about hosts: which are given up, and where repeating a request is of no use. */
import { MAX_VAIN_REPETITIONS, type RunLimits, seconds } from './limits.ts';

export interface Hosts {
  /** Why a host is not asked any more; undefined where it may be. */
  refusal(host: string): string | undefined;
  timedOut(host: string): void;
  /** Whether a request that was refused for the moment may be repeated there. */
  mayRepeat(host: string): boolean;
  /** How a question ended that was repeated, or would have been. */
  repeated(host: string, helped: boolean): void;
}

export function hosts({ timeoutsPerHost, question }: RunLimits): Hosts {
  const timeouts = new Map<string, number>();
  const vain = new Map<string, number>();
  const add = (counts: Map<string, number>, host: string) => counts.set(host, (counts.get(host) ?? 0) + 1);
  return {
    refusal: (host) => {
      const times = timeouts.get(host) ?? 0;
      if (times < timeoutsPerHost) return undefined;
      return `${host} is skipped in this run: ${times} requests took longer than ${seconds(question)}`;
    },
    timedOut: (host) => add(timeouts, host),
    mayRepeat: (host) => (vain.get(host) ?? 0) < MAX_VAIN_REPETITIONS,
    repeated: (host, helped) => {
      if (helped) vain.delete(host);
      else add(vain, host);
    },
  };
}
