/** What finished runs say: changes, metrics, pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
