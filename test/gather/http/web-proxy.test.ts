import { describe, expect, test } from 'vitest';
import { webProxy } from '../../../src/gather/http/web-proxy.ts';

const proxyOf = (env: Record<string, string>, url: string) => {
  const proxy = webProxy(env)(new URL(url));
  return proxy instanceof URL ? proxy.href : proxy;
};

describe('which proxy', () => {
  test.each<[env: Record<string, string>, url: string, proxy: string | undefined]>([
    [{}, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: 'http://p.example:3128' }, 'https://a.example/', 'http://p.example:3128/'],
    [{ HTTPS_PROXY: 'http://p.example:3128' }, 'http://a.example/', undefined],
    [{ http_proxy: 'p.example:3128' }, 'http://a.example/', 'http://p.example:3128/'],
    [{ HTTP_PROXY: '', http_proxy: 'p.example' }, 'http://a.example/', 'http://p.example/'],
    [{ HTTPS_PROXY: 'https://u:p@p.example' }, 'https://a.example/', 'https://u:p@p.example/'],
    [{ HTTPS_PROXY: 'http://' }, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: 'socks5://p.example' }, 'https://a.example/', 'proxies of the kind socks5 are not supported'],
    [
      { HTTP_PROXY: 'p.example', REQUEST_METHOD: 'GET' },
      'http://a.example/',
      'refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy',
    ],
    [{ https_proxy: 'p.example' }, 'https://a.example/', 'http://p.example/'],
    [{ HTTPS_PROXY: 'p.example', https_proxy: 'q.example' }, 'https://a.example/', 'http://p.example/'],
    [{ HTTPS_PROXY: 'p.example', HTTP_PROXY: 'q.example' }, 'http://a.example/', 'http://q.example/'],
    [{ HTTPS_PROXY: 'p.example', REQUEST_METHOD: 'GET' }, 'https://a.example/', 'http://p.example/'],
    [{ HTTPS_PROXY: 'HTTP://P.example' }, 'https://a.example/', 'http://p.example/'],
    [{ HTTPS_PROXY: 'http://p.example:bad' }, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: 'p.example', NO_PROXY: '*' }, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: 'p.example', no_proxy: 'a.example' }, 'https://a.example/', undefined],
    [{ HTTPS_PROXY: 'p.example' }, 'ftp://a.example/', undefined],
    [{ HTTPS_PROXY: 'p.example' }, 'https://128.0.0.1/', 'http://p.example/'],
    [{ HTTPS_PROXY: 'p.example' }, 'https://127.a.example/', 'http://p.example/'],
    [{ HTTPS_PROXY: 'p.example' }, 'https://[::2]/', 'http://p.example/'],
    // Never for this machine.
    [{ HTTPS_PROXY: 'p.example' }, 'https://localhost/', undefined],
    [{ HTTPS_PROXY: 'p.example' }, 'https://127.1.2.3/', undefined],
    [{ HTTPS_PROXY: 'p.example' }, 'https://[::1]/', undefined],
  ])('%j %s', (env, url, proxy) => expect(proxyOf(env, url)).toBe(proxy));
});

describe('NO_PROXY', () => {
  test.each<[value: string, url: string, direct: boolean]>([
    ['*', 'https://a.example/', true],
    ['a.example', 'https://a.example/', true],
    ['A.EXAMPLE', 'https://a.example/', true],
    ['a.example', 'https://sub.a.example/', true],
    ['a.example', 'https://ba.example/', false],
    ['.a.example', 'https://a.example/', false],
    ['.a.example', 'https://sub.a.example/', true],
    ['*.a.example', 'https://sub.a.example/', true],
    ['*.a.example', 'https://a.example/', false],
    ['a.example:8443', 'https://a.example:8443/', true],
    ['a.example:8443', 'https://a.example/', false],
    ['a.example:443', 'https://a.example/', true],
    ['b.example, ,a.example', 'https://a.example/', true],
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/', false],
    ['10.0.0.0/33', 'https://10.1.2.3/', false],
    ['10.1.2.3/32', 'https://10.1.2.3/', true],
    ['10.1.2.3/32', 'https://10.1.2.4/', false],
    ['0.0.0.0/0', 'https://10.1.2.3/', true],
    ['0.0.0.0/0', 'https://[fd00::1]/', false],
    ['0.0.0.0/0', 'https://a.example/', false],
    ['fd00::1/128', 'https://[fd00::1]/', true],
    ['fd00::/129', 'https://[fd00::1]/', false],
    ['::/0', 'https://10.1.2.3/', false],
    ['1.2.3/8', 'https://1.2.3.4/', false],
    ['10.1.2.3', 'https://10.1.2.4/', false],
    ['10.1.2.3:443', 'https://10.1.2.3/', true],
    ['a.example:80', 'https://a.example/', false],
    ['example', 'https://a.example/', true],
    ['a.example:', 'https://a.example/', true],
    ['a.example:x', 'https://a.example/', false],
    ['fd00::/8', 'https://[fd00::1]/', true],
    ['10.1.2.3', 'https://10.1.2.3/', true],
    ['10.1.2.3:80', 'https://10.1.2.3/', false],
    ['[fd00::1]:443', 'https://[fd00::1]/', true],
    [':443', 'https://a.example/', false],
    ['', 'https://a.example/', false],
  ])('%j %s', (value, url, direct) => {
    expect(proxyOf({ HTTPS_PROXY: 'p.example', NO_PROXY: value }, url)).toBe(direct ? undefined : 'http://p.example/');
  });
});
