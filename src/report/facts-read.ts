/** As of when a statement about other people's releases holds. */
import type { Finding } from '../model/report.ts';

/** Our own words; undefined where that is the day that is judged, or where nothing of it changes. */
export function factsRead({ asOf }: Finding, today: string): string | undefined {
  const day = asOf?.slice(0, 10);
  return day === undefined || day === today ? undefined : `uses version lists from ${day}`;
}
