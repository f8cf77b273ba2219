/** The language server over a pair of streams: what a client says, and what it is told without asking. */
import { writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import {
  ApplyWorkspaceEditRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  InlayHintRefreshRequest,
  type Registration,
  RegistrationRequest,
} from 'vscode-languageserver-protocol/node';
import { serve } from '../../src/lsp/server.ts';
import { VERSION } from '../../src/version.ts';
import { has, has1, hasNot, MOD, opened, POLICY } from '../support/lsp-banned.ts';
import { endLspBoxes, lspBox } from '../support/lsp-box.ts';
import { CLIENT } from '../support/lsp-client.ts';

afterEach(endLspBoxes);

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
  const without = async (end: (input: PassThrough, output: PassThrough) => void) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const ended = serve({ input, output, env: {}, now: () => new Date('2026-06-01T12:00:00Z') });
    end(input, output);
    return ended;
  };
  expect(await without((input) => input.end())).toBe(1);
  expect(await without((input) => input.destroy(new Error('gone')))).toBe(1);
  expect(await without((_, output) => output.destroy(new Error('gone')))).toBe(1);
});

it('says what it can do', async () => {
  const { client } = await lspBox({});
  expect(client.initialized).toEqual({
    capabilities: {
      textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
      hoverProvider: true,
      definitionProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.modwarden'] },
      inlayHintProvider: true,
      completionProvider: { triggerCharacters: [' ', '/', '-', '"'] },
      executeCommandProvider: { commands: ['modwarden.refreshFacts', 'modwarden.showWhy'], workDoneProgress: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
    serverInfo: { name: 'modwarden', version: VERSION },
  });
});

it('registers for files and settings where the client lets it', async () => {
  const registered: Registration[] = [];
  const dynamic = { dynamicRegistration: true };
  const { client, file } = await lspBox(
    { 'go.mod': MOD, '.modwarden.yaml': POLICY },
    {
      capabilities: { workspace: { didChangeWatchedFiles: dynamic, didChangeConfiguration: dynamic } },
      before: (connection) =>
        connection.onRequest(RegistrationRequest.type, (all) => void registered.push(...all.registrations)),
    },
  );
  client.open(file('go.mod'), MOD);
  await client.diagnostics(file('go.mod'), has('graph/banned'));
  const globs = [
    '**/go.{mod,sum,work}',
    '**/*.mod',
    '**/go.work.sum',
    '**/vendor/modules.txt',
    '**/.modwarden.*',
    '**/{Dockerfile,Containerfile}*',
  ];
  expect(registered).toEqual([
    {
      id: 'modwarden.files',
      method: 'workspace/didChangeWatchedFiles',
      registerOptions: { watchers: globs.map((globPattern) => ({ globPattern })) },
    },
    {
      id: 'modwarden.settings',
      method: 'workspace/didChangeConfiguration',
      registerOptions: { section: 'modwarden' },
    },
  ]);
});

it('asks for inlay hints anew when results change, where they are on and the client can', async () => {
  const asked = async (inlayHints: boolean, refreshSupport: boolean) => {
    let count = 0;
    const { client, file } = await lspBox(
      { 'go.mod': MOD, '.modwarden.yaml': POLICY },
      {
        settings: { pause: 20, inlayHints },
        capabilities: { workspace: { inlayHint: { refreshSupport } } },
        before: (connection) => connection.onRequest(InlayHintRefreshRequest.type, () => void count++),
      },
    );
    client.open(file('go.mod'), MOD);
    await client.diagnostics(file('go.mod'), has('not-checked'));
    await client.end();
    return count > 0;
  };
  expect(await asked(true, true)).toBe(true);
  expect(await asked(false, true)).toBe(false);
  expect(await asked(true, false)).toBe(false);
});
