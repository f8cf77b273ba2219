/** What a policy may say at a place. */
import { afterEach, expect, it } from 'vitest';
import { CompletionRequest } from 'vscode-languageserver-protocol/node';
import { opened } from '../../support/lsp-banned.ts';
import { endLspBoxes } from '../../support/lsp-box.ts';

afterEach(endLspBoxes);

it('completes keys, rules, levels and modules in a policy', async () => {
  const { client, file, uri } = await opened();
  const labels = async (text: string, version: number) => {
    if (version === 1) client.open(file('.modwarden.yaml'), text, 'yaml');
    else client.change(file('.modwarden.yaml'), version, text);
    const lines = text.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    const items = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: uri('.modwarden.yaml') },
      position,
    });
    return (items as { label: string }[]).map(({ label }) => label);
  };
  expect(await labels('', 1)).toEqual(expect.arrayContaining(['rules', 'waivers', 'extends']));
  expect(await labels('rules:\n  ', 2)).toEqual(expect.arrayContaining(['graph/banned', 'sum/changed']));
  expect(await labels('rules:\n  graph/banned: ', 3)).toEqual(
    expect.arrayContaining(['off', 'error', 'warning', 'note']),
  );
  expect(await labels('rules:\n  graph/banned:\n    level: error\n    ', 4)).toEqual(['modules']);
  expect(await labels('waivers:\n  - rule: graph/banned\n    module: ', 5)).toEqual([
    'example.com/bad',
    'example.com/good',
    'example.com/other',
  ]);
  expect(await labels('extends: [', 6)).toEqual(['recommended', 'strict', 'audit', 'production', 'library']);
});
