/** What finished runs say: changes, metrics, pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FleetEntry } from '../../../src/fleet/entry.ts';
import { runFolder } from '../../../src/fleet/run-folder.ts';
import { printableLines } from '../../../src/text/printable.ts';
import { component, entry, failed, finding, INFO, target } from '../../fleet/entries.ts';
import { put } from '../../support/cli.ts';
import { type FleetBox, fleetBox } from '../../support/fleet-box.ts';

let box: FleetBox;
beforeAll(async () => {
  box = await fleetBox(6);
  put(join(box.root, 'repos/r1'), { 'go.mod': 'module corp.example/<b>r1</b>\n\ngo 1.21\n' });
  await fleet('run', 'targets.txt', '-o', 'one');
  put(join(box.root, 'repos/r1'), { Dockerfile: 'FROM scratch\nENV GOSUMDB=off\n' });
  await fleet('run', 'targets.txt', '-o', 'two');
});
afterAll(() => box.remove());

const fleet = (...argv: readonly string[]) => box.run(['fleet', ...argv], { cwd: box.root });

it('compare says what is new', async () => {
  const { code, out } = await fleet('compare', 'one', 'two');
  expect(code).toBe(1);
  expect(out).toContain('findings: 1 added, 0 removed\n+ repos/r1: Dockerfile:2 error[env/sumdb-off]: GOSUMDB=off');
  expect(await fleet('compare', 'two', 'one', '--format', 'json')).toMatchObject({ code: 0 });
  expect(await fleet('compare', 'one')).toMatchObject({ code: 2 });
});

it('compare tells all that came and went', async () => {
  const runOf = (name: string, entries: readonly FleetEntry[], today: string) => {
    const run = runFolder(join(box.root, name));
    const targets = entries.map((one) => one.target).sort((a, b) => (a.id < b.id ? -1 : 1));
    run.start({ ...INFO, today }, targets);
    for (const one of entries) run.save(one, undefined);
  };
  const gap = { rule: 'sum/missing', subject: 'x', why: 'offline', detail: '', fails: false } as const;
  const entries = [
    entry('same', { findings: [finding('a/b')], gaps: [gap], components: [component('a.test/a v1.0.0')] }),
    entry('gone'),
    entry('breaks'),
    failed('heals', 'broken'),
  ];
  runOf('before', entries, '2026-06-01');
  const now = [
    entry('same', { findings: [finding('c/d', { level: 'note' })], components: [component('a.test/a v1.1.0')] }),
    entry('fresh'),
    failed('breaks', 'no go.mod found'),
    entry('heals'),
  ];
  runOf('after', now, '2026-06-02');
  expect(await fleet('compare', 'before', 'after')).toEqual({
    code: 1,
    out: `2026-06-01 to 2026-06-02
targets: 1 added, 1 removed, 1 failed, 1 recovered
+ fresh
- gone
! breaks: no go.mod found
findings: 1 added, 1 removed
+ same: go.mod:3 note[c/d]: c/d!
- same: go.mod:3 error[a/b]: a/b!
gaps: 0 added, 1 removed
module versions: 1 added, 1 removed
+ a.test/a@v1.1.0
- a.test/a@v1.0.0
`,
    err: '',
  });
  expect(await fleet('compare', 'before', 'after', '-o', 'changes.json', '--format', 'json')).toEqual({
    code: 1,
    out: '',
    err: '',
  });
  const json = JSON.parse(readFileSync(join(box.root, 'changes.json'), 'utf8'));
  expect([json.version, json.from.today, json.to.today]).toEqual([1, '2026-06-01', '2026-06-02']);
});

it.each([
  [['compare', 'one'], 'fleet compare needs the folders of two runs'],
  [['compare'], 'fleet compare needs the folders of two runs'],
  [['compare', 'one', 'two', 'two'], 'fleet compare needs the folders of two runs'],
  [['compare', 'one', 'none'], '"none" has no fleet run'],
  [['compare', 'one', 'two', '--format', 'csv'], '--format: expected text or json, got "csv"'],
  [['metrics'], 'fleet metrics needs the folder of one run'],
  [['metrics', 'one', 'two'], 'fleet metrics needs the folder of one run'],
  [['html', 'one'], 'fleet html needs an output folder: -o FOLDER'],
  [['html', 'one', 'two', '-o', 'x'], 'fleet html needs the folder of one run'],
])('refuses %j', async (argv, message) => {
  expect(await fleet(...argv)).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
});

it('html lists targets by name, without a page where there is no report', async () => {
  const run = runFolder(join(box.root, 'plain'));
  run.start(
    INFO,
    ['c', 'a', 'b', 'later'].map(target).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  for (const name of ['a', 'b', 'c']) run.save(entry(name), name === 'b' ? printableLines('{}\n') : undefined);
  expect(await fleet('html', 'plain', '-o', 'plain-pages')).toEqual({
    code: 0,
    out: `${join(box.root, 'plain-pages/index.html')}\n`,
    err: '',
  });
  const index = readFileSync(join(box.root, 'plain-pages/index.html'), 'utf8');
  const rows = index.slice(index.indexOf('id="targets-table"')).match(/<tr><td>.*?<\/td>/g);
  expect(rows).toEqual(['<tr><td>a</td>', '<tr><td>b</td>', '<tr><td>c</td>']);
  expect(readdirSync(join(box.root, 'plain-pages'))).toEqual(['index.html']);
});

it('metrics are OpenMetrics', async () => {
  const { code, out } = await fleet('metrics', 'two');
  expect(code).toBe(0);
  expect(out).toContain('modwarden_fleet_findings{rule="env/sumdb-off",level="error",state="new"} 3\n');
  expect(out).toContain('modwarden_fleet_failed_targets 1\n');
  expect(out.endsWith('# EOF\n')).toBe(true);
});

it('html has a page for the fleet and one for each target that was checked, and escapes what is from outside', async () => {
  expect(await fleet('html', 'two', '-o', 'pages')).toMatchObject({ code: 0 });
  const index = readFileSync(join(box.root, 'pages/index.html'), 'utf8');
  const pages = readdirSync(join(box.root, 'pages/targets'));
  expect(pages).toHaveLength(6);
  for (const name of pages) {
    expect(index).toContain(`href="targets/${name}"`);
    expect(readFileSync(join(box.root, 'pages/targets', name), 'utf8')).not.toContain('<b>r1');
  }
  expect(index).toContain('Content-Security-Policy');
  expect(index).toContain('no go.mod found in');
});
