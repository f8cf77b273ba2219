import { describe, expect, test } from 'vitest';
import { masked, maskedInPlace, secretsIn } from '../../src/text/secrets.ts';

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
