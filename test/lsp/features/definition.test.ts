/** Where a finding leads. */
import { afterEach, expect, it } from 'vitest';
import { DefinitionRequest } from 'vscode-languageserver-protocol/node';
import { opened } from '../../support/lsp-banned.ts';
import { endLspBoxes } from '../../support/lsp-box.ts';

afterEach(endLspBoxes);

it('goes from a finding to the line of the policy', async () => {
  const { client, uri } = await opened();
  const at = { textDocument: { uri: uri('go.mod') }, position: { line: 7, character: 18 } };
  expect(await client.connection.sendRequest(DefinitionRequest.type, at)).toEqual([
    { uri: uri('.modwarden.yaml'), range: { start: { line: 1, character: 2 }, end: { line: 1, character: 14 } } },
  ]);
  const elsewhere = { ...at, position: { line: 0, character: 0 } };
  expect(await client.connection.sendRequest(DefinitionRequest.type, elsewhere)).toBeNull();
});
