// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expansions of other languages
import { describe, expect, it } from 'vitest';
import { isLoopback, proxyFaults } from '../../../../src/go/env/faults/proxy-faults.ts';
import { GO_DEFAULTS, GOLANG } from '../../../../src/go/env/goproxy.ts';
import { shown } from './shown.ts';

const found = (value: string, literal = false) => shown(value, proxyFaults(value, { literal }));
const thirdParty = (end: number, host = 'p.example') => `proxy-third-party 0-${end} ${host}`;

describe('GOPROXY', () => {
  it.each([
    [GO_DEFAULTS.GOPROXY, []],
    [`https://proxy.${GOLANG}:443/x@y,off`, []],
    ['', []],
    ['off', []],
    ['file:///srv/proxy', []],
    ['direct', ['proxy-direct-only 0-6']],
    ['https://p.example,direct', [thirdParty(17)]],
    ['p.example:8080', [thirdParty(14, 'p.example:8080')]],
    ['http://athens:3000', ['proxy-plaintext 0-18 athens:3000']],
    ['http://localhost:3000', []],
    ['https://localhost', []],
    ['off,https://p.example', ['proxy-unreachable 4-21']],
    ['direct,https://p.example,off', ['proxy-direct-only 0-6', 'proxy-unreachable 7-24']],
    ['https://p.example|direct', ['proxy-fallthrough 0-17', thirdParty(17)]],
    ['https://p.example|', [thirdParty(17)]],
    ['direct|', ['proxy-direct-only 0-6']],
    ['DIRECT', ['proxy-invalid 0-6 invalid proxy URL missing scheme: DIRECT']],
    [',', ['proxy-invalid 0-1 GOPROXY list is not the empty string, but contains no entries']],
    ['./proxy', ['proxy-invalid 0-7 no host answers to ./proxy']],
    ['https:///x,direct', ['proxy-invalid 0-10 no host answers to https:///x']],
    ['https://bot:s3cret@p.example', ['proxy-credentials 0-28 p.example', thirdParty(28)]],
    ['bot:s3cret@p.example/x', ['proxy-credentials 0-22 p.example', thirdParty(22)]],
    // A name alone is no secret, and not every @ ends one.
    ['https://bot@p.example/x@y', [thirdParty(25)]],
    ['https://p.example?u:p@h', [thirdParty(23)]],
    ['https://p.example#u:p@h', [thirdParty(23)]],
  ])('%s', (value, faults) => expect(found(value)).toEqual(faults));

  it.each([
    ['$PROXY,direct', []],
    ['$PROXY', []],
    [' $PROXY ,none', ['proxy-invalid 9-13 invalid proxy URL missing scheme: none']],
    ['@PROXY@|direct', ['proxy-fallthrough 0-7']],
    ['${PROXY}|direct', ['proxy-fallthrough 0-8']],
    ['${PROXY:-u:p@h/x}|', []],
    ['$A$B|off', ['proxy-fallthrough 0-4']],
    // Digits that are known are no URL.
    ['11,$X', ['proxy-invalid 0-2 invalid proxy URL missing scheme: 11']],
    ['$X,11', ['proxy-invalid 3-5 invalid proxy URL missing scheme: 11']],
    ['http://$HOST:3000', []],
    ['http://p.example:$PORT', []],
    ['https://$HOST/x|direct', ['proxy-fallthrough 0-15']],
    ['file:///srv,https://$HOST/x@y', []],
    ['https://bot:${TOKEN}@p.example', [thirdParty(30)]],
    ['https://$USER:pw@p.example', ['proxy-credentials 0-26 p.example', thirdParty(26)]],
    ['https://${USER:-a:b}:pw@p.example', ['proxy-credentials 0-33 p.example', thirdParty(33)]],
    // The host is not named where it is not known.
    ['https://bot:pw@$HOST', ['proxy-credentials 0-20']],
    ['https://bot:pw@p.example:$PORT', ['proxy-credentials 0-30']],
    ['https://bot:pw@p.example/$X', ['proxy-credentials 0-27 p.example', thirdParty(27)]],
    ['$P,http://bot:$X@p.example|off', ['proxy-fallthrough 3-26', 'proxy-plaintext 3-26 p.example']],
  ])('judges what is known of %s', (value, faults) => expect(found(value)).toEqual(faults));

  it('is what it says where nothing is expanded', () => {
    expect(found('$GOPROXY', true)).toEqual(['proxy-invalid 0-8 invalid proxy URL missing scheme: $GOPROXY']);
    expect(found('', true)).toEqual([]);
  });

  it('knows the hosts of this machine', () => {
    expect(['localhost', 'localhost:3000', '127.0.0.1', '127.1.2.3:80', '[::1]', '[::1]:80'].every(isLoopback)).toBe(
      true,
    );
    expect(['localhost.example', '128.0.0.1', '127.0.0.1.example', '127.0.1', 'athens', ''].some(isLoopback)).toBe(
      false,
    );
  });
});
