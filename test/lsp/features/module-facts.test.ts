/** What the caches know of a module, where an editor shows it. */
import { afterEach, expect, it } from 'vitest';
import { HoverRequest, InlayHintRequest, type MarkupContent } from 'vscode-languageserver-protocol/node';
import { MOD, opened } from '../../support/lsp-banned.ts';
import { endLspBoxes, lspBox } from '../../support/lsp-box.ts';

afterEach(endLspBoxes);

const ISC = `ISC License

Copyright (c) 2026 Somebody

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
`;

it('is in hovers and inlay hints', async () => {
  const cached = {
    '../mod/cache/download/example.com/bad/@v/v1.2.3.info': '{"Version":"v1.2.3","Time":"2026-04-01T00:00:00Z"}',
    '../mod/cache/download/example.com/bad/@v/v1.2.3.mod': 'module example.com/bad\n',
    '../mod/example.com/bad@v1.2.3/LICENSE': ISC,
  };
  const { client, uri } = await opened(cached, { settings: { pause: 20, inlayHints: true } });
  const textDocument = { uri: uri('go.mod') };
  const hover = await client.connection.sendRequest(HoverRequest.type, {
    textDocument,
    position: { line: 7, character: 3 },
  });
  const text = (hover!.contents as MarkupContent).value;
  expect(text).toContain('Published 2026-04-01 (2 months ago)');
  expect(text).toMatch(/License: `ISC` \(`LICENSE:\d/);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hints = await client.connection.sendRequest(InlayHintRequest.type, { textDocument, range });
  const end = MOD.split('\n')[7]!.length;
  expect(hints).toEqual([{ position: { line: 7, character: end }, label: 'ISC', paddingLeft: true }]);
});

it('has the health score of a direct dependency', async () => {
  const mod = 'module example.com/app\n\ngo 1.24\n\nrequire example.com/bad v0.2.3\n';
  const folder = '../mod/cache/download/example.com/bad/@v';
  const { client, file, uri } = await lspBox({
    'go.mod': mod,
    '.modwarden.yaml': 'rules: { freshness/retracted: error }\n',
    [`${folder}/v0.2.3.info`]: '{"Version":"v0.2.3","Time":"2021-04-01T00:00:00Z"}',
    [`${folder}/v0.2.3.mod`]: 'module example.com/bad\n',
  });
  client.open(file('go.mod'), mod);
  const hover = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: uri('go.mod') },
    position: { line: 4, character: 12 },
  });
  const { value } = hover!.contents as MarkupContent;
  expect(value).toMatch(/Health: 85 of 100 \(unknown -5: .*; version -5: version 0 promises no compatibility\)/);
});
