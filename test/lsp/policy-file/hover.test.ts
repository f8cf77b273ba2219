/** What a key of a policy means. */
import { expect, it } from 'vitest';
import type { Context } from '../../../src/lsp/features/context.ts';
import { markupFor } from '../../../src/lsp/features/markup.ts';
import { policyHover } from '../../../src/lsp/policy-file/hover.ts';

function hoverIn(path: string, text: string, line: number, character: number, kind: 'markdown' | 'plaintext') {
  const context = {
    documents: { get: () => ({ path: `/repo/${path}`, text }) },
    repositories: { of: () => undefined },
    markup: () => markupFor([kind]),
  };
  return policyHover('open', { line, character }, context as unknown as Context);
}

it('names a rule with its title and a link to its page', async () => {
  const [title, ...rest] = (await hoverIn('.modwarden.yaml', 'rules:\n  graph/banned: error\n', 1, 4, 'markdown'))!;
  expect(title).toMatch(/^\*\*Banned module\*\* \[graph\/banned\]\(https:.*rules\/graph\/banned/);
  expect(rest.length).toBeGreaterThan(0);
  expect(rest).not.toContain('');
});

it('explains other keys, in plain text too, and in JSON', async () => {
  expect((await hoverIn('.modwarden.json', '{ "waivers": [] }', 0, 4, 'plaintext'))![0]).toMatch(/waivers$/);
});

it.each([
  ['at a value', '.modwarden.yaml', 'rules:\n  graph/banned: error\n', 1, 18],
  ['at a key that nobody knows', '.modwarden.yaml', 'rulez: {}\n', 0, 2],
  ['in a file that is no policy', 'go.mod', 'rules:\n', 0, 2],
])('says nothing %s', async (_, path, text, line, character) => {
  expect(await hoverIn(path, text, line, character, 'markdown')).toBeUndefined();
});
