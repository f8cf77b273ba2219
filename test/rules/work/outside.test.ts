import { describe, expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

async function found(work: string, files: Readonly<Record<string, string>>) {
  const findings = await findingsIn('work/outside', { 'go.work': work, ...files });
  return findings.map(({ subject, data, confidence, hint }) => ({
    what: `${data!.kind} ${subject}${confidence ? ` ${confidence}` : ''}`,
    hint,
  }));
}

const WHOLE = { 'a/go.mod': 'module example.com/a\n\ngo 1.25\n' };
const of = (text: string) => `go 1.25\n\nuse ./a\n\nuse ${text}\n`;

it.each<[member: string, found: string[], files?: Record<string, string>]>([
  ['./b', ['missing ./b']],
  ['./b', ['missing ./b low'], { '.gitmodules': '' }],
  ['./b', ['missing ./b'], { 'b/x.go': 'package b\n' }],
  ['./b', [], { 'b/go.mod': 'module example.com/b\n' }],
  ['../b', ['outside ../b']],
  ['/b', ['absolute /b']],
  ['C:/b', ['absolute C:/b']],
  ['./vendor/b', ['vendor ./vendor/b'], { 'vendor/b/go.mod': 'module example.com/b\n' }],
  ['./a/vendor/b', ['vendor ./a/vendor/b'], { 'a/vendor/b/go.mod': 'module example.com/b\n' }],
  ['./vendored', [], { 'vendored/go.mod': 'module example.com/b\n' }],
  ['./b', ['twice example.com/a'], { 'b/go.mod': 'module example.com/a\n' }],
])('of %s: %j', async (member, expected, files = {}) => {
  expect((await found(of(member), { ...WHOLE, ...files })).map(({ what }) => what)).toEqual(expected);
});

describe('a member of a newer Go', () => {
  const kinds = async (workGo: string, memberGo: string) => {
    const work = `${workGo === '' ? '' : `go ${workGo}\n\n`}use ./a\n`;
    const files = { 'a/go.mod': `module example.com/a\n\n${memberGo === '' ? '' : `go ${memberGo}\n`}` };
    return (await found(work, files)).map(({ what }) => what.split(' ').at(-1));
  };

  it.each<[workGo: string, memberGo: string, isFound: boolean]>([
    ['1.25', '1.25', false],
    ['1.25', '1.26', true],
    ['1.26', '1.25', false],
    ['1.25.1', '1.25.2', true],
    // Go compares from 1.21 on.
    ['1.19', '1.20', false],
    ['1.19', '1.21', true],
    ['1.20', '1.21rc1', true],
    ['', '1.18', false],
    ['', '1.20', false],
    ['', '1.21', true],
    ['1.25', '', false],
  ])('go.work %j, go.mod %j: %s', async (workGo, memberGo, isFound) => {
    expect(await kinds(workGo, memberGo)).toHaveLength(isFound ? 1 : 0);
  });
});
