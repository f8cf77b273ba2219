/** Which modules are built: `go list -deps` over modules with every kind of file, import and replacement, against --scope built. */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Box, newBox } from '../support/box.ts';
import { type StoredVersion, writeProxyFolder } from '../support/proxy-folder.ts';

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('skipped: test/differential/built.test.ts needs the go command, which is not installed');

/** Each imports a module of its own, by which one sees whether it was built. `%` is that import. */
const KINDS: readonly (readonly [file: string, text: string])[] = [
  ['plain.go', 'package lib\nimport _ "%"\n'],
  ['b_windows.go', 'package lib\nimport _ "%"\n'],
  ['c_linux_amd64.go', 'package lib\nimport _ "%"\n'],
  ['d_arm64.go', 'package lib\nimport _ "%"\n'],
  ['e_linux_test.go', 'package lib\nimport _ "%"\n'],
  // A name that is only a system's states nothing.
  ['windows.go', 'package lib\nimport _ "%"\n'],
  ['f_unix.go', 'package lib\nimport _ "%"\n'],
  ['g_linux_extra.go', 'package lib\nimport _ "%"\n'],
  ['h.go', '//go:build unix\n\npackage lib\nimport _ "%"\n'],
  ['i.go', '//go:build !cgo\n\npackage lib\nimport _ "%"\n'],
  ['j.go', 'package lib\n// int x;\nimport "C"\nimport _ "%"\n'],
  ['k.go', '// +build darwin,arm64 windows\n\npackage lib\nimport _ "%"\n'],
  ['l.go', '//go:build go1.18 && !go1.99\n\npackage lib\nimport _ "%"\n'],
  ['m.go', '//go:build ignore\n\npackage main\nimport _ "%"\n'],
  ['n.go', '//go:build custom || gccgo\n\npackage lib\nimport _ "%"\n'],
  ['o.go', '//go:build gc && amd64.v1\n\npackage lib\nimport _ "%"\n'],
  ['p.go', 'package documentation\nimport _ "%"\n'],
  ['_q.go', 'package lib\nimport _ "%"\n'],
  ['r_test.go', 'package lib_test\nimport _ "%"\n'],
  ['s.go', '//go:build linux && (386 || amd64) || solaris\n\npackage lib\nimport _ "%"\n'],
  ['t_windows.go', '//go:build linux\n\npackage lib\nimport _ "%"\n'],
  ['u_android.go', 'package lib\nimport _ "%"\n'],
  ['v.go', '//go:build goexperiment.greenteagc\n\npackage lib\nimport _ "%"\n'],
  ['unused/w.go', 'package unused\nimport _ "%"\n'],
  ['used/x.go', 'package used\nimport _ "%"\n'],
  ['testdata/y.go', 'package testdata\nimport _ "%"\n'],
];

const leaf = (at: number) => `leaf.example/m${at}`;
const text = (at: number) => KINDS[at]![1].replace('%', leaf(at));
const LIB = Object.fromEntries(KINDS.map(([file], at) => [file, text(at)]));

const MODULES: Readonly<Record<string, StoredVersion>> = {
  ...Object.fromEntries(KINDS.map((_, at) => [`${leaf(at)}@v1.0.0`, { files: { 'x.go': 'package x\n' } }])),
  'example.com/lib@v1.0.0': {
    mod: `require (\n${KINDS.map((_, at) => `\t${leaf(at)} v1.0.0\n`).join('')})\n`,
    files: LIB,
  },
  // The longest path that has the package; an empty folder is none, a folder with a test alone is one.
  'example.com/lib/nested@v1.0.0': { files: { 'deep/x.go': 'package deep\n', 'tested/x_test.go': 'package tested\n' } },
  'example.com/old@v1.0.0': { files: { 'x.go': 'package old\n' } },
  'example.com/fork@v1.1.0': { files: { 'x.go': 'package old\nimport _ "example.com/forked"\n' } },
  'example.com/forked@v1.0.0': { files: { 'x.go': 'package forked\n' } },
  'example.com/byfolder@v1.0.0': { files: { 'x.go': 'package byfolder\n' } },
  'example.com/unneeded@v1.0.0': { files: { 'x.go': 'package unneeded\n' } },
  'example.com/tests@v1.0.0': { files: { 'x.go': 'package tests\n' } },
  'example.com/aside@v1.0.0': { files: { 'x.go': 'package aside\n' } },
  'example.com/member@v1.0.0': { files: { 'x.go': 'package member\n' } },
};
const PATHS = Object.keys(MODULES).map((key) => key.split('@')[0]!);

const REQUIRES = `require (\n${PATHS.filter((path) => !/fork$|member$/.test(path))
  .map((path) => `\t${path} v1.0.0\n`)
  .join('')})\n\nreplace example.com/old => example.com/fork v1.1.0\n\nreplace example.com/byfolder => ./replaced\n`;

const REPO: Readonly<Record<string, string>> = {
  'go.mod': `module example.com/main\n\ngo 1.21\n\n${REQUIRES}`,
  'main.go':
    'package main\nimport (\n"fmt"\n_ "example.com/lib"\n_ "example.com/lib/used"\n_ "example.com/lib/nested/deep"\n_ "example.com/old"\n_ "example.com/byfolder"\n_ "example.com/main/testdata/own"\n)\nfunc main() { fmt.Println() }\n',
  'main_test.go': 'package main\nimport _ "example.com/tests"\n',
  // Found by an import, not by a pattern.
  'testdata/own/x.go': 'package own\nimport _ "example.com/aside"\n',
  '_skipped/x.go': 'package skipped\nimport _ "example.com/unneeded"\n',
  'replaced/go.mod': 'module example.com/byfolder\n\ngo 1.21\n',
  'replaced/x.go': 'package byfolder\n',
};

const TARGETS = ['linux/amd64', 'windows/amd64', 'darwin/arm64', 'android/arm64'] as const;

let box: Box;
let proxy: string;
beforeAll(() => {
  box = newBox('off', REPO);
  proxy = writeProxyFolder(join(box.root, 'proxy'), MODULES);
  (box.env as Record<string, string>).GOPROXY = proxy;
});
afterAll(() => {
  if (hasGo) go(['clean', '-modcache']);
  box.remove();
});

function go(args: readonly string[], env: Readonly<Record<string, string>> = {}): string[] {
  const { stdout, stderr, status } = spawnSync('go', [...args], {
    cwd: box.repo,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: box.home,
      GOPROXY: proxy,
      GOSUMDB: 'off',
      GOMODCACHE: join(box.root, 'gocache'),
      GOCACHE: join(box.root, 'build'),
      GOTOOLCHAIN: 'local',
      ...env,
    },
  });
  if (status !== 0) throw new Error(stderr);
  return [...new Set(stdout.split('\n').filter((line) => line !== ''))].sort();
}

async function both(
  platform: string,
  cgo: 'on' | 'off',
  { tests = false, tags = '', env = {} }: { tests?: boolean; tags?: string; env?: Record<string, string> } = {},
) {
  const [GOOS = '', GOARCH = ''] = platform.split('/');
  const format = '{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}';
  const wanted = go(
    ['list', '-deps', ...(tests ? ['-test'] : []), ...(tags ? ['-tags', tags] : []), '-f', format, './...'],
    { GOOS, GOARCH, CGO_ENABLED: cgo === 'on' ? '1' : '0', ...env },
  );
  const args = ['--scope', 'built', '--platform', platform, '--cgo', cgo, ...(tests ? ['--tests'] : [])];
  const { out, err, code } = await box.run(
    ['list', 'modules', '--format', 'json', ...args, ...(tags ? ['--tags', tags] : [])],
    env.GOWORK === undefined ? {} : { env: { GOWORK: env.GOWORK } },
  );
  expect([err, code]).toEqual(['', 0]);
  const own = (JSON.parse(out) as { path: string }[]).map(({ path }) => path);
  return { wanted, own: [...new Set(own)].sort() };
}

describe.skipIf(!hasGo)('the modules that are built', () => {
  beforeAll(() => void go(['mod', 'download', 'all'], { GOFLAGS: '-mod=mod' }));

  test.each(TARGETS.flatMap((platform) => (['on', 'off'] as const).map((cgo) => [platform, cgo] as const)))(
    'are those of go list -deps (%s, cgo %s)',
    async (platform, cgo) => {
      const { wanted, own } = await both(platform, cgo);
      expect(own).toEqual(wanted);
      expect(own.length).toBeGreaterThan(8);
      expect(own).not.toContain('example.com/unneeded');
    },
  );

  test('with tests and with tags', async () => {
    const tested = await both('linux/amd64', 'on', { tests: true });
    expect(tested.own).toEqual(tested.wanted);
    expect(tested.own).toContain('example.com/tests');
    const tagged = await both('linux/amd64', 'on', { tags: 'custom' });
    expect(tagged.own).toEqual(tagged.wanted);
    expect(tagged.own).toContain(leaf(KINDS.findIndex(([file]) => file === 'n.go')));
  });

  test('of a go 1.16 module', async () => {
    box.put({ 'go.mod': REPO['go.mod']!.replace('go 1.21', 'go 1.16') });
    const { wanted, own } = await both('linux/amd64', 'on', { env: { GOFLAGS: '-mod=mod' } });
    expect(own).toEqual(wanted);
    box.put({ 'go.mod': REPO['go.mod']! });
  });

  test('of a workspace', async () => {
    box.put({
      'go.work': 'go 1.21\n\nuse (\n\t.\n\t./member\n)\n',
      'member/go.mod': 'module example.com/work/member\n\ngo 1.21\n\nrequire example.com/member v1.0.0\n',
      'member/x.go': 'package member\nimport _ "example.com/member"\nimport _ "example.com/main/testdata/own"\n',
    });
    go(['mod', 'download', 'example.com/member@v1.0.0'], { GOWORK: 'off' });
    writeFileSync(join(box.repo, 'go.work.sum'), '');
    const wanted = go(
      ['list', '-deps', '-f', '{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}', './...', './member/...'],
      { GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '1', GONOSUMDB: '*', GOFLAGS: '-mod=readonly' },
    );
    const { out } = await box.run([
      'list',
      'modules',
      '--format',
      'json',
      '--scope',
      'built',
      '--platform',
      'linux/amd64',
      '--cgo',
      'on',
    ]);
    const own = (JSON.parse(out) as { path: string }[]).map(({ path }) => path);
    expect([...new Set(own)].sort()).toEqual(wanted);
    expect(wanted).toContain('example.com/member');
    for (const name of ['go.work', 'go.work.sum', 'member']) rmSync(join(box.repo, name), { recursive: true });
  });

  test('of a vendored module, from its vendor folder alone', async () => {
    go(['mod', 'vendor']);
    (box.env as Record<string, string>).GOPROXY = 'off';
    for (const platform of TARGETS) {
      const { wanted, own } = await both(platform, 'off');
      expect(own).toEqual(wanted);
    }
    (box.env as Record<string, string>).GOPROXY = proxy;
    rmSync(join(box.repo, 'vendor'), { recursive: true });
  });
});
