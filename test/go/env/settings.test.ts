import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGoauth } from '../../../src/go/env/goauth.ts';
import { parseGoFlags, splitQuoted } from '../../../src/go/env/goflags.ts';
import { parseSumdb } from '../../../src/go/env/gosumdb.ts';
import { parseToolchain, selectToolchain } from '../../../src/go/env/gotoolchain.ts';
import { allowsVcs, parseGovcs } from '../../../src/go/env/govcs.ts';
import { checkEnvWrite, isGoSetting } from '../../../src/go/env/names.ts';
import { parseVerifierKey } from '../../../src/go/env/verifier-key.ts';

/** A key as `NAME+HASH+KEY`, of the given bytes. */
function verifier(name: string, key: Uint8Array): string {
  const hash = createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4);
  return `${name}+${hash.toString('hex')}+${Buffer.from(key).toString('base64')}`;
}
const ed25519 = (fill: number) => Uint8Array.from({ length: 33 }, (_, i) => (i === 0 ? 1 : fill));
const KEY = verifier('db.example', ed25519(251));

describe('GOSUMDB', () => {
  it.each([
    ['off', { off: true }],
    ['sum.golang.org', { name: 'sum.golang.org', url: 'https://sum.golang.org' }],
    [' sum.golang.org\t', { name: 'sum.golang.org', url: 'https://sum.golang.org' }],
    ['sum.golang.google.cn', { name: 'sum.golang.org', url: 'https://sum.golang.google.cn' }],
    ['sum.golang.org http://db.example/', { name: 'sum.golang.org', url: 'http://db.example' }],
    [KEY, { name: 'db.example', url: 'https://db.example', key: KEY }],
    [`${KEY} https://other.example/x`, { name: 'db.example', url: 'https://other.example/x' }],
    [verifier('db.example/path', ed25519(1)), { name: 'db.example/path', url: 'https://db.example/path' }],
  ])('takes %j', (value, setting) => {
    const { value: got, error } = parseSumdb(value);
    expect(error).toBeUndefined();
    expect(got).toMatchObject(setting);
  });

  it.each([
    ['', 'missing GOSUMDB'],
    ['   ', 'missing GOSUMDB'],
    ['OFF', 'invalid GOSUMDB: malformed verifier id'],
    ['off\r', 'invalid GOSUMDB: malformed verifier id'],
    ['"sum.golang.org"', 'invalid GOSUMDB: malformed verifier id'],
    ['https://sum.golang.org', 'invalid GOSUMDB: malformed verifier id'],
    ['sum.golang.org,https://db.example', 'invalid GOSUMDB: malformed verifier id'],
    // The alias is known only alone.
    ['sum.golang.google.cn https://sum.golang.google.cn', 'invalid GOSUMDB: malformed verifier id'],
    ['sum.golang.org https://a.example https://b.example', 'invalid GOSUMDB: too many fields'],
    ['sum.golang.org https://%zz', 'invalid GOSUMDB URL: parse "https://%zz": invalid URL escape "%zz"'],
    [KEY.replace('db.example', 'dc.example'), 'invalid GOSUMDB: invalid verifier hash'],
    [KEY.slice(0, -4), 'invalid GOSUMDB: invalid verifier hash'],
    [verifier('db.example/', ed25519(1)), 'invalid sumdb name (must be host[/path]): db.example/'],
    [verifier('db.example?q', ed25519(1)), 'invalid sumdb name (must be host[/path]): db.example?q'],
    [verifier('u@db.example', ed25519(1)), 'invalid sumdb name (must be host[/path]): u@db.example'],
  ])('refuses %j', (value, message) => {
    expect(parseSumdb(value).error).toBe(message);
  });

  it('reads verifier keys', () => {
    expect(parseVerifierKey(KEY).value).toMatchObject({ name: 'db.example', key: new Uint8Array(32).fill(251) });
    expect(KEY).toContain('+/'); // a plus in the base64 is no separator
    expect(parseVerifierKey(verifier('a', Uint8Array.of(2, 1))).error).toBe('unknown verifier algorithm');
    expect(parseVerifierKey(verifier('a', Uint8Array.of(1, 1))).error).toBe('malformed verifier id');
    expect(parseVerifierKey('a+00000000+').error).toBe('malformed verifier id');
  });
});

describe('GOFLAGS', () => {
  it('splits at white space and takes whole elements in quotes', () => {
    const value = `  -mod=mod\t'-ldflags=-s -w' "--tags=a b"-v`;
    const { flags, error } = parseGoFlags(value);
    expect(error).toBeUndefined();
    expect(flags.map((f) => [f.name, f.value, value.slice(f.start, f.end)])).toEqual([
      ['mod', 'mod', '-mod=mod'],
      ['ldflags', '-s -w', '-ldflags=-s -w'],
      ['tags', 'a b', '--tags=a b'],
      ['v', undefined, '-v'],
    ]);
  });

  it.each([
    ['-ldflags="-s -w"', 'unknown flag -w"'],
    ['mod=mod', 'non-flag "mod=mod"'],
    ['-', 'non-flag "-"'],
    ['--', 'non-flag "--"'],
    ['---v', 'non-flag "---v"'],
    ['-=x', 'non-flag "-=x"'],
    ['-v,-x', 'unknown flag -v,-x'],
    ['-v -nosuch', 'unknown flag -nosuch'],
    ["'-v", "unterminated ' string"],
    ['-test.run=x -test.nosuch', 'unknown flag -test.nosuch'],
    // Still a name that go knows, though only to say that it is gone.
    ['-insecure', undefined],
    ['-debug-trace=x', undefined],
    ['-__proto__', 'unknown flag -__proto__'],
  ])('judges %j', (value, message) => {
    expect(parseGoFlags(value).error?.message).toBe(message && `parsing $GOFLAGS: ${message}`);
  });

  it('splits without loss', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z=-]{1,5}$/)), (words) => {
        expect(splitQuoted(words.join(' \n')).value!.map((w) => w.text)).toEqual(words);
        expect(splitQuoted(words.map((w) => `'${w}'`).join('')).value!.map((w) => w.text)).toEqual(words);
      }),
    );
  });
});

describe('GOVCS', () => {
  it.each([
    ['', 'git', true],
    ['', 'svn', false],
    ['public:all', 'svn', true],
    ['github.com/evil:off,public:all', 'svn', true],
    ['example.com:git', 'hg', false],
    ['*:ALL', 'git', false],
    [' *:git | svn , private:all ', 'svn', true],
  ])('%j lets %s meet a public path: %s', (value, vcs, allowed) => {
    expect(allowsVcs(parseGovcs(value).value!, 'example.com/m', false, vcs)).toBe(allowed);
  });

  it('lets private paths meet all, unless it is said otherwise', () => {
    expect(allowsVcs([], 'example.com/m', true, 'bzr')).toBe(true);
    expect(allowsVcs(parseGovcs('private:git').value!, 'example.com/m', true, 'bzr')).toBe(false);
  });

  it.each([
    ['off', 'malformed entry in GOVCS (missing colon): "off"'],
    ['*:git,', 'empty entry in GOVCS'],
    [':git', 'empty pattern in GOVCS: ":git"'],
    ['*:', 'empty VCS list in GOVCS: "*:"'],
    ['*:git||hg', 'empty VCS name in GOVCS: "*:git||hg"'],
    ['./x:git', 'relative pattern not allowed in GOVCS: "./x"'],
    ['..:git', 'relative pattern not allowed in GOVCS: ".."'],
    ['*:git,*:svn', 'unreachable pattern in GOVCS: "*:svn" after "*:git"'],
  ])('refuses %j', (value, message) => {
    expect(parseGovcs(value).error).toBe(message);
  });
});

describe('GOAUTH', () => {
  it('reads commands in their order', () => {
    expect(parseGoauth('git /src; netrc ;helper --all; Off').value).toEqual([
      { kind: 'git', text: 'git /src', dir: '/src' },
      { kind: 'netrc', text: 'netrc' },
      { kind: 'command', text: 'helper --all', program: 'helper' },
      { kind: 'command', text: 'Off', program: 'Off' },
    ]);
    expect(parseGoauth('off').value).toEqual([{ kind: 'off', text: 'off' }]);
  });

  it.each([
    ['', 'GOAUTH encountered an empty command (GOAUTH=)'],
    ['netrc;', 'GOAUTH encountered an empty command (GOAUTH=netrc;)'],
    ['off; netrc', 'GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off; netrc)'],
    ['git', 'GOAUTH=git dir method requires an absolute path to the git working directory'],
    ['git src', 'GOAUTH=git dir method requires an absolute path to the git working directory, dir is not absolute'],
    // The last command is looked at first.
    ['off; git', 'GOAUTH=git dir method requires an absolute path to the git working directory'],
  ])('refuses %j', (value, message) => {
    expect(parseGoauth(value).error).toBe(message);
  });
});

describe('GOTOOLCHAIN', () => {
  const run = (value: string, goLine = '1.21.0', toolchainLine = '') => {
    const { value: setting, error } = parseToolchain(value);
    if (error !== undefined) return error;
    const selected = selectToolchain(setting, { local: 'go1.26.8', goLine, toolchainLine });
    return selected.value ?? selected.error;
  };

  it.each([
    ['local', '1.99.0', 'go1.99.1', 'go1.26.8'],
    ['', '1.99.0', 'go1.99.1', 'go1.26.8'],
    ['auto', '1.21.0', '', 'go1.26.8'],
    ['auto', '1.99.0', '', 'go1.99.0'],
    ['auto', '1.99.0', 'go1.99.1', 'go1.99.1'],
    ['auto', '1.99.0', 'go1.98.1', 'go1.99.0'],
    // There is no release 1.99 to download, only 1.99.0.
    ['auto', '1.99', '', 'go1.99.0'],
    ['auto', '1.99rc1', '', 'go1.99rc1'],
    ['auto', '1.99.0', 'default', 'go1.26.8'],
    ['path', '1.99.0', '', 'go1.99.0'],
    ['go1.21.0', '1.99.0', 'go1.99.1', 'go1.21.0'],
    ['go1.21.0+auto', '1.21.0', '', 'go1.21.0'],
    ['go1.21.0+auto', '1.20', 'go1.22.0-custom', 'go1.22.0-custom'],
    ['local+path', '1.99.0', '', 'go1.99.0'],
    ['go1', '1.21.0', '', 'go1'],
    ['go2', '1.21.0', '', 'invalid GOTOOLCHAIN "go2"'],
    ['latest', '', '', 'invalid GOTOOLCHAIN "latest"'],
    ['1.25.0', '', '', 'invalid GOTOOLCHAIN "1.25.0"'],
    ['bash+auto', '', '', 'invalid GOTOOLCHAIN "bash+auto": invalid minimum toolchain "bash"'],
    ['auto+path', '', '', 'invalid GOTOOLCHAIN "auto+path": invalid minimum toolchain "auto"'],
    ['go1.25.0+', '', '', 'invalid GOTOOLCHAIN "go1.25.0+": only version suffixes are +auto and +path'],
    ['auto', '1.21.0', 'local', 'invalid toolchain "local"'],
  ])('%s with go %s and toolchain %j: %s', (value, goLine, toolchainLine, result) => {
    expect(run(value, goLine, toolchainLine)).toBe(result);
  });
});

describe('go env -w', () => {
  it.each([
    ['GOSUMDB=off', undefined],
    ['GOPROXY=nonsense', undefined],
    ['GOFLAGS=', undefined],
    ['CC=gcc -m64', undefined],
    ['GOSUMDB', 'arguments must be KEY=VALUE: invalid argument: GOSUMDB'],
    ['GONOSUMCHECK=1', 'unknown go command variable GONOSUMCHECK'],
    ['__proto__=1', 'unknown go command variable __proto__'],
    ['GOENV=off', 'GOENV can only be set using the OS environment'],
    ['GOWORK=off', 'GOWORK cannot be modified'],
    ['GO111MODULE=yes', 'invalid GO111MODULE value "yes"'],
    ['GOPATH=go', 'GOPATH entry is relative; must be absolute path: "go"'],
    ['GOPATH=~/go', 'GOPATH entry cannot start with shell metacharacter \'~\': "~/go"'],
    ['CC=', undefined],
    ['CC= ', 'CC entry cannot contain only space'],
    ['CXX=./g++', 'CXX entry is relative; must be absolute path: "./g++"'],
    ["CC='gcc", "invalid CC: unterminated ' string"],
    ['GOPRIVATE=a\nb', 'invalid newline in GOPRIVATE=... value'],
    ['GOPRIVATE=a\0b', 'invalid NUL in GOPRIVATE=... value'],
    ['GOPRIVATE=\udcff', 'invalid UTF-8 in GOPRIVATE=... value'],
    ['GOTMPDIR=tmp', 'GOTMPDIR must be an absolute path'],
  ])('%j: %s', (argument, message) => {
    expect(checkEnvWrite(argument)).toBe(message);
  });

  it('knows the settings of go', () => {
    expect(['GOPROXY', 'GOAUTH', 'GONOVERIFY', 'goproxy', 'GOMOD'].map(isGoSetting)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
