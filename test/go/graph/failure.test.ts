import { describe, expect, it } from 'vitest';
import { chainText, failureText, innerText, moduleText } from '../../../src/go/graph/failure.ts';

const MAIN = { path: 'm', version: '' };
const A = { path: 'a', version: 'v1.0.0' };
const B = { path: 'b', version: 'v1.1.0' };
const invalid = { version: 'main', pseudo: false };
const pseudo = { version: 'v0.0.0-x', pseudo: true };

it('a module is named with its version, where it has one', () => {
  expect([moduleText(A), moduleText(MAIN)]).toEqual(['a@v1.0.0', 'm']);
});

it.each([
  [{ text: 'gone' }, 'gone', 'gone'],
  [{ text: 'gone', invalid }, 'gone', 'gone'],
  [{ text: 'gone', at: A }, 'a@v1.0.0: gone', 'gone'],
  [{ text: 'gone', at: MAIN }, 'module m: gone', 'gone'],
  [
    { text: 'gone', at: { path: 'a', version: '' }, invalid },
    'a@main: invalid version: gone',
    'version "main" invalid: gone',
  ],
  [
    { text: 'gone', at: { path: 'a', version: '' }, invalid: pseudo },
    'a@v0.0.0-x: invalid pseudo-version: gone',
    'pseudo-version "v0.0.0-x" invalid: gone',
  ],
])('%j reads %s, and inside an error about the module %s', (failure, text, inner) => {
  expect([failureText(failure), innerText(failure)]).toEqual([text, inner]);
});

describe('the chain to what failed', () => {
  it.each([
    [[MAIN, A, B], { text: 'gone', at: B }, 'a@v1.0.0 requires\n\tb@v1.1.0: gone'],
    [[A, B], { text: 'gone' }, 'a@v1.0.0 requires\n\tb@v1.1.0: gone'],
    [[A], { text: 'gone', at: A }, 'a@v1.0.0: gone'],
    [[A], { text: 'gone', at: B }, 'a@v1.0.0 (replaced by b@v1.1.0): gone'],
    [[A], { text: 'gone', at: { ...A, version: 'v1.2.0' } }, 'a@v1.0.0 (replaced by a@v1.2.0): gone'],
    [[A], { text: 'gone', at: { path: './b', version: '' } }, 'a@v1.0.0 (replaced by ./b): gone'],
    [
      [MAIN, A],
      { text: 'gone', at: { path: 'b', version: '' }, invalid },
      'a@v1.0.0 (replaced by b@main): version "main" invalid: gone',
    ],
    [
      [{ path: 'a', version: 'main' }],
      { text: 'gone', at: { path: 'a', version: '' }, invalid },
      'a@main: invalid version: gone',
    ],
    // Without a module there is no chain.
    [[MAIN], { text: 'gone', at: B }, 'b@v1.1.0: gone'],
    [[], { text: 'gone', at: B }, 'b@v1.1.0: gone'],
  ])('%j, %j', (chain, failure, text) => expect(chainText(chain, failure)).toBe(text));
});
