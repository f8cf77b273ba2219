/**
 * Adds a waiver to the text of a JSON policy, or to the key `modwarden` of a package.json. It is put in between, in the layout of what is
 * there; every other byte stays. The result is read again and has to be what was there before and the waiver.
 */
import { source } from '../../text/source.ts';
import { PACKAGE_KEY } from '../file-names.ts';
import { parseJson } from '../parse/json.ts';
import { entryOf, type ListNode, type MapNode, NODE_LIMITS, type PolicyNode, plainOf } from '../parse/node.ts';
import { collectProblems } from '../parse/problems.ts';
import type { AddedWaiver } from './add-waiver.ts';
import { type NewWaiver, waiverFields } from './new-waiver.ts';

/** `inPackage`: the policy is the key `modwarden` of a package.json. undefined where the file cannot be added to. */
export function addWaiverJson(text: string, waiver: NewWaiver, inPackage: boolean): AddedWaiver | undefined {
  const policy = policyIn(text, inPackage);
  if (policy === undefined) return undefined;
  const entry = entryOf(policy, 'waivers');
  const spaced = fields(waiver);
  const insertion =
    entry === undefined
      ? asLast(policy, `"waivers": [${spaced}]`, text)
      : entry.value.kind === 'list'
        ? asLast(entry.value, spaced, text)
        : undefined;
  if (insertion === undefined) return undefined;
  const { at, added } = insertion;
  const changed = text.slice(0, at) + added + text.slice(at);
  if (!isAddition(policy, policyIn(changed, inPackage), waiver)) return undefined;
  return { text: changed, line: changed.slice(0, at + added.length).split('\n').length };
}

function fields(waiver: NewWaiver): string {
  const pairs = waiverFields(waiver).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

function policyIn(text: string, inPackage: boolean): MapNode | undefined {
  const problems = collectProblems();
  const whole = parseJson(source('policy', text), problems, NODE_LIMITS, inPackage ? PACKAGE_KEY : undefined);
  const node = inPackage && whole?.kind === 'map' ? entryOf(whole, PACKAGE_KEY)?.value : whole;
  return node?.kind === 'map' && problems.list().length === 0 ? node : undefined;
}

/** Behind the last element: on a line of its own where that is on one, with its indentation. */
function asLast(
  node: MapNode | ListNode,
  value: string,
  text: string,
): { readonly at: number; readonly added: string } {
  const elements =
    node.kind === 'map'
      ? node.entries.map((e) => ({ start: e.keyAt.start, end: e.value.at.end }))
      : node.items.map((item) => item.at);
  const last = elements.at(-1);
  if (last === undefined) return { at: node.at.start + 1, added: value };
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const line = text.slice(lineStart, last.start);
  const isAlone = line.trim() === '' && text.lastIndexOf('\n', last.start) > node.at.start;
  const eol = text[lineStart - 2] === '\r' ? '\r\n' : '\n';
  return { at: last.end, added: `,${isAlone ? `${eol}${line}` : ' '}${value}` };
}

function isAddition(before: MapNode, after: PolicyNode | undefined, waiver: NewWaiver): boolean {
  if (after === undefined) return false;
  const { waivers = [], ...others } = plainOf(before) as { readonly waivers?: readonly unknown[] };
  const wanted = { ...others, waivers: [...waivers, Object.fromEntries(waiverFields(waiver))] };
  return sorted(plainOf(after)) === sorted(wanted);
}

function sorted(value: unknown): string {
  return JSON.stringify(Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
