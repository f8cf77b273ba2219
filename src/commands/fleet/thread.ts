/** A thread of `fleet run`: it checks the targets that it is sent, and asks the main thread before it asks a server. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { answerMemory } from '../../fleet/answer-memory.ts';
import { sharedLicenses } from '../../fleet/license-lists.ts';
import { type RunInfo, runFolder } from '../../fleet/run-folder.ts';
import type { Target } from '../../fleet/target.ts';
import type { SharedFacts } from '../../gather/facts/shared-source.ts';
import { licenseIndex } from '../../gather/license-index.ts';
import type { Answer, Ask } from '../../model/facts/facts.ts';
import type { Arguments } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { checkAndSave } from './check-target.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly fleet: { readonly args: Arguments; readonly folder: string; readonly info: RunInfo };
}

/** To a thread. */
export type ToThread =
  | { readonly kind: 'check'; readonly target: Target }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: Answer<unknown> | undefined }
  | { readonly kind: 'end' };

/** From a thread. */
export type FromThread =
  | { readonly kind: 'want'; readonly number: number; readonly key: string; readonly ask: Ask }
  | { readonly kind: 'settle'; readonly key: string; readonly ask: Ask; readonly answer: Answer<unknown> | undefined }
  /** `remembered`: questions of this target that the thread itself had the answers to. */
  | { readonly kind: 'done'; readonly remembered: number; readonly error?: string };

export async function runThread(port: MessagePort, terminal: Terminal): Promise<number> {
  const { args, folder, info } = (workerData as ThreadData).fleet;
  const run = runFolder(folder);
  const waiting = new Map<number, (answer: Answer<unknown> | undefined) => void>();
  let questions = 0;
  const send = (message: FromThread) => port.postMessage(message);
  const ofAll: SharedFacts = {
    want: (key, ask) =>
      new Promise((resolve) => {
        const number = questions++;
        waiting.set(number, resolve);
        send({ kind: 'want', number, key, ask });
      }),
    settle: (key, ask, answer) => send({ kind: 'settle', key, ask, answer }),
  };
  const memory = answerMemory(ofAll);
  const { env, now } = terminal;
  const shared = { ...memory, licenses: sharedLicenses(() => licenseIndex({ env, now })) };
  const done = (error?: string) =>
    send({ kind: 'done', remembered: memory.takeCount(), ...(error !== undefined && { error }) });
  return new Promise((resolve) => {
    port.on('message', (message: ToThread) => {
      if (message.kind === 'end') return resolve(0);
      if (message.kind === 'answer') {
        waiting.get(message.number)?.(message.answer);
        waiting.delete(message.number);
        return;
      }
      checkAndSave(message.target, { args, terminal, info, shared }, run).then(
        () => done(),
        (error: Error) => done(error.message),
      );
    });
  });
}
