import { describe, expect, test } from 'vitest';
import { endOfUser, hasBrokenPort, masked, maskedAt, maskedInPlace, secretsIn } from '../../src/text/secrets.ts';

/** Text, and the same with its secrets masked. */
const WITH_SECRETS: readonly (readonly [text: string, shown: string])[] = [
  // Who asks.
  ['https://token@p.example/x', 'https://xxxxx@p.example/x'],
  ['https://me:pass@p.example', 'https://xxxxx@p.example'],
  ['ssh://git:pass@p.example/x.git', 'ssh://xxxxx@p.example/x.git'],
  ['socks5://me:pass@p.example:1080', 'socks5://xxxxx@p.example:1080'],
  ['Get "https://me:***@p.example/x/@v/list": EOF', 'Get "https://xxxxx@p.example/x/@v/list": EOF'],
  ["GOPROXY='https://me:p@ss@p.example,direct'", "GOPROXY='https://xxxxx@p.example,direct'"],
  ['https://a:b@one.example,https://c:d@two.example', 'https://xxxxx@one.example,https://xxxxx@two.example'],
  ['https://a:b@one.example/x,https://c@two.example/y', 'https://xxxxx@one.example/x,https://xxxxx@two.example/y'],
  ['{"url":"https:\\/\\/me:pass@p.example\\/x"}', '{"url":"https:\\/\\/xxxxx@p.example\\/x"}'],
  // Of URLs that do not parse.
  ['parse "https://me:pass@p.example:bad/": x', 'parse "https://xxxxx@p.example:bad/": x'],
  ['parse "https://me:pass%zz@p.example/": x', 'parse "https://xxxxx@p.example/": x'],
  ['parse "https://me:pass@p .example/": x', 'parse "https://xxxxx@p .example/": x'],
  ['parse "https://me:pass@[::1": x', 'parse "https://xxxxx@[::1": x'],
  ['parse "https://me:pa ss@p.example/": x', 'parse "https://xxxxx@p.example/": x'],
  ['parse "https://me:pa/ss@p.example/": x', 'parse "https://xxxxx@p.example/": x'],
  ['parse "https://me:pa#s?s@p.example/": x', 'parse "https://xxxxx@p.example/": x'],
  ['parse "https://me:pa\'s\\"s@p.example/": x', 'parse "https://xxxxx@p.example/": x'],
  // What a URL carries.
  ['https://p.example/x?token=Abc123', 'https://p.example/x?token=xxxxx'],
  ['https://p.example/x?token=word&page=2', 'https://p.example/x?token=xxxxx&page=2'],
  ['https://p.example/x?Abc123', 'https://p.example/x?xxxxx'],
  ['https://p.example/x?X-Signature=word', 'https://p.example/x?X-Signature=xxxxx'],
  ['https://p.example/#Abc123', 'https://p.example/#xxxxx'],
  ['https://p.example/#access_token=word', 'https://p.example/#access_token=xxxxx'],
  ['https://me@p.example/?a=B1#C2', 'https://xxxxx@p.example/?a=xxxxx#xxxxx'],
  // Names that say what they are.
  ['--token=word', '--token=xxxxx'],
  ['-X main.apiKey=word -s', '-X main.apiKey=xxxxx -s'],

  ['password=word; next', 'password=xxxxx; next'],
  ['one\nhttps://me@p.example\ntoken=word\n', 'one\nhttps://xxxxx@p.example\ntoken=xxxxx\n'],
];

const WITHOUT: readonly string[] = [
  '',
  'https://p.example/example.com/a/@v/v1.0.0.mod',
  'https://p.example:8080/example.com/a@v1.0.0',
  'see https://p.example: example.com/a@v1.0.0',
  'https://p.example:443,direct example.com/a@v1.0.0',
  'https://[::1]:8080/a@v1.0.0',
  'https://github.com/golang/go/issues/1#issuecomment-12345',
  'https://jira.example/browse?id=12&kind=open-task#L10.',
  'require example.com/a v1.0.0 // mail me@corp.example',
  'example.com/a v1.0.0 h1:abcdef=',
  'author=Jane',
  'token=',
  'git@github.com:acme/x.git',
];

describe('masked', () => {
  test.each(WITH_SECRETS)('%j', (text, shown) => {
    expect(masked(text)).toBe(shown);
    expect(masked(shown)).toBe(shown);
  });
  test.each(WITHOUT)('leaves %j', (text) => {
    expect(masked(text)).toBe(text);
    expect(maskedInPlace(text)).toBe(text);
  });
});

describe('maskedInPlace', () => {
  test.each(WITH_SECRETS)('%j keeps its length, and is not masked again', (text, shown) => {
    const there = maskedInPlace(text);
    expect(there).toHaveLength(text.length);
    expect(there === text).toBe(shown === text);
    expect(masked(there)).toBe(there);
    expect(maskedInPlace(there)).toBe(there);
  });
  test.each([
    ['https://me:S%41%zz-é\u{1f600}@p.example', 'https://xx:x%58%xx-\u00d7\u00d7\u00d7@p.example'],
    ["https://u:a'\\''b@p.example", "https://x:x'\\''x@p.example"],
    ['https://u:a\\u0026b\\nc@p.example', 'https://x:x\\u0078x\\nx@p.example'],
  ])('%j keeps what gives the text its form', (text, shown) => {
    expect(maskedInPlace(text)).toBe(shown);
  });
});

describe('what stands in the query and the fragment of a URL', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'a'.repeat(20)).join('.');
  test.each([
    ['word', 'word'],
    ['two-words_and.three', 'two-words_and.three'],
    ['a-1.2', 'a-1.2'],
    ['L123456789012', 'L123456789012'],
    ['123456789012', '123456789012'],
    ['a'.repeat(20), 'a'.repeat(20)],
    [`${'a-'.repeat(9)}a`, `${'a-'.repeat(9)}a`],
    ['a=word&b=', 'a=word&b='],
    ['a=1&&b=2', 'a=1&&b=2'],
    ['word).,;:]}).', 'word).,;:]}).'],
    ['', ''],
    // No word of a language any more.
    ['Word', 'xxxxx'],
    ['1234567890123', 'xxxxx'],
    ['L1234567890123', 'xxxxx'],
    ['M1', 'xxxxx'],
    ['a'.repeat(21), 'xxxxx'],
    [`a-${'a'.repeat(21)}`, 'xxxxx'],
    ['a-1234567890123', 'xxxxx'],
    [`${'a-'.repeat(10)}a`, 'xxxxx'],
    ['a1', 'xxxxx'],
    ['word)......... next', 'xxxxx......... next'],
    ['a=B1&c=d&e=F', 'a=xxxxx&c=d&e=xxxxx'],
    ['sig=word&sigs=word', 'sig=xxxxx&sigs=word'],
    ['a=b=c', 'a=xxxxx'],
    ['apikey=', 'apikey='],
    ['a?B1#c?D2', 'a?xxxxx#c?xxxxx'],
    // A long word ends all that is known.
    [`${words(9)}.${'a'.repeat(10)}&b`, `${words(9)}.${'a'.repeat(10)}&b`],
    [`${words(9)}.${'a'.repeat(11)}&b`, 'xxxxx'],
  ])('%j is shown as %j', (query, shown) => {
    expect(masked(`https://p.example/x?${query}`)).toBe(`https://p.example/x?${shown}`);
    expect(masked(`see https://p.example#${query}`)).toBe(`see https://p.example#${shown}`);
  });

  test.each([' ', '"', "'", '`', '<', '>', '\n'])('ends at %j', (stop) => {
    expect(masked(`https://p.example/?A1${stop}B2/c`)).toBe(`https://p.example/?xxxxx${stop}B2/c`);
  });
});

describe('the value of a name', () => {
  test.each([
    'token',
    'my_secret',
    'PASSWORD',
    'passwd',
    'passphrase',
    'credentials',
    'apikey',
    'api-key',
    'api_key',
    'access-key',
    'accesskey',
    'private_key',
    'privatekey',
    'Signature',
    'auth',
    'authorization',
    'x.y-token',
  ])('%s is masked', (name) => {
    expect(masked(`--${name}=word rest`)).toBe(`--${name}=xxxxx rest`);
  });

  test.each(['author', 'authors', 'sigs', 'design', 'key', 'api', 'pass', 'token+'])('%s is not', (name) => {
    expect(masked(`--${name}=word rest`)).toBe(`--${name}=word rest`);
  });

  test.each([...' "\'`&;,<>\n\t'])('ends at %j', (stop) => {
    expect(masked(`token=a.b-c=d${stop}rest`)).toBe(`token=xxxxx${stop}rest`);
  });

  test('is what stands behind the name, and the next name is looked at', () => {
    expect(masked('a=1,token=b,c=2,secret=d')).toBe('a=1,token=xxxxx,c=2,secret=xxxxx');
    expect(masked('token=a=b=c')).toBe('token=xxxxx');
    expect(masked('token==')).toBe('token==');
    expect(masked('token==a')).toBe('token=xxxxx');
    expect(masked('token=***')).toBe('token=***');
  });

  test('counts with a name of up to 64 characters', () => {
    expect(masked(`token${'a'.repeat(59)}=b`)).toBe(`token${'a'.repeat(59)}=xxxxx`);
    expect(masked(`token${'a'.repeat(60)}=b`)).toBe(`token${'a'.repeat(60)}=b`);
  });
});

test('stretches come in any order, and over each other', () => {
  const at = (...stretches: [number, number][]) =>
    maskedAt(
      'abcdefghij',
      stretches.map(([start, end]) => ({ start, end })),
    );
  expect(at()).toBe('abcdefghij');
  expect(at([6, 8], [0, 2])).toBe('xxcdefxxij');
  expect(at([0, 4], [2, 6])).toBe('xxxxxxghij');
  expect(at([0, 6], [1, 2])).toBe('xxxxxxghij');
  expect(at([1, 2], [2, 3], [9, 10])).toBe('axxdefghix');
  expect(at([3, 3])).toBe('abcdefghij');
});

test('secrets are found as stretches of the whole text', () => {
  expect(secretsIn('a\nhttps://me@p.example/?b=C1\ntoken=d')).toEqual([
    { start: 10, end: 12 },
    { start: 26, end: 28 },
    { start: 35, end: 36 },
  ]);
  expect(secretsIn('token: word')).toEqual([]);
});

test.each([
  ['p.example', false],
  ['p.example:', false],
  ['p.example:80', false],
  ['p.example:80,x', false],
  ['p.example:,x', false],
  ['p.example:8a', true],
  ['p.example:80%', true],
  ['me:pass', true],
  ['[::1]', false],
  ['[::1]:80', false],
  ['[::1]:a', true],
  ['[::]:a', true],
  ['a:b]', true],
  ['[::1', false],
  ['[::1:a', false],
  ['', false],
])('the port of %j is broken: %s', (authority, isBroken) => {
  expect(hasBrokenPort(authority)).toBe(isBroken);
});

test.each<[authority: string, further: string[], at: number]>([
  ['me@p.example', ['never@asked'], 2],
  ['@p.example', [], 0],
  ['a@b@p.example', [], 3],
  ['p.example', ['me@p.example'], -1],
  ['p.example:80', ['me@p.example'], -1],
  ['me:pa', ['me:pa/ss', 'me:pa/ss"x@p.example'], 10],
  ['me:pa', ['me:pa/ss@p.example', 'me:pa/ss@p.example @later'], 8],
  ['me:pa', ['@'], 0],
  ['me:pa', ['me:pa/ss'], -1],
])('who asks in %j, or else in %j, ends at %d', (authority, further, at) => {
  expect(endOfUser(authority, further)).toBe(at);
});

test('time grows with the length, whatever the text', () => {
  const parts = [
    '://',
    '://a:b',
    '://a:b@',
    '=',
    'token=',
    'a=b&',
    '?',
    'https://a?b=c&',
    '@',
    '://a:b c"',
    'auth',
    '"\n://a:',
  ];
  const time = (text: string) => {
    const before = process.cpuUsage();
    secretsIn(text);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  for (const part of parts) {
    const of = (count: number) => part.repeat(count);
    time(of(1000));
    const [small, large] = [Math.max(time(of(20_000)), 20_000), time(of(80_000))];
    expect(large, JSON.stringify(part)).toBeLessThan(small * 16);
  }
});
