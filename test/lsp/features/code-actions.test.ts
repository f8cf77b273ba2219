/** Fixes and waivers, as a client makes them. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { has, has1, hasNot, MOD, type Opened, opened, POLICY } from '../../support/lsp-banned.ts';
import { endLspBoxes, lspBox } from '../../support/lsp-box.ts';

afterEach(endLspBoxes);

/** What a client makes of an edit of one open document. */
function applied(edit: WorkspaceEdit | undefined, text: string): string {
  const [change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), change!.edits as never);
}

async function actionsAt(box: Opened, only?: string[]): Promise<CodeAction[]> {
  const actions = await box.client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: box.uri('go.mod') },
    range: box.banned.range,
    context: { diagnostics: [...box.found], ...(only && { only }) },
  });
  return (actions ?? []) as CodeAction[];
}

describe('code actions', () => {
  it('write a waiver into the policy, and the finding goes', async () => {
    const box = await opened();
    const [waive] = (await actionsAt(box)).filter(({ title }) => title.includes('in .modwarden.yaml'));
    expect(waive).toMatchObject({
      kind: 'quickfix',
      title: 'Waive graph/banned for example.com/bad until 2026-08-30 in .modwarden.yaml',
    });
    const policy = applied(waive!.edit, POLICY);
    expect(policy).toContain('  - rule: graph/banned\n    module: example.com/bad\n');
    box.client.open(box.file('.modwarden.yaml'), policy, 'yaml');
    await box.client.diagnostics(box.file('go.mod'), hasNot('graph/banned'));
  });

  it('write a waiver into a JSON policy', async () => {
    const rule =
      '"graph/banned": { "level": "error", "modules": [{ "module": ["example.com/bad"], "reason": "gone" }] }';
    const json = `{\n  "rules": { ${rule} }\n}\n`;
    const box = await lspBox({ 'go.mod': MOD, '.modwarden.json': json });
    box.client.open(box.file('go.mod'), MOD);
    const found = await box.client.diagnostics(box.file('go.mod'), has('graph/banned'));
    const actions = await actionsAt({ ...box, found, banned: found.find(has1('graph/banned'))! });
    const [waive] = actions.filter(({ title }) => title.includes('in .modwarden.json'));
    const policy = applied(waive!.edit, json);
    expect(JSON.parse(policy).waivers).toMatchObject([{ rule: 'graph/banned', module: 'example.com/bad' }]);
    box.client.open(box.file('.modwarden.json'), policy, 'json');
    await box.client.diagnostics(box.file('go.mod'), hasNot('graph/banned'));
  });

  it('write a waiver beside the line, and the finding goes', async () => {
    const box = await opened();
    const [waive] = (await actionsAt(box)).filter(({ title }) => title.endsWith('beside the line'));
    const text = applied(waive!.edit, MOD);
    expect(text).toContain(
      '\t// modwarden:allow graph/banned until=2026-08-30 why this is accepted\n\texample.com/bad',
    );
    box.client.change(box.file('go.mod'), 2, text);
    await box.client.diagnostics(box.file('go.mod'), hasNot('graph/banned'));
  });

  it('create the policy where there is none', async () => {
    const box = await lspBox({ 'go.mod': 'module example.com/app\n\ngo 1.24\n' });
    const text = 'module example.com/app\n\ngo 1.24\n\nreplace example.com/x => ../x\n';
    box.client.open(box.file('go.mod'), text);
    const found = await box.client.diagnostics(box.file('go.mod'), has('replace/local-path'));
    const actions = (await box.client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: box.uri('go.mod') },
      range: found.find(has1('replace/local-path'))!.range,
      context: { diagnostics: [] },
    })) as CodeAction[];
    const create = actions.find(({ title }) => title.includes('in .modwarden.yaml'))!;
    expect(create.edit!.documentChanges![0]).toMatchObject({ kind: 'create', uri: box.uri('.modwarden.yaml') });
  });

  it('make safe fixes one by one, and all at once', async () => {
    const twice = MOD.replace('go 1.24\n', 'go 1.24.1\n\ntoolchain go1.24.1\n');
    const box = await lspBox({ 'go.mod': MOD, '.modwarden.yaml': 'extends: [strict]\n' });
    box.client.open(box.file('go.mod'), twice);
    await box.client.diagnostics(box.file('go.mod'), (all) => all.length > 0);
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const ask = (only?: string[]) =>
      box.client.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: box.uri('go.mod') },
        range: everywhere,
        context: { diagnostics: [], ...(only && { only }) },
      }) as Promise<CodeAction[]>;
    const safe = (await ask()).filter(({ isPreferred }) => isPreferred);
    expect(safe.length).toBeGreaterThan(0);
    expect(safe.every(({ title }) => title.startsWith('Fix: '))).toBe(true);
    expect(applied(safe[0]!.edit, twice)).not.toBe(twice);
    const [all] = await ask(['source.fixAll']);
    expect(all).toMatchObject({ kind: 'source.fixAll.modwarden' });
    expect((await ask()).some(({ kind }) => kind === 'source.fixAll.modwarden')).toBe(false);
    box.client.change(box.file('go.mod'), 2, applied(all!.edit, twice));
    await box.client.diagnostics(box.file('go.mod'), () => box.client.last(box.file('go.mod'))!.version === 2);
    expect((await ask()).filter(({ isPreferred }) => isPreferred)).toEqual([]);
  });

  it('offer to fetch missing facts', async () => {
    const box = await opened();
    await box.client.diagnostics(box.file('go.mod'), has('not-checked'));
    const found = box.client.last(box.file('go.mod'))!.diagnostics;
    const actions = await actionsAt({ ...box, found });
    expect(actions.find(({ command }) => command?.command === 'modwarden.refreshFacts')).toBeDefined();
  });
});
