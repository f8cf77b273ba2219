/** Commands that answer as go does in a folder, below a go.work and beside it; the go command says the same. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeServers } from '../../gather/http/servers.ts';
import { type Box, newBox } from '../../support/box.ts';
import { type ModuleServer, type Served, serveModules } from '../../support/module-server.ts';

const MADE = { time: '2026-01-01T00:00:00Z' };

const MODULES: Served = {
  'example.com/x@v1.0.0': { ...MADE, mod: 'go 1.21\n\nrequire example.com/y v1.0.0\n' },
  'example.com/x@v1.2.0': { ...MADE, mod: 'go 1.21\n\nrequire example.com/y v1.1.0\n' },
  'example.com/y@v1.0.0': { ...MADE, mod: 'go 1.21\n' },
  'example.com/y@v1.1.0': { ...MADE, mod: 'go 1.21\n' },
  'example.com/api@v1.0.0': { ...MADE, mod: 'go 1.21\n' },
};

/** app and other ask for different versions; alone is in no workspace. */
const FILES = {
  'go.work': 'go 1.21\n\nuse (\n\t./app\n\t./other\n)\n',
  'app/go.mod':
    'module example.com/app\n\ngo 1.21\n\nrequire example.com/x v1.0.0\n\nrequire example.com/y v1.0.0 // indirect\n',
  'other/go.mod': 'module example.com/other\n\ngo 1.21\n\nrequire example.com/x v1.2.0\n',
  'alone/go.mod': 'module example.com/alone\n\ngo 1.21\n\nrequire example.com/y v1.0.0\n',
};

let server: ModuleServer;
let box: Box;
beforeEach(async () => {
  server = await serveModules(MODULES);
  box = newBox(server.url, FILES);
  mkdirSync(join(box.repo, '.git'));
});
afterEach(() => {
  box.remove();
  closeServers();
});

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('the go command is not asked: it is not there');

/** What go says in a folder of the repository. Not synchronously: the proxy that it asks is in this process. */
async function go(folder: string, ...args: string[]): Promise<string> {
  const own = { PATH: process.env.PATH, GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local', GOSUMDB: 'off' };
  const options = { cwd: join(box.repo, folder), env: { ...box.env, ...own }, timeout: 20_000 };
  return (await promisify(execFile)('go', args, options)).stdout;
}

async function listed(...argv: string[]): Promise<string[]> {
  const { code, out } = await box.run(['list', 'modules', '--format', 'json', ...argv]);
  expect(code).toBe(0);
  return (JSON.parse(out) as { in: string; path: string; version: string }[]).map(
    (row) => `${row.in} ${row.path} ${row.version}`,
  );
}

describe('below a go.work', () => {
  const WORK = ['. example.com/x v1.2.0', '. example.com/y v1.1.0'];

  test.each(['.', 'app'])('list modules of %s is the build list of the workspace', async (folder) => {
    const all = await listed(folder);
    expect(all.filter((row) => row.startsWith('. '))).toEqual(WORK);
    expect(all.some((row) => row.startsWith('app '))).toBe(false);
    if (hasGo)
      expect(await go('app', 'list', '-m', 'all')).toBe(
        'example.com/app\nexample.com/other\nexample.com/x v1.2.0\nexample.com/y v1.1.0\n',
      );
  });

  test('a module beside it is listed for itself', async () => {
    expect(await listed('.')).toEqual(['alone example.com/y v1.0.0', ...WORK]);
  });

  test.each([
    ['--workspace=off', {}],
    ['GOWORK=off', { GOWORK: 'off' }],
  ])('%s answers for each go.mod', async (argument, env) => {
    const argv = argument.startsWith('--') ? [argument] : [];
    const { out } = await box.run(['list', 'modules', '--format', 'json', ...argv], { env });
    expect((JSON.parse(out) as { in: string }[]).map((row) => row.in)).toEqual([
      'alone',
      'app',
      'app',
      'other',
      'other',
    ]);
  });

  test('graph prints what go mod graph prints there', async () => {
    const { code, out } = await box.run(['graph', 'app']);
    expect(code).toBe(0);
    expect(out).toContain('example.com/app example.com/x@v1.0.0\n');
    expect(out).toContain('example.com/other example.com/x@v1.2.0\n');
    if (hasGo) expect(out).toBe(await go('app', 'mod', 'graph'));
    const own = await box.run(['graph', '--workspace=off', 'app']);
    expect(own.out).not.toContain('example.com/other');
  });

  test('in a folder that go.work does not list, go answers for the workspace: so it is done, and said', async () => {
    const { code, out, err } = await box.run(['list', 'modules', 'alone']);
    expect([code, out.split('\n').length]).toEqual([0, 3]);
    expect(err).toContain('go.work does not list "alone"');
    expect(err).toContain('--workspace=off');
    if (hasGo) expect(await go('alone', 'list', '-m', 'example.com/y')).toBe('example.com/y v1.1.0\n');
  });

  test('why names the line of go.work', async () => {
    const { out } = await box.run(['why', 'example.com/y']);
    expect(out).toContain('# example.com/y v1.1.0, depth 2 (go.work:4)');
  });

  test('GOWORK can name another go.work of the repository, and no other', async () => {
    box.put({ 'ci/go.work': 'go 1.21\n\nuse ../app\n' });
    const env = { GOWORK: join(box.repo, 'ci/go.work') };
    const { out } = await box.run(['list', 'modules'], { env });
    expect(out).toMatch(/^ci +example\.com\/x +v1\.0\.0/m);
    const outside = await box.run(['list', 'modules'], { env: { GOWORK: '/elsewhere/go.work' } });
    expect(outside.code).toBe(2);
    expect(outside.err).toContain('GOWORK is "/elsewhere/go.work", which is no go.work of the checked folder');
  });

  test('--workspace takes auto and off', async () => {
    const { code, err } = await box.run(['graph', '--workspace=on']);
    expect(code).toBe(2);
    expect(err).toContain('write auto or off');
  });
});

describe('check', () => {
  const rules = { 'graph/banned': 'graph/banned: { modules: [{ module: [example.com/y], versions: v1.1.0 }] }' };
  const banned = (more = '') => `extends: []\nrules: { ${rules['graph/banned']} }\n${more}`;
  const places = async () => {
    const { out } = await box.run(['check', '--format', 'json']);
    const { findings } = JSON.parse(out) as { findings: { place: { path: string; start: { line: number } } }[] };
    return findings.map(({ place }) => `${place.path}:${place.start.line}`);
  };

  test('judges what the workspace builds, where no member builds it', async () => {
    box.put({
      '.modwarden.yaml': banned(),
      'other/go.mod': 'module example.com/other\n\ngo 1.21\n\nrequire example.com/y v1.0.0\n',
      'third/go.mod': 'module example.com/third\n\ngo 1.21\n\nrequire example.com/x v1.2.0\n',
      'go.work': 'go 1.21\n\nuse (\n\t./app\n\t./other\n\t./third\n)\n',
    });
    // third's own graph has the version, so that the workspace is not told again.
    expect(await places()).toEqual(['third/go.mod:5']);
  });

  test('finds a version that only the workspace selects, at the use line of the member that asks for less', async () => {
    // other's own graph has w v1.1.0 without what that needs: it is pruned away. app asks for w itself, so the workspace has it all.
    const served = await serveModules({
      ...MODULES,
      'example.com/z@v1.0.0': { ...MADE, mod: 'go 1.21\n\nrequire example.com/w v1.1.0\n' },
      'example.com/w@v1.0.0': { ...MADE, mod: 'go 1.21\n' },
      'example.com/w@v1.1.0': { ...MADE, mod: 'go 1.21\n\nrequire example.com/y v1.1.0\n' },
    });
    box.put({
      '.modwarden.yaml': banned(),
      'app/go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.com/w v1.0.0\n',
      'other/go.mod': 'module example.com/other\n\ngo 1.21\n\nrequire example.com/z v1.0.0\n',
    });
    const env = { GOPROXY: served.url };
    const { out } = await box.run(['check', '--format', 'json'], { env });
    const { findings } = JSON.parse(out) as {
      findings: { place: { path: string; start: { line: number } }; module?: string; trail: { path: string }[] }[];
    };
    expect(findings.map(({ place, module }) => [place.path, place.start.line, module])).toEqual([
      ['go.work', 4, undefined],
    ]);
    expect(findings[0]!.trail.map((m) => m.path)).toEqual(['example.com/w', 'example.com/y']);
  });

  test('workspace: ignore leaves the workspace out', async () => {
    const app = 'module example.com/app\n\ngo 1.21\n\nrequire example.com/bad v1.0.0\n';
    box.put({ 'app/go.mod': app, '.modwarden.yaml': 'extends: []\nrules: { freshness/unavailable: error }\n' });
    const gapsOf = async () => {
      const { out } = await box.run(['check', '--format', 'json']);
      return (JSON.parse(out) as { gaps: { subject: string }[] }).gaps.map((g) => g.subject);
    };
    expect(await gapsOf()).toContain('go.work');
    box.put({ '.modwarden.yaml': 'extends: []\nrules: { freshness/unavailable: error }\nworkspace: ignore\n' });
    expect(await gapsOf()).not.toContain('go.work');
  });

  test('a member at a placeholder version is built from its folder, and nobody is asked for it', async () => {
    const api = 'module example.com/api\n\ngo 1.21\n\nrequire example.com/y v1.1.0\n';
    const app = 'module example.com/app\n\ngo 1.21\n\nrequire example.com/api v0.0.0\n';
    box.put({
      '.modwarden.yaml': banned(),
      'api/go.mod': api,
      'app/go.mod': app,
      'go.work': 'go 1.21\n\nuse (\n\t./api\n\t./app\n)\n',
    });
    server.asked();
    const { out } = await box.run(['check', '--format', 'json']);
    const report = JSON.parse(out) as { gaps: unknown[]; findings: { place: { path: string } }[] };
    expect(report.gaps).toEqual([]);
    expect(report.findings.map(({ place }) => place.path)).toEqual(['api/go.mod', 'app/go.mod', 'other/go.mod']);
    expect(server.asked().filter((url) => url.includes('example.com/api'))).toEqual([]);
  });
});
