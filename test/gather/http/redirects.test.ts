import { describe, expect, test } from 'vitest';
import { hostIn, initialRequest, mayFollow } from '../../../src/gather/http/redirects.ts';

const secret = () => 'Basic secret';

describe('the credentials of the first request', () => {
  test.each<[url: string, authorization: string | undefined]>([
    ['https://a.example/x', 'Basic secret'],
    // Never in clear text, and never beside those that the URL brings.
    ['http://a.example/x', undefined],
    ['https://user@a.example/x', undefined],
    ['https://:password@a.example/x', undefined],
  ])('for %s are %s', (url, authorization) => {
    expect(initialRequest(new URL(url), url, secret).authorization).toBe(authorization);
  });

  test('are none where there is no netrc', () => {
    expect(
      initialRequest(new URL('https://a.example/'), 'https://a.example/', undefined).authorization,
    ).toBeUndefined();
  });

  test('are looked up for the URL as it was written', () => {
    const asked: string[] = [];
    const written = 'https://A.example:443/x';
    const { host } = initialRequest(new URL(written), written, (url, text) => void asked.push(url.href, text));
    expect(asked).toEqual(['https://a.example/x', written]);
    expect(host).toBe('A.example:443');
  });
});

describe('a redirect', () => {
  /** What the client asks for each Location, from https://a.example. */
  const follows = (location: string, from = 'https://a.example/m') => {
    const url = new URL(from);
    const initial = initialRequest(url, from, secret);
    const next = new URL(location, url);
    return mayFollow(initial, hostIn(location, next) ?? initial.host, next);
  };
  // As net/http's shouldCopyHeaderOnRedirect.
  test.each<[location: string, credentials: boolean]>([
    ['/other', true],
    ['other', true],
    ['https://a.example/other', true],
    ['https://sub.a.example/', true],
    ['https://a.example:8443/', true],
    ['https://deep.sub.a.example:1/', true],
    ['https://b.example/', false],
    ['https://ba.example/', false],
    ['https://a.example.b.example/', false],
    ['https://example/', false],
    ['//b.example/x', false],
    // Go stays on the host, the URLs of the web leave it.
    ['/\\b.example/x', false],
    ['https://user:pw@b.example/', false],
    ['https://a.example@b.example/', false],
  ])('to %s keeps the credentials: %s', (location, credentials) => {
    expect(follows(location)).toBe(credentials);
  });

  test.each<[from: string, location: string, credentials: boolean]>([
    // The letters of the host differ: Go asks whether the ASCII names are the same, and they are not.
    ['https://sub.a.example/', 'https://a.example/', false],
    ['https://[::1]/', 'https://[::1]:8443/', true],
    ['https://[::1]/', 'https://[::2]/', false],
    ['https://127.0.0.1/', 'https://127.0.0.1:1/', true],
    ['https://127.0.0.1/', 'https://localhost/', false],
  ])('from %s to %s keeps the credentials: %s', (from, location, credentials) => {
    expect(follows(location, from)).toBe(credentials);
  });

  test('names no host where it stays', () => {
    const next = new URL('https://a.example/x');
    expect(hostIn('/x', next)).toBeUndefined();
    expect(hostIn('x?y#z', next)).toBeUndefined();
    expect(hostIn('https://A.example/x', next)).toBe('A.example');
    // Go cannot read it, the web can: the host is what the web says.
    expect(hostIn('https://a.example/%zz', next)).toBe('a.example');
  });
});
