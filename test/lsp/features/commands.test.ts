/** The commands that a client may run. */
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ExecuteCommandRequest, LSPErrorCodes, ShowMessageNotification } from 'vscode-languageserver-protocol/node';
import { has, hasNot, MOD, opened, POLICY } from '../../support/lsp-banned.ts';
import { endLspBoxes, lspBox } from '../../support/lsp-box.ts';

afterEach(endLspBoxes);

describe('commands', () => {
  it('show why a module is in the build list', async () => {
    const { client, uri } = await opened();
    const told = new Promise((resolve) => client.connection.onNotification(ShowMessageNotification.type, resolve));
    const run = (name: string) =>
      client.connection.sendRequest(ExecuteCommandRequest.type, {
        command: 'modwarden.showWhy',
        arguments: [uri('go.mod'), name],
      });
    expect(await run('example.com/bad')).toBe('example.com/app\n  example.com/bad v1.2.3');
    expect(await told).toMatchObject({ type: 3, message: expect.stringContaining('example.com/bad v1.2.3') });
    expect(await run('example.com/baad')).toBe(
      'example.com/baad is not in a known build list (did you mean example.com/bad?)',
    );
  });

  it('refuse what they do not know', async () => {
    const { client } = await opened();
    await expect(client.connection.sendRequest(ExecuteCommandRequest.type, { command: 'rm' })).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
    });
  });

  it('fetch facts while typing goes on, and can be canceled, when a proxy does not answer', async () => {
    const waiting = new Set<() => void>();
    const slow = createServer((socket) => void waiting.add(() => socket.destroy()));
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const { port } = slow.address() as { port: number };
    const box = await lspBox(
      { 'go.mod': MOD, '.modwarden.yaml': POLICY },
      { env: { GOPROXY: `http://127.0.0.1:${port}`, GOSUMDB: 'off' } },
    );
    const { client, file, uri } = box;
    client.open(file('go.mod'), MOD);
    await client.diagnostics(file('go.mod'), has('graph/banned'));
    const progress: unknown[] = [];
    client.connection.onProgress(
      { __: undefined, _pr: undefined } as never,
      'facts',
      (value) => void progress.push(value),
    );
    const refreshed = client.connection.sendRequest(ExecuteCommandRequest.type, {
      command: 'modwarden.refreshFacts',
      arguments: [uri('go.mod')],
      workDoneToken: 'facts',
    });
    while (waiting.size === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    client.change(file('go.mod'), 2, MOD.replace('example.com/bad', 'example.com/ok'));
    await client.diagnostics(file('go.mod'), hasNot('graph/banned'));
    client.connection.sendNotification('window/workDoneProgress/cancel', { token: 'facts' });
    expect(await refreshed).toBeNull();
    expect(progress.at(0)).toMatchObject({ kind: 'begin', cancellable: true });
    expect(progress.at(-1)).toMatchObject({ kind: 'end' });
    for (const end of waiting) end();
    slow.close();
  });
});
