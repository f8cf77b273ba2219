import { describe, expect, it } from 'vitest';
import { checkEnvWrite, isGoSetting } from '../../../src/go/env/names.ts';

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
