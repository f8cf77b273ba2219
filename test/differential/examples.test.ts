/** Whether the go command takes the examples as they are: their modules served by a proxy in a folder. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWorldProxy } from '../support/world-proxy.ts';

const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout?.trim() ?? '';
// `go mod tidy -diff` came with 1.23, the go lines of the examples ask for 1.25.
const why =
  version === '' ? 'there is no go command' : /^go1\.(2[5-9]|[3-9]\d)/.test(version) ? '' : `it is ${version}`;
if (why) console.log(`skipped: ${why}`);

const root = why ? '' : mkdtempSync(join(tmpdir(), 'modwarden-world-'));
afterAll(() => root && rmSync(root, { recursive: true }));

function go(folder: string, ...args: readonly string[]) {
  const env = {
    PATH: process.env.PATH,
    HOME: root,
    GOENV: 'off',
    GOPROXY: `file://${root}/proxy`,
    GOSUMDB: 'off',
    GOTOOLCHAIN: 'local',
    GOMODCACHE: join(root, 'modules'),
    GOCACHE: join(root, 'cache'),
    GOFLAGS: '-modcacherw',
    GOWORK: folder.startsWith('workspace/') ? 'off' : '',
  };
  const { status, stdout, stderr } = spawnSync('go', args, {
    cwd: join(root, 'examples', folder),
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr: stderr.replaceAll(/^go: downloading .*\n/gm, '') };
}

describe.skipIf(why !== '')('the go command', () => {
  beforeAll(() => {
    writeWorldProxy(join(root, 'proxy'));
    mkdirSync(join(root, 'examples'));
    cpSync('examples', join(root, 'examples'), { recursive: true });
  });

  it.each(['payments', 'payments/tools', 'clean', 'workspace/api', 'workspace/events', 'workspace/worker'])(
    'finds examples/%s tidy, and go.sum whole',
    (folder) => {
      expect(go(folder, 'mod', 'tidy', '-diff')).toEqual({ status: 0, stdout: '', stderr: '' });
    },
  );

  it('lists what examples/clean imports from its vendor folder', () => {
    const { status, stdout, stderr } = go('clean', 'list', '-deps', '-f', '{{with .Module}}{{.Path}}{{end}}', '.');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n').filter(Boolean).sort()).toEqual([
      'example.com/router',
      'example.com/runes',
      'example.com/slug',
      'example.com/tables',
      'git.corp.example/shop/catalog',
    ]);
  });

  it('refuses examples/workspace', () => {
    const { status, stderr } = go('workspace', 'list', '-m');
    expect(stderr).toMatch(/shared|conflicting replacements/);
    expect(status).not.toBe(0);
  });
});
