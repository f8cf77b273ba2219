/** Which waivers may cover a finding, found without looking at all of them: policies and findings may both be many. */
import { patternTable } from '../go/path/pattern.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import type { Waiver } from '../policy/types.ts';
import type { PlacedWaiver } from './inline.ts';
import type { PendingFinding } from './pending-finding.ts';

/** Gives indices, in ascending order. What they say beyond rule and subject is still to be tested. */
export type Candidates = (finding: PendingFinding) => readonly number[];

/** Of the waivers beside lines, which each cover one rule on one line. */
export function inlineTable(waivers: readonly PlacedWaiver[]): Candidates {
  const byLine = new Map<string, number[]>();
  for (const [i, { waiver, path, line }] of waivers.entries()) add(byLine, lineKey(waiver.rule, path, line), i);
  return ({ rule, place }) => byLine.get(lineKey(rule, place.path, place.start.line)) ?? [];
}

function lineKey(rule: string, path: string, line: number): string {
  return `${line} ${rule} ${path}`;
}

/** Of the waivers of policies, each with the judge of its policy. */
export function policyTable(
  waivers: readonly { readonly waiver: Waiver; readonly judge: CompiledPolicy }[],
): Candidates {
  const byJudge = new Map<CompiledPolicy, Map<string, number[]>>();
  for (const [i, { waiver, judge }] of waivers.entries()) {
    const byRule = byJudge.get(judge) ?? new Map<string, number[]>();
    byJudge.set(judge, byRule);
    add(byRule, waiver.rule, i);
  }
  const tables = new Map<readonly number[], (subject: string, module: string) => number[]>();
  return (finding) => {
    const { judge, rule, subject } = finding;
    const indices = byJudge.get(judge)?.get(rule);
    if (indices === undefined) return [];
    const table = tables.get(indices) ?? bySubject(indices, (i) => waivers[i]!.waiver);
    tables.set(indices, table);
    return table(subject, moduleIn(finding));
  };
}

/** What a module pattern is compared with. The subject of a finding about a vulnerability is the module and an ID. */
export function moduleIn({ subject, vulnerability }: Pick<PendingFinding, 'subject' | 'vulnerability'>): string {
  return vulnerability === undefined ? subject : subject.split(' ', 1)[0]!;
}

function bySubject(
  indices: readonly number[],
  waiverAt: (index: number) => Waiver,
): (subject: string, module: string) => number[] {
  const exact = new Map<string, number[]>();
  const always: number[] = [];
  const patterns: { readonly index: number; readonly module: string }[] = [];
  for (const index of indices) {
    const { module, subject } = waiverAt(index);
    if (subject !== undefined) add(exact, subject, index);
    else if (module === undefined) always.push(index);
    else patterns.push({ index, module });
  }
  const matching = patternTable(patterns.map(({ module }) => [module]));
  return (subject, module) => {
    const found = [...always, ...(exact.get(subject) ?? []), ...matching(module).map((i) => patterns[i]!.index)];
    return found.sort((a, b) => a - b);
  };
}

function add(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
