/** Starts the language server, and hands it what VS Code knows. No telemetry. */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { chooseServer, type ServerChoice } from './server-choice.ts';

const LANGUAGES = ['go.mod', 'gomod', 'go.work', 'gowork', 'go.sum', 'dockerfile'];

const PATTERNS = [
  '**/go.{mod,work,sum}',
  '**/*.mod',
  '**/.modwarden.{yaml,yml,json}',
  '**/{Dockerfile,Containerfile}*',
  '**/.github/workflows/*.{yaml,yml}',
  '**/.env*',
];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand('modwarden.refresh', refresh),
    vscode.commands.registerCommand('modwarden.restart', () => restart(context)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => restart(context)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('modwarden.path')) void restart(context);
    }),
  );
  await start(context);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(context: vscode.ExtensionContext): Promise<void> {
  await deactivate();
  await start(context);
}

/** Of the editor's file; without one, of all that is open. */
async function refresh(): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const chosen = uri === undefined ? [] : [uri];
  await client?.sendRequest('workspace/executeCommand', { command: 'modwarden.refreshFacts', arguments: chosen });
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  try {
    const choice = chooseServer({
      path: vscode.workspace.getConfiguration('modwarden').get('path', ''),
      isTrusted: vscode.workspace.isTrusted,
      folders: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
      own: context.extensionPath,
      exists: existsSync,
    });
    client = new LanguageClient('modwarden', 'modwarden', optionsOf(choice), {
      documentSelector: [
        ...LANGUAGES.map((language) => ({ scheme: 'file', language })),
        ...PATTERNS.map((pattern) => ({ scheme: 'file', pattern })),
      ],
      initializationOptions: vscode.workspace.getConfiguration('modwarden'),
    });
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(`modwarden: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function optionsOf(choice: ServerChoice): ServerOptions {
  const args = ['lsp'];
  const transport = TransportKind.stdio;
  return 'command' in choice
    ? { command: choice.command, args, transport }
    : { module: choice.module, args, transport };
}
