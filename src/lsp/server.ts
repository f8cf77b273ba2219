/** The language server: what a client may ask, and what becomes of it. Over any pair of streams. */
import {
  CodeActionKind,
  CodeActionRequest,
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExecuteCommandRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  InlayHintRefreshRequest,
  InlayHintRequest,
  LogMessageNotification,
  MessageType,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentSyncKind,
} from 'vscode-languageserver-protocol/node';
import { type Printable, printable, safe } from '../text/printable.ts';
import { masked } from '../text/secrets.ts';
import { VERSION } from '../version.ts';
import { openDocuments } from './documents.ts';
import { codeActions, FIX_ALL } from './features/code-actions.ts';
import { COMMANDS } from './features/command-names.ts';
import { executeCommand } from './features/commands.ts';
import type { Context } from './features/context.ts';
import { definition } from './features/definition.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { markupFor } from './features/markup.ts';
import { pathOfUri } from './file-uri.ts';
import { policyCompletion } from './policy-file/completion.ts';
import { hasByteOrderMark, openRepositories } from './repositories.ts';
import { DEFAULT_SETTINGS, type Settings, settingsOf } from './settings.ts';

export interface ServerInput {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Environment variables of the user. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}

/** Serves one client until it says `exit` or its stream ends. Gives the exit code: 0 after `shutdown`, else 1. */
export async function serve({ input, output, env, now }: ServerInput): Promise<number> {
  const connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const documents = openDocuments();
  let settings: Settings = DEFAULT_SETTINGS;
  let client: InitializeParams['capabilities'] = {};
  let isShutDown = false;
  const say = (text: Printable, type: MessageType = MessageType.Error) =>
    void connection.sendNotification(LogMessageNotification.type, { type, message: text }).catch(() => {});
  const repositories = openRepositories({
    documents,
    settings: () => settings,
    env,
    now,
    publish: (uri, version, diagnostics) =>
      void connection
        .sendNotification(PublishDiagnosticsNotification.type, {
          uri,
          diagnostics,
          ...(version !== undefined && { version }),
        })
        .catch(() => {}),
    failed: (error) => say(messageOf(error)),
    settled: () => {
      if (settings.inlayHints && client.workspace?.inlayHint?.refreshSupport)
        void connection.sendRequest(InlayHintRefreshRequest.type).catch(() => {});
    },
  });

  const applySettings = (value: unknown) => {
    settings = settingsOf(value);
    repositories.reload();
  };
  const pullSettings = async () => {
    if (!client.workspace?.configuration) return;
    const [own] = await connection.sendRequest(ConfigurationRequest.type, { items: [{ section: 'modwarden' }] });
    applySettings(own);
  };

  connection.onRequest(InitializeRequest.type, ({ capabilities, initializationOptions }): InitializeResult => {
    client = capabilities;
    settings = settingsOf(initializationOptions);
    return { capabilities: CAPABILITIES, serverInfo: { name: 'modwarden', version: VERSION } };
  });
  connection.onNotification(InitializedNotification.type, async () => {
    await registerAt(connection, client).catch((error: unknown) => say(messageOf(error)));
    await pullSettings().catch((error: unknown) => say(messageOf(error)));
  });
  connection.onRequest(ShutdownRequest.type, () => {
    isShutDown = true;
    repositories.close();
  });

  connection.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument }) => {
    const path = pathOfUri(textDocument.uri);
    if (path === undefined || isShutDown) return;
    documents.open(textDocument, path, hasByteOrderMark(path));
    repositories.opened(textDocument.uri);
  });
  connection.onNotification(DidChangeTextDocumentNotification.type, (params) => {
    if (documents.change(params)) repositories.changed(params.textDocument.uri);
  });
  connection.onNotification(DidSaveTextDocumentNotification.type, ({ textDocument }) =>
    repositories.opened(textDocument.uri),
  );
  connection.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument }) => {
    const document = documents.close(textDocument.uri);
    if (document) repositories.closed(document);
  });
  connection.onNotification(DidChangeWatchedFilesNotification.type, () => repositories.reload());
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, () => repositories.reload());
  connection.onNotification(DidChangeConfigurationNotification.type, async ({ settings: given }) => {
    if (client.workspace?.configuration) await pullSettings().catch((error: unknown) => say(messageOf(error)));
    else applySettings(given);
  });

  const context: Context = {
    documents,
    repositories,
    settings: () => settings,
    markup: () => markupFor(client.textDocument?.hover?.contentFormat),
    canEdit: () => {
      const edit = client.workspace?.workspaceEdit;
      return {
        documentChanges: edit?.documentChanges === true,
        create: edit?.resourceOperations?.includes('create') === true,
      };
    },
  };
  connection.onRequest(HoverRequest.type, (params, token) => hover(params, context, token));
  connection.onRequest(DefinitionRequest.type, (params, token) => definition(params, context, token));
  connection.onRequest(CodeActionRequest.type, (params, token) => codeActions(params, context, token));
  connection.onRequest(InlayHintRequest.type, (params, token) => inlayHints(params, context, token));
  connection.onRequest(CompletionRequest.type, (params, token) => policyCompletion(params, context, token));
  connection.onRequest(ExecuteCommandRequest.type, (params, token) =>
    executeCommand(params, { ...context, connection, hasProgress: client.window?.workDoneProgress === true }, token),
  );

  const ended = new Promise<void>((resolve) => {
    connection.onNotification(ExitNotification.type, () => resolve());
    connection.onClose(() => resolve());
    input.on('end', () => resolve());
    input.on('error', () => resolve());
    output.on('error', () => resolve());
  });
  connection.onError(([error]) => say(messageOf(error)));
  connection.listen();
  await ended;
  repositories.close();
  connection.dispose();
  return isShutDown ? 0 : 1;
}

function messageOf(error: unknown): Printable {
  const { message } = error instanceof Error ? error : new Error(String(error));
  return safe`modwarden: ${printable(masked(message.replaceAll(/\s*\n\s*/g, ' ')))}`;
}

const CAPABILITIES: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  hoverProvider: true,
  definitionProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
  inlayHintProvider: true,
  completionProvider: { triggerCharacters: [' ', '/', '-', '"'] },
  executeCommandProvider: { commands: [...COMMANDS], workDoneProgress: true },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Files whose change on disk, by git or go, changes the findings. */
const WATCHED = [
  '**/go.{mod,sum,work}',
  '**/*.mod',
  '**/go.work.sum',
  '**/vendor/modules.txt',
  '**/.modwarden.*',
  '**/{Dockerfile,Containerfile}*',
];

async function registerAt(connection: ProtocolConnection, client: InitializeParams['capabilities']): Promise<void> {
  const registrations = [
    ...(client.workspace?.didChangeWatchedFiles?.dynamicRegistration
      ? [
          {
            id: 'modwarden.files',
            method: DidChangeWatchedFilesNotification.method,
            registerOptions: { watchers: WATCHED.map((globPattern) => ({ globPattern })) },
          },
        ]
      : []),
    ...(client.workspace?.didChangeConfiguration?.dynamicRegistration
      ? [
          {
            id: 'modwarden.settings',
            method: DidChangeConfigurationNotification.method,
            registerOptions: { section: 'modwarden' },
          },
        ]
      : []),
  ];
  if (registrations.length > 0) await connection.sendRequest(RegistrationRequest.type, { registrations });
}
