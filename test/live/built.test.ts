/** Which modules of published programs are built: the installed go command and modwarden, both through the user's own GOPROXY. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { userEnv } from '../../src/gather/user-env.ts';
import { cli } from '../support/cli.ts';

const MODULES: readonly (readonly [path: string, version: string])[] = [
  ['github.com/spf13/cobra', 'v1.9.1'],
  ['github.com/junegunn/fzf', 'v0.60.3'],
  ['github.com/fsnotify/fsnotify', 'v1.8.0'],
  ['github.com/shirou/gopsutil/v4', 'v4.25.1'],
  ['github.com/mikefarah/yq/v4', 'v4.45.1'],
  ['github.com/charmbracelet/glow/v2', 'v2.1.0'],
  ['github.com/mattn/go-sqlite3', 'v1.14.24'],
  ['modernc.org/sqlite', 'v1.36.0'],
  ['golang.org/x/tools/gopls', 'v0.18.1'],
  ['github.com/caddyserver/caddy/v2', 'v2.9.1'],
  ['github.com/hajimehoshi/ebiten/v2', 'v2.8.6'],
  ['k8s.io/client-go', 'v0.32.2'],
  ['github.com/cli/cli/v2', 'v2.67.0'],
  ['github.com/gohugoio/hugo', 'v0.145.0'],
  ['helm.sh/helm/v3', 'v3.17.1'],
  ['github.com/go-git/go-git/v5', 'v5.14.0'],
  ['github.com/nats-io/nats-server/v2', 'v2.10.25'],
];
const TARGETS = [
  ['linux/amd64', 'on'],
  ['windows/amd64', 'off'],
  ['darwin/arm64', 'off'],
] as const;

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('skipped: test/live/built.test.ts needs the go command, which is not installed');

const scratch = mkdtempSync(join(tmpdir(), 'live-built-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function go(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): string {
  const options = { cwd, encoding: 'utf8', maxBuffer: 1 << 28, stdio: 'pipe' } as const;
  return execFileSync('go', [...args], { ...options, env: { ...process.env, GOFLAGS: '', GOWORK: 'off', ...env } });
}

/** A server may keep single modules back. */
function download(module: string): { readonly Dir?: string; readonly Error?: string } {
  const { stdout } = spawnSync('go', ['mod', 'download', '-json', module], { cwd: scratch, encoding: 'utf8' });
  return JSON.parse(stdout) as { Dir?: string; Error?: string };
}

describe.skipIf(!hasGo)('the modules that are built', () => {
  test.for(MODULES)('of %s %s are those of go list -deps', async ([path, version], context) => {
    const { Dir, Error: refused } = download(`${path}@${version}`);
    if (Dir === undefined) {
      console.log(`skipped: ${path}: ${refused}`);
      return context.skip(refused);
    }
    const folder = join(scratch, path.replaceAll('/', '_'));
    cpSync(Dir, folder, { recursive: true });
    execFileSync('chmod', ['-R', 'u+w', folder]);
    const { GOMODCACHE } = userEnv(process.env);
    for (const [platform, cgo] of TARGETS) {
      const [GOOS = '', GOARCH = ''] = platform.split('/');
      const format = '{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}';
      const env = { GOOS, GOARCH, CGO_ENABLED: cgo === 'on' ? '1' : '0' };
      const wanted = go(['list', '-deps', '-f', format, './...'], folder, env).split('\n').filter(Boolean);
      const { out } = await cli(
        ['list', 'modules', '--format', 'json', '--scope', 'built', '--platform', platform, '--cgo', cgo],
        { cwd: folder, env: { ...process.env, GOMODCACHE, GOWORK: 'off' } },
      );
      const own = (JSON.parse(out) as { path: string }[]).map((module) => module.path);
      expect(own.sort(), platform).toEqual([...new Set(wanted)].sort());
    }
    rmSync(folder, { recursive: true });
  });
});
