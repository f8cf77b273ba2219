/** `fleet run` in threads and as a process that is killed: nothing lost, nothing double. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BIN } from '../support/built.ts';
import { type FleetBox, fleetBox, resultsIn } from '../support/fleet-box.ts';

/** More for a thorough run. */
const SIZE = Number(process.env.MODWARDEN_FLEET_SIZE ?? 24);

let box: FleetBox;
beforeAll(async () => {
  box = await fleetBox(SIZE);
});
afterAll(() => box.remove());

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [BIN, 'fleet', ...args], { cwd: box.root, env: box.env, stdio: 'pipe' });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  return { child, ended: once(child, 'exit').then(([code, signal]) => ({ code, signal, err })) };
}

const entriesIn = (folder: string) =>
  existsSync(join(box.root, folder, 'entries'))
    ? readdirSync(join(box.root, folder, 'entries'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.json'),
      ).length
    : 0;

it(
  'gives the same results in one thread, in three, and after kill -9',
  async () => {
    box.server.asked();
    const one = await start(['run', 'targets.txt', '-o', 'one', '--threads', '1', '--as-of', '2026-06-01']).ended;
    expect([one.code, one.signal]).toEqual([3, null]);
    const asked = box.server.asked();
    expect(asked.filter((url, i) => asked.indexOf(url) !== i)).toEqual([]);
    const expected = resultsIn(join(box.root, 'one'));
    expect(JSON.parse(expected['summary.json']!).targets).toMatchObject({ all: SIZE + 1, failed: 1 });

    const run = ['run', 'targets.txt', '--threads', '3', '--as-of', '2026-06-01'];
    // No fact cache: what is asked once is asked once by all threads together.
    (box.env as Record<string, string>).MODWARDEN_CACHE = 'off';
    const { child, ended } = start([...run, '-o', 'three']);
    while (entriesIn('three') < 5 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    expect(existsSync(join(box.root, 'three/summary.json'))).toBe(false);
    const before = box.server.asked();
    expect(before.filter((url, i) => before.indexOf(url) !== i)).toEqual([]);

    const resumed = await start([...run, '--resume', 'three']).ended;
    expect([resumed.code, resumed.signal]).toEqual([3, null]);
    const results = resultsIn(join(box.root, 'three'));
    expect(results).toEqual(expected);
  },
  120_000 + SIZE * 1000,
);
