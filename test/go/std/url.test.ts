import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIPv4, isIPv6 } from '../../../src/go/std/ip.ts';
import { origin, parseUrl, redacted } from '../../../src/go/std/url.ts';

describe('parseUrl', () => {
  it('takes a URL apart', () => {
    expect(parseUrl('HTTPS://us%20er:p%40ss@Host.example:8080/a%2Fb/c?q=1#f').value).toEqual({
      scheme: 'https',
      opaque: '',
      user: { name: 'us er', password: 'p@ss' },
      host: 'Host.example:8080',
      omitHost: false,
      path: '/a/b/c',
      rawPath: '/a%2Fb/c',
      query: '?q=1',
      fragment: 'f',
      rawFragment: '',
    });
  });

  it.each([
    // url, as Go prints it with Redacted
    ['https://u:secret@p.example/x', 'https://u:xxxxx@p.example/x'],
    ['https://u@p.example', 'https://u@p.example'],
    ['https://:@p.example', 'https://:xxxxx@p.example'],
    ['file:/x', 'file:/x'],
    ['file:///x', 'file:///x'],
    ['https:', 'https:'],
    ['mailto:a?b', 'mailto:a?b'],
    ['//p.example', '//p.example'],
    ['$' + '{GOPROXY}', '$%7BGOPROXY%7D'],
    ['https://p.example/a b', 'https://p.example/a%20b'],
    ['https://p.example?', 'https://p.example?'],
    ['https://[::1]:443/', 'https://[::1]:443/'],
    ['https://[fe80::1%25en0]', 'https://[fe80::1%25en0]'],
    ['https://p.example，direct', 'https://p.example%EF%BC%8Cdirect'],
    ['a%3Ab', 'a%3Ab'],
    ['a%3A"', './a:%22'],
    ['*', '*'],
    ['', ''],
  ])('prints %s', (text, printed) => {
    const { value, error } = parseUrl(text);
    expect(error).toBeUndefined();
    expect(redacted(value!)).toBe(printed);
  });

  it.each([
    ['https://p.example/%zz', 'invalid URL escape "%zz"'],
    ['https://p.example/%4', 'invalid URL escape "%4"'],
    ['https://p.example:port', 'invalid port ":port" after host'],
    // Since Go 1.26 (go.dev/issue/75223); other schemes may have more colons.
    ['https://a:1:2', 'invalid port ":1:2" after host'],
    ['https://a b', 'invalid character " " in host name'],
    ['https://"p.example" x', 'invalid character " " in host name'],
    ['https://{p}', 'invalid character "{" in host name'],
    ['https://p%2E.example', 'invalid URL escape "%2E"'],
    ['https://u ser@p.example', 'net/url: invalid userinfo'],
    ['https://[::1', "missing ']' in host"],
    ['https://[1.2.3.4]', 'invalid IP-literal'],
    ['https://x[::1]', 'invalid IP-literal'],
    ['https://p.example\n', 'net/url: invalid control character in URL'],
    [':x', 'missing protocol scheme'],
    ['a:b', undefined],
    ['1:b', 'first path segment in URL cannot contain colon'],
  ])('%j: %s', (text, message) => {
    expect(parseUrl(text).error).toBe(message && `parse ${JSON.stringify(text)}: ${message}`);
  });

  it.each([
    ['https://u:p@p.example:443/x', 'https://p.example'],
    ['http://p.example:80', 'http://p.example'],
    ['http://p.example:443', 'http://p.example:443'],
    ['file:///x', 'file://'],
  ])('says where %s leads', (text, place) => {
    expect(origin(parseUrl(text).value!)).toBe(place);
  });

  it('never throws, and reads again what it prints', () => {
    const piece = fc.constantFrom(
      'http',
      's',
      ':',
      '/',
      '//',
      '@',
      'p.example',
      '?',
      '#',
      '%',
      '%20',
      '[',
      ']',
      'é',
      '\udc80',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { value } = parseUrl(pieces.join(''));
        if (value) expect(redacted(parseUrl(redacted(value)).value!)).toBe(redacted(value));
      }),
    );
  });
});

describe('IP addresses', () => {
  it.each(['::', '::1', '1::', 'fe80::1%eth0', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', 'A::f'])(
    '%s is one',
    (text) => {
      expect(isIPv6(text)).toBe(true);
    },
  );
  it.each([
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7::8',
    '1.2.3.4',
    '12345::',
    'g::',
    '::1%',
    '::01.2.3.4',
    '1:',
    '1.2.3.4::',
  ])('%j is none', (text) => {
    expect(isIPv6(text)).toBe(false);
  });
  it('knows IPv4', () => {
    expect(['1.2.3.4', '255.255.255.255', '256.1.1.1', '1.2.3', '01.2.3.4'].map(isIPv4)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
