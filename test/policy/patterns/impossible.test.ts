import { describe, expect, it } from 'vitest';
import { impossible } from '../../../src/policy/patterns/impossible.ts';

describe('a module pattern that can match nothing', () => {
  it.each([
    ['!example.com/a', 'name what is meant, not what is not'],
    [
      '^github.com/org/.*',
      "patterns are Go's, not regular expressions, and cover what lies below: write github.com/org",
    ],
    [
      'github\\.com/org$',
      "patterns are Go's, not regular expressions, and cover what lies below: write github.com/org",
    ],
    ['github.com/(a|b)', "patterns are Go's, as in GOPRIVATE: path elements with * and ?"],
    [
      'github.com/org/.+',
      "patterns are Go's, not regular expressions, and cover what lies below: write github.com/org",
    ],
  ])('%s', (pattern, hint) => {
    expect(impossible(pattern)?.hint).toBe(hint);
  });

  it.each([
    '*',
    '*.corp.example',
    'gopkg.in/yaml.*',
    'example.com/[^a]*',
    'github\\.com/a',
    'example.com/a~b',
    'a.b/c-d_e',
  ])('is not %s', (pattern) => {
    expect(impossible(pattern)).toBeUndefined();
  });
});

const NOT = "patterns are Go's, not regular expressions, and cover what lies below: write";
const GO = "patterns are Go's, as in GOPRIVATE: path elements with * and ?";

it.each([
  ['!a.example', '! does not negate here', 'name what is meant, not what is not'],
  ['a.example$', 'no module path has $', `${NOT} a.example`],
  ['^a.example/', 'no module path has ^', `${NOT} a.example`],
  ['a.example/x.+', 'no module path has .+', `${NOT} a.example/x`],
  ['a.example/(x|y)/', 'no module path has (', GO],
  ['a.example/(.*)', 'no module path has (', `${NOT} a.example`],
  ['.*\\.example', 'no element of a module path begins with a dot (.*\\.example)', `${NOT} *.example`],
  ['a.example/.git', 'no element of a module path begins with a dot (.git)', GO],
  ['.*/a.example', 'no element of a module path begins with a dot (.*)', `${NOT} *a.example`],
  ['a.example/x)+', 'no module path has )', GO],
  ['a.example/x:y', 'no module path has :', GO],
])('says the whole of what is wrong with %s', (pattern, what, hint) => {
  expect(impossible(pattern)).toEqual({ message: `can match nothing: ${what}`, hint });
});

it.each([...'^$|(){}"\'<>`;:#%&='])('knows that no module path has %s', (sign) => {
  expect(impossible(`a.example/x${sign}`)?.message).toBe(`can match nothing: no module path has ${sign}`);
  expect(impossible(`a.example/[${sign}]`)).toBeUndefined();
});
