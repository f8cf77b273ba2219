/** Whom to ask is the user's own affair: nothing in the judged repository has a say in it. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { put } from '../support/cli.ts';
import { type ModuleServer, serveModules } from '../support/module-server.ts';

const MODULES = { 'example.com/a@v1.0.0': { mod: 'go 1.25\n', time: '2026-01-01T00:00:00Z' } };
const GO_MOD = 'module example.com/main\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n';

let users: ModuleServer;
let evil: ModuleServer;
let box: Box;
beforeEach(async () => {
  users = await serveModules(MODULES);
  evil = await serveModules({ 'example.com/a@v1.0.0': { mod: 'go 1.25\nrequire example.com/evil v1.0.0\n' } });
  box = newBox(users.url, { 'go.mod': GO_MOD });
});
afterEach(() => {
  box.remove();
  closeServers();
});

async function graph(env: Record<string, string> = {}, cwd = box.repo): Promise<string> {
  const { code, out, err } = await box.run(['graph', '--workspace=off', box.repo], { env, cwd });
  expect([code, err]).toEqual([0, '']);
  return out;
}
const GRAPH =
  'example.com/main example.com/a@v1.0.0\nexample.com/main go@1.25\nexample.com/a@v1.0.0 go@1.25\ngo@1.25 toolchain@go1.25\n';

test('the repository brings a whole environment of its own', async () => {
  const lines = `GOPROXY=${evil.url}\nGOPRIVATE=example.com\nGONOPROXY=none\nGOMODCACHE=${box.repo}/mod\nGOFLAGS=-mod=vendor\nGOENV=off\n`;
  const files: Record<string, string> = {
    '.netrc': 'machine 127.0.0.1 login evil password evil\n',
    netrc: 'machine 127.0.0.1 login evil password evil\n',
    'mod/cache/download/example.com/a/@v/v1.0.0.mod': 'module example.com/a\nrequire example.com/evil v1.0.0\n',
    'bin/go': '#!/bin/sh\nexit 1\n',
    'pkg/tool/.keep': '',
    Makefile: `export GOPROXY=${evil.url}\n`,
    '.envrc': `export GOPROXY=${evil.url}\n`,
    'go.work': 'go 1.25\n\nuse .\n',
  };
  for (const name of [
    'go.env',
    '.env',
    'env',
    'go/env',
    '.config/go/env',
    'GOFLAGS',
    '.goenv',
    'pkg/go.env',
    'bin/go.env',
  ])
    files[name] = lines;
  box.put(files);
  chmodSync(join(box.repo, 'bin/go'), 0o755);
  // Relative folders of PATH may be the repository's, whatever the shell made of them.
  const PATH = `bin:./bin:.:${join(box.root, 'nowhere')}`;
  for (const cwd of [box.repo, join(box.repo, 'go'), box.root])
    expect(await graph({ PATH, MODWARDEN_CACHE: 'off' }, cwd)).toBe(GRAPH);
  expect(users.asked()).toEqual(Array(3).fill('GET /example.com/a/@v/v1.0.0.mod'));
  expect(evil.asked()).toEqual([]);
});

test('the user’s own files count', async () => {
  const unset = { GOPROXY: '' };
  put(box.home, { '.config/go/env': `GOPROXY=${users.url}\n` });
  expect(await graph(unset)).toBe(GRAPH);
  expect(users.asked()).toEqual(['GET /example.com/a/@v/v1.0.0.mod']);
  await box.run(['cache', 'clean']);
  put(box.home, { 'elsewhere/env': `GOPROXY=${evil.url}\nGONOPROXY=example.com\n` });
  const { code, err } = await box.run(['graph', '--workspace=off'], {
    env: { ...unset, GOENV: join(box.home, 'elsewhere/env') },
  });
  expect(code).toBe(3);
  expect(err).toContain('example.com/a matches GOPRIVATE/GONOPROXY');
  const off = await box.run(['graph', '--offline'], { env: { ...unset, GOENV: 'off' } });
  expect(off.code).toBe(3);
  expect([users.asked(), evil.asked()]).toEqual([[], []]);
});

test('the installed Go’s go.env counts after the user’s file', async () => {
  const root = join(box.root, 'goroot');
  put(root, { 'go.env': `GOPROXY=${users.url}\n`, 'bin/go': '', 'pkg/tool/.keep': '' });
  expect(await graph({ GOPROXY: '', PATH: join(root, 'bin') })).toBe(GRAPH);
  expect(users.asked()).toEqual(['GET /example.com/a/@v/v1.0.0.mod']);
});

test('a captured go env is checked, not obeyed', async () => {
  box.put({
    'capture.txt': `GOPROXY='${evil.url}'\nGOFLAGS='-insecure'\nGOINSECURE='*'\nGONOSUMDB=''\nGOSUMDB='off'\n`,
  });
  const { out } = await box.run(['check', '--go-env', 'capture.txt', '--format', 'json']);
  expect((JSON.parse(out) as { findings: { rule: string }[] }).findings.map((f) => f.rule)).toContain('env/sumdb-off');
  expect(evil.asked()).toEqual([]);
});

test('a caches folder inside the repository is not used', async () => {
  const { code } = await box.run(['graph', '--workspace=off'], {
    cwd: box.repo,
    env: { XDG_CACHE_HOME: 'cache', GOMODCACHE: 'mod' },
  });
  expect(code).toBe(0);
  expect(users.asked()).toHaveLength(1);
  await box.run(['graph', '--workspace=off'], { cwd: box.repo, env: { XDG_CACHE_HOME: 'cache', GOMODCACHE: 'mod' } });
  expect(users.asked()).toHaveLength(1);
});
