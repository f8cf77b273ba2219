/** Values of settings, those that people write and mixtures of their parts, through the installed go command: it refuses what we call refused, in the same words. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseGoauth } from '../../src/go/env/goauth.ts';
import { parseGoFlags } from '../../src/go/env/goflags.ts';
import { parseProxyList } from '../../src/go/env/goproxy.ts';
import { parseSumdb } from '../../src/go/env/gosumdb.ts';
import { allowsVcs, parseGovcs } from '../../src/go/env/govcs.ts';
import { layers } from '../../src/go/env/layers.ts';
import { toolchainRun } from '../../src/go/env/toolchain-run.ts';
import { matchPrefixPatterns } from '../../src/go/path/pattern.ts';

const inherited = { PATH: process.env.PATH, GOENV: 'off', GOWORK: 'off', GOTELEMETRY: 'off' };
const asked = spawnSync('go', ['env', 'GOROOT', 'GOVERSION'], {
  encoding: 'utf8',
  env: { ...inherited, HOME: tmpdir() },
});
const [goroot = '', version = ''] = asked.stdout?.trim().split('\n') ?? [];
const isThatGo = version.startsWith('go1.26');
if (!isThatGo)
  console.log(`skipped: ${version === '' ? 'there is no go command' : `the go command is ${version}, not go1.26`}`);

let home = '';
let runs = 0;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'go-settings-'));
  const served = join(home, 'proxy/example.com/m/@v');
  mkdirSync(served, { recursive: true });
  writeFileSync(join(served, 'v1.0.0.info'), '{"Version":"v1.0.0"}');
  writeFileSync(join(served, 'v1.0.0.mod'), 'module example.com/m\n');
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Run {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly goMod?: string;
}

/** What go prints to standard error. No program but go itself is in PATH, and every server is a closed port of this machine. */
function complaints({ args, env, goMod = 'module example.com/x\n\ngo 1.21.0\n' }: Run): string {
  const dir = join(home, `run-${runs++}`);
  mkdirSync(dir);
  if (goMod !== '') writeFileSync(join(dir, 'go.mod'), goMod);
  const closed = 'http://127.0.0.1:1';
  const { stderr } = spawnSync(join(goroot, 'bin/go'), args, {
    encoding: 'utf8',
    cwd: dir,
    env: {
      ...inherited,
      PATH: join(goroot, 'bin'),
      HOME: home,
      GOPATH: join(dir, 'gopath'),
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-modcacherw',
      HTTP_PROXY: closed,
      HTTPS_PROXY: closed,
      NO_PROXY: '',
      ...env,
    },
  });
  rmSync(dir, { recursive: true, force: true });
  return stderr;
}

/** Values made of these parts: the same in every run. */
function mixtures(parts: readonly string[], count: number): string[] {
  const word = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 5 }).map((chosen) => chosen.join(''));
  return [...new Set(fc.sample(word, { numRuns: count, seed: 20_261_129 }))];
}

/** The part of standard error that our message has to be found in. */
const holds = (stderr: string, message: string) => stderr.includes(message);

describe.skipIf(!isThatGo)('Go takes and refuses the same values', () => {
  it('GOPROXY', () => {
    const values = [
      ...['.', './proxy', '..', '/srv/proxy', 'file:/srv', 'file://host/x', 'DIRECT', 'none', ' ', '|', 'p.example:x'],
      ...['"https://p.example"', 'https://p.example；direct', 'https://p.example https://q.example', 'c:/proxy', '*'],
      ...mixtures(
        [
          'https://',
          'http:/',
          'p.example',
          ',',
          '|',
          ' ',
          'direct',
          'off',
          '.',
          ':',
          '/',
          'u:p@',
          '[',
          ']',
          '80',
          '%zz',
          'file:///x',
          '\t',
          '?',
          '#',
        ],
        120,
      ),
    ];
    for (const value of values.filter((v) => !/off|direct/.test(v))) {
      const stderr = complaints({ args: ['mod', 'download', 'example.com/m@v1.0.0'], env: { GOPROXY: value } });
      const { error } = parseProxyList(value);
      const refused = /invalid proxy URL|invalid file:\/\/|contains no entries|: parse "/.test(stderr);
      expect([value, refused], stderr).toEqual([value, error !== undefined]);
      if (error !== undefined) expect(holds(stderr, error.message), `${value}: ${error.message}\n${stderr}`).toBe(true);
    }
  });

  it('GOSUMDB', () => {
    const key = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const values = [
      ...['OFF', 'on', 'none', '"sum.golang.org"', 'sum.golang.org,off', 'https://sum.golang.org', key, `${key}x`],
      ...mixtures(
        ['sum.golang.org', ' ', '+', '033de0ae', 'https://', 'a.example', ',', '"', '%zz', '/', '\t', 'off'],
        80,
      ),
    ];
    for (const value of values.filter((v) => v !== 'off')) {
      const env = { GOPROXY: `file://${join(home, 'proxy')}`, GOSUMDB: value };
      const stderr = complaints({ args: ['mod', 'download', 'example.com/m@v1.0.0'], env });
      const { error } = parseSumdb(value);
      const refused = /invalid GOSUMDB|missing GOSUMDB|invalid sumdb name/.test(stderr);
      expect([value, refused], stderr).toEqual([value, error !== undefined]);
      if (error !== undefined) expect(holds(stderr, error), `${value}: ${error}\n${stderr}`).toBe(true);
    }
  });

  it('GOFLAGS', () => {
    const values = [
      ...['-mod mod', "'-ldflags=-s -w'", '-ldflags="-s -w"', '-nosuch', '--v', '---v', '-', "'-v", '-=x', '-insecure'],
      ...mixtures(['-', 'v', 'mod', '=', 'x', ' ', "'", '"', '-tags=a', '\t', ',', 'ldflags'], 80),
    ];
    for (const value of values) {
      // Values that flags of `list` refuse, as in -mod=x, are another matter.
      const stderr = complaints({ args: ['list', '-m'], env: { GOFLAGS: value } });
      const { error } = parseGoFlags(value);
      expect([value, /parsing \$GOFLAGS/.test(stderr)], stderr).toEqual([value, error !== undefined]);
      if (error !== undefined) expect(holds(stderr, error.message), `${value}: ${error.message}\n${stderr}`).toBe(true);
    }
  });

  it('GOAUTH', () => {
    const machine = { windows: false, isFolder: (path: string) => path === home };
    const values = [
      ...['off', 'Off', 'netrc, git', ';', 'git', `git ${home}`, 'git /nonexistent', 'git C:/src', 'git src', "'x"],
      ...mixtures(['netrc', 'off', 'git', ';', ' ', ` ${home}`, '/x', '"', 'helper', '\t'], 80),
    ];
    for (const value of values.filter((v) => v !== '')) {
      const env = { GOPROXY: 'https://p.example', GOSUMDB: 'off', GOAUTH: value };
      const stderr = complaints({ args: ['mod', 'download', 'example.com/m@v1.0.0'], env });
      const { error } = parseGoauth(value, machine);
      expect([value, /^go: GOAUTH/m.test(stderr)], stderr).toEqual([value, error !== undefined]);
      const message = error?.replace(/: there is no such folder$/, '');
      if (message !== undefined) expect(holds(stderr, message), `${value}: ${message}\n${stderr}`).toBe(true);
    }
  });

  it('GOVCS', () => {
    const values = [
      ...[
        '*:all',
        'public:git',
        'public:off',
        'private:git,public:svn',
        'x',
        ':git',
        'a:',
        'a:|',
        './x:git',
        'a:git,a:hg',
      ],
      ...mixtures(['public', 'private', 'example.com', '*', ':', ',', '|', 'git', 'hg', 'all', ' ', './', 'ALL'], 100),
    ];
    for (const value of values.filter((v) => v.trim() !== '')) {
      for (const goprivate of ['', 'example.com']) {
        const env = { GOPROXY: 'direct', GOSUMDB: 'off', GOPRIVATE: goprivate, GOVCS: value };
        const stderr = complaints({ args: ['mod', 'download', 'example.com/m.git@v1.0.0'], env });
        const { value: rules, error } = parseGovcs(value);
        if (error !== undefined) {
          expect(holds(stderr, error), `${value}: ${error}\n${stderr}`).toBe(true);
          continue;
        }
        const root = 'example.com/m.git';
        const allowed = allowsVcs(rules, root, matchPrefixPatterns(goprivate, root), 'git');
        expect([value, goprivate, !stderr.includes('GOVCS disallows')], stderr).toEqual([value, goprivate, allowed]);
        expect(/in GOVCS/.test(stderr), stderr).toBe(false);
      }
    }
  });

  it('GOTOOLCHAIN', () => {
    const values = [
      ...['local', 'auto', 'path', 'latest', '1.25.0', 'off', 'go1', 'go2', 'go1.99.0', 'go1.99.0+auto', 'go1.99+path'],
      ...mixtures(['go', '1.99', '.0', '+', 'auto', 'path', 'local', '1.21.3', 'rc1', '-custom', ' ', '/'], 60),
    ];
    const mods = [
      'go 1.21.0',
      'go 1.99',
      'go 1.21.0\n\ntoolchain go1.99.1',
      'go 1.99.0\n\ntoolchain default',
      'go 1.20\ntoolchain go1.27rc1-x',
    ];
    const sources = [{}, { GO111MODULE: 'off' }, { GO111MODULE: 'auto' }, { GOPROXY: 'off' }];
    for (const [index, value] of values.entries()) {
      const lines = mods[index % mods.length]!;
      const env = {
        GOPROXY: `file://${join(home, 'proxy')}`,
        GOSUMDB: 'off',
        ...sources[index % 3 === 0 ? (index / 3) % 4 : 0],
      };
      const goMod = index % 7 === 6 ? '' : `module example.com/x\n\n${lines}\n`;
      const stderr = complaints({ args: ['version'], env: { ...env, GOTOOLCHAIN: value }, goMod });
      const lineOf = (verb: string) => new RegExp(`^${verb} (.*)$`, 'm').exec(goMod)?.[1] ?? '';
      const context = {
        local: version,
        goLine: lineOf('go'),
        toolchainLine: lineOf('toolchain'),
        inModule: goMod !== '',
      };
      const settings = layers({ process: new Map(Object.entries({ ...env, GOTOOLCHAIN: value })) });
      const { value: run, error } = toolchainRun(settings, context);
      const shown = `${value} with ${JSON.stringify(goMod)}, ${JSON.stringify(env)}: ${JSON.stringify(run ?? error)}\n${stderr}`;
      if (run === undefined) expect(holds(stderr, error!), shown).toBe(true);
      else if (run.from === 'installed') expect(stderr, shown).toBe('');
      else if (run.from === 'path') expect(holds(stderr, `cannot find "${run.name}" in PATH`), shown).toBe(true);
      else
        expect(
          /download (\S+?)(?: for|:)|invalid toolchain: (\S+) is a language/.exec(stderr)?.slice(1).join('') ?? '',
          shown,
        ).toBe(run.name);
    }
  });
});
