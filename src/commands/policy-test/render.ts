/** The results of policy tests as text: a line for each case, and below it what differs. */
import type { Expectation } from '../../policy/testing/types.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import type { CaseResult, UnexpectedFinding } from './run-case.ts';

/** Lines of one kind below one case; JSON has all. */
const MAX_SHOWN = 20;

/** `complete`: every case could be run. */
export function renderResults(results: readonly CaseResult[], complete: boolean): Printable {
  const failed = results.filter(({ passes }) => !passes).length;
  const unchecked = results.filter((result) => result.unchecked.length > 0).length;
  const passed = results.length - failed;
  const verdict = !complete ? safe`incomplete` : failed > 0 ? safe`fail` : safe`pass`;
  return joined([
    ...results.flatMap(caseLines),
    safe`${verdict}: ${passed} of ${results.length} case${results.length === 1 ? '' : 's'} as expected`,
    unchecked > 0 ? safe`, ${unchecked} with rules that could not be checked\n` : safe`\n`,
  ]);
}

function caseLines(result: CaseResult): Printable[] {
  const { file, line, name, passes, missing, unexpected, unchecked, uncheckedDiffers } = result;
  return [
    safe`${passes ? safe`pass` : safe`fail`}  ${printable(`${file}:${line}`)}  ${printable(name)}\n`,
    ...limited(missing.map((one) => safe`  expected, not found: ${expectation(one, unchecked)}\n`)),
    ...limited(unexpected.map((one) => safe`  found, not expected: ${finding(one)}\n`)),
    ...limited(uncheckedDiffers.map((rule) => safe`  ${uncheckedText(rule, unchecked)}\n`)),
    ...(unchecked.length === 0 ? [] : [safe`  not checked without facts: ${names(unchecked)}\n`]),
  ];
}

function expectation({ rule, subject, level, place }: Expectation, unchecked: readonly string[]): Printable {
  const parts = [rule, subject, level, place].flatMap((part) => (part === undefined ? [] : [printable(part)]));
  return unchecked.includes(rule) ? safe`${joined(parts, ' ')} (the rule needs facts)` : joined(parts, ' ');
}

function finding({ rule, subject, level, place, message }: UnexpectedFinding): Printable {
  return safe`${printable([rule, subject, level, place].join(' '))}: ${printable(message)}`;
}

function uncheckedText(rule: string, unchecked: readonly string[]): Printable {
  return unchecked.includes(rule)
    ? safe`a fact is unknown, not expected: ${printable(rule)}`
    : safe`expected to lack a fact, but checked everything: ${printable(rule)}`;
}

const MAX_NAMES = 3;

function names(rules: readonly string[]): Printable {
  const shown = printable(rules.slice(0, MAX_NAMES).join(', '));
  return rules.length > MAX_NAMES ? safe`${shown} and ${rules.length - MAX_NAMES} more rules` : shown;
}

function limited(lines: readonly Printable[]): Printable[] {
  const more = lines.length - MAX_SHOWN;
  return more > 0 ? [...lines.slice(0, MAX_SHOWN), safe`  and ${more} more\n`] : [...lines];
}
