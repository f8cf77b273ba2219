import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readNetrc } from '../../src/gather/proxy/netrc.ts';
import { type UserEnv, userEnv } from '../../src/gather/user-env.ts';
import { UserFileError } from '../../src/gather/user-file.ts';
import { GO_DEFAULTS } from '../../src/go/env/goproxy.ts';

let box: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'env-'));
});
afterEach(() => rmSync(box, { recursive: true }));

const put = (path: string, content: string) => {
  mkdirSync(dirname(join(box, path)), { recursive: true });
  writeFileSync(join(box, path), content);
};
const of = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
  userEnv({ HOME: box, ...env }, platform);
const FILE = '.config/go/env';

test('nothing set', () => {
  expect(of({})).toEqual({
    GOPROXY: GO_DEFAULTS.GOPROXY,
    GOSUMDB: GO_DEFAULTS.GOSUMDB,
    GO111MODULE: '',
    GOTOOLCHAIN: GO_DEFAULTS.GOTOOLCHAIN,
    GOPRIVATE: '',
    GONOPROXY: '',
    GONOSUMDB: '',
    GOINSECURE: '',
    GOFLAGS: '',
    GOAUTH: 'netrc',
    GOMODCACHE: join(box, 'go/pkg/mod'),
    netrc: join(box, '.netrc'),
    process: { HOME: box },
  });
  expect(userEnv({}, 'linux')).toMatchObject({ GOMODCACHE: '', netrc: undefined });
});

test('each variable is read by its own name, from the process and from the file', () => {
  const names = ['GOPROXY', 'GOSUMDB', 'GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE', 'GOFLAGS', 'GOAUTH'];
  names.push('GO111MODULE', 'GOTOOLCHAIN', 'GOMODCACHE');
  const settings = Object.fromEntries(names.map((name) => [name, `its-${name}`]));
  const netrc = join(box, '.netrc');
  expect(of(settings)).toEqual({ ...settings, netrc, process: { HOME: box, ...settings } });
  put(FILE, names.map((name) => `${name}=its-${name}\n`).join(''));
  expect(of({})).toEqual({ ...settings, netrc, process: { HOME: box } });
});

test('on Windows the folders and lists are others', () => {
  const windows = (env: Record<string, string>) => userEnv({ USERPROFILE: box, HOME: '/none', ...env }, 'win32');
  put('app/go/env', 'GOPRIVATE=app\n');
  put('old/go/env', 'GOPRIVATE=old\n');
  put('.config/go/env', 'GOPRIVATE=unix\n');
  expect(windows({ AppData: join(box, 'app'), APPDATA: join(box, 'old') }).GOPRIVATE).toBe('app');
  expect(windows({ APPDATA: join(box, 'old') }).GOPRIVATE).toBe('old');
  expect(windows({ AppData: '' })).toMatchObject({ GOPRIVATE: '', GOMODCACHE: join(box, 'go/pkg/mod') });
  expect(windows({}).netrc).toBe(join(box, '.netrc'));
  put('_netrc', '');
  expect([windows({}).netrc, of({}).netrc]).toEqual([join(box, '_netrc'), join(box, '.netrc')]);
  put('goroot/go.env', 'GOPROXY=off\n');
  put('goroot/pkg/tool/x', '');
  put('goroot/bin/go.exe', '');
  expect(windows({ Path: `/none;${join(box, 'goroot/bin')}` }).GOPROXY).toBe('off');
  expect(windows({ Path: `/none:${join(box, 'goroot/bin')}` }).GOPROXY).toBe(GO_DEFAULTS.GOPROXY);
  expect(of({ Path: join(box, 'goroot/bin') }).GOPROXY).toBe(GO_DEFAULTS.GOPROXY);
});

test('without a home folder there are fewer files', () => {
  put('xdg/go/env', 'GOPRIVATE=xdg\n');
  const without = { netrc: undefined, GOMODCACHE: '', GOPRIVATE: '' };
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(userEnv({ HOME: '', USERPROFILE: '' }, platform)).toMatchObject(without);
  const env = { XDG_CONFIG_HOME: join(box, 'xdg') };
  expect(userEnv(env, 'linux')).toMatchObject({ ...without, GOPRIVATE: 'xdg' });
  expect(userEnv(env, 'darwin')).toMatchObject(without);
});

describe('layers', () => {
  test.each<[name: string, file: string, env: Record<string, string>, expected: Partial<UserEnv>]>([
    [
      'the file',
      'GOPROXY=https://file.example\nGOPRIVATE=a\n',
      {},
      { GOPROXY: 'https://file.example', GOPRIVATE: 'a', GONOPROXY: 'a', GONOSUMDB: 'a' },
    ],
    [
      'the process over the file',
      'GOPROXY=https://file.example\n',
      { GOPROXY: 'https://process.example' },
      { GOPROXY: 'https://process.example' },
    ],
    [
      'an empty process value is none',
      'GOPROXY=https://file.example\n',
      { GOPROXY: '' },
      { GOPROXY: 'https://file.example' },
    ],
    // A key in the user's file hides the default even by an empty value.
    ['an empty file value hides', 'GOPROXY=\nGOSUMDB=\nGOAUTH=\n', {}, { GOPROXY: '', GOSUMDB: '', GOAUTH: 'netrc' }],
    [
      'lines that are none',
      ' GOPROXY=a\nexport GOPROXY=b\n# GOPROXY=c\ngoproxy=d\n=e\nGOPROXY\n',
      {},
      { GOPROXY: GO_DEFAULTS.GOPROXY },
    ],
    ['no quotes, no trimming, the last counts', 'GOPRIVATE=x\nGOPRIVATE="a" # b\r\n', {}, { GOPRIVATE: '"a" # b\r' }],
    ['a value of its own beside GOPRIVATE', 'GOPRIVATE=a\nGONOPROXY=none\n', {}, { GONOPROXY: 'none', GONOSUMDB: 'a' }],
    ['GOENV=off', 'GOPRIVATE=a\n', { GOENV: 'off' }, { GOPRIVATE: '' }],
    ['GOPATH', 'GOPATH=/one:/two\n', {}, { GOMODCACHE: '/one/pkg/mod' }],
    ['GOMODCACHE', 'GOMODCACHE=/cache\n', { GOPATH: '/one' }, { GOMODCACHE: '/cache' }],
    ['NETRC', '', { NETRC: '/my/netrc' }, { netrc: '/my/netrc' }],
  ])('%s', (_, file, env, expected) => {
    put(FILE, file);
    expect(of(env)).toMatchObject(expected);
  });

  test('another file', () => {
    put('other', 'GOPRIVATE=other\n');
    put('xdg/go/env', 'GOPRIVATE=xdg\n');
    put('Library/Application Support/go/env', 'GOPRIVATE=mac\n');
    expect(of({ GOENV: join(box, 'other') }).GOPRIVATE).toBe('other');
    expect(of({ XDG_CONFIG_HOME: join(box, 'xdg') }).GOPRIVATE).toBe('xdg');
    expect(of({ XDG_CONFIG_HOME: 'xdg' }).GOPRIVATE).toBe('');
    expect(of({}, 'darwin').GOPRIVATE).toBe('mac');
    expect(of({ GOENV: join(box, 'absent') }).GOPRIVATE).toBe('');
  });
});

describe("GOROOT's go.env", () => {
  beforeEach(() => {
    put('goroot/go.env', 'GOPROXY=direct\nGOSUMDB=off\n');
    put('goroot/pkg/tool/x', '');
    put('goroot/bin/go', '');
    chmodSync(join(box, 'goroot/bin/go'), 0o755);
  });
  const distribution = { GOPROXY: 'direct', GOSUMDB: 'off' };

  test('named, or found by PATH, through symlinks', () => {
    expect(of({ GOROOT: join(box, 'goroot') })).toMatchObject(distribution);
    expect(of({ PATH: `/absent:${join(box, 'goroot/bin')}` })).toMatchObject(distribution);
    mkdirSync(join(box, 'links'));
    symlinkSync(join(box, 'goroot/bin/go'), join(box, 'links/go'));
    expect(of({ PATH: join(box, 'links') })).toMatchObject(distribution);
    put(FILE, `GOROOT=${join(box, 'goroot')}\n`);
    expect(of({})).toMatchObject(distribution);
  });

  test('is two or three folders above the first go of the PATH, which may be a script of no GOROOT', () => {
    put('goroot/bin/linux_amd64/go', '');
    expect(of({ PATH: join(box, 'goroot/bin/linux_amd64') })).toMatchObject(distribution);
    put('goroot/bin/linux_amd64/deep/go', '');
    expect(of({ PATH: join(box, 'goroot/bin/linux_amd64/deep') }).GOSUMDB).toBe(GO_DEFAULTS.GOSUMDB);
    put('wrapper/go', '');
    put('folder/go/x', '');
    const path = (...folders: string[]) => of({ PATH: folders.map((name) => join(box, name)).join(':') }).GOSUMDB;
    expect(path('folder', 'goroot/bin')).toBe('off');
    expect(path('wrapper', 'goroot/bin')).toBe(GO_DEFAULTS.GOSUMDB);
    put('tool/pkg/tool', 'a file');
    put('tool/bin/go', '');
    expect(path('tool/bin', 'goroot/bin')).toBe(GO_DEFAULTS.GOSUMDB);
  });

  test('is that of the file of the user, before the environment and the PATH', () => {
    put('one/go.env', 'GOSUMDB=one\n');
    put('two/go.env', 'GOSUMDB=two\n');
    const env = { GOROOT: join(box, 'two'), PATH: join(box, 'goroot/bin') };
    expect(of(env).GOSUMDB).toBe('two');
    put(FILE, `GOROOT=${join(box, 'one')}\n`);
    expect(of(env).GOSUMDB).toBe('one');
  });

  test('in the home folder is no GOPATH', () => {
    for (const GOROOT of [join(box, 'go'), `${join(box, 'go')}/`]) expect(of({ GOROOT }).GOMODCACHE).toBe('');
    expect(of({ GOROOT: join(box, 'goroot') }).GOMODCACHE).toBe(join(box, 'go/pkg/mod'));
  });

  test('stands below the file of the user', () => {
    put(FILE, 'GOPROXY=\n');
    expect(of({ GOROOT: join(box, 'goroot') })).toMatchObject({ GOPROXY: '', GOSUMDB: 'off' });
  });

  test('of a relative PATH is not looked for: that may be the checked repository', () => {
    expect(of({ PATH: 'goroot/bin:.' }).GOPROXY).toBe(GO_DEFAULTS.GOPROXY);
  });
});

describe('a settings file', () => {
  const pipe = (path: string) => execFileSync('mkfifo', [path]);
  const big = (path: string) => writeFileSync(path, 'x'.repeat((1 << 20) + 1));

  test.each<[name: string, make: (path: string) => void, message: RegExp]>([
    ['a pipe', pipe, /^".*env": expected a file, got a pipe$/],
    [
      'a link to a pipe',
      (path) => {
        pipe(`${path}.to`);
        symlinkSync(`${path}.to`, path);
      },
      /expected a file, got a pipe$/,
    ],
    ['too large', big, /^".*env": expected at most 1048576 bytes, got 1048577$/],
  ])('that is %s is an error, for without it private modules could be asked for in public', (_, make, message) => {
    const path = join(box, 'env');
    make(path);
    expect(() => of({ GOENV: path })).toThrow(UserFileError);
    expect(() => of({ GOENV: path })).toThrow(message);
    expect(() => readNetrc(path)).toThrow(message);
  });

  test.each<[name: string, path: () => string]>([
    ['missing', () => join(box, 'none')],
    ['a folder', () => box],
    [
      'below a file',
      () => {
        put('f', '');
        return join(box, 'f/env');
      },
    ],
    ['a device', () => '/dev/null'],
    ['a device that never ends', () => '/dev/zero'],
  ])('that is %s is done without, as Go does', (_, path) => {
    expect(of({ GOENV: path(), GOPRIVATE: 'a.example' }).GOPRIVATE).toBe('a.example');
    expect(readNetrc(path())).toEqual([]);
  });

  test('a folder of the PATH that may not be entered has no go', () => {
    mkdirSync(join(box, 'locked'), { mode: 0o000 });
    symlinkSync('round', join(box, 'round'));
    put('file', '');
    expect(() => of({ PATH: ['locked', 'round', 'file'].map((name) => join(box, name)).join(':') })).not.toThrow();
  });
});
