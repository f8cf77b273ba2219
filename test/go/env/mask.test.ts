import { describe, expect, it } from 'vitest';
import { maskEnvFile } from '../../../src/go/env/mask.ts';
import { source } from '../../../src/text/source.ts';

describe('a captured go env without its secrets', () => {
  it.each([
    // In a list of URLs the setting knows where one ends.
    ["GOPROXY='https://p.example:pw,https://u@q.example'\n", "GOPROXY='https://p.example:xx,https://x@q.example'\n"],
    // Values over several lines, and what stands around them.
    ["GOAUTH='/x a\nS3CRET'\n# https://me:pw@h.example\n", "GOAUTH='/x x\nxxxxxx'\n# https://xx:xx@h.example\n"],
    ["GOFLAGS='-v'\n# https://me:pw@h.example\nGOVCS=''\n", "GOFLAGS='-v'\n# https://xx:xx@h.example\nGOVCS=''\n"],
    // Lines that count for nothing.
    ['GOAUTH=/x one\nGOAUTH=/x two\nGOFLAGS=-v\n', 'GOAUTH=/x xxx\nGOAUTH=/x xxx\nGOFLAGS=-v\n'],
    [
      'GOPROXY=https://p.example:pw,https://u@q.example\nGOPROXY=off\nGOFLAGS=-v\n',
      'GOPROXY=https://p.example:xx,https://x@q.example\nGOPROXY=off\nGOFLAGS=-v\n',
    ],
    ['x\nGOAUTH = /x one\n', 'x\nGOAUTH = /x xxx\n'],
    ['export GOAUTH: /x one', 'export GOAUTH: /x xxx'],
    ['set GOAUTH=/x one\r\n', 'set GOAUTH=/x xxx\r\n'],
    ['{"GOAUTH": "/x one", "NPM_TOKEN": "two"}\n', '{"GOAUTH": "/x xxx", "NPM_TOKEN": "xxx"}\n'],
  ])('%j', (text, masked) =>
    expect(maskEnvFile(source('go.env', text))).toMatchObject({ path: 'go.env', text: masked }),
  );
});
