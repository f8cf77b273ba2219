import { describe, expect, it } from 'vitest';
import { parseSum } from '../../../src/go/sum/parse.ts';
import { sumProblems } from '../../../src/go/sum/problems.ts';
import { source } from '../../../src/text/source.ts';

const HASH = `h1:${'A'.repeat(43)}=`;
const OTHER = `h1:${'B'.repeat(42)}A=`;
const EMPTY = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';

const kinds = (...lines: string[]) => sumProblems(parseSum(source('go.sum', lines.join('\n')))).map((p) => p.kind);
const line = (path: string, version: string, hash = HASH) => `${path} ${version} ${hash}`;

describe('problems of a go.sum', () => {
  it.each<[name: string, lines: string[]]>([
    ['no line', ['']],
    ['module and go.mod', [line('example.com/a', 'v1.0.0'), line('example.com/a', 'v1.0.0/go.mod'), '']],
    [
      'versions in semver order',
      [line('example.com/a', 'v1.9.0'), line('example.com/a', 'v1.10.0-rc.1'), line('example.com/a', 'v1.10.0'), ''],
    ],
    [
      'pseudo-versions and +incompatible',
      [
        line('example.com/a', 'v0.0.0-20200101000000-0123456789ab'),
        line('example.com/a', 'v0.1.1-0.20200101000000-0123456789ab/go.mod'),
        line('example.com/a', 'v2.0.0+incompatible'),
        '',
      ],
    ],
    ['paths in byte order', [line('example.com/A', 'v1.0.0'), line('example.com/a', 'v1.0.0'), '']],
  ])('none: %s', (_, lines) => {
    expect(kinds(...lines)).toEqual([]);
  });

  it.each<[kind: string, lines: string[]]>([
    ['conflict', [line('example.com/a', 'v1.0.0'), line('example.com/a', 'v1.0.0', OTHER), '']],
    ['duplicate', [line('example.com/a', 'v1.0.0'), line('example.com/a', 'v1.0.0'), '']],
    ['hash', [line('example.com/a', 'v1.0.0', 'h1:AAAA='), '']],
    ['hash-kind', [line('example.com/a', 'v1.0.0', 'h2:AAAA='), '']],
    ['empty-go-mod', [line('example.com/a', 'v1.0.0/go.mod', EMPTY), '']],
    ['path', [line('example.com/a!b', 'v1.0.0'), '']],
    ['version', [line('example.com/a', 'v1.0'), '']],
    ['version', [line('example.com/a', 'v1.0.0+meta'), '']],
    ['version', [line('example.com/a', 'v1.0.0-01'), '']],
    ['version', [line('example.com/a', '/go.mod'), '']],
    ['order', [line('example.com/b', 'v1.0.0'), line('example.com/a', 'v1.0.0'), '']],
    ['order', [line('example.com/a', 'v1.10.0'), line('example.com/a', 'v1.9.0'), '']],
    ['order', [line('example.com/a', 'v1.0.0/go.mod'), line('example.com/a', 'v1.0.0'), '']],
    ['final-newline', [line('example.com/a', 'v1.0.0')]],
  ])('%s: %j', (kind, lines) => {
    expect(kinds(...lines)).toEqual([kind]);
  });

  it('names a line that is there again far below', () => {
    const lines = [line('example.com/a', 'v1.0.0'), line('example.com/b', 'v1.0.0'), line('example.com/a', 'v1.0.0')];
    expect(kinds(...lines, '')).toEqual(['duplicate', 'order']);
  });
});
