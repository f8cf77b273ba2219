/** Entries of a rule's lists that another entry makes superfluous, or that can never apply. */
import type { PolicyRule } from '../presets/presets.ts';
import type { Policy } from '../types.ts';
import { impossibleCondition } from './conditions.ts';
import type { RangeCovers, RangeMeet } from './covers.ts';
import { coversEntry, ENTRY_LISTS, type Entry, entriesOf, type WrittenOptions } from './entries.ts';
import { type LintFinding, lintFinding, REMOVE } from './types.ts';

export interface EntryTools {
  readonly covers: RangeCovers;
  readonly meet: RangeMeet;
  readonly policy: Policy;
}

/** The lists of one rule at one place. */
export function lintEntries(rule: PolicyRule['id'], options: WrittenOptions, tools: EntryTools): LintFinding[] {
  return ENTRY_LISTS.filter((list) => list.rule === rule).flatMap((list) => {
    const entries = entriesOf(list, options);
    return [
      ...shadowedIn(entries, list.order, `${rule}: the entry of ${list.key} for`, tools),
      ...entries.flatMap((entry) => impossibleEntry(entry, tools)),
    ];
  });
}

function shadowedIn(
  entries: readonly Entry[],
  order: 'first' | 'any',
  what: string,
  { covers }: EntryTools,
): LintFinding[] {
  return entries.flatMap((entry, j) => {
    const by = entries.find((other, i) => {
      if (i === j || !coversEntry(other, entry, covers)) return false;
      return i < j || (order === 'any' && !coversEntry(entry, other, covers));
    });
    if (by === undefined) return [];
    const how = order === 'first' ? 'an earlier entry always matches first' : 'another entry already covers it';
    const hint = order === 'first' ? 'move it before that entry, or remove it' : REMOVE;
    return [lintFinding('shadowed', entry.node.at, `${what} ${entry.name} has no effect: ${how}`, hint, by.node.at)];
  });
}

function impossibleEntry(entry: Entry, { meet, policy }: EntryTools): LintFinding[] {
  const reason = entry.when && impossibleCondition(entry.when, entry, policy.private, meet);
  if (reason === undefined) return [];
  return [
    lintFinding(
      'unreachable',
      entry.node.at,
      `the conditions for ${entry.name} can never hold: ${reason}`,
      'correct "when", or remove the entry',
    ),
  ];
}

/** What one list allows and another one always forbids. */
export function contradictions(
  allowed: readonly Entry[],
  forbidding: readonly Entry[],
  { covers }: Pick<EntryTools, 'covers'>,
  say: (entry: Entry) => { readonly message: string; readonly hint: string },
): LintFinding[] {
  return allowed.flatMap((entry) => {
    // An entry with wrappers lets some modules through.
    const by = forbidding.find((ban) => ban.wrappers.length === 0 && coversEntry(ban, entry, covers));
    if (by === undefined) return [];
    const { message, hint } = say(entry);
    return [lintFinding('contradictory', entry.node.at, message, hint, by.node.at)];
  });
}
