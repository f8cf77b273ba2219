/**
 * Which errors of a policy may hide an entry of `private`. Where there is one, nobody knows which module paths are private, so none may
 * be sent to anybody.
 */
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/source.ts';
import type { MapNode, PolicyNode } from '../parse/node.ts';
import { alsoInto, type Problems } from '../parse/problems.ts';

/** Keys that say which modules are private: by themselves, or by a file that they name. */
const KEYS: readonly string[] = ['private', 'extends'];

/** Whether a key of a policy is one of these, or a slip for one: `privat`, `GOPRIVATE`, `extend`. */
function decidesPrivate(key: string): boolean {
  return KEYS.includes(key) || /private/i.test(key) || nearest(key, KEYS) !== undefined;
}

/** Whether an entry may say which modules are private: `private` itself, or one that holds it where it does not belong. */
export function mayHoldPrivate(key: string, value: PolicyNode): boolean {
  if (decidesPrivate(key)) return true;
  if (value.kind === 'list') return value.items.some((item) => mayHoldPrivate('', item));
  return value.kind === 'map' && value.entries.some((entry) => mayHoldPrivate(entry.key, entry.value));
}

/** Collects every problem in `problems`, and in `faults` too what points at a key such as `private` where it does not belong. */
export function watchKeys(problems: Problems, faults: Problems): Problems {
  return {
    add: (at, message, hint) => {
      problems.add(at, message, hint);
      if (decidesPrivate(textOf(at))) faults.add(at, message, hint);
    },
    list: problems.list,
  };
}

/** Longer than any key that could be meant for one of ours. */
const MAX_KEY = 40;

function textOf({ file, start, end }: Span): string {
  return file.text.slice(start, Math.min(end, start + MAX_KEY)).replaceAll(/["']/g, '');
}

/**
 * Reads a file. Of the problems told meanwhile those count that end the reading, or that lie outside the values of other keys: a key that
 * stands twice, a merge key.
 */
export async function readWatched(
  { problems, privateFaults }: { readonly problems: Problems; readonly privateFaults: Problems },
  read: (told: Problems) => Promise<MapNode | undefined>,
): Promise<MapNode | undefined> {
  const told: Parameters<Problems['add']>[] = [];
  const node = await read(alsoInto(problems, { add: (...problem) => void told.push(problem), list: problems.list }));
  for (const problem of told) if (!isInsideOther(problem[0], node)) privateFaults.add(...problem);
  return node;
}

function isInsideOther(at: Span, node: MapNode | undefined): boolean {
  return (
    node?.entries.some(
      ({ key, value }) => !mayHoldPrivate(key, value) && at.start >= value.at.start && at.end <= value.at.end,
    ) === true
  );
}
