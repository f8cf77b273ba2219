/** The commands that a client may run: they change no file. */
import { randomUUID } from 'node:crypto';
import {
  type CancellationToken,
  type ExecuteCommandParams,
  LSPErrorCodes,
  MessageType,
  ProgressType,
  type ProtocolConnection,
  ResponseError,
  ShowMessageNotification,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver-protocol';
import { moduleName } from '../../model/module-name.ts';
import { nearModule } from '../../model/near-module.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import type { Repository } from '../checks/repository.ts';
import { shown } from '../diagnostics.ts';
import { REFRESH_FACTS, SHOW_WHY } from './command-names.ts';
import { type Context, subjectOf } from './context.ts';

export interface CommandContext extends Context {
  readonly connection: ProtocolConnection;
  /** The client shows how far work is. */
  readonly hasProgress: boolean;
}

export async function executeCommand(
  { command, arguments: given = [], workDoneToken }: ExecuteCommandParams,
  context: CommandContext,
  token: CancellationToken,
): Promise<string | null> {
  const [uri, name] = given as readonly unknown[];
  if (command === REFRESH_FACTS)
    return refreshFacts(typeof uri === 'string' ? uri : undefined, workDoneToken, context, token);
  if (command === SHOW_WHY && typeof uri === 'string' && typeof name === 'string')
    return showWhy(uri, name, context, token);
  throw new ResponseError(LSPErrorCodes.RequestFailed, safe`unknown command or arguments: ${shown(command)}`);
}

const PROGRESS = new ProgressType<WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd>();

/** Ends early where it is canceled, whatever a server is still to answer. */
async function refreshFacts(
  uri: string | undefined,
  workDoneToken: string | number | undefined,
  context: CommandContext,
  token: CancellationToken,
): Promise<null> {
  const { connection, repositories } = context;
  const chosen =
    uri === undefined ? repositories.all() : [repositories.of(uri)?.repository].flatMap((one) => one ?? []);
  const progress = workDoneToken ?? (await ownToken(context));
  const report = (value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd) => {
    if (progress !== undefined) void connection.sendProgress(PROGRESS, progress, value).catch(() => {});
  };
  const isCanceled = new Promise<'canceled'>((resolve) => {
    token.onCancellationRequested(() => resolve('canceled'));
    if (token.isCancellationRequested) resolve('canceled');
  });
  const byProgress = connection.onNotification(WorkDoneProgressCancelNotification.type, (canceled) => {
    if (canceled.token === progress) stop();
  });
  let stop = () => {};
  const isStopped = new Promise<'canceled'>((resolve) => {
    stop = () => resolve('canceled');
  });
  report({ kind: 'begin', title: 'modwarden: fetching facts', cancellable: true });
  try {
    const work = chosen.map((repository) => refresh(repository, report));
    await Promise.race([Promise.all(work), isCanceled, isStopped]);
  } finally {
    byProgress.dispose();
    report({ kind: 'end' });
  }
  return null;
}

function refresh(repository: Repository, report: (value: WorkDoneProgressReport) => void): Promise<void> {
  let last = 0;
  return repository.refresh((settled, asked) => {
    const percentage = Math.floor((settled / Math.max(asked, 1)) * 100);
    if (percentage === last) return;
    last = percentage;
    report({ kind: 'report', message: `${settled} of ${asked}`, percentage });
  });
}

async function ownToken({ connection, hasProgress }: CommandContext): Promise<string | undefined> {
  if (!hasProgress) return undefined;
  const own = `modwarden-${randomUUID()}`;
  return connection.sendRequest(WorkDoneProgressCreateRequest.type, { token: own }).then(
    () => own,
    () => undefined,
  );
}

async function showWhy(
  uri: string,
  name: string,
  context: CommandContext,
  token: CancellationToken,
): Promise<string | null> {
  const subject = await subjectOf(uri, context, token, true);
  if (subject === undefined) return null;
  const paragraphs: Printable[] = [];
  const { modules } = subject.checked.repo;
  for (const module of modules) {
    const use = module.uses.find(({ path }) => path === name);
    if (use === undefined) continue;
    const names = [moduleName(module), ...use.trail.map(({ path, version }) => `${path} ${version}`)];
    paragraphs.push(
      joined(
        names.map((one, i) => safe`${printable('  '.repeat(i))}${shown(one)}`),
        '\n',
      ),
    );
  }
  const text =
    paragraphs.length > 0
      ? joined(paragraphs, '\n\n')
      : notUsed(
          name,
          modules.flatMap(({ uses }) => uses.map(({ path }) => path)),
        );
  await context.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: text });
  return text;
}

function notUsed(name: string, known: readonly string[]): Printable {
  const near = nearModule(name, new Set(known));
  const meant = near === undefined ? safe`` : safe` (did you mean ${shown(near)}?)`;
  return safe`${shown(name)} is not in a known build list${meant}`;
}
