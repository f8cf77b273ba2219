/** A thread of a fleet run, from the messages that it is sent to those that it sends. */
import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckInput } from '../../../src/commands/fleet/check-target.ts';
import { type FromThread, runThread, type ToThread } from '../../../src/commands/fleet/thread.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';
import { INFO, target } from '../../fleet/entries.ts';
import { terminalIn } from '../../support/terminal.ts';

const started = vi.hoisted(() => ({ data: {} as object, check: async (..._: unknown[]): Promise<void> => {} }));
vi.mock('node:worker_threads', async (original) => ({
  ...(await original<typeof import('node:worker_threads')>()),
  get workerData() {
    return started.data;
  },
}));
vi.mock('../../../src/commands/fleet/check-target.ts', () => ({
  checkAndSave: (...args: unknown[]) => started.check(...args),
}));

const ASK: Ask = { kind: 'mod', module: { path: 'a.example', version: 'v1.0.0' } };
const ANSWER: Answer<unknown> = { known: true, value: 'x', source: 'test' };
const ARGS = { values: new Map(), flags: new Set<string>(), lists: new Map(), positionals: [] };
const turn = () => new Promise((resolve) => setImmediate(resolve));

function begin() {
  const sent: FromThread[] = [];
  const port = Object.assign(new EventEmitter(), { postMessage: (message: FromThread) => sent.push(message) });
  const terminal = terminalIn('.');
  const code = runThread(port as unknown as MessagePort, terminal);
  const tell = (message: ToThread) => port.emit('message', message);
  return { sent, tell, code, terminal };
}

beforeEach(() => {
  started.data = { fleet: { args: ARGS, folder: '/nowhere/out', info: INFO } };
});

describe('a thread', () => {
  it('checks what it is sent, by what it was started with, and says how it ended', async () => {
    const calls: unknown[][] = [];
    started.check = async (...args) => {
      calls.push(args);
      if (calls.length === 2) throw new Error('disk full');
    };
    const { sent, tell, terminal } = begin();
    tell({ kind: 'check', target: target('a') });
    await turn();
    tell({ kind: 'check', target: target('b') });
    await turn();
    expect(sent).toEqual([
      { kind: 'done', remembered: 0 },
      { kind: 'done', remembered: 0, error: 'disk full' },
    ]);
    expect(calls.map(([one]) => one)).toEqual(['a', 'b'].map(target));
    const [, input, run] = calls[0] as [unknown, CheckInput, { folder: string }];
    expect(input).toMatchObject({ args: ARGS, info: INFO });
    expect([input.terminal, run.folder]).toEqual([terminal, '/nowhere/out']);
  });

  it('asks the main thread before it asks a server, each question by its own number', async () => {
    const answers: unknown[] = [];
    started.check = async (...args) => {
      const { shared } = args[1] as CheckInput;
      answers.push(...(await Promise.all(['one', 'two'].map((key) => shared.want(key, ASK)))));
      shared.settle('one', ASK, ANSWER);
    };
    const { sent, tell } = begin();
    tell({ kind: 'check', target: target('a') });
    expect(sent).toEqual([
      { kind: 'want', number: 0, key: 'one', ask: ASK },
      { kind: 'want', number: 1, key: 'two', ask: ASK },
    ]);
    tell({ kind: 'answer', number: 1, answer: ANSWER });
    tell({ kind: 'answer', number: 9, answer: ANSWER });
    tell({ kind: 'answer', number: 0, answer: undefined });
    await turn();
    expect(answers).toEqual([undefined, ANSWER]);
    expect(sent.slice(2)).toEqual([
      { kind: 'settle', key: 'one', ask: ASK, answer: ANSWER },
      { kind: 'done', remembered: 0 },
    ]);
  });

  it('ends when it is told to', async () => {
    const { tell, code } = begin();
    tell({ kind: 'end' });
    expect(await code).toBe(0);
  });
});
