/** The texts of inlay hints, for what the caches may know. What was checked is given. */
import { beforeEach, expect, it, vi } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Context } from '../../../src/lsp/features/context.ts';
import { inlayHints } from '../../../src/lsp/features/inlay-hints.ts';
import type { ModuleFacts } from '../../../src/lsp/features/module-facts.ts';
import { placedText } from '../../../src/lsp/positions.ts';
import { openRepo } from '../../../src/model/open.ts';

const given = vi.hoisted(() => ({ subject: undefined as unknown, facts: {} as Record<string, unknown> }));
vi.mock('../../../src/lsp/features/context.ts', () => ({
  subjectOf: async () => given.subject,
  unlessCanceled: async (promise: Promise<unknown>) => promise,
}));
vi.mock('../../../src/lsp/features/module-facts.ts', () => ({
  moduleFacts: async (_: unknown, __: unknown, { path }: { path: string }) => given.facts[path],
}));

const GO_MOD = `module example.com/app

require a.example/a v1.0.0
require a.example/b v1.0.0
require a.example/c v1.0.0 // indirect
`;
const repo = await openRepo(memoryTree({ 'go.mod': GO_MOD }));
const SUBJECT = {
  path: 'go.mod',
  checked: { repo, report: { today: '2026-06-01' } },
  text: placedText('go.mod', GO_MOD),
};

const ask = (from = 0, to = 99, token = new CancellationTokenSource().token, isOn = true) =>
  inlayHints(
    {
      textDocument: { uri: 'file:///go.mod' },
      range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } },
    },
    { settings: () => ({ inlayHints: isOn }) } as unknown as Context,
    token,
  );

const MIT: ModuleFacts = { license: { expression: 'MIT', evidence: 'LICENSE' } };
const hint = (line: number, label: string) => ({
  position: { line, character: GO_MOD.split('\n')[line]!.length },
  label,
  paddingLeft: true,
});

beforeEach(() => {
  Object.assign(given, { subject: SUBJECT, facts: {} });
});

it('have the newest version with its age, and the license', async () => {
  given.facts = {
    'a.example/a': { newest: { version: 'v1.2.0', published: '2026-05-30T00:00:00Z' }, ...MIT },
    'a.example/b': { newest: { version: 'v1.3.0' } },
    'a.example/c': { newest: { version: 'v1.4.0', published: '2026-06-02T00:00:00Z' } },
  };
  expect(await ask()).toEqual([
    hint(2, 'newest v1.2.0, 2 days old · MIT'),
    hint(3, 'newest v1.3.0'),
    hint(4, 'newest v1.4.0, 0 days old'),
  ]);
});

it('are none where nothing is known', async () => {
  given.facts = { 'a.example/a': {}, 'a.example/c': MIT };
  expect(await ask()).toEqual([hint(4, 'MIT')]);
});

it('are those of the lines that are asked for', async () => {
  given.facts = { 'a.example/a': MIT, 'a.example/b': MIT, 'a.example/c': MIT };
  const linesOf = async (from: number, to: number) => (await ask(from, to))!.map(({ position }) => position.line);
  expect(await linesOf(2, 4)).toEqual([2, 3, 4]);
  expect(await linesOf(3, 3)).toEqual([3]);
  expect(await linesOf(0, 1)).toEqual([]);
});

it('are not asked for where they are off, nothing was checked, or nobody waits', async () => {
  given.facts = { 'a.example/a': MIT };
  const canceled = new CancellationTokenSource();
  canceled.cancel();
  expect(await ask(0, 9, undefined, false)).toBeNull();
  expect(await ask(0, 9, canceled.token)).toBeNull();
  given.subject = undefined;
  expect(await ask()).toBeNull();
});
