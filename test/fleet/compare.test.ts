import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareRuns } from '../../src/fleet/compare.ts';
import type { FleetEntry, FleetFinding, FleetGap } from '../../src/fleet/entry.ts';
import { runFolder } from '../../src/fleet/run-folder.ts';
import { component, entry, failed, finding, INFO } from './entries.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runOf(name: string, entries: readonly FleetEntry[]) {
  const run = runFolder(join(folder, name));
  run.start(
    INFO,
    entries.map((one) => one.target).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  for (const one of entries) run.save(one, undefined);
  return run;
}

const gap = { rule: 'sum/missing', subject: 'x', why: 'offline', detail: '', fails: false } as const;
const [stays, goes, comes] = ['s', 'g', 'c'].map((subject) => finding('a/b', { subject }));

const before = () =>
  runOf('before', [
    entry('same', { findings: [stays!, goes!], gaps: [gap], components: [component('a.test/a v1.0.0')] }),
    entry('gone', { findings: [stays!], components: [component('g.test/g v1.0.0')] }),
    entry('breaks', { findings: [stays!] }),
    failed('heals', 'was broken'),
  ]);
const after = () =>
  runOf('after', [
    entry('same', {
      findings: [{ ...stays!, line: 9 }, comes!, finding('a/b', { subject: 'w', state: 'waived' })],
      components: [component('a.test/a v1.1.0')],
    }),
    entry('fresh', { findings: [comes!] }),
    failed('breaks', 'no go.mod found'),
    entry('heals', { findings: [comes!] }),
  ]);

const told = ({ level, line, message, id, path, rule }: FleetFinding, name: string) => ({
  target: name,
  rule,
  level,
  id,
  path,
  line,
  message,
});

it('tells what came and what went', () => {
  const to = { ...INFO, today: '2026-06-02' };
  expect(compareRuns(before(), after(), { from: INFO, to })).toEqual({
    version: 1,
    from: INFO,
    to,
    targets: {
      added: ['fresh'],
      removed: ['gone'],
      failed: [{ target: 'breaks', error: 'no go.mod found' }],
      recovered: ['heals'],
    },
    findings: { added: [told(comes!, 'fresh'), told(comes!, 'same')], removed: [told(goes!, 'same')] },
    gaps: { added: 0, removed: 1 },
    modules: { added: ['a.test/a@v1.1.0'], removed: ['a.test/a@v1.0.0', 'g.test/g@v1.0.0'] },
  });
});

it('finds no change between a run and itself', () => {
  const { targets, findings, modules, gaps } = compareRuns(before(), before(), { from: INFO, to: INFO });
  expect([...Object.values(targets), ...Object.values(findings), ...Object.values(modules)].flat()).toEqual([]);
  expect(gaps).toEqual({ added: 0, removed: 0 });
});

it('sorts by target, file, line and identity, and the rest by name', () => {
  const names = ['d', 'b', 'c', 'a', 'e'];
  const found = [
    finding('z/z', { path: 'x/go.mod', line: 1 }),
    finding('b/b', { line: 9 }),
    finding('b/b', { line: 10, subject: '2' }),
    finding('b/b', { line: 10, subject: '1' }),
  ];
  const sortedFindings = [found[1]!, found[3]!, found[2]!, found[0]!].map(({ path, line, id }) => [path, line, id]);
  const components = ['b.test/b v1.0.0', 'a.test/a v2.0.0', 'a.test/a v1.0.0'].map((one) => component(one));
  const none = runOf('none', []);
  const many = runOf(
    'many',
    names.map((name) => entry(name, { findings: found, components })),
  );
  const broken = runOf(
    'broken',
    names.map((name) => failed(name, `${name} is broken`)),
  );
  const inOrder = [...names].sort();
  const info = { from: INFO, to: INFO };
  const { targets, findings, modules } = compareRuns(none, many, info);
  expect(targets.added).toEqual(inOrder);
  expect(findings.added.map(({ target, path, line, id }) => [target, path, line, id])).toEqual(
    inOrder.flatMap((name) => sortedFindings.map((one) => [name, ...one])),
  );
  expect(modules.added).toEqual(['a.test/a@v1.0.0', 'a.test/a@v2.0.0', 'b.test/b@v1.0.0']);
  expect(compareRuns(many, none, info).targets.removed).toEqual(inOrder);
  expect(compareRuns(broken, many, info).targets.recovered).toEqual(inOrder);
  expect(compareRuns(many, broken, info).targets.failed).toEqual(
    inOrder.map((name) => ({ target: name, error: `${name} is broken` })),
  );
});

it('counts gaps by rule, subject and reason', () => {
  const others = [
    { ...gap, detail: 'other words' },
    { ...gap, subject: 'y' },
    { ...gap, why: 'failed' as const },
  ];
  const gaps = (name: string, all: readonly FleetGap[]) => runOf(name, [entry('a', { gaps: all })]);
  const changes = compareRuns(gaps('few', [gap]), gaps('more', [...others, { ...gap, rule: 'a/b' }]), {
    from: INFO,
    to: INFO,
  });
  expect(changes.gaps).toEqual({ added: 3, removed: 0 });
});

it('says nothing of a target that is still without a result, or still broken', () => {
  const open = (name: string, done: readonly FleetEntry[]) => {
    const run = runFolder(join(folder, name));
    run.start(
      INFO,
      [entry('a').target, entry('b').target].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    for (const one of done) run.save(one, undefined);
    return run;
  };
  const broken = failed('b', 'was broken');
  const changes = compareRuns(open('one', [entry('a', { findings: [stays!] }), broken]), open('two', [broken]), {
    from: INFO,
    to: INFO,
  });
  expect([...Object.values(changes.targets), ...Object.values(changes.findings)].flat()).toEqual([]);
});
