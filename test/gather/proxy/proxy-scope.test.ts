/** Of whom an answer is believed that was kept. */
import { expect, it } from 'vitest';
import { proxyScope, proxySource } from '../../../src/gather/proxy/proxy.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';

const scopeOf = (GOPROXY: string, kind: Ask['kind'] = 'mod', GONOPROXY = '', path = 'example.com/m') =>
  proxyScope({ GOPROXY, GONOPROXY })({ kind, module: { path, version: '' } });

it.each([
  ['https://a.example,direct', 'https://a.example,', 'https://a.example,direct'],
  [
    'https://a.example|https://b.example,off',
    'https://a.example|https://b.example,',
    'https://a.example|https://b.example,off',
  ],
  ['https://a.example', 'https://a.example,', 'https://a.example,proxy'],
  ['https://me:secret@a.example/x', 'https://me:xxxxx@a.example/x,', 'https://me:xxxxx@a.example/x,proxy'],
  ['file:///a', 'file:///a,', 'file:///a,proxy'],
  ['direct', undefined, undefined],
  ['off', undefined, undefined],
  [',', undefined, undefined],
  ['none', undefined, undefined],
])('%s', (GOPROXY, lasting, changing) => {
  expect(scopeOf(GOPROXY)).toBe(lasting);
  for (const kind of ['versions', 'latest'] as const) expect(scopeOf(GOPROXY, kind)).toBe(changing);
});

it('is nobody for what changes of a module that is fetched from its origin', () => {
  const at = (kind: Ask['kind'], path: string) => scopeOf('https://a.example', kind, 'example.com', path);
  expect([at('versions', 'example.com/m'), at('mod', 'example.com/m'), at('versions', 'b.example')]).toEqual([
    undefined,
    'https://a.example,',
    'https://a.example,proxy',
  ]);
  // Where all is fetched from its origin anyway, that says nothing.
  expect(scopeOf('direct', 'versions', 'example.com')).toBeUndefined();
});

it('a plan names hosts in their order, folders by their URL, and who is left where there are none', () => {
  const route = (GOPROXY: string, kind: Ask['kind'] = 'mod') => {
    const source = proxySource({ GOPROXY, GONOPROXY: '', GOAUTH: '', netrc: undefined, process: {} });
    const found = source.route({ kind, module: { path: 'example.com/m', version: 'v1.0.0' } });
    source.close();
    return [source.name, source.network, found];
  };
  expect(route('https://me:secret@a.example:8443/x,file:///b|http://[::1]:1,direct')).toEqual([
    'proxy',
    true,
    { hosts: ['a.example:8443', 'file:///b', '[::1]:1'] },
  ]);
  expect(route('file:///b')).toEqual(['proxy', false, { hosts: ['file:///b'] }]);
  expect(route('off')).toEqual([
    'proxy',
    false,
    { known: false, why: 'offline', detail: 'module lookup disabled by GOPROXY=off' },
  ]);
  expect(route('direct')).toEqual([
    'proxy',
    false,
    {
      known: false,
      why: 'private',
      detail: 'Go would now fetch it from its origin (direct), which modwarden does not',
    },
  ]);
  for (const kind of ['proof', 'cached', 'tag', 'seen'] as const)
    expect(route('https://a.example', kind)[2]).toBeUndefined();
});
