import { describe, expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

const kinds = async (options: object, name: string, go = '1.24.0') => {
  const mod = `module example.com/shop\n\ngo ${go}\n\ntoolchain ${name}\n`;
  const found = await findingsIn('gomod/toolchain', { 'go.mod': mod, options: JSON.stringify(options) });
  return found.map(({ data, fix }) => `${data!.kind}${fix ? (fix.safe ? ' fix' : ' unsafe fix') : ''}`);
};

describe('a pattern of names', () => {
  it.each<[pattern: string, name: string, matches: boolean]>([
    ['go1.25.3', 'go1.25.3', true],
    ['go1.25.3', 'go1.25.30', false],
    ['go1.25.*', 'go1.25.3', true],
    ['go1.25.*', 'go1.25.3-custom', true],
    ['go1.25.*', 'go1.26.3', false],
    ['*-custom', 'go1.25.3-custom', true],
    ['*-custom', 'go1.25.3-custom2', false],
    ['go1.*-custom', 'go1.25.3-custom', true],
    ['*', 'go1.25.3', true],
    ['*25*3*', 'go1.25.3', true],
    ['*3*25*', 'go1.25.3', false],
    ['go*.*.*', 'go1.25.3', true],
    ['go*.*.*.*', 'go1.25.3', false],
    // What ends it may not have been used before.
    ['go1.25.3*5.3', 'go1.25.3', false],
    ['go1.25*25.3', 'go1.25.3', false],
    ['go1.*25.3*3', 'go1.25.3', false],
    ['go1.*25.*3', 'go1.25.3', true],
  ])('%s against %s: %s', async (pattern, name, matches) => {
    expect(await kinds({ allow: [pattern] }, name)).toEqual(matches ? [] : ['not-allowed']);
    expect(await kinds({ deny: [pattern] }, name)).toEqual(matches ? ['not-allowed'] : []);
    expect(await kinds({ allow: [pattern], deny: [pattern] }, name)).toEqual(['not-allowed']);
  });
});

it.each<[name: string, go: string, kinds: string[]]>([
  ['go1.24.0', '1.24.0', ['no-effect fix']],
  ['go1.23.9', '1.24.0', ['no-effect fix']],
  ['go1.24.1', '1.24.0', []],
  ['go1.24.0-custom', '1.24.0', ['no-effect fix']],
  ['default', '1.24.0', ['default unsafe fix']],
])('%s above go %s', async (name, go, expected) => {
  expect((await kinds({}, name, go)).map((kind) => kind)).toEqual(expected);
});

it('is forbidden where the options say so', async () => {
  expect(await kinds({ line: 'forbidden' }, 'go1.25.3')).toEqual(['forbidden unsafe fix']);
});
