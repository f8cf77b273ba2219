/**
 * Real projects by way of a queue, whose workers are killed and whose server is restarted, give what one machine gives. The projects are
 * the archives in ../shared/corpus/projects, or in the folder that MODWARDEN_PROJECTS names; a module cache may lie beside them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';
import { resultsIn } from '../support/fleet-box.ts';
import { fleetCommand, workAndKill } from '../support/fleet-workers.ts';
import { PEERS, type RedisServer, startRedis, whyNoQueue } from '../support/redis.ts';

const folder = resolve(process.env.MODWARDEN_PROJECTS ?? '../shared/corpus/projects');
const MODULE_CACHE = 'modcache.tar.gz';
const archives = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith('.tar.gz') && name !== MODULE_CACHE)
  : [];
const OPTIONS = ['--as-of', '2026-06-01', '--offline', '--preset', 'strict'];

const reason = archives.length === 0 ? `there is no archive in ${folder}` : whyNoQueue();
if (reason !== undefined) console.warn(`fleet of real projects: skipped, ${reason}`);

describe.skipIf(reason !== undefined)('real projects by way of a queue', () => {
  let box: Box;
  let redis: RedisServer;
  beforeAll(async () => {
    box = newBox('off');
    mkdirSync(join(box.root, 'redis'));
    redis = await startRedis(join(box.root, 'redis'));
    const cache = join(folder, MODULE_CACHE);
    mkdirSync(join(box.root, 'mod'));
    if (existsSync(cache)) execFileSync('tar', ['-xzf', cache, '-C', join(box.root, 'mod')]);
    writeFileSync(join(box.root, 'projects.txt'), `${archives.map((name) => join(folder, name)).join('\n')}\n`);
  });
  afterAll(async () => {
    await redis?.stop();
    box?.remove();
  });

  it('gives what one machine gives, whoever dies', async () => {
    const command = fleetCommand(box.root, {
      ...box.env,
      NODE_PATH: PEERS,
      MODWARDEN_QUEUE: `redis://127.0.0.1:${redis.port}`,
      MODWARDEN_QUEUE_PASSWORD: redis.password,
    });
    const single = await command.run('run', 'projects.txt', '-o', 'single', ...OPTIONS);
    expect([[1, 3].includes(single.code ?? -1), single.signal]).toEqual([true, null]);
    const { targets, findings } = JSON.parse(resultsIn(join(box.root, 'single'))['summary.json']!);
    expect(targets).toMatchObject({ all: archives.length, failed: 0 });
    expect(findings.length).toBeGreaterThan(5);

    expect(await command.run('enqueue', 'projects.txt', ...OPTIONS)).toMatchObject({ code: 0 });
    const last = await workAndKill(command, redis, { folder: 'shared', count: archives.length, options: OPTIONS });
    expect(last).toMatchObject({ code: 0, signal: null });
    expect((await command.run('status')).text).toBe(
      `2026-06-01: 0 waiting, 0 active, ${archives.length} done, 0 failed\n`,
    );
    expect(await command.run('collect', '-o', 'all', 'shared', '--queue', `redis://127.0.0.1:${redis.port}`)).toEqual({
      ...single,
      text: expect.any(String),
    });
    expect(resultsIn(join(box.root, 'all'))).toEqual(resultsIn(join(box.root, 'single')));
  });
});
