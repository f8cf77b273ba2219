/** A client of the language server: over streams in this process, or over the standard streams of a process. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { serve } from '../../src/lsp/server.ts';

export const CLIENT: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
  textDocument: { hover: { contentFormat: ['markdown'] } },
};

export interface LspOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The day on the wall. */
  readonly now?: string;
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  /** Sets up what the server may ask the client. */
  readonly before?: (connection: ProtocolConnection) => void;
}

export interface LspClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server said to the log. */
  readonly log: readonly string[];
  open(file: string, text: string, languageId?: string): void;
  /** Replaces a range, or all of the text. */
  change(file: string, version: number, text: string, range?: Range): void;
  save(file: string): void;
  close(file: string): void;
  /** The diagnostics of a file once they are as wished. */
  diagnostics(file: string, wished?: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** Those that came last; undefined: none came. */
  last(file: string): PublishDiagnosticsParams | undefined;
  /** Ends the server: its exit code. */
  end(): Promise<number>;
}

/** A server in this process. */
export async function lspInProcess(options: LspOptions = {}): Promise<LspClient> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const now = new Date(options.now ?? '2026-06-01T12:00:00Z');
  const ended = serve({ input, output, env: options.env ?? {}, now: () => now });
  return client(output, input, ended, options);
}

/** The built command as a process. */
export async function lspProcess(command: string, options: LspOptions = {}): Promise<LspClient> {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [command, 'lsp', '--stdio'], {
    env: options.env as NodeJS.ProcessEnv,
  });
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? -1)));
  return client(child.stdout, child.stdin, ended, options);
}

async function client(
  from: NodeJS.ReadableStream,
  to: NodeJS.WritableStream,
  ended: Promise<number>,
  { capabilities = CLIENT, settings = { pause: 20 }, before }: LspOptions,
): Promise<LspClient> {
  const connection = createProtocolConnection(new StreamMessageReader(from), new StreamMessageWriter(to));
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  const log: string[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.set(params.uri, params);
    for (const look of [...waiting]) look();
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => void log.push(message));
  before?.(connection);
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions: settings,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const uriOf = (file: string) => pathToFileURL(file).href;
  const isAny = () => true;
  let ending: Promise<number> | undefined;
  return {
    connection,
    initialized,
    log,
    open: (file, text, languageId = 'go.mod') =>
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uriOf(file), languageId, version: 1, text },
      }),
    change: (file, version, text, range) =>
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uriOf(file), version },
        contentChanges: [range ? { range, text } : { text }],
      }),
    save: (file) =>
      void connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: uriOf(file) } }),
    close: (file) =>
      void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uriOf(file) } }),
    diagnostics: (file, wished = isAny) =>
      new Promise((resolve) => {
        const look = () => {
          const last = published.get(uriOf(file))?.diagnostics;
          if (last === undefined || !wished(last)) return;
          waiting.delete(look);
          resolve(last);
        };
        waiting.add(look);
        look();
      }),
    last: (file) => published.get(uriOf(file)),
    end: () => (ending ??= end()),
  };
  async function end() {
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    const code = await ended;
    connection.dispose();
    return code;
  }
}
