/** The queue on a real Redis: workers that are killed and a server that is restarted lose nothing, and nothing is double. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FleetBox, fleetBox, resultsIn } from '../support/fleet-box.ts';
import { type FleetCommand, fleetCommand, workAndKill } from '../support/fleet-workers.ts';
import { PEERS, type RedisServer, startRedis, whyNoQueue } from '../support/redis.ts';

/** More for a thorough run. */
const SIZE = Number(process.env.MODWARDEN_FLEET_SIZE ?? 24);
/** Milliseconds. */
const TIMEOUT = 180_000 + SIZE * 1000;
const DAY = ['--as-of', '2026-06-01'];

const reason = whyNoQueue();
if (reason !== undefined) console.warn(`fleet queue: skipped, ${reason}`);

describe.skipIf(reason !== undefined)('the queue', () => {
  let box: FleetBox;
  let redis: RedisServer;
  let env: Record<string, string>;
  let fleet: FleetCommand['run'];
  let start: FleetCommand['start'];
  beforeAll(async () => {
    box = await fleetBox(SIZE);
    mkdirSync(join(box.root, 'redis'));
    redis = await startRedis(join(box.root, 'redis'));
    env = {
      ...box.env,
      NODE_PATH: PEERS,
      MODWARDEN_QUEUE: `redis://127.0.0.1:${redis.port}`,
      MODWARDEN_QUEUE_PASSWORD: redis.password,
    };
    ({ run: fleet, start } = fleetCommand(box.root, env));
  });
  afterAll(async () => {
    await redis?.stop();
    box?.remove();
  });

  it(
    'gives what one machine gives, whoever dies',
    async () => {
      expect(await fleet('run', 'targets.txt', '-o', 'single', ...DAY)).toMatchObject({ code: 3, signal: null });
      // Twice: the second adds nothing.
      await fleet('enqueue', 'targets.txt', ...DAY);
      const queued = await fleet('enqueue', 'targets.txt', ...DAY);
      expect(queued.text).toContain(`${SIZE + 1} waiting, 0 active, 0 done, 0 failed`);

      const root = { root: box.root, run: fleet, start };
      const last = await workAndKill(root, redis, { folder: 'shared', count: SIZE + 1, options: DAY });
      expect(last).toMatchObject({ code: 0, signal: null });

      const status = await fleet('status');
      expect(status.text).toBe(`2026-06-01: 0 waiting, 0 active, ${SIZE + 1} done, 0 failed\n`);
      const collected = await fleet('collect', '-o', 'all', 'shared', '--queue', env.MODWARDEN_QUEUE!);
      expect(collected).toMatchObject({ code: 3, signal: null });
      expect(resultsIn(join(box.root, 'all'))).toEqual(resultsIn(join(box.root, 'single')));
      for (const { text } of [queued, status, collected, last]) expect(text).not.toContain(redis.password);
    },
    TIMEOUT,
  );

  it(
    'sets a target aside that kills its workers, and reports it',
    async () => {
      const killer = join(box.root, 'killer.cjs');
      writeFileSync(
        killer,
        `const fs = require('node:fs');
for (const name of ['statSync', 'lstatSync', 'readdirSync', 'openSync', 'realpathSync']) {
  const real = fs[name];
  fs[name] = Object.assign((path, ...rest) => {
    if (String(path).includes('r-killer')) process.kill(process.pid, 'SIGKILL');
    return real(path, ...rest);
  }, real);
}
require('node:module').syncBuiltinESMExports();`,
      );
      mkdirSync(join(box.root, 'repos/r-killer'), { recursive: true });
      writeFileSync(join(box.root, 'repos/r-killer/go.mod'), 'module corp.example/killer\n');
      writeFileSync(join(box.root, 'killers.txt'), 'repos/r1\nrepos/r-killer\nrepos/r2\n');
      await fleet('enqueue', 'killers.txt', '--run', 'killers', ...DAY);
      const codes: (number | null)[] = [];
      for (let i = 0; i < 6 && codes.at(-1) !== 0; i++) {
        const worker = start(['work', '-o', 'killed', '--run', 'killers', '--lease', '1', '--threads', '1', ...DAY], {
          NODE_OPTIONS: `--require ${killer}`,
        });
        codes.push((await worker.ended).code);
      }
      expect(codes).toEqual([null, null, null, 0]);
      const { text } = await fleet('status', '--run', 'killers');
      expect(text).toContain('0 waiting, 0 active, 2 done, 1 failed\nfailed: repos/r-killer: ');
      await fleet('collect', '-o', 'killed', '--run', 'killers');
      const { targets, failed } = JSON.parse(resultsIn(join(box.root, 'killed'))['summary.json']!);
      expect(targets).toMatchObject({ all: 3, failed: 1 });
      expect(failed).toMatchObject([{ name: 'repos/r-killer', error: expect.stringContaining('set aside: ') }]);
    },
    TIMEOUT,
  );

  it('refuses another policy, an unknown run and a wrong password, and prints no password', async () => {
    const other = await fleet('work', '-o', 'other', '--preset', 'strict', ...DAY);
    expect(other).toMatchObject({ code: 2, text: expect.stringContaining('the queue has a run with other options') });
    expect(await fleet('status', '--run', 'none')).toMatchObject({
      code: 2,
      text: 'modwarden: the queue has no run\n',
    });
    const url = `redis://user:wrong-secret@127.0.0.1:${redis.port}`;
    const { code, text } = await start(['status', '--queue', url], { MODWARDEN_QUEUE_PASSWORD: '' }).ended;
    expect(code).toBe(2);
    expect(text).toContain("the queue's server cannot be reached");
    expect(text).not.toContain('wrong-secret');
  }, 60_000);
});
