/** The entries of one map as they are read: each name once, and none that a plain object cannot safely hold. */
import { pointAt, type Span } from '../../text/source.ts';
import type { MapEntry } from './node.ts';
import type { Problems } from './problems.ts';

export interface MapEntries {
  /** Leaves out what may not stand, and says so. Of a name that stands twice the first one counts. */
  add(entry: MapEntry): void;
  list(): MapEntry[];
}

const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

export function mapEntries(problems: Problems): MapEntries {
  const entries: MapEntry[] = [];
  const known = new Map<string, Span>();
  return {
    add: (entry) => {
      const { key, keyAt } = entry;
      const first = known.get(key);
      if (FORBIDDEN.has(key)) problems.add(keyAt, `unknown key ${JSON.stringify(key)}`, 'remove the key');
      else if (first) reportAgain(key, first, keyAt, problems);
      else entries.push(entry);
      if (!first) known.set(key, keyAt);
    },
    list: () => entries,
  };
}

function reportAgain(key: string, first: Span, again: Span, problems: Problems): void {
  const { line } = pointAt(first.file, first.start);
  problems.add(
    again,
    `duplicate key ${JSON.stringify(key)}`,
    `remove it: line ${line} already sets this key, and that value applies`,
  );
}
