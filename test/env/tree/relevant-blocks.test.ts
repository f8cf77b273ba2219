import { describe, expect, it } from 'vitest';
import { relevantBlocks } from '../../../src/env/tree/relevant-blocks.ts';
import { settingsIn } from '../../support/settings.ts';

const left = (text: string) =>
  relevantBlocks(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

describe('relevantBlocks', () => {
  it('leaves out jobs that mention nothing, and keeps all places', () => {
    const text = 'on: push\njobs:\n  a:\n    x: 1\n\n  # c\n  b:\n    GOSUMDB: off\n  c:\n    y: 2\nz: 3\n';
    expect(left(text)).toEqual(['on: push', 'jobs:', '  b:', '    GOSUMDB: off', 'z: 3']);
    expect(relevantBlocks(text).length).toBe(text.length);
    expect(relevantBlocks(text).indexOf('GOSUMDB')).toBe(text.indexOf('GOSUMDB'));
  });

  it.each([
    ['values on the line of their key', 'a:\n  b: 1\n  c: { d: 2 }\n'],
    ['texts over lines', 'a: |\n  b:\n    c\nd: >\n  e:\n    f\n'],
    ['lists', 'a:\n  - b:\n      c\n- d:\n    e\n'],
    ['defaults', 'a:\n  defaults:\n    shell: pwsh\n'],
    ['deeper parts', 'a:\n  b:\n    c:\n      d: 1\n    GOSUMDB: off\n'],
    ['nothing', ''],
  ])('keeps %s', (_, text) => {
    expect(relevantBlocks(text)).toBe(text);
  });

  it('takes items that are indented like their key for a part of it', () => {
    expect(left('a:\n  b:\n  - c\n  -\n    d\n  e:\n  - GOSUMDB: off\n  - f\n')).toEqual([
      'a:',
      '  e:',
      '  - GOSUMDB: off',
      '  - f',
    ]);
  });

  it.each([
    ['wider', 'a:\n  b:\n    x: 1\nc:\n    d:\n      y: 1\n    e:\n      GOSUMDB: off\n'],
    ['narrower', 'a:\n    b:\n      x: 1\nc:\n  d:\n    y: 1\n  e:\n    GOSUMDB: off\n'],
  ])('takes the indentation of each key for itself: the second is %s', (_, text) => {
    expect(left(text).map((line) => line.trim())).toEqual(['a:', 'c:', 'e:', 'GOSUMDB: off']);
  });

  it('keeps what is indented less than the first part', () => {
    expect(left('a:\n    b:\n      x: 1\n  c:\n    d: 1\n')).toEqual(['a:', '  c:', '    d: 1']);
  });

  it('takes CRLF for a line end', () => {
    expect(left('jobs:\r\n  a:\r\n    x: 1\r\n  b:\r\n    GOSUMDB: off\r\n')).toEqual([
      'jobs:',
      '  b:',
      '    GOSUMDB: off',
    ]);
  });
});

it('changes nothing of what is found', async () => {
  const text = 'jobs:\n  a:\n    x: "y\n  b:\n    env: { GOSUMDB: off }\n  c: &c\n    d: 1\n  e: *c\n';
  expect(await settingsIn('.github/workflows/a.yml', text.replace('"y', 'y'), 'reach')).toEqual([
    '5:12 GOSUMDB=off (job jobs.b)',
  ]);
});
