/** Words of the form `NAME=value`. */
import type { Manner } from '../collector.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import type { ShellContext } from './context.ts';
import type { ShellWord } from './words.ts';

/** `NAME=value` and `NAME+=value`, however it is quoted; undefined for other words. */
export function nameAndValue(word: MappedText): { readonly name: MappedText; readonly value: MappedText } | undefined {
  const m = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/.exec(word.text);
  return m === null ? undefined : { name: slice(word, 0, m[1]!.length), value: slice(word, m[0].length) };
}

/** Whether the shell takes the word for an assignment: neither name nor `=` may be quoted. */
export function isAssignment(word: ShellWord): boolean {
  const m = /^[A-Za-z_][A-Za-z0-9_]*\+?=/.exec(word.text);
  return m !== null && word.bareUntil >= m[0].length;
}

/** Collects the word if it is an assignment. */
export function collect(context: ShellContext, word: ShellWord, how: Manner): boolean {
  const pair = nameAndValue(word);
  if (pair === undefined) return false;
  // NAME=(…) is an array, which no program sees.
  if (word.elements === undefined)
    context.into.variable(pair.name, pair.value, { ...how, literal: how.literal || !word.expands });
  return true;
}
