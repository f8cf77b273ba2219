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
