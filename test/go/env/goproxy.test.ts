import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asked,
  GO_DEFAULTS,
  lacksHost,
  type ProxyStep,
  parseProxyList,
  refusesCredentials,
} from '../../../src/go/env/goproxy.ts';
import { redacted } from '../../../src/go/std/url.ts';

const shown = (step: ProxyStep) =>
  (step.kind === 'proxy' ? redacted(step.url) : step.kind) + (step.fallBackOnError ? '|' : '');

describe('parseProxyList', () => {
  it.each([
    ['https://a.example,direct', ['https://a.example', 'direct']],
    ['https://a.example|https://b.example,off', ['https://a.example|', 'https://b.example', 'off']],
    [' https://a.example , direct ', ['https://a.example', 'direct']],
    [',|https://a.example,,', ['https://a.example']],
    ['https://a.example\r', ['https://a.example']],
    // `direct` and `off` end the list, whatever separates them.
    ['direct|https://a.example', ['direct']],
    ['a.example', ['https://a.example']],
    ['corp-proxy:8080', ['https://corp-proxy:8080']],
    ['a.example/go', ['https://a.example/go']],
    ['HTTP://a.example', ['http://a.example']],
    ['file:///srv/proxy', ['file:///srv/proxy']],
    // No host, but Go does not mind until it asks.
    ['https:/a.example', ['https:/a.example']],
    ['https://a.example;direct', ['https://a.example;direct']],
  ])('reads %j', (value, steps) => {
    const list = parseProxyList(value);
    expect(list.error).toBeUndefined();
    expect(list.steps.map(shown)).toEqual(steps);
    for (const step of list.steps) expect(value.slice(step.start, step.end)).toBe(step.text);
  });

  it.each([
    ['', 'GOPROXY list is not the empty string, but contains no entries', ''],
    [' ,|', 'GOPROXY list is not the empty string, but contains no entries', ' ,|'],
    ['DIRECT', 'invalid proxy URL missing scheme: DIRECT', 'DIRECT'],
    ['https://a.example, none ,direct', 'invalid proxy URL missing scheme: none', 'none'],
    ['$GOPROXY', 'invalid proxy URL missing scheme: $GOPROXY', '$GOPROXY'],
    ['/srv/proxy', 'invalid proxy URL missing scheme: /srv/proxy', '/srv/proxy'],
    [
      'ftp://u:p@a.example',
      'invalid proxy URL scheme (must be https, http, file): ftp://u:xxxxx@a.example',
      'ftp://u:p@a.example',
    ],
    ['file://host/x', 'invalid file:// proxy URL with non-path elements: file://host/x', 'file://host/x'],
    ['file://u@/x', 'invalid file:// proxy URL with non-path elements: file://u@/x', 'file://u@/x'],
    ['file:///x#f', 'invalid file:// proxy URL with non-path elements: file:///x#f', 'file:///x#f'],
    ['file:/x', 'invalid file:// proxy URL with non-path elements: file:/x', 'file:/x'],
    ['file:///x?', 'invalid file:// proxy URL with non-path elements: file:///x?', 'file:///x?'],
    [
      '"https://a.example"',
      'parse "\\"https://a.example\\"": first path segment in URL cannot contain colon',
      '"https://a.example"',
    ],
  ])('refuses %j', (value, message, at) => {
    const { error } = parseProxyList(value);
    expect(error?.message).toBe(message);
    expect(value.slice(error!.start, error!.end)).toBe(at);
  });

  it('says what is never read', () => {
    const list = parseProxyList('https://a.example,direct, DIRECT |off');
    expect(list.error).toBeUndefined();
    expect(list.unread.map((e) => [e.text, e.start])).toEqual([
      ['DIRECT', 26],
      ['off', 34],
    ]);
  });

  it('asks on after "not found", and after errors only behind a bar', () => {
    const { steps } = parseProxyList('https://a.example|https://b.example,https://c.example|direct');
    const places = (answer: (step: ProxyStep) => 'found' | 'not found' | 'error') =>
      asked(steps, answer).map((s) => s.text[8] ?? s.kind);
    expect(places(() => 'not found')).toEqual(['a', 'b', 'c', 'direct']);
    expect(places(() => 'error')).toEqual(['a', 'b']);
    expect(places((s) => (s.text.includes('b') ? 'found' : 'error'))).toEqual(['a', 'b']);
    expect(places((s) => (s.text.includes('b') ? 'not found' : 'error'))).toEqual(['a', 'b', 'c', 'direct']);
  });

  it('knows where credentials would go in clear text', () => {
    const { steps } = parseProxyList('http://u@a.example,https://u:p@a.example,http://a.example,direct');
    expect(steps.map(refusesCredentials)).toEqual([true, false, false, false]);
  });

  it('knows which URLs name no host that could answer', () => {
    const { steps } = parseProxyList(
      'https://,https://:80,https://./x,http://.:,https://.a,https://a.:80,file:///x,off',
    );
    expect(steps.map(lacksHost)).toEqual([true, true, true, true, false, false, false, false]);
  });

  it('has defaults that it can read itself', () => {
    expect(parseProxyList(GO_DEFAULTS.GOPROXY).steps.map((s) => s.kind)).toEqual(['proxy', 'direct']);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      ',',
      '|',
      ' ',
      'direct',
      'off',
      'https://',
      'a.example',
      ':',
      '/',
      '@',
      '%',
      '[',
      '\u0085',
      'é',
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => void parseProxyList(pieces.join(''))));
  });
});
