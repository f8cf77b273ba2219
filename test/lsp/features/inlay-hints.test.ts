/** Hints at the end of requirement lines. */
import { afterEach, expect, it } from 'vitest';
import { DidChangeConfigurationNotification, InlayHintRequest } from 'vscode-languageserver-protocol/node';
import { opened } from '../../support/lsp-banned.ts';
import { endLspBoxes } from '../../support/lsp-box.ts';

afterEach(endLspBoxes);

it('answers no inlay hints unless they are switched on', async () => {
  const { client, uri } = await opened();
  const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  const ask = () =>
    client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: uri('go.mod') }, range });
  expect(await ask()).toBeNull();
  client.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { modwarden: { inlayHints: true } },
  });
  expect(await ask()).toEqual([]);
});
