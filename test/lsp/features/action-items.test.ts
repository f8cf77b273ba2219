/** Code actions for findings that are given: titles, edits and commands, whole. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CancellationTokenSource, type CodeAction, type Diagnostic } from 'vscode-languageserver-protocol';
import { codeActions } from '../../../src/lsp/features/code-actions.ts';
import type { Context } from '../../../src/lsp/features/context.ts';
import { placedText } from '../../../src/lsp/positions.ts';

const given = vi.hoisted(() => ({ subject: undefined as unknown }));
vi.mock('../../../src/lsp/features/context.ts', () => ({
  subjectOf: async () => given.subject,
  unlessCanceled: async (promise: Promise<unknown>) => promise,
}));

const TEXT = 'module corp.example/a\n\nrequire x.example/x v1.0.0\n';
const place = (path = 'go.mod') => ({ path, start: { line: 3, column: 9 }, end: { line: 3, column: 20 } });
const FINDING = {
  id: 'mw1:1',
  state: 'new',
  rule: 'graph/banned',
  subject: 'x.example/x',
  module: '',
  version: 'v1.0.0',
  message: 'it is bad',
  place: place(),
  trail: [],
};
const FILES: Readonly<Record<string, string>> = { 'go.mod': TEXT, '.modwarden.yaml': 'extends: []\n' };
const LINE = { start: { line: 2, character: 8 }, end: { line: 2, character: 12 } };

function about(findings: readonly object[], policy: string | undefined = '.modwarden.yaml', path = 'go.mod') {
  const files = new Map(Object.entries(FILES));
  given.subject = {
    path,
    repository: { root: '/repo' },
    text: placedText(path, TEXT),
    checked: {
      findings,
      report: { today: '2026-06-01', findings },
      run: { policyFor: () => ({ policy: { path: policy } }) },
      textOf: async (name: string) => (files.has(name) ? placedText(name, files.get(name)!) : undefined),
    },
  };
}

const OPEN = { path: '/repo/go.mod', uri: 'client:go.mod', version: 7 };
const DIAGNOSTIC: Diagnostic = { range: LINE, message: '', source: 'modwarden', data: { id: 'mw1:1' } };

async function actions(
  { only, diagnostics = [], range = LINE }: { only?: string[]; diagnostics?: Diagnostic[]; range?: typeof LINE } = {},
  can = { documentChanges: true, create: true },
): Promise<CodeAction[] | null> {
  const context = { documents: { all: () => [OPEN] }, canEdit: () => can } as unknown as Context;
  return codeActions(
    { textDocument: { uri: OPEN.uri }, range, context: { diagnostics, ...(only && { only }) } },
    context,
    new CancellationTokenSource().token,
  );
}
const titles = async (...input: Parameters<typeof actions>) => (await actions(...input))!.map(({ title }) => title);

const IN_POLICY = 'Waive graph/banned for x.example/x until 2026-08-30 in .modwarden.yaml';
const BESIDE = 'Waive graph/banned for x.example/x until 2026-08-30 beside the line';

beforeEach(() => about([FINDING]));

describe('a waiver', () => {
  it('goes into the policy, or beside the line, and solves its diagnostics', async () => {
    const other = { ...DIAGNOSTIC, data: { id: 'mw1:2' } };
    const foreign = { ...DIAGNOSTIC, source: 'gopls' };
    const none = { ...DIAGNOSTIC, data: undefined };
    const line = { line: 1, character: 0 };
    expect(await actions({ diagnostics: [DIAGNOSTIC, other, foreign, none] })).toEqual([
      {
        title: IN_POLICY,
        kind: 'quickfix',
        diagnostics: [DIAGNOSTIC],
        edit: {
          documentChanges: [
            {
              textDocument: { uri: 'file:///repo/.modwarden.yaml', version: null },
              edits: [
                {
                  range: { start: line, end: line },
                  newText:
                    'waivers:\n  - rule: graph/banned\n    module: x.example/x\n    reason: why this is accepted\n    until: 2026-08-30\n',
                },
              ],
            },
          ],
        },
      },
      {
        title: BESIDE,
        kind: 'quickfix',
        diagnostics: [DIAGNOSTIC],
        edit: {
          documentChanges: [
            {
              textDocument: { uri: 'client:go.mod', version: 7 },
              edits: [
                {
                  range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
                  newText: '// modwarden:allow graph/banned until=2026-08-30 why this is accepted\n',
                },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('creates the policy only for a client that can', async () => {
    about([FINDING], '');
    given.subject = {
      ...(given.subject as object),
      checked: {
        ...(given.subject as { checked: object }).checked,
        textOf: async () => undefined,
        run: { policyFor: () => ({ policy: {} }) },
      },
    };
    expect(await titles()).toEqual([IN_POLICY, BESIDE]);
    expect(await titles({}, { documentChanges: true, create: false })).toEqual([BESIDE]);
  });

  it('does not go into a policy outside of the repository', async () => {
    about([FINDING], '../shared.yaml');
    expect(await titles()).toEqual([BESIDE]);
  });

  it('does not go beside a line of other files', async () => {
    about([{ ...FINDING, place: place('Dockerfile') }], '.modwarden.yaml', 'Dockerfile');
    expect(await titles()).toEqual([IN_POLICY]);
  });

  it('has short titles', async () => {
    const subject = `x.example/${'y'.repeat(100)}`;
    about([{ ...FINDING, subject }]);
    expect((await titles())[1]).toBe(
      `Waive graph/banned for ${subject.slice(0, 79)}… until 2026-08-30 beside the line`,
    );
  });
});

describe('a finding', () => {
  it.each([
    ['waived', { ...FINDING, state: 'waived' }],
    ['of another file', { ...FINDING, place: place('go.sum') }],
    [
      'of another line',
      { ...FINDING, place: { path: 'go.mod', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } },
    ],
  ])('has no actions when it is %s', async (_, finding) => {
    about([finding]);
    expect(await actions()).toEqual([]);
  });

  it('that came through another module can be explained', async () => {
    about([
      {
        ...FINDING,
        trail: [
          { path: 'b', version: 'v1.0.0' },
          { path: 'x.example/x', version: 'v1.0.0' },
        ],
      },
    ]);
    expect((await actions({ diagnostics: [DIAGNOSTIC] }))!.at(-1)).toEqual({
      title: 'Show why x.example/x is in the build list',
      kind: 'quickfix',
      diagnostics: [DIAGNOSTIC],
      command: { title: 'Show why', command: 'modwarden.showWhy', arguments: ['file:///repo/go.mod', 'x.example/x'] },
    });
    about([{ ...FINDING, trail: [{ path: 'x.example/x', version: 'v1.0.0' }] }]);
    expect(await titles()).toEqual([IN_POLICY, BESIDE]);
  });
});

describe('a fix', () => {
  const fix = (more: object = {}) => ({
    what: 'remove the line',
    safe: true,
    sha256: createHash('sha256').update(TEXT).digest('hex'),
    edits: [{ place: { path: 'go.mod', start: { line: 3, column: 1 }, end: { line: 4, column: 1 } }, text: '' }],
    ...more,
  });

  it('comes first, and is preferred where it is safe', async () => {
    about([{ ...FINDING, fix: fix() }]);
    const [first, ...rest] = (await actions({ diagnostics: [DIAGNOSTIC] }))!;
    expect(first).toEqual({
      title: 'Fix: remove the line',
      kind: 'quickfix',
      diagnostics: [DIAGNOSTIC],
      isPreferred: true,
      edit: {
        documentChanges: [
          {
            textDocument: { uri: 'client:go.mod', version: 7 },
            edits: [{ range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } }, newText: '' }],
          },
        ],
      },
    });
    expect(rest.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      [IN_POLICY, undefined],
      [BESIDE, undefined],
    ]);
  });

  it('that needs a review says so, and is not preferred', async () => {
    about([{ ...FINDING, fix: fix({ safe: false, what: 'w'.repeat(200) }) }]);
    const [first] = (await actions())!;
    expect(first!.title).toBe(`Fix, needs a review: ${'w'.repeat(119)}…`);
    expect(first).not.toHaveProperty('isPreferred');
  });

  it('is not offered for another text than that of the finding', async () => {
    about([{ ...FINDING, fix: fix({ sha256: '0' }) }]);
    expect(await titles()).toEqual([IN_POLICY, BESIDE]);
    about([{ ...FINDING, fix: fix({ edits: [{ place: place('gone.mod'), text: '' }] }) }]);
    expect(await titles()).toEqual([IN_POLICY, BESIDE]);
  });
});

describe('the kinds that a client asks for', () => {
  const missing: Diagnostic = { ...DIAGNOSTIC, data: undefined, code: 'not-checked' };
  const fetch = {
    title: 'Fetch the facts that are missing',
    kind: 'quickfix',
    diagnostics: [missing],
    command: { title: 'Refresh facts', command: 'modwarden.refreshFacts', arguments: ['client:go.mod'] },
  };

  it('are all quick fixes unless it says more', async () => {
    about([]);
    const diagnostics = [missing, { ...missing, source: 'gopls' }, { ...missing, code: 'other' }];
    expect(await actions({ diagnostics })).toEqual([fetch]);
    expect(await actions({ diagnostics, only: ['quickfix'] })).toEqual([fetch]);
    expect(await actions({ diagnostics, only: ['refactor'] })).toEqual([]);
    expect(await actions({ diagnostics, only: ['quick'] })).toEqual([]);
    expect(await actions({ diagnostics, only: ['refactor', 'quickfix'] })).toEqual([fetch]);
  });

  it('are none where nothing was checked', async () => {
    given.subject = undefined;
    expect(await actions()).toBeNull();
  });
});
