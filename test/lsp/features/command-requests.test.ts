/** Commands against repositories that are given: what is asked of them, and what the client is told. */
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes, MessageType } from 'vscode-languageserver-protocol/node';
import { COMMANDS, REFRESH_FACTS, SHOW_WHY } from '../../../src/lsp/features/command-names.ts';
import { type CommandContext, executeCommand } from '../../../src/lsp/features/commands.ts';

type Refresh = (progress: (settled: number, asked: number) => void) => Promise<void>;

interface Given {
  readonly hasProgress?: boolean;
  /** The client refuses to show progress. */
  readonly refuses?: boolean;
  readonly refreshes?: readonly Refresh[];
  readonly modules?: readonly object[];
}

/** A client that notes what it is told, and whose user may cancel. */
function given({ hasProgress = false, refuses = false, refreshes = [], modules = [] }: Given = {}) {
  const told: unknown[] = [];
  const created: string[] = [];
  let cancel: (params: { token: string | number }) => void = () => {};
  const repositories = refreshes.map((refresh) => ({ refresh }));
  const repository = {
    ...repositories[0],
    latest: () => undefined,
    settled: async () => ({ repo: { modules }, textOf }),
  };
  const textOf = async () => ({});
  const context = {
    hasProgress,
    repositories: {
      all: () => repositories,
      of: (uri: string) => (uri === 'file:///go.mod' ? { repository, path: 'go.mod' } : undefined),
    },
    connection: {
      sendProgress: async (_: unknown, token: string | number, value: object) => void told.push({ token, ...value }),
      onNotification: (_: unknown, handler: typeof cancel) => {
        cancel = handler;
        return { dispose: () => void told.push('disposed') };
      },
      sendRequest: async (_: unknown, { token }: { token: string }) => {
        created.push(token);
        if (refuses) throw new Error('no progress');
      },
      sendNotification: async (_: unknown, params: object) => void told.push(params),
    },
  };
  const source = new CancellationTokenSource();
  const run = (command: string, args?: unknown[], workDoneToken?: string) =>
    executeCommand(
      { command, ...(args && { arguments: args }), ...(workDoneToken !== undefined && { workDoneToken }) },
      context as unknown as CommandContext,
      source.token,
    );
  return { told, created, run, source, cancel: (token: string | number) => cancel({ token }) };
}

it('are two, with names of their own', () => {
  expect(COMMANDS).toEqual(['modwarden.refreshFacts', 'modwarden.showWhy']);
});

it.each([
  ['rm', [], 'unknown command or arguments: rm'],
  [SHOW_WHY, [], 'unknown command or arguments: modwarden.showWhy'],
  [SHOW_WHY, ['file:///go.mod'], 'unknown command or arguments: modwarden.showWhy'],
  [SHOW_WHY, [1, 'a'], 'unknown command or arguments: modwarden.showWhy'],
  [SHOW_WHY, ['file:///go.mod', 2], 'unknown command or arguments: modwarden.showWhy'],
])('refuse %s with %j', async (command, args, message) => {
  const { run } = given();
  await expect(run(command, args)).rejects.toMatchObject({ code: LSPErrorCodes.RequestFailed, message });
});

describe('facts', () => {
  const begin = { kind: 'begin', title: 'modwarden: fetching facts', cancellable: true };

  it('are fetched with progress in whole percent, each once', async () => {
    const steps: Refresh = async (progress) => {
      for (const [settled, asked] of [
        [0, 0],
        [0, 3],
        [1, 3],
        [1, 3],
        [2, 3],
        [3, 3],
      ] as const)
        progress(settled, asked);
    };
    const { run, told } = given({ refreshes: [steps] });
    expect(await run(REFRESH_FACTS, ['file:///go.mod'], 't')).toBeNull();
    expect(told).toEqual([
      { token: 't', ...begin },
      { token: 't', kind: 'report', message: '1 of 3', percentage: 33 },
      { token: 't', kind: 'report', message: '2 of 3', percentage: 66 },
      { token: 't', kind: 'report', message: '3 of 3', percentage: 100 },
      'disposed',
      { token: 't', kind: 'end' },
    ]);
  });

  it('are fetched for one repository, for all, or for none', async () => {
    const fetched: number[] = [];
    const refreshes = [0, 1].map(
      (i): Refresh =>
        async () =>
          void fetched.push(i),
    );
    const { run } = given({ refreshes });
    await run(REFRESH_FACTS, ['file:///go.mod']);
    expect(fetched.splice(0)).toEqual([0]);
    await run(REFRESH_FACTS);
    expect(fetched.splice(0)).toEqual([0, 1]);
    await run(REFRESH_FACTS, [7]);
    expect(fetched.splice(0)).toEqual([0, 1]);
    await run(REFRESH_FACTS, ['file:///closed']);
    expect(fetched).toEqual([]);
  });

  it('have progress of the server’s own where the client shows it', async () => {
    const { run, told, created } = given({ hasProgress: true });
    await run(REFRESH_FACTS);
    expect(created).toEqual([expect.stringMatching(/^modwarden-[0-9a-f-]{36}$/)]);
    expect(told).toEqual([{ token: created[0], ...begin }, 'disposed', { token: created[0], kind: 'end' }]);
    await run(REFRESH_FACTS, [], 'given');
    expect(created).toHaveLength(1);
  });

  it.each([
    ['where it does not', {}],
    ['where it refuses', { hasProgress: true, refuses: true }],
  ])('have none %s', async (_, more) => {
    const { run, told } = given(more);
    expect(await run(REFRESH_FACTS)).toBeNull();
    expect(told).toEqual(['disposed']);
  });

  it('are given up when the request, or its progress, is canceled', async () => {
    const never: Refresh = () => new Promise(() => {});
    const one = given({ refreshes: [never] });
    const first = one.run(REFRESH_FACTS, undefined, 't');
    one.source.cancel();
    expect(await first).toBeNull();
    expect(await one.run(REFRESH_FACTS, undefined, 't')).toBeNull();
    const other = given({ refreshes: [never] });
    const second = other.run(REFRESH_FACTS, undefined, 't');
    await new Promise((resolve) => setImmediate(resolve));
    other.cancel('another');
    other.cancel('t');
    expect(await second).toBeNull();
    expect(other.told.at(-1)).toEqual({ token: 't', kind: 'end' });
  });

  it('end their progress when a fetch fails', async () => {
    const { run, told } = given({ refreshes: [() => Promise.reject(new Error('broken'))] });
    await expect(run(REFRESH_FACTS, undefined, 't')).rejects.toThrow('broken');
    expect(told.at(-1)).toEqual({ token: 't', kind: 'end' });
  });
});

describe('why a module is used', () => {
  const step = (path: string, version = 'v1.0.0') => ({ path, version });
  const module = (path: string, ...uses: object[]) => ({
    kind: 'module',
    path,
    dir: '',
    source: { path: 'go.mod' },
    uses,
  });
  const why = (name: string, modules: readonly object[], uri = 'file:///go.mod') => {
    const box = given({ modules });
    return box.run(SHOW_WHY, [uri, name]).then((text) => ({ text, told: box.told }));
  };

  it('is a path for each main module that uses it, one step below the other', async () => {
    const modules = [
      module('corp.example/a', { path: 'x.example/x', trail: [step('y.example/y'), step('x.example/x', 'v1.2.0')] }),
      module('corp.example/b', { path: 'other', trail: [] }),
      module('corp.example/c', { path: 'x.example/x', trail: [step('x.example/x')] }),
    ];
    const text = 'corp.example/a\n  y.example/y v1.0.0\n    x.example/x v1.2.0\n\ncorp.example/c\n  x.example/x v1.0.0';
    expect(await why('x.example/x', modules)).toEqual({ text, told: [{ type: MessageType.Info, message: text }] });
  });

  it('is unknown of another module', async () => {
    const modules = [module('corp.example/a', { path: 'x.example/lib', trail: [] })];
    expect((await why('x.example/libb', modules)).text).toBe(
      'x.example/libb is not in a known build list (did you mean x.example/lib?)',
    );
    expect((await why('quite.other/thing', modules)).text).toBe('quite.other/thing is not in a known build list');
  });

  it('is not told of a closed document', async () => {
    expect(await why('x', [], 'file:///closed')).toEqual({ text: null, told: [] });
  });
});
