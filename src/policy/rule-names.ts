/** Names of rules as people misspell them. */
import { nearest } from '../text/nearest.ts';

/** The known rule that was meant: near in its whole name, or in the part behind the group where only that was written. */
export function nearestRule(written: string, known: Iterable<string>): string | undefined {
  const ids = [...known];
  const lower = written.toLowerCase().replaceAll('_', '-');
  if (lower.includes('/')) {
    const name = lower.slice(lower.indexOf('/') + 1);
    return nearest(lower, ids) ?? ids.find((id) => id.endsWith(`/${name}`));
  }
  const names = new Map(ids.map((id) => [id.slice(id.indexOf('/') + 1), id]));
  return names.get(lower) ?? names.get(nearest(lower, names.keys()) ?? '');
}
