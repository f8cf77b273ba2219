/** The items of a completion, whole. Documents and repositories are given. */
import { describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  type CompletionItem,
  CompletionItemKind,
  type TextEdit,
} from 'vscode-languageserver-protocol';
import type { Context } from '../../../src/lsp/features/context.ts';
import { policyCompletion } from '../../../src/lsp/policy-file/completion.ts';
import { describedAt, policySchema } from '../../../src/lsp/policy-file/schema.ts';

const { Property, EnumMember, Module, Value } = CompletionItemKind;

/** At the `|` of a policy. */
async function items(marked: string, uses: readonly string[] = [], path = '.modwarden.yaml', isCanceled = false) {
  const text = marked.replace('|', '');
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const modules = [{ uses: uses.map((one) => ({ path: one })) }];
  const context = {
    documents: { get: () => ({ path: `/repo/${path}`, text }) },
    repositories: {
      of: () => ({ path, repository: { latest: () => ({ repo: { modules }, report: { policies: [] } }) } }),
    },
  };
  const source = new CancellationTokenSource();
  if (isCanceled) source.cancel();
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  return policyCompletion({ textDocument: { uri: 'x' }, position }, context as unknown as Context, source.token);
}

const labels = async (...input: Parameters<typeof items>) => (await items(...input))!.map(({ label }) => label);
const byLabel = (all: readonly CompletionItem[] | null, label: string) => all!.find((one) => one.label === label);
const edit = (line: number, from: number, to: number, newText: string): TextEdit => ({
  range: { start: { line, character: from }, end: { line, character: to } },
  newText,
});

describe('a key', () => {
  it('has what its schema says, and is written with a colon', async () => {
    const { title, description } = describedAt(policySchema(), ['rules', 'graph/banned'])!;
    expect(byLabel(await items('rules:\n  gr|'), 'graph/banned')).toEqual({
      label: 'graph/banned',
      kind: Property,
      detail: title,
      documentation: description,
      filterText: 'graph/banned',
      textEdit: edit(1, 2, 4, 'graph/banned: '),
    });
    const waivers = byLabel(await items('wai|'), 'waivers');
    expect(waivers).toEqual({
      label: 'waivers',
      kind: Property,
      documentation: describedAt(policySchema(), ['waivers'])!.description,
      filterText: 'waivers',
      textEdit: edit(0, 0, 3, 'waivers: '),
    });
  });

  it('in JSON is in quotes, in place of what is there', async () => {
    expect(byLabel(await items('{ "wai|vrs" }', [], '.modwarden.json'), 'waivers')).toMatchObject({
      filterText: '"waivers"',
      textEdit: edit(0, 2, 10, '"waivers": '),
    });
  });

  it('is offered once, and not where it is already', async () => {
    const all = await labels('extends: []\n|');
    expect(all).not.toContain('extends');
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(['rules', 'waivers']));
  });
});

describe('a value', () => {
  it('is one of a list, with the title of a rule', async () => {
    expect(byLabel(await items('rules:\n  graph/banned: |'), 'off')).toEqual({
      label: 'off',
      kind: EnumMember,
      filterText: 'off',
      textEdit: edit(1, 16, 16, 'off'),
    });
    const rule = byLabel(await items('waivers:\n  - rule: graph/b|'), 'graph/banned');
    expect(rule).toEqual({
      label: 'graph/banned',
      kind: EnumMember,
      detail: describedAt(policySchema(), ['rules', 'graph/banned'])!.title,
      filterText: 'graph/banned',
      textEdit: edit(1, 10, 17, 'graph/banned'),
    });
  });

  it('is true or false', async () => {
    const found = await items('rules:\n  gomod/go-version:\n    missing: |');
    const values = found!.filter(({ kind }) => kind === Value);
    expect(values.map(({ label, textEdit }) => [label, (textEdit as TextEdit).newText])).toEqual([
      ['true', 'true'],
      ['false', 'false'],
    ]);
  });

  it('in JSON has quotes unless it is true or false', async () => {
    const text = '{ "rules": { "gomod/go-version": { "missing": | } } }';
    const found = await items(text, [], '.modwarden.json');
    expect((byLabel(found, 'true')!.textEdit as TextEdit).newText).toBe('true');
    const off = byLabel(await items('{ "rules": { "graph/banned": | } }', [], '.modwarden.json'), 'off');
    expect((off!.textEdit as TextEdit).newText).toBe('"off"');
  });
});

describe('a module', () => {
  const USES = ['b.example/b', 'a.example/a', 'b.example/b', 'go', 'toolchain'];

  it.each([['waivers:\n  - module: |'], ['overrides:\n  - modules: [|'], ['private: [|'], ['private:\n  - |']])(
    'is offered at %j, once, without toolchains',
    async (text) => {
      const found = (await items(text, USES))!.filter(({ kind }) => kind === Module);
      expect(found.map(({ label }) => label)).toEqual(['b.example/b', 'a.example/a']);
    },
  );

  it.each([['waivers:\n  - reason: |'], ['extends: [|']])('is not offered at %j', async (text) => {
    expect((await items(text, USES))!.filter(({ kind }) => kind === Module)).toEqual([]);
  });

  it('is one of 2000', async () => {
    const uses = Array.from({ length: 2001 }, (_, i) => `m.example/${i}`);
    const found = (await items('private: [|', uses))!.filter(({ kind }) => kind === Module);
    expect([found.length, found.at(-1)!.label]).toEqual([2000, 'm.example/1999']);
  });

  it.each([
    ['a.example/a', 'a.example/a'],
    ['a.example/a-b_c~d+e', 'a.example/a-b_c~d+e'],
    ['-a', '-a'],
    ['~a', '"~a"'],
    ['a b', '"a b"'],
    ['*.example', '"*.example"'],
    ['null', '"null"'],
    ['NULL', '"NULL"'],
    ['1.0', '"1.0"'],
  ])('%s is written in YAML as %s', async (name, written) => {
    const found = byLabel(await items('private: [|', [name]), name);
    expect((found!.textEdit as TextEdit).newText).toBe(written);
  });
});

it('is none where no key or value can stand, in other documents, and once nobody waits', async () => {
  expect(await items('{ "rules" | }', [], '.modwarden.json')).toBeNull();
  expect(await items('|', [], 'go.mod')).toBeNull();
  expect(await items('|', [], '.modwarden.yaml', true)).toBeNull();
  expect(await items('nothing:\n  known: |')).toEqual([]);
});
