/** Settings that a layer locks: a later layer that changes one is an error that names both places, and changes nothing. */

import type { Valibot } from '../../model/rule.ts';
import { placeOf, type Span } from '../../text/source.ts';
import { entryOf, type MapNode } from '../parse/node.ts';
import type { Problems } from '../parse/problems.ts';
import type { PolicyRule } from '../presets/presets.ts';
import { policyEntries } from '../schema/policy-schema.ts';
import { validateItems } from '../schema/validate.ts';

/** What layers share about locks. */
interface Locking {
  readonly v: Valibot;
  readonly rules: ReadonlyMap<string, PolicyRule>;
  readonly problems: Problems;
  readonly layers: { readonly locks: Map<string, Span> };
}

/** `at`: where a layer names the setting. A file that is merged twice does not meet its own lock. */
export function isLocked({ layers, problems }: Pick<Locking, 'layers' | 'problems'>, key: string, at: Span): boolean {
  const lock = layers.locks.get(key);
  if (lock === undefined || (lock.file.path === at.file.path && lock.file.text === at.file.text)) return false;
  const { path, start } = placeOf(lock);
  problems.add(
    at,
    `${key} is locked by ${path}:${start.line}`,
    'remove it here, or ask the owner of that policy to unlock it',
  );
  return true;
}

/** Locks what the file names, after its own settings were merged. */
export function layLocks({ v, layers, problems, rules }: Locking, node: MapNode): void {
  const entry = entryOf(node, 'locked');
  if (entry === undefined) return;
  const shape = policyEntries(v, [...rules.keys()]).locked;
  for (const { value, node: item } of validateItems(v, shape, entry.value, problems))
    if (!layers.locks.has(value)) layers.locks.set(value, item.at);
}
