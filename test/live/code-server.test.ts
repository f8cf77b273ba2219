/**
 * VS Code in a browser, as a user runs it: the packed extension finds a banned module, and its hover says what is known. `UPDATE=1`
 * writes the pictures of docs/editors.md.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageVscode } from '../../editors/vscode/package.mjs';
import { chromium, openPage, type Page } from '../support/chromium.ts';
import { put } from '../support/cli.ts';

const CODE_SERVER = process.env.MODWARDEN_CODE_SERVER ?? 'code-server';
const UPDATE = process.env.UPDATE === '1';

/** Bytes of the largest picture. */
const MOST = 150_000;

const hasCodeServer = spawnSync(CODE_SERVER, ['--version'], { stdio: 'ignore' }).status === 0;
if (!hasCodeServer) console.warn('skipped: no code-server (set MODWARDEN_CODE_SERVER to its path)');
if (chromium === undefined) console.warn('skipped: no Chromium (set MODWARDEN_CHROMIUM to its path)');

const BANNED = 'github.com/dgrijalva/jwt-go';

const REPO = {
  'go.mod': `module example.com/payments

go 1.24

require (
	${BANNED} v3.2.0+incompatible
	github.com/google/uuid v1.3.0
	github.com/sirupsen/logrus v1.9.3
)

replace github.com/google/uuid => ../uuid
`,
  '.modwarden.yaml': `extends: [recommended]
rules:
  graph/banned:
    level: error
    modules:
      - module: [${BANNED}]
        reason: not maintained, use github.com/golang-jwt/jwt/v5
`,
};

/** What a module cache keeps of them. */
const CACHE = {
  'github.com/dgrijalva/jwt-go/@v/list': 'v3.1.0+incompatible\nv3.2.0+incompatible\n',
  'github.com/dgrijalva/jwt-go/@v/v3.2.0+incompatible.info':
    '{"Version":"v3.2.0+incompatible","Time":"2018-03-08T23:13:08Z"}',
  'github.com/dgrijalva/jwt-go/@v/v3.2.0+incompatible.mod': `module ${BANNED}\n`,
  'github.com/sirupsen/logrus/@v/list': 'v1.9.3\n',
  'github.com/sirupsen/logrus/@v/v1.9.3.info': '{"Version":"v1.9.3","Time":"2023-05-21T14:15:28Z"}',
  'github.com/sirupsen/logrus/@v/v1.9.3.mod': 'module github.com/sirupsen/logrus\n',
};

/** A light editor and nothing else. */
const SETTINGS = {
  'chat.commandCenter.enabled': false,
  'editor.fontSize': 14,
  'editor.minimap.enabled': false,
  'extensions.ignoreRecommendations': true,
  'files.associations': { 'go.mod': 'plaintext' },
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'workbench.activityBar.location': 'hidden',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const root = realpathSync(mkdtempSync(join(tmpdir(), 'code-server-')));
const repo = join(root, 'payments');
let server: ChildProcess | undefined;
let page: Page | undefined;

describe.skipIf(!hasCodeServer || chromium === undefined)(
  'VS Code in a browser',
  () => {
    beforeAll(async () => {
      put(repo, REPO);
      execFileSync('git', ['init', '-q', repo]);
      put(join(root, 'mod/cache/download'), CACHE);
      put(join(root, 'data'), { 'User/settings.json': JSON.stringify(SETTINGS) });
      const vsix = join(root, 'modwarden.vsix');
      writeFileSync(vsix, (await packageVscode(process.cwd())).bytes);
      const port = await freePort();
      const env = {
        PATH: process.env.PATH,
        HOME: root,
        XDG_CACHE_HOME: join(root, 'cache'),
        GOMODCACHE: join(root, 'mod'),
        GOPROXY: 'off',
      };
      const folders = ['--user-data-dir', join(root, 'data'), '--extensions-dir', join(root, 'extensions')];
      execFileSync(CODE_SERVER, [...folders, '--install-extension', vsix], { env, stdio: 'ignore' });
      const quiet = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
      server = spawn(CODE_SERVER, [...folders, ...quiet, '--bind-addr', `127.0.0.1:${port}`], {
        env,
        stdio: 'ignore',
        detached: true,
      });
      await until(() => answers(port));
      page = await openPage();
      await page.send('Emulation.setDeviceMetricsOverride', {
        width: 1000,
        height: 560,
        deviceScaleFactor: 1,
        mobile: false,
      });
      const file = `vscode-remote://127.0.0.1:${port}${repo}/go.mod`;
      const payload = encodeURIComponent(JSON.stringify([['openFile', file]]));
      await page.open(`http://127.0.0.1:${port}/?folder=${repo}&payload=${payload}`);
      await until(() => has('.view-lines .view-line'));
    });

    it('shows what is found in a go.mod', async () => {
      await until(() => has('.squiggly-error'));
      await press('m', 'KeyM', 77, CONTROL | SHIFT);
      await until(async () => (await textOf('.markers-panel')).includes('not maintained'));
      const problems = await textOf('.markers-panel');
      expect(problems).toContain(`${BANNED} v3.2.0+incompatible is banned`);
      expect(problems.match(/ is banned: /g)).toHaveLength(1);
      await picture('docs/images/vscode-problems.png');
    });

    it('shows on a requirement why, by which line of the policy, and what is known', async () => {
      await press('j', 'KeyJ', 74, CONTROL);
      await until(async () => !(await has('.markers-panel .monaco-list-row')));
      const at = await page!.evaluate<{ x: number; y: number }>(`(() => {
      const { left, top, height } = document.querySelector('.squiggly-error').getBoundingClientRect();
      return { x: left + 30, y: top + height / 2 };
    })()`);
      await until(async () => {
        await page!.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: at.x, y: 400 });
        await page!.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at });
        await pause(1500);
        return (await textOf('.monaco-hover')).includes('Checksums');
      });
      const hover = await textOf('.monaco-hover');
      expect(hover).toContain('.modwarden.yaml:3');
      expect(hover).toContain('Published 2018-03-08');
      await picture('docs/images/vscode-hover.png');
    });
  },
  300_000,
);

afterAll(async () => {
  await page?.close();
  if (server?.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
  rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const CONTROL = 2;
const SHIFT = 8;

async function press(key: string, code: string, windowsVirtualKeyCode: number, modifiers: number): Promise<void> {
  for (const type of ['rawKeyDown', 'keyUp'])
    await page!.send('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode, modifiers });
}

const has = (selector: string) =>
  page!.evaluate<boolean>(`document.querySelector(${JSON.stringify(selector)}) !== null`);

/** Of all elements, without the no-break spaces of the editor. */
const textOf = (selector: string) =>
  page!.evaluate<string>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.innerText).join('\\n').replaceAll('\\u00a0', ' ')`,
  );

async function picture(file: string): Promise<void> {
  await pause(500);
  const { data } = await page!.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: false });
  const bytes = Buffer.from(data as string, 'base64');
  expect(bytes.length).toBeLessThan(MOST);
  if (!UPDATE) return;
  mkdirSync('docs/images', { recursive: true });
  writeFileSync(file, bytes);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits as long as the test may. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(200);
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
