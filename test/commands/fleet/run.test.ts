/** `fleet run`: many repositories, each question once, the same results however the work is shared out. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FleetBox, fleetBox, resultsIn } from '../../support/fleet-box.ts';

let box: FleetBox;
let whole: Record<string, string>;
let asked: string[];
let told: { code: number; out: string; err: string };
beforeAll(async () => {
  box = await fleetBox(20);
  box.server.asked();
  told = await run(['run', 'targets.txt', '-o', 'whole', '--stats', 'stats.json']);
  asked = box.server.asked();
  whole = resultsIn(join(box.root, 'whole'));
});
afterAll(() => box.remove());

const run = (argv: readonly string[], env: Record<string, string> = {}) =>
  box.run(['fleet', ...argv], { cwd: box.root, env });
const summaryOf = (files: Record<string, string>) => JSON.parse(files['summary.json']!);

describe('fleet run', () => {
  it('checks every target, and reports one that cannot be checked', () => {
    expect(told.code).toBe(3);
    const { targets, failed } = summaryOf(whole);
    expect(targets).toMatchObject({ all: 21, failed: 1 });
    expect(failed).toEqual([
      { id: expect.any(String), name: 'repos/empty', error: 'no go.mod found in "repos/empty"' },
    ]);
  });

  it('requests each file of a module once for all targets', () => {
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((url, i) => asked.indexOf(url) !== i)).toEqual([]);
    const stats = JSON.parse(readFileSync(join(box.root, 'stats.json'), 'utf8'));
    expect(stats.asked).toBe(stats.different);
    expect(stats.asked).toBeGreaterThan(10);
  });

  it('writes for each target the report that check writes', async () => {
    const { id } = summaryOf(whole).worst.find(({ name }: { name: string }) => name === 'repos/r3');
    const { out } = await box.run(['check', 'repos/r3', '--format', 'json'], { cwd: box.root });
    expect(whole[`reports/${id.slice(0, 2)}/${id}.json`]).toBe(out);
  });

  it('counts findings by rule, licenses and gaps', () => {
    const { findings, licenses, modules } = summaryOf(whole);
    expect(findings.find(({ rule }: { rule: string }) => rule === 'env/sumdb-off')).toMatchObject({
      new: 7,
      targets: 7,
    });
    expect(modules).toEqual({ paths: 7, versions: 7 });
    expect(licenses.reduce((sum: number, row: { versions: number }) => sum + row.versions, 0)).toBe(7);
  });

  it('says who uses a module at which versions', () => {
    const rows = whole['modules.jsonl']!.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const row = rows.find(({ path }) => path === 'example.com/m1');
    expect(row.versions).toHaveLength(1);
    expect(row.versions[0]).toMatchObject({ version: 'v1.1.0', direct: 4 });
    expect(row.versions[0].targets).toContain('repos/r0');
    expect(row.versions[0].targets).not.toContain('repos/r2');
  });

  it.each([1, 2, 7])('gives the same bytes in %i shards', async (n) => {
    const folders = Array.from({ length: n }, (_, i) => `shard-${n}-${i + 1}`);
    for (const [i, folder] of folders.entries())
      await run(['run', 'targets.txt', '-o', folder, '--shard', `${i + 1}/${n}`]);
    await run(['collect', '-o', `all-${n}`, ...folders]);
    expect(resultsIn(join(box.root, `all-${n}`))).toEqual(whole);
    const sizes = folders.map((folder) => resultsIn(join(box.root, folder))['targets.jsonl']!.split('\n').length - 1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(21);
  });

  it('resumes what was not finished, asks nothing again, and gives the same bytes', async () => {
    const entries = Object.keys(whole).filter((name) => name.startsWith('entries/'));
    for (const name of [...entries.slice(0, 9), 'summary.json', 'modules.jsonl']) rmSync(join(box.root, 'whole', name));
    // Cut short by a power failure.
    writeFileSync(join(box.root, 'whole', entries[9]!), whole[entries[9]!]!.slice(0, 100));
    box.server.asked();
    const again = await run(['run', '--resume', 'whole', '--stats', 'again.json'], { MODWARDEN_CACHE: 'off' });
    expect(again.code).toBe(3);
    expect(JSON.parse(readFileSync(join(box.root, 'again.json'), 'utf8')).targets).toBe(10);
    expect(box.server.asked()).toEqual([]);
    expect(resultsIn(join(box.root, 'whole'))).toEqual(whole);
  });

  it.each([
    [['run', 'targets.txt'], 'needs a folder for the results'],
    [['run', 'targets.txt', '-o', 'whole'], 'has a run already'],
    [['run', '--resume', 'nothing'], 'has no fleet run to resume'],
    [['run', '--resume', 'whole', '--preset', 'strict'], 'was started with other options'],
    [['run', 'targets.txt', '-o', 'x', '--shard', '3/2'], 'expected a share such as 2/7'],
    [['collect', 'whole', '--shard', '1/2'], 'fleet collect does not take --shard'],
    [['collect', '-o', 'y', 'nothing'], 'has no fleet run'],
    [['walk'], 'unknown action "walk"'],
  ])('refuses %j', async (argv, message) => {
    const { code, err } = await run(argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
