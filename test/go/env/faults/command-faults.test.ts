// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expansions of other languages
import { describe, expect, it } from 'vitest';
import {
  authFaults,
  cgoFaults,
  debugFaults,
  flagFaults,
  toolchainFaults,
  vcsFaults,
} from '../../../../src/go/env/faults/command-faults.ts';
import { shown } from './shown.ts';

const LITERAL = { literal: true };

describe('GOFLAGS', () => {
  it.each([
    ['', []],
    ['-v -mod=mod', ['goflags-mod-mod 3-11']],
    ['-mod=readonly', []],
    ['-tags=mod', []],
    ['-mod mod', ['goflags-invalid 5-8 parsing $GOFLAGS: non-flag "mod"']],
    ['-v -nosuch', ['goflags-invalid 3-10 parsing $GOFLAGS: unknown flag -nosuch']],
    ["'-v", ["goflags-invalid 0-3 parsing $GOFLAGS: unterminated ' string"]],
    ['-__proto__=mod', ['goflags-invalid 0-14 parsing $GOFLAGS: unknown flag -__proto__']],
    ['-insecure', ['goflags-insecure 0-9']],
    ['-insecure=true', ['goflags-insecure 0-14']],
    ['-insecure=false', []],
    ['-insecure=F', []],
    ['-insecure=0', []],
    ['-insecure=01', ['goflags-insecure 0-12']],
    ['-modcacherw', ['goflags-modcacherw 0-11']],
    ['-toolexec=time -v', ['goflags-toolexec 0-14']],
    // What others decide is not known, but a program that runs is one whatever its name.
    ['$FLAGS -insecure', ['goflags-insecure 7-16']],
    ['-insecure=$X', []],
    ['-mod=mod $X', ['goflags-mod-mod 0-8']],
    ['-toolexec=$TOOL', ['goflags-toolexec 0-15']],
    ['$FLAGS mod', []],
  ])('%s', (value, faults) => expect(shown(value, flagFaults(value, {}))).toEqual(faults));

  it.each([
    ['$FLAGS mod', ['goflags-invalid 0-6 parsing $GOFLAGS: non-flag "$FLAGS"']],
    ['-mod=$X -insecure=$X', ['goflags-insecure 8-20']],
  ])('%s, where nothing is expanded', (value, faults) => {
    expect(shown(value, flagFaults(value, LITERAL))).toEqual(faults);
  });
});

describe('GOVCS', () => {
  it.each([
    ['', []],
    ['*:all', ['govcs-all 0-5']],
    ['github.com:git,public:all', ['govcs-all 0-25']],
    ['*:git|all', ['govcs-all 0-9']],
    ['private:all', []],
    ['*.com:all', []],
    ['public:git', []],
    ['x', ['govcs-invalid 0-1 malformed entry in GOVCS (missing colon): "x"']],
    ['$X:all,*:all', []],
  ])('%s', (value, faults) => expect(shown(value, vcsFaults(value, {}))).toEqual(faults));

  it('is judged as a whole where nothing is expanded', () => {
    expect(shown('$X:all,*:all', vcsFaults('$X:all,*:all', LITERAL))).toEqual(['govcs-all 0-12']);
  });
});

describe('GOTOOLCHAIN', () => {
  it.each([
    ['', []],
    ['local', []],
    ['auto', []],
    ['path', []],
    ['local+path', []],
    ['go1.26.0+auto', []],
    ['go1.26.0', ['toolchain-pin 0-8']],
    ['go1.26.0+path', ['toolchain-pin 0-13']],
    ['latest', ['toolchain-invalid 0-6 invalid GOTOOLCHAIN "latest"']],
    ['go2', ['toolchain-invalid 0-3 invalid GOTOOLCHAIN "go2"']],
    ['go2+auto', ['toolchain-invalid 0-8 invalid GOTOOLCHAIN "go2+auto"']],
    ['go2-go1', ['toolchain-pin 0-7']],
    ['$GO', []],
  ])('%s', (value, faults) => expect(shown(value, toolchainFaults(value, {}))).toEqual(faults));

  it('is what it says where nothing is expanded; empty, it turns switching off', () => {
    expect(shown('$GO', toolchainFaults('$GO', LITERAL))).toEqual(['toolchain-invalid 0-3 invalid GOTOOLCHAIN "$GO"']);
    expect(shown('', toolchainFaults('', LITERAL))).toEqual([]);
  });
});

describe('GOAUTH', () => {
  it.each([
    ['', []],
    ['netrc', []],
    ['git /src', []],
    [
      'off;netrc',
      ['auth-invalid 0-9 GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off;netrc)'],
    ],
    // A secret after a flag that says so; a path is where one is kept.
    ['helper --token abc123', ['auth-credentials 0-21']],
    ['helper --token=abc123', ['auth-credentials 0-21']],
    ["helper --password 'abc", ['auth-credentials 0-22']],
    ['netrc; helper --token abc123;git /x', ['auth-credentials 7-28']],
    ['helper --token /run/secrets/token', []],
    ['helper --token a.b', []],
    ['helper --token a\\b', []],
    ['helper --name abc', []],
    ['helper -p abc', []],
    // Of a header, and of a URL.
    ["sh -c 'echo Authorization: Basic Zm9vOmJhcg=='", ['auth-credentials 0-46']],
    ['helper Bearer abcd', ['auth-credentials 0-18']],
    ['helper Bearer abc', []],
    ['helper https://me:pw@h.example/', ['auth-credentials 0-31']],
    ['helper https://h.example/ x', []],
    ['helper https://@h.example/ x', []],
    // Of somewhere else.
    ['helper --token $TOKEN', []],
    ['helper Bearer $X', []],
    ['helper https://me:$X@h.example/', []],
    ['helper --token abcd $X', ['auth-credentials 0-22']],
    ['$A --key $B --token abcd', ['auth-credentials 0-24']],
    ['$A helper Bearer $X', []],
    ['$A helper --token $X', []],
    ['netrc; helper https://me:$X@h.example/', []],
    ['netrc; $A Basic abcd', ['auth-credentials 7-20']],
    ['${A} Basic abcd ${B}', ['auth-credentials 0-20']],
    ['$X;;', []],
  ])('%s', (value, faults) => expect(shown(value, authFaults(value, {}))).toEqual(faults));

  it.each([
    ['helper --token $TOKEN', ['auth-credentials 0-21']],
    ['$X;;', ['auth-invalid 0-4 GOAUTH encountered an empty command (GOAUTH=$X;;)']],
  ])('%s, where nothing is expanded', (value, faults) => {
    expect(shown(value, authFaults(value, LITERAL))).toEqual(faults);
  });
});

describe('GODEBUG', () => {
  const SHA1 = 'SHA-1 signatures in TLS 1.2';
  const REMOVED = 'certificates that are signed with SHA-1';
  it.each([
    ['', []],
    ['tlssha1=1', [`godebug-weak 0-9 ${SHA1}`]],
    ['http2client=0,tlssha1=1', [`godebug-weak 14-23 ${SHA1}`]],
    ['a=1,b,tlssha1=1', [`godebug-weak 6-15 ${SHA1}`]],
    // The last of a name counts.
    ['tlssha1=1,tlssha1=0', []],
    ['tlssha1=0,tlssha1=1', [`godebug-weak 10-19 ${SHA1}`]],
    [' tlssha1=1 ,x509sha1=1', [`godebug-weak 0-11 ${SHA1}`, `godebug-weak 12-22 ${REMOVED}`]],
    ['x509sha1=0', []],
    ['http2client=1', []],
    ['tlssha1', []],
    ['__proto__=1', []],
  ])('%s', (value, faults) => expect(shown(value, debugFaults(value))).toEqual(faults));
});

it.each([
  ['.*', ['cgo-allow-all 0-2']],
  ['.+', ['cgo-allow-all 0-2']],
  ['^(.+)$', ['cgo-allow-all 0-6']],
  ['-X.*', []],
  ['.*x', []],
  ['.', []],
  ['', []],
])('CGO_…_ALLOW of %s', (value, faults) => expect(shown(value, cgoFaults(value))).toEqual(faults));
