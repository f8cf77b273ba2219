import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cli, put } from '../../support/cli.ts';

const started = vi.hoisted(() => ({ status: 0 as number | null, calls: [] as unknown[] }));
vi.mock('node:child_process', async (original) => ({
  ...(await original<typeof import('node:child_process')>()),
  spawnSync: vi.fn((...call: unknown[]) => {
    started.calls.push(call);
    return { status: started.status };
  }),
}));

let box: string;
beforeEach(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'rule-')));
  started.calls.length = 0;
});
afterEach(() => rmSync(box, { recursive: true }));

const run = (...argv: string[]) => cli(['new-rule', ...argv], { cwd: box, env: { HOME: box } });
const refused = (message: string) => ({ code: 2, out: '', err: `modwarden: ${message}\n` });

it('needs a name, and a folder only for a plug-in', async () => {
  expect(await run()).toEqual(refused('new-rule needs a name: modwarden new-rule graph/max-depth'));
  expect(await run('a/b', 'folder')).toEqual(refused('unexpected argument "folder": a folder needs --plugin'));
});

it('makes a package of one\u2019s own', async () => {
  const { code } = await run('--plugin', 'corp/names', 'made');
  expect(code).toBe(0);
  expect(existsSync(join(box, 'made/package.json'))).toBe(true);
  expect(started.calls).toEqual([]);
});

it('runs the program of a checkout there, and ends as it does', async () => {
  const needed = 'run new-rule at the root of a modwarden checkout, after npm ci';
  expect(await run('a/b')).toEqual(refused(needed));
  put(box, { 'dist/dev.cjs': '' });
  expect(await run('a/b')).toEqual(refused(needed));
  rmSync(join(box, 'dist'), { recursive: true });
  put(box, { 'rules/index.ts': '' });
  expect(await run('a/b')).toEqual(refused(needed));
  put(box, { 'dist/dev.cjs': '' });
  expect(started.calls).toEqual([]);
  for (const [status, code] of [
    [0, 0],
    [1, 1],
    [null, 2],
  ] as const) {
    started.status = status;
    expect((await run('a/b')).code).toBe(code);
    expect(vi.mocked(spawnSync)).toHaveBeenLastCalledWith(
      process.execPath,
      [join(box, 'dist/dev.cjs'), 'new-rule', 'a/b'],
      {
        cwd: box,
        stdio: 'inherit',
      },
    );
  }
});
