import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareRuns } from '../../src/fleet/compare.ts';
import type { FleetEntry } from '../../src/fleet/entry.ts';
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

it('tells what came and what went', () => {
  const changes = compareRuns(before(), after(), { from: INFO, to: INFO });
  expect(changes.targets).toEqual({
    added: ['fresh'],
    removed: ['gone'],
    failed: [{ target: 'breaks', error: 'no go.mod found' }],
    recovered: ['heals'],
  });
  const told = (all: typeof changes.findings.added) => all.map(({ target, id }) => `${target} ${id}`);
  expect(told(changes.findings.added)).toEqual([`fresh ${comes!.id}`, `same ${comes!.id}`]);
  expect(told(changes.findings.removed)).toEqual([`same ${goes!.id}`]);
  expect(changes.gaps).toEqual({ added: 0, removed: 1 });
  expect(changes.modules).toEqual({ added: ['a.test/a@v1.1.0'], removed: ['a.test/a@v1.0.0', 'g.test/g@v1.0.0'] });
});

it('finds no change between a run and itself', () => {
  const { targets, findings, modules } = compareRuns(before(), before(), { from: INFO, to: INFO });
  expect([...Object.values(targets), ...Object.values(findings), ...Object.values(modules)].flat()).toEqual([]);
});
