/** The language server over a pair of streams: what a client says, and what it gets. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  ApplyWorkspaceEditRequest,
  type CodeAction,
  CodeActionRequest,
  CompletionRequest,
  ConfigurationRequest,
  DefinitionRequest,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ExecuteCommandRequest,
  HoverRequest,
  InlayHintRequest,
  LSPErrorCodes,
  type MarkupContent,
  RegistrationRequest,
  ShowMessageNotification,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { endLspBoxes, lspBox } from '../support/lsp-box.ts';
import { CLIENT } from '../support/lsp-client.ts';

const POLICY = `rules:
  graph/banned:
    level: error
    modules:
      - { module: [example.com/bad], reason: it was compromised }
`;

const MOD = `module example.com/app

go 1.24

require example.com/good v1.0.0

require (
\texample.com/bad v1.2.3
\texample.com/other v1.0.0 // indirect
)
`;

const has = (code: string) => (all: readonly Diagnostic[]) => all.some((one) => one.code === code);
const hasNot = (code: string) => (all: readonly Diagnostic[]) => !has(code)(all);

afterEach(endLspBoxes);

/** What a client makes of an edit of one open document. */
function applied(edit: WorkspaceEdit | undefined, text: string): string {
  const [change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), change!.edits as never);
}

async function opened(files: Readonly<Record<string, string>> = {}) {
  const box = await lspBox({ 'go.mod': MOD, '.modwarden.yaml': POLICY, ...files });
  box.client.open(box.file('go.mod'), MOD);
  const found = await box.client.diagnostics(box.file('go.mod'), has('graph/banned'));
  return { ...box, found, banned: found.find(({ code }) => code === 'graph/banned')! };
}

async function actionsAt(box: Awaited<ReturnType<typeof opened>>, only?: string[]): Promise<CodeAction[]> {
  const actions = await box.client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: box.uri('go.mod') },
    range: box.banned.range,
    context: { diagnostics: [...box.found], ...(only && { only }) },
  });
  return (actions ?? []) as CodeAction[];
}

describe('diagnostics', () => {
  it('are of unsaved text, with the rule, its page and the line of the policy that decided', async () => {
    const { client, file, uri } = await lspBox({
      'go.mod': 'module example.com/app\n\ngo 1.24\n',
      '.modwarden.yaml': POLICY,
    });
    client.open(file('go.mod'), MOD);
    const [banned] = (await client.diagnostics(file('go.mod'), has('graph/banned'))).filter(has1('graph/banned'));
    expect(banned).toMatchObject({
      severity: 1,
      source: 'modwarden',
      range: { start: { line: 7, character: 17 }, end: { line: 7, character: 23 } },
      codeDescription: { href: expect.stringContaining('rules/graph/banned') },
      message: expect.stringMatching(/^example\.com\/bad v1\.2\.3 is banned: it was compromised\nhelp: /),
    });
    expect(banned!.relatedInformation).toEqual([
      {
        location: {
          uri: uri('.modwarden.yaml'),
          range: { start: { line: 1, character: 2 }, end: { line: 1, character: 14 } },
        },
        message: 'policy: graph/banned:',
      },
    ]);
    expect(client.last(file('go.mod'))!.version).toBe(1);
  });

  it('follow incremental edits, and name the version of the text', async () => {
    const { client, file } = await opened();
    client.change(file('go.mod'), 2, 'ok', { start: { line: 7, character: 13 }, end: { line: 7, character: 16 } });
    await client.diagnostics(file('go.mod'), hasNot('graph/banned'));
    expect(client.last(file('go.mod'))!.version).toBe(2);
    client.change(file('go.mod'), 3, '\n\n', { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } });
    client.change(file('go.mod'), 4, 'bad', { start: { line: 9, character: 13 }, end: { line: 9, character: 15 } });
    const found = await client.diagnostics(file('go.mod'), has('graph/banned'));
    expect(found.find(has1('graph/banned'))!.range.start.line).toBe(9);
  });

  it('say what the caches do not know', async () => {
    const { client, file } = await opened();
    const found = await client.diagnostics(file('go.mod'), has('not-checked'));
    const missing = found.find(has1('not-checked'))!;
    expect(missing).toMatchObject({ severity: 4, range: { start: { line: 0, character: 0 } } });
    expect(missing.message).toMatch(/facts? (?:is|are) not in the caches/);
  });

  it('are of policies, unsaved too', async () => {
    const { client, file } = await opened();
    client.open(file('.modwarden.yaml'), 'rules:\n  graph/baned: error\n', 'yaml');
    const [problem] = await client.diagnostics(file('.modwarden.yaml'), has('policy-error'));
    expect(problem).toMatchObject({ severity: 1, range: { start: { line: 1, character: 2 } } });
    expect(problem!.message).toContain('did you mean');
    client.change(file('.modwarden.yaml'), 2, 'rules:\n  graph/banned: off\n');
    await client.diagnostics(file('go.mod'), hasNot('graph/banned'));
    expect(await client.diagnostics(file('.modwarden.yaml'), (all) => all.length === 0)).toEqual([]);
  });

  it('are of go.sum and Dockerfiles', async () => {
    const { client, file } = await lspBox({
      'go.mod': 'module example.com/app\n\ngo 1.24\n',
      'go.sum': '',
      Dockerfile: 'FROM scratch\n',
    });
    client.open(file('go.sum'), 'not a line of go.sum\n', 'go.sum');
    expect(await client.diagnostics(file('go.sum'), (all) => all.length > 0)).toMatchObject([
      { range: { start: { line: 0 } } },
    ]);
    client.open(file('Dockerfile'), 'FROM golang:1.24\nENV GONOSUMDB=*\nENV GOSUMDB=off\n', 'dockerfile');
    const found = await client.diagnostics(file('Dockerfile'), has('env/sumdb-off'));
    expect(found.find(has1('env/sumdb-off'))!.range.start.line).toBe(2);
  });

  it('are of every module of a workspace, and end with the last document', async () => {
    const member = (name: string) => MOD.replace('example.com/app', `example.com/${name}`);
    const { client, file } = await lspBox({
      'go.work': 'go 1.24\n\nuse (\n\t./a\n\t./b\n)\n',
      'a/go.mod': member('a'),
      'b/go.mod': member('b'),
      '.modwarden.yaml': POLICY,
    });
    client.open(file('a/go.mod'), member('a'));
    await client.diagnostics(file('a/go.mod'), has('graph/banned'));
    await client.diagnostics(file('b/go.mod'), has('graph/banned'));
    client.close(file('a/go.mod'));
    await client.diagnostics(file('b/go.mod'), (all) => all.length === 0);
    await client.diagnostics(file('a/go.mod'), (all) => all.length === 0);
  });

  it('of two folders keep apart', async () => {
    const { client, file } = await opened({ 'other/.git/HEAD': 'ref: refs/heads/main\n', 'other/go.mod': MOD });
    client.open(file('other/go.mod'), MOD);
    expect(await client.diagnostics(file('other/go.mod'))).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ code: 'graph/banned' })]),
    );
    await client.diagnostics(file('go.mod'), has('graph/banned'));
  });

  it('take up changes on disk when a file is saved or watched', async () => {
    const { client, file, uri } = await opened();
    writeFileSync(file('.modwarden.yaml'), 'rules:\n  graph/banned: off\n');
    client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uri('.modwarden.yaml'), type: 2 }],
    });
    await client.diagnostics(file('go.mod'), hasNot('graph/banned'));
    writeFileSync(file('.modwarden.yaml'), POLICY);
    client.save(file('go.mod'));
    await client.diagnostics(file('go.mod'), has('graph/banned'));
  });

  it('end when the client switches the server off, and come back', async () => {
    const { client, file } = await opened();
    const set = (enable: boolean) =>
      client.connection.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { modwarden: { enable } },
      });
    set(false);
    await client.diagnostics(file('go.mod'), (all) => all.length === 0);
    set(true);
    await client.diagnostics(file('go.mod'), has('graph/banned'));
  });

  it('show text from outside without control characters or secrets', async () => {
    const { client, file } = await lspBox({ 'go.mod': 'module example.com/app\n' });
    const text =
      'module example.com/app\n\ngo 1.24\n\nretract v1.0.0 // \u001b[31mred\u202e\n\n"example.com/\u001b]8;;https://user:hunter2@evil.example\u0007" \u2028\n';
    client.open(file('go.mod'), text);
    const found = await client.diagnostics(file('go.mod'), (all) => all.some(({ severity }) => severity === 1));
    const said = JSON.stringify(found);
    expect(said).not.toMatch(/\\u001b|\\u0007|\u2028|\u202e/);
    expect(said).not.toContain('hunter2');
  });
});

describe('positions', () => {
  it.each([
    ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n'), 7, 17],
    [
      'tabs and characters beyond the first plane before it',
      (text: string) => text.replace('\texample.com/bad', '\t\t/*\u{1f600}*/ example.com/bad'),
      7,
      -1,
    ],
    ['comments of two code units', (text: string) => text.replace('go 1.24', '// \u{1f600}\u{1f600}\ngo 1.24'), 8, 17],
  ])('hold with %s', async (_, change, line, character) => {
    const { client, file } = await lspBox({ '.modwarden.yaml': POLICY, 'go.mod': MOD });
    const text = change(MOD);
    client.open(file('go.mod'), text);
    if (character < 0)
      return void (await client.diagnostics(file('go.mod'), (all) => all.some(({ severity }) => severity === 1)));
    const found = await client.diagnostics(file('go.mod'), has('graph/banned'));
    expect(found.find(has1('graph/banned'))!.range).toEqual({
      start: { line, character },
      end: { line, character: character + 6 },
    });
  });

  it('hold where the file has a byte order mark that the editor does not show', async () => {
    const { client, file } = await lspBox({ '.modwarden.yaml': `\ufeff${POLICY}`, 'go.mod': MOD });
    const wrong = POLICY.replace('rules:', 'rulez:');
    client.open(file('.modwarden.yaml'), wrong, 'yaml');
    const [problem] = await client.diagnostics(file('.modwarden.yaml'), has('policy-error'));
    expect(problem!.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 5 } });
  });
});

describe('hover', () => {
  const hoverAt = async (box: Awaited<ReturnType<typeof opened>>, name: string, line: number, character: number) => {
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

it('goes from a finding to the line of the policy', async () => {
  const { client, uri } = await opened();
  const at = { textDocument: { uri: uri('go.mod') }, position: { line: 7, character: 18 } };
  expect(await client.connection.sendRequest(DefinitionRequest.type, at)).toEqual([
    { uri: uri('.modwarden.yaml'), range: { start: { line: 1, character: 2 }, end: { line: 1, character: 14 } } },
  ]);
  const elsewhere = { ...at, position: { line: 0, character: 0 } };
  expect(await client.connection.sendRequest(DefinitionRequest.type, elsewhere)).toBeNull();
});

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

  it('write a waiver beside the line, and the finding goes', async () => {
    const box = await opened();
    const [waive] = (await actionsAt(box)).filter(({ title }) => title.endsWith('beside the line'));
    const text = applied(waive!.edit, MOD);
    expect(text).toContain(
      '\t// modwarden:allow graph/banned until=2026-08-30 TODO: say why this is accepted\n\texample.com/bad',
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

describe('commands', () => {
  it('show why a module is in the build list', async () => {
    const { client, uri } = await opened();
    const told = new Promise((resolve) => client.connection.onNotification(ShowMessageNotification.type, resolve));
    const run = (name: string) =>
      client.connection.sendRequest(ExecuteCommandRequest.type, {
        command: 'modwarden.showWhy',
        arguments: [uri('go.mod'), name],
      });
    expect(await run('example.com/bad')).toBe('example.com/app\n  example.com/bad v1.2.3');
    expect(await told).toMatchObject({ type: 3, message: expect.stringContaining('example.com/bad v1.2.3') });
    expect(await run('example.com/baad')).toBe(
      'example.com/baad is not in a known build list (did you mean example.com/bad?)',
    );
  });

  it('refuse what they do not know', async () => {
    const { client } = await opened();
    await expect(client.connection.sendRequest(ExecuteCommandRequest.type, { command: 'rm' })).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
    });
  });

  it('fetch facts while typing goes on, and can be canceled, when a proxy does not answer', async () => {
    const waiting = new Set<() => void>();
    const slow = createServer((socket) => void waiting.add(() => socket.destroy()));
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const { port } = slow.address() as { port: number };
    const box = await lspBox(
      { 'go.mod': MOD, '.modwarden.yaml': POLICY },
      { env: { GOPROXY: `http://127.0.0.1:${port}`, GOSUMDB: 'off' } },
    );
    const { client, file, uri } = box;
    client.open(file('go.mod'), MOD);
    await client.diagnostics(file('go.mod'), has('graph/banned'));
    const progress: unknown[] = [];
    client.connection.onProgress(
      { __: undefined, _pr: undefined } as never,
      'facts',
      (value) => void progress.push(value),
    );
    const refreshed = client.connection.sendRequest(ExecuteCommandRequest.type, {
      command: 'modwarden.refreshFacts',
      arguments: [uri('go.mod')],
      workDoneToken: 'facts',
    });
    while (waiting.size === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    client.change(file('go.mod'), 2, MOD.replace('example.com/bad', 'example.com/ok'));
    await client.diagnostics(file('go.mod'), hasNot('graph/banned'));
    client.connection.sendNotification('window/workDoneProgress/cancel', { token: 'facts' });
    expect(await refreshed).toBeNull();
    expect(progress.at(0)).toMatchObject({ kind: 'begin', cancellable: true });
    expect(progress.at(-1)).toMatchObject({ kind: 'end' });
    for (const end of waiting) end();
    slow.close();
  });
});

it('answers no inlay hints unless they are switched on', async () => {
  const { client, uri } = await opened();
  const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  const ask = () =>
    client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: uri('go.mod') }, range });
  expect(await ask()).toBeNull();
  client.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { modwarden: { inlayHints: true } },
  });
  expect(await ask()).toEqual([]);
});

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

it('asks for its settings and for watched files where the client offers them', async () => {
  const registered: string[] = [];
  const box = await lspBox(
    { 'go.mod': MOD, '.modwarden.yaml': POLICY },
    {
      capabilities: {
        ...CLIENT,
        workspace: { ...CLIENT.workspace, configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
      before: (connection) => {
        connection.onRequest(
          RegistrationRequest.type,
          ({ registrations }) => void registered.push(...registrations.map(({ method }) => method)),
        );
        connection.onRequest(ConfigurationRequest.type, () => [{ enable: false }]);
        connection.onRequest(ApplyWorkspaceEditRequest.type, () => ({ applied: false }));
      },
    },
  );
  box.client.open(box.file('go.mod'), MOD);
  await box.client.diagnostics(box.file('go.mod'), (all) => all.length === 0);
  expect(registered).toEqual(['workspace/didChangeWatchedFiles']);
});

it('ends with 0 after shutdown, and with 1 without', async () => {
  const { client } = await opened();
  expect(await client.end()).toBe(0);
});

function has1(code: string) {
  return (one: Diagnostic) => one.code === code;
}
