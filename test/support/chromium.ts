/** A headless Chromium, spoken to through a pipe: no dependency, no port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The first on the PATH, or the one that MODWARDEN_CHROMIUM names. */
export const chromium: string | undefined = [
  process.env.MODWARDEN_CHROMIUM,
  ...(process.env.PATH ?? '').split(':').flatMap((folder) => NAMES.map((name) => join(folder, name))),
].find((file) => file !== undefined && existsSync(file));

export interface Page {
  /** The value of an expression, awaited. */
  evaluate<T>(expression: string): Promise<T>;
  /** Any command of the DevTools protocol. */
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Opens and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** Errors, warnings and refusals of the policy that the console told. */
  readonly console: string[];
  /** Every address that was asked for. */
  readonly requests: string[];
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

export async function openPage(): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars'];
  const browser = spawn(chromium!, [...flags, `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    // A group of its own, so that its helpers end with it.
    detached: true,
  });
  const waiting = new Map<number, (message: Message) => void>();
  const listeners: ((message: Message) => void)[] = [];
  listen(browser.stdio[4] as Readable, (message) => {
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    for (const listener of listeners) listener(message);
  });
  let last = 0;
  const command = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result ?? {}),
      );
      (browser.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  const { targetId } = await command('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await command('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params?: object) => command(method, params, sessionId as string);
  const told: string[] = [];
  const requests: string[] = [];
  listeners.push((message) => record(message, told, requests));
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  return {
    send,
    console: told,
    requests,
    evaluate: async <T>(expression: string) => {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: T }).value;
    },
    open: async (url) => {
      const loaded = new Promise<void>((resolve) => {
        listeners.push(({ method }) => method === 'Page.loadEventFired' && resolve());
      });
      await send('Page.navigate', { url });
      await loaded;
    },
    close: () => end(browser, profile),
  };
}

function listen(stream: Readable, take: (message: Message) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop()!;
    for (const part of parts) take(JSON.parse(part) as Message);
  });
}

function record({ method, params = {} }: Message, told: string[], requests: string[]): void {
  if (method === 'Runtime.exceptionThrown' || method === 'Runtime.consoleAPICalled') told.push(JSON.stringify(params));
  if (method === 'Log.entryAdded') told.push(JSON.stringify(params.entry));
  if (method === 'Network.requestWillBeSent') requests.push((params.request as { url: string }).url);
}

async function end(browser: ChildProcess, profile: string): Promise<void> {
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  process.kill(-browser.pid!, 'SIGKILL');
  await ended;
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
