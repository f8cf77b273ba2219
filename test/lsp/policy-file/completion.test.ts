/** What a policy may say at a place. */
import { afterEach, expect, it } from 'vitest';
import { type CompletionItem, CompletionRequest, type TextEdit } from 'vscode-languageserver-protocol/node';
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

it('completes JSON policies, in quotes and out of them', async () => {
  const { client, file, uri } = await opened();
  let version = 0;
  const items = async (marked: string) => {
    const text = marked.replace('|', '');
    if (++version === 1) client.open(file('.modwarden.json'), text, 'json');
    else client.change(file('.modwarden.json'), version, text);
    const found = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: uri('.modwarden.json') },
      position: { line: 0, character: marked.indexOf('|') },
    });
    return new Map(((found ?? []) as CompletionItem[]).map(({ label, textEdit }) => [label, textEdit as TextEdit]));
  };
  const at = (from: number, to: number) => ({ start: { line: 0, character: from }, end: { line: 0, character: to } });
  expect((await items('{ "ru|" }')).get('rules')).toEqual({ range: at(2, 6), newText: '"rules": ' });
  expect((await items('{ "rules": { "graph/banned": | } }')).get('off')).toEqual({
    range: at(29, 29),
    newText: '"off"',
  });
  expect([...(await items('{ "waivers": [{ "rule": "x", "module": "|" }] }')).keys()]).toContain('example.com/bad');
  expect((await items('{ "extends": ["st|')).get('strict')).toEqual({ range: at(14, 17), newText: '"strict"' });
  expect(await items('{ "rules" | }')).toEqual(new Map());
});
