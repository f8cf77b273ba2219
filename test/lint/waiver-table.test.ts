import { expect, it } from 'vitest';
import type { PlacedWaiver } from '../../src/lint/inline.ts';
import type { PendingFinding } from '../../src/lint/pending-finding.ts';
import { inlineTable, policyTable } from '../../src/lint/waiver-table.ts';
import type { CompiledPolicy } from '../../src/policy/compile.ts';
import type { Waiver } from '../../src/policy/types.ts';

const waiver = (rule: string, more: Partial<Waiver> = {}) => ({ rule, ...more }) as Waiver;
const judges = [{}, {}] as CompiledPolicy[];
const finding = (rule: string, subject: string, judge = judges[0], path = 'go.mod', line = 1) =>
  ({ rule, subject, judge, place: { path, start: { line, column: 1 } } }) as PendingFinding;

it('finds the waivers of policies by judge, rule and subject, in their order', () => {
  const all = [
    waiver('r', { module: 'a.example/*' }),
    waiver('r'),
    waiver('r', { subject: 'a.example/x' }),
    waiver('s'),
    waiver('r', { module: 'b.example' }),
    waiver('r', { subject: 'a.example/x' }),
  ];
  const candidates = policyTable([
    ...all.map((w) => ({ waiver: w, judge: judges[0]! })),
    { waiver: waiver('r'), judge: judges[1]! },
  ]);
  expect(candidates(finding('r', 'a.example/x'))).toEqual([0, 1, 2, 5]);
  expect(candidates(finding('r', 'a.example/x/y'))).toEqual([0, 1]);
  expect(candidates(finding('r', 'b.example/z'))).toEqual([1, 4]);
  expect(candidates(finding('r', 'GOPROXY'))).toEqual([1]);
  expect(candidates(finding('s', 'a.example/x'))).toEqual([3]);
  expect(candidates(finding('t', 'a.example/x'))).toEqual([]);
  expect(candidates(finding('r', 'a.example/x', judges[1]))).toEqual([6]);
  expect(candidates(finding('r', 'a.example/x', {} as CompiledPolicy))).toEqual([]);
});

it('finds the waivers beside lines by rule, file and line', () => {
  const beside = (rule: string, path: string, line: number) => ({ waiver: waiver(rule), path, line }) as PlacedWaiver;
  const candidates = inlineTable([
    beside('r', 'go.mod', 1),
    beside('s', 'go.mod', 1),
    beside('r', 'go.mod', 2),
    beside('r', 'a/go.mod', 1),
    beside('r', 'go.mod', 1),
  ]);
  expect(candidates(finding('r', 'x'))).toEqual([0, 4]);
  expect(candidates(finding('s', 'x'))).toEqual([1]);
  expect(candidates(finding('r', 'x', judges[0], 'go.mod', 2))).toEqual([2]);
  expect(candidates(finding('r', 'x', judges[0], 'a/go.mod'))).toEqual([3]);
  expect(candidates(finding('r', 'x', judges[0], 'go.mod', 3))).toEqual([]);
});
