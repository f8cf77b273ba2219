/** The built command as processes that work on a fleet, some of which are killed on the way. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BIN } from './built.ts';
import type { RedisServer } from './redis.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  /** Both standard streams. */
  readonly text: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** `modwarden fleet` in a folder. */
export interface FleetCommand {
  readonly root: string;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): Started;
  run(...args: readonly string[]): Promise<Ended>;
}

export function fleetCommand(root: string, env: Readonly<Record<string, string>>): FleetCommand {
  const start = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Started => {
    const child = spawn(process.execPath, [BIN, 'fleet', ...args], { cwd: root, env: { ...env, ...more } });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        text += part;
      });
    return { child, ended: once(child, 'exit').then(([code, signal]) => ({ code, signal, text })) };
  };
  return { root, start, run: (...args) => start(args).ended };
}

/** Targets that are done. */
function doneIn(folder: string): number {
  const entries = join(folder, 'entries');
  if (!existsSync(entries)) return 0;
  return readdirSync(entries, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).length;
}

/**
 * Three workers on a queue: two are killed when some of the `count` targets are done, which ones nobody knows, and then the server is
 * restarted. Gives what the third said in the end.
 */
export async function workAndKill(
  { root, start }: FleetCommand,
  redis: RedisServer,
  { folder, count, options }: { readonly folder: string; readonly count: number; readonly options: readonly string[] },
): Promise<Ended> {
  const work = ['work', '-o', folder, '--lease', '1', '--threads', '2', ...options];
  const [first, second, third] = [start(work), start(work), start(work)];
  const moments = [1, 2].map((n) => 1 + Math.floor(Math.random() * ((n * count) / 3)));
  console.info(`fleet queue: kills after ${moments.join(' and ')} of ${count} targets`);
  for (const [i, { child }] of [first, second].entries()) {
    while (doneIn(join(root, folder)) < moments[i]! && third.child.exitCode === null) await pause(5);
    child.kill('SIGKILL');
  }
  await redis.restart();
  return third.ended;
}
