/** Threads of a fleet run, as the main thread sees them: a stand-in for a thread says what it is told to. */
import type { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hasThreads, quietTerminal, threadLane } from '../../../src/commands/fleet/lanes.ts';
import type { FromThread, ThreadData, ToThread } from '../../../src/commands/fleet/thread.ts';
import type { FactHub } from '../../../src/fleet/fact-hub.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';
import { target } from '../../fleet/entries.ts';
import { terminalIn } from '../../support/terminal.ts';

interface Started extends EventEmitter {
  readonly file: string;
  readonly options: { readonly argv: string[]; readonly workerData: unknown; readonly resourceLimits: object };
  readonly sent: ToThread[];
  isTerminated: boolean;
}

const threads = vi.hoisted(() => ({ all: [] as unknown[] }));
vi.mock('node:worker_threads', async (original) => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Worker extends Emitter {
    readonly sent: unknown[] = [];
    isTerminated = false;
    readonly file: string;
    readonly options: object;
    constructor(file: string, options: object) {
      super();
      this.file = file;
      this.options = options;
      threads.all.push(this);
    }
    postMessage(message: unknown) {
      this.sent.push(message);
    }
    async terminate() {
      this.isTerminated = true;
    }
  }
  return { ...(await original<typeof import('node:worker_threads')>()), Worker };
});

const ASK: Ask = { kind: 'mod', module: { path: 'a.example', version: 'v1.0.0' } };
const ANSWER: Answer<unknown> = { known: true, value: 'x', source: 'test' };
const DATA = { folder: 'out' } as unknown as ThreadData['fleet'];

function hub(answers: Readonly<Record<string, Answer<unknown> | undefined>> = {}) {
  const abandoned: string[][] = [];
  const settled: unknown[] = [];
  const remembered: number[] = [];
  const own: FactHub = {
    want: async (key) => answers[key],
    settle: (...told) => void settled.push(told),
    abandon: (keys) => void abandoned.push([...keys]),
    remembered: (count) => void remembered.push(count),
    counts: () => ({ asked: 0, different: 0, shared: 0 }),
  };
  return { own, abandoned, settled, remembered };
}

async function lane(own: FactHub) {
  const made = await threadLane(DATA, own);
  const thread = threads.all.at(-1) as Started;
  const says = (message: FromThread) => thread.emit('message', message);
  return { made, thread, says };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  threads.all.length = 0;
});

describe('a thread', () => {
  it('starts the command itself, with its data and a limit of memory', async () => {
    const { thread } = await lane(hub().own);
    expect(thread.file).toMatch(/[\\/]bin\.cjs$/);
    expect(thread.options).toEqual({
      argv: ['fleet', 'thread'],
      workerData: { fleet: DATA },
      resourceLimits: { maxOldGenerationSizeMb: 1536, maxYoungGenerationSizeMb: 96 },
    });
  });

  it('checks one target after another, and says how each ended', async () => {
    const { own, remembered } = hub();
    const { made, thread, says } = await lane(own);
    const first = made.check(target('a'));
    expect(thread.sent).toEqual([{ kind: 'check', target: target('a') }]);
    says({ kind: 'done', remembered: 3 });
    await expect(first).resolves.toBeUndefined();
    expect(remembered).toEqual([3]);
    const second = made.check(target('b'));
    says({ kind: 'done', remembered: 0, error: 'disk full' });
    await expect(second).rejects.toThrow('disk full');
    // What nobody waits for changes nothing.
    says({ kind: 'done', remembered: 0 });
    const third = made.check(target('c'));
    says({ kind: 'done', remembered: 0 });
    await expect(third).resolves.toBeUndefined();
  });

  it('ends when it is told to', async () => {
    const { made, thread } = await lane(hub().own);
    await made.close();
    expect([thread.sent, thread.isTerminated]).toEqual([[{ kind: 'end' }], true]);
  });
});

describe('a question of a thread', () => {
  it('is answered by the hub', async () => {
    const { own, settled } = hub({ known: ANSWER });
    const { thread, says } = await lane(own);
    says({ kind: 'want', number: 7, key: 'known', ask: ASK });
    says({ kind: 'want', number: 8, key: 'new', ask: ASK });
    await turn();
    expect(thread.sent).toEqual([
      { kind: 'answer', number: 7, answer: ANSWER },
      { kind: 'answer', number: 8, answer: undefined },
    ]);
    says({ kind: 'settle', key: 'new', ask: ASK, answer: ANSWER });
    expect(settled).toEqual([['new', ASK, ANSWER]]);
  });
});

describe('a thread that ends', () => {
  it.each<[string, (thread: Started) => void, string]>([
    ['by an error', (thread) => thread.emit('error', new Error('out of memory')), 'out of memory'],
    ['by itself', (thread) => thread.emit('exit', 3), 'the thread ended with code 3'],
  ])('%s fails its target and all that follow, and gives up its questions', async (_, end, message) => {
    const { own, abandoned } = hub({ known: ANSWER });
    const { made, thread, says } = await lane(own);
    for (const key of ['mine', 'settled', 'known']) says({ kind: 'want', number: 1, key, ask: ASK });
    await turn();
    says({ kind: 'settle', key: 'settled', ask: ASK, answer: ANSWER });
    const check = made.check(target('a'));
    end(thread);
    await expect(check).rejects.toThrow(message);
    expect(abandoned).toEqual([['mine']]);
    // The first reason stays.
    thread.emit('exit', 9);
    expect(abandoned).toEqual([['mine'], []]);
    await expect(made.check(target('b'))).rejects.toThrow(message);
    expect(thread.sent.filter(({ kind }) => kind === 'check')).toHaveLength(1);
  });

  it('gives up at once what it was to ask when it ended', async () => {
    const { own, abandoned } = hub();
    const { thread, says } = await lane(own);
    says({ kind: 'want', number: 1, key: 'late', ask: ASK });
    thread.emit('exit', 1);
    await turn();
    expect(abandoned).toEqual([[], ['late']]);
    expect(thread.sent).toEqual([]);
  });
});

it('there are threads where the command was built', () => {
  // The sources have no launcher beside them.
  expect(hasThreads()).toBe(false);
});

it('a quiet terminal says nothing, and is none', () => {
  const said: string[] = [];
  const loud = { ...terminalIn('here', (text) => said.push(text)), isTerminal: { in: true, out: true, err: true } };
  const quiet = quietTerminal(loud);
  quiet.err('x' as never);
  expect([said, quiet.isTerminal, quiet.cwd]).toEqual([[], { in: false, out: false, err: false }, 'here']);
});
