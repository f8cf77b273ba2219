/** Where the targets of a fleet run are checked: in threads, or where the sources are run as they are in this one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FactHub } from '../../fleet/fact-hub.ts';
import type { RunFolder } from '../../fleet/run-folder.ts';
import type { Lane } from '../../fleet/schedule.ts';
import type { Terminal } from '../shared/command.ts';
import { type CheckInput, checkAndSave } from './check-target.ts';
import type { FromThread, ThreadData, ToThread } from './thread.ts';

/** The command itself: a thread starts through the same code cache. */
const LAUNCHER = join(import.meta.dirname, 'bin.cjs');

/** Megabytes of one thread. A target that needs more ends its thread, and is set aside. */
const MAX_HEAP = 1536;

/** Megabytes for what lives briefly: what a target takes is gone with it, and need not be copied before. */
const YOUNG_HEAP = 96;

export function hasThreads(): boolean {
  return existsSync(LAUNCHER);
}

/** Says nothing: what is wrong with a target is in its entry. */
export function quietTerminal(terminal: Terminal): Terminal {
  return Object.create(terminal, {
    err: { value: () => {} },
    isTerminal: { value: { in: false, out: false, err: false } },
  });
}

export function localLane(input: CheckInput, run: RunFolder): Lane {
  return { check: (target) => checkAndSave(target, input, run), close: async () => {} };
}

export async function threadLane(data: ThreadData['fleet'], hub: FactHub): Promise<Lane> {
  const worker = new Worker(LAUNCHER, {
    argv: ['fleet', 'thread'],
    workerData: { fleet: data } satisfies ThreadData,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP, maxYoungGenerationSizeMb: YOUNG_HEAP },
  });
  /** Questions that this thread was told to ask. */
  const asking = new Set<string>();
  let settled: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;
  let ended: Error | undefined;
  const send = (message: ToThread) => worker.postMessage(message);
  const end = (error: Error) => {
    ended ??= error;
    hub.abandon(asking);
    asking.clear();
    settled?.reject(ended);
    settled = undefined;
  };
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`the thread ended with code ${code}`)));
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'done') {
      hub.remembered(message.remembered);
      const last = settled;
      settled = undefined;
      if (message.error === undefined) last?.resolve();
      else last?.reject(new Error(message.error));
    } else if (message.kind === 'settle') {
      asking.delete(message.key);
      hub.settle(message.key, message.ask, message.answer);
    } else {
      const { number, key, ask } = message;
      hub.want(key, ask).then((answer) => {
        if (answer === undefined && ended !== undefined) return hub.abandon([key]);
        if (answer === undefined) asking.add(key);
        send({ kind: 'answer', number, answer });
      });
    }
  });
  return {
    check: (target) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        settled = { resolve, reject };
        send({ kind: 'check', target });
      }),
    close: async () => {
      send({ kind: 'end' });
      await worker.terminate();
    },
  };
}
