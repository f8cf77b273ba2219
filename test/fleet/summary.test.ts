import { expect, it } from 'vitest';
import type { FleetEntry } from '../../src/fleet/entry.ts';
import { summing } from '../../src/fleet/summary.ts';
import { component, entry, failed, finding, INFO, target } from './entries.ts';

const vulnerability = { ids: ['GO-2026-0001', 'CVE-2026-1'], module: 'a.test/a', version: 'v1.0.0', fixed: 'v1.0.1' };
const gap = { rule: 'sum/missing', subject: 'x', why: 'offline', detail: '', fails: true } as const;

const ENTRIES: readonly FleetEntry[] = [
  entry('one', {
    exit: 1,
    score: 70,
    findings: [
      finding('vuln/known', { vulnerability }),
      finding('vuln/known', { subject: 'y', state: 'waived', vulnerability }),
      finding('graph/banned', { level: 'warning' }),
    ],
    components: [component('a.test/a v1.0.0 MIT'), component('b.test/b v1.9.0 MIT', false)],
  }),
  entry('two', {
    exit: 3,
    score: 40,
    findings: [finding('graph/banned', { level: 'warning' })],
    gaps: [gap, gap],
    components: [component('a.test/a v1.0.0 MIT', false), component('b.test/b v1.10.0')],
  }),
  entry('three', { findings: [finding('vuln/known', { vulnerability, state: 'baseline' })] }),
  failed('four', 'no go.mod found'),
];

function sumOf(entries: readonly FleetEntry[]) {
  const sum = summing();
  for (const one of entries) sum.add(one);
  return { summary: sum.summary(INFO), modules: [...sum.modules()] };
}

it('counts targets, findings, licenses, vulnerabilities and gaps', () => {
  const { summary } = sumOf(ENTRIES);
  expect([summary.version, summary.run]).toEqual([1, INFO]);
  expect(summary.modules).toEqual({ paths: 2, versions: 3 });
  expect(summary.targets).toEqual({ all: 4, failed: 1, exits: { 0: 1, 1: 1, 2: 0, 3: 2 } });
  expect(summary.findings).toEqual([
    { rule: 'graph/banned', level: 'warning', new: 2, baseline: 0, waived: 0, targets: 2 },
    { rule: 'vuln/known', level: 'error', new: 1, baseline: 1, waived: 1, targets: 2 },
  ]);
  expect(summary.licenses).toEqual([
    { expression: 'MIT', versions: 2, targets: 2 },
    { expression: 'unknown', versions: 1, targets: 1 },
  ]);
  expect(summary.vulnerabilities).toEqual([{ ...vulnerability, targets: ['one', 'three'] }]);
  expect(summary.gaps).toEqual([{ rule: 'sum/missing', why: 'offline', fails: true, gaps: 2, targets: 1 }]);
  expect(summary.failed).toEqual([{ id: target('four').id, name: 'four', error: 'no go.mod found' }]);
});

it('has the worst first: by errors, warnings, then the score', () => {
  const row = (name: string, more: object) => ({
    id: target(name).id,
    name,
    exit: 0,
    errors: 0,
    warnings: 0,
    notes: 0,
    gaps: 0,
    ...more,
  });
  expect(sumOf(ENTRIES).summary.worst).toEqual([
    row('one', { exit: 1, errors: 1, warnings: 1, score: 70 }),
    row('two', { exit: 3, warnings: 1, gaps: 2, score: 40 }),
    row('four', { exit: 3 }),
    row('three', {}),
  ]);
});

it('has the worst first: then by notes, what was not checked, and name', () => {
  const note = (subject: string) => finding('a/b', { level: 'note', subject });
  const entries = [
    entry('b'),
    entry('a'),
    entry('gaps', { gaps: [gap] }),
    entry('more gaps', { gaps: [gap, gap] }),
    entry('notes', { findings: [note('1')] }),
    entry('more notes', { findings: [note('1'), note('2')] }),
    entry('good', { score: 100 }),
    entry('bad', { score: 0 }),
  ];
  const names = ['bad', 'good', 'more notes', 'notes', 'more gaps', 'gaps', 'a', 'b'];
  expect(sumOf(entries).summary.worst.map(({ name }) => name)).toEqual(names);
});

it('counts what is built in place of a module, and a module once for each target', () => {
  const replaced = { ...component('a.test/a v1.0.0 MIT', false), replacedBy: { path: 'f.test/f', version: 'v1.0.0' } };
  const { summary, modules } = sumOf([
    entry('one', { components: [replaced, component('f.test/f v1.0.0 MIT'), component('a.test/a v1.0.0 MIT')] }),
  ]);
  expect(summary.licenses).toEqual([{ expression: 'MIT', versions: 2, targets: 1 }]);
  expect(modules.map(({ path, versions }) => [path, versions[0]])).toEqual([
    ['a.test/a', { version: 'v1.0.0', direct: 0, targets: ['one'] }],
    ['f.test/f', { version: 'v1.0.0', direct: 1, targets: ['one'] }],
  ]);
});

it('keeps vulnerabilities of each module version apart, and gaps of each reason', () => {
  const others = [
    vulnerability,
    { ...vulnerability, version: 'v1.0.1' },
    { ...vulnerability, module: 'b.test/b' },
    { ...vulnerability, ids: ['GO-2025-0001'] },
  ];
  const findings = others.map((one, i) => finding('vuln/known', { subject: `${i}`, vulnerability: one }));
  const gaps = [gap, { ...gap, fails: false }, { ...gap, why: 'failed' as const }, { ...gap, rule: 'a/b' }];
  const { summary } = sumOf([entry('one', { findings, gaps })]);
  expect(summary.vulnerabilities.map(({ ids, module, version }) => `${ids[0]} ${module} ${version}`)).toEqual([
    'GO-2025-0001 a.test/a v1.0.0',
    'GO-2026-0001 a.test/a v1.0.0',
    'GO-2026-0001 a.test/a v1.0.1',
    'GO-2026-0001 b.test/b v1.0.0',
  ]);
  expect(summary.gaps.map(({ rule, why, fails }) => `${rule} ${why} ${fails}`)).toEqual([
    'a/b offline true',
    'sum/missing failed true',
    'sum/missing offline false',
    'sum/missing offline true',
  ]);
});

it('says who uses a module, its versions as Go sorts them', () => {
  expect(sumOf(ENTRIES).modules).toEqual([
    { path: 'a.test/a', versions: [{ version: 'v1.0.0', direct: 1, targets: ['one', 'two'] }] },
    {
      path: 'b.test/b',
      versions: [
        { version: 'v1.9.0', direct: 0, targets: ['one'] },
        { version: 'v1.10.0', direct: 1, targets: ['two'] },
      ],
    },
  ]);
});

it('does not depend on the order of targets', () => {
  expect(JSON.stringify(sumOf([...ENTRIES].reverse()))).toBe(JSON.stringify(sumOf(ENTRIES)));
});

it('keeps the worst hundred of many', () => {
  const many = Array.from({ length: 1000 }, (_, i) =>
    entry(`t${i}`, { findings: Array.from({ length: i % 500 }, (_, k) => finding('a/b', { subject: `${k}` })) }),
  );
  const { worst } = sumOf(many).summary;
  expect(worst).toHaveLength(100);
  expect(worst.map(({ errors }) => errors).slice(0, 4)).toEqual([499, 499, 498, 498]);
  expect(worst.at(-1)!.errors).toBe(450);
});
