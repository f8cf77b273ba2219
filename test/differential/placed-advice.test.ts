/**
 * Commands that hints name, run by the real go in the folder that the hint names: in nested modules, modfiles and workspaces. In every
 * case the same command at the root fails, or changes another file.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, put } from '../support/cli.ts';
import { commandsIn, folderIn } from '../support/go-commands.ts';
import { type StoredVersion, writeProxyFolder } from '../support/proxy-folder.ts';

const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout?.trim() ?? '';
if (version === '')
  console.log('skipped: test/differential/placed-advice.test.ts needs the go command, which is not installed');

const scratch = mkdtempSync(join(tmpdir(), 'placed-advice-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const at = (time: string, more: StoredVersion = {}): StoredVersion => ({
  time: `${time}T00:00:00Z`,
  files: { 'a.go': 'package a\n' },
  ...more,
});
let GOPROXY = '';
beforeAll(() => {
  GOPROXY = writeProxyFolder(join(scratch, 'proxy'), {
    'x.example/higher@v1.0.0': at('2022-01-01'),
    'x.example/higher@v1.0.1': at('2025-01-01', { mod: 'retract v1.0.0 // loses writes\n' }),
    'x.example/plain@v1.0.0': at('2022-01-01'),
    'x.example/plain@v1.1.0': at('2025-01-01'),
  });
});

const environment = () => ({
  GOENV: 'off',
  GOFLAGS: '-modcacherw',
  GOMODCACHE: join(scratch, 'cache'),
  GONOSUMDB: '*',
  GOPROXY,
  GOSUMDB: 'off',
  GOTOOLCHAIN: 'local',
});

const POLICY = (more = '') => `extends: []
${more}rules:
  freshness/retracted: error
  freshness/outdated: { max-age: 1d }
  gomod/syntax: error
  gomod/go-version: { level: warning, max: "1.25" }
  graph/incompatible: warning
  replace/target: warning
  replace/unused: warning
  sum/missing: warning
  vendor/inconsistent: error
  work/outside: error
`;
const mod = (name: string, ...lines: string[]) => `module x.example/${name}\n\ngo 1.25\n\n${lines.join('\n\n')}\n`;
const RETRACTED = 'require x.example/higher v1.0.0';
const UNUSED = 'replace x.example/gone => x.example/gone v1.0.0';
const PIN = 'require x.example/plain v1.0.0\n\nreplace x.example/plain => x.example/plain v1.1.0';

describe.skipIf(version === '')('a command that a hint names', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'a nested module',
      { 'go.mod': mod('root'), 'svc/pay/go.mod': mod('pay', RETRACTED, UNUSED, PIN) },
      ['svc/pay: get x.example/higher@v1.0.1', 'svc/pay: mod edit -dropreplace=x.example/gone', 'svc/pay: mod tidy'],
    ],
    [
      'a nested module that asks for too much',
      { 'go.mod': mod('root'), 'new/go.mod': 'module x.example/new\n\ngo 1.26\n' },
      ['new: mod edit -go=1.25'],
    ],
    [
      'a nested module that names no version',
      { 'go.mod': mod('root'), 'svc/pay/go.mod': mod('pay', 'require x.example/plain latest') },
      ['svc/pay: get x.example/plain@latest'],
    ],
    [
      'a modfile',
      {
        'go.mod': mod('root'),
        '.modwarden.yaml': POLICY('modules: { include: ["tools/lint.mod"] }\n'),
        'tools/lint.mod': mod('lint', RETRACTED, UNUSED, PIN),
      },
      [
        'tools: get -modfile=lint.mod x.example/higher@v1.0.1',
        'tools: mod edit -dropreplace=x.example/gone lint.mod',
        'tools: mod tidy -modfile=lint.mod',
      ],
    ],
    [
      'a member of a workspace without a module at its root',
      { 'go.work': 'go 1.25\n\nuse (\n\t./a\n\t./b\n)\n', 'a/go.mod': mod('a'), 'b/go.mod': mod('b', RETRACTED) },
      ['b: get x.example/higher@v1.0.1'],
    ],
    [
      'a vendored member of a workspace',
      {
        'go.work': 'go 1.25\n\nuse ./a\n',
        'a/go.mod': mod('a', 'require x.example/plain v1.1.0'),
        'a/vendor/modules.txt': '# x.example/plain v1.0.0\n## explicit\nx.example/plain\n',
      },
      ['a: mod vendor'],
    ],
    [
      'a go.work that asks for less than its members',
      { 'w/go.work': 'go 1.21\n\nuse ./a\n', 'w/a/go.mod': mod('a') },
      ['w: work use'],
    ],
    ['a go.work without a go line', { 'w/go.work': 'use ./a\n', 'w/a/go.mod': mod('a') }, ['w: work use']],
    [
      'a go.work whose member is gone',
      { 'w/go.work': 'go 1.25\n\nuse ./a\n\nuse ./gone\n', 'w/a/go.mod': mod('a') },
      ['w: work edit -dropuse=./gone'],
    ],
    [
      'a replacement of a go.work',
      { 'w/go.work': `go 1.25\n\nuse ./a\n\n${UNUSED}\n`, 'w/a/go.mod': mod('a') },
      ['w: work edit -dropreplace=x.example/gone'],
    ],
  ])('is carried out by go where it says: %s', async (_name, files, expected) => {
    const folder = mkdtempSync(join(scratch, 'repo-'));
    put(folder, { '.modwarden.yaml': POLICY(), '.git/HEAD': 'ref: refs/heads/main\n', ...files });
    const run = await cli(['check', '--root', '.', '--format', 'json', '.'], {
      cwd: folder,
      env: { ...environment(), HOME: scratch, PATH: process.env.PATH, XDG_CACHE_HOME: join(scratch, 'ours') },
    });
    const { findings } = JSON.parse(run.out) as { findings: { readonly message: string; readonly hint?: string }[] };
    const seen = new Set<string>();
    for (const { message, hint = '' } of findings) {
      const copy = mkdtempSync(join(scratch, 'copy-'));
      cpSync(folder, copy, { recursive: true });
      for (const args of commandsIn(hint)) {
        const cwd = join(copy, folderIn(hint));
        const work = hint.includes('GOWORK=off') ? { GOWORK: 'off' } : {};
        const env = { ...environment(), HOME: scratch, PATH: process.env.PATH, ...work };
        const done = spawnSync('go', args, { cwd, env, encoding: 'utf8' });
        expect(done.status, `${message}\n${hint}\n${done.stderr}`).toBe(0);
        if (files['go.mod'] !== undefined)
          expect(readFileSync(join(copy, 'go.mod'), 'utf8'), hint).toBe(files['go.mod']);
        seen.add(`${folderIn(hint)}: ${args.join(' ')}`);
      }
    }
    expect([...seen], run.err).toEqual(expect.arrayContaining([...expected]));
  });
});
