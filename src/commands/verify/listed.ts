/** Long lists in reports for people. JSON has all. */
import { joined, type Printable, safe } from '../../text/printable.ts';

const MAX_LISTED = 50;

/** At most fifty of them, each with its line end, and how many more there are. */
export function listed<T>(items: readonly T[], text: (item: T) => Printable): Printable {
  const shown = joined(items.slice(0, MAX_LISTED).map(text));
  const more = items.length - MAX_LISTED;
  return more > 0 ? safe`${shown}… and ${more} more (see --format json)\n` : shown;
}
