/** What a hover says. */
import { afterEach, describe, expect, it } from 'vitest';
import { HoverRequest, type MarkupContent } from 'vscode-languageserver-protocol/node';
import { type Opened, opened, POLICY } from '../../support/lsp-banned.ts';
import { endLspBoxes } from '../../support/lsp-box.ts';

afterEach(endLspBoxes);

describe('hover', () => {
  const hoverAt = async (box: Opened, name: string, line: number, character: number) => {
    const position = { line, character };
    const hover = await box.client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: box.uri(name) },
      position,
    });
    return (hover?.contents as MarkupContent | undefined)?.value;
  };

  it('says what is found, why, and where the policy says so', async () => {
    const box = await opened();
    const text = await hoverAt(box, 'go.mod', 7, 3);
    expect(text).toContain('rules/graph/banned');
    expect(text).toContain('Why: ');
    expect(text).toContain('Policy: `.modwarden.yaml:2`');
    expect(text).toContain('**example.com/bad v1.2.3**: direct requirement');
    expect(text).toContain('Checksums: none in go.sum');
    expect(await hoverAt(box, 'go.mod', 1, 0)).toBeUndefined();
  });

  it('explains keys of a policy', async () => {
    const box = await opened();
    box.client.open(box.file('.modwarden.yaml'), POLICY, 'yaml');
    expect(await hoverAt(box, '.modwarden.yaml', 1, 5)).toMatch(/^\*\*.+\*\* \[graph\/banned\]\(/);
    expect(await hoverAt(box, '.modwarden.yaml', 2, 5)).toContain('level');
  });
});
