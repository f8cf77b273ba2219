import { describe, expect, it } from 'vitest';
import { checkEnvWrite, isGoSetting, isGoVariable } from '../../../src/go/env/names.ts';

describe('go env -w', () => {
  it.each([
    ['GOSUMDB=off', undefined],
    ['GOPROXY=nonsense', undefined],
    ['GOFLAGS=', undefined],
    ['CC=gcc -m64', undefined],
    ['GOSUMDB', 'arguments must be KEY=VALUE: invalid argument: GOSUMDB'],
    ['GONOSUMCHECK=1', 'unknown go command variable GONOSUMCHECK'],
    ['__proto__=1', 'unknown go command variable __proto__'],
    ['=off', 'unknown go command variable '],
    ['GODEBUG=x=1', 'GODEBUG can only be set using the OS environment'],
    ['GO111MODULE=', undefined],
    ['GO111MODULE=on', undefined],
    ['GO111MODULE=off', undefined],
    ['GO111MODULE=auto', undefined],
    ['GOPATH=/go', undefined],
    ['GOPATH=', undefined],
    ['GOPATH=go/', 'GOPATH entry is relative; must be absolute path: "go/"'],
    ['GOMODCACHE=/go/pkg/mod', undefined],
    ['GOMODCACHE=mod', 'GOMODCACHE entry is relative; must be absolute path: "mod"'],
    ['GOTMPDIR=/tmp', undefined],
    ['GOTMPDIR=', undefined],
    ['CC=/usr/bin/gcc -m64', undefined],
    ['GOPRIVATE=a\rb', 'invalid newline in GOPRIVATE=... value'],
    ['GOPRIVATE=a\vb', 'invalid newline in GOPRIVATE=... value'],
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

  it('knows the variables that go env prints beside the settings', () => {
    const variables = ['GOPROXY', 'CC', 'GOMOD', 'GOVERSION', 'GOTELEMETRY', 'GODEBUG', 'GOEXE'];
    expect(variables.filter(isGoVariable)).toEqual(variables);
    expect(['GONOVERIFY', 'godebug', 'PATH', ''].filter(isGoVariable)).toEqual([]);
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
