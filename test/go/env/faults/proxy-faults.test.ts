// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expansions of other languages
import { describe, expect, it } from 'vitest';
import { isLoopback, proxyFaults } from '../../../../src/go/env/faults/proxy-faults.ts';
import { GO_DEFAULTS } from '../../../../src/go/env/goproxy.ts';

const found = (value: string, literal = false) =>
  [...proxyFaults(value, { literal })].map(({ kind, text, host }) => [kind, text, host].filter(Boolean).join(' '));

describe('GOPROXY', () => {
  it.each([
    [GO_DEFAULTS.GOPROXY, []],
    ['', []],
    ['off', []],
    ['file:///srv/proxy', []],
    ['direct', ['proxy-direct-only direct']],
    ['https://p.example,direct', ['proxy-third-party https://p.example p.example']],
    ['p.example:8080', ['proxy-third-party p.example:8080 p.example:8080']],
    ['http://athens:3000', ['proxy-plaintext http://athens:3000 athens:3000']],
    ['http://localhost:3000', []],
    ['off,https://p.example', ['proxy-unreachable https://p.example']],
    [
      'https://p.example|direct',
      ['proxy-fallthrough https://p.example', 'proxy-third-party https://p.example p.example'],
    ],
    ['direct|', ['proxy-direct-only direct']],
    ['DIRECT', ['proxy-invalid DIRECT']],
    [',', ['proxy-invalid ,']],
    ['./proxy', ['proxy-invalid ./proxy']],
    [
      'https://bot:s3cret@p.example',
      [
        'proxy-credentials https://bot:s3cret@p.example p.example',
        'proxy-third-party https://bot:s3cret@p.example p.example',
      ],
    ],
  ])('%s', (value, kinds) => expect(found(value)).toEqual(kinds));

  it('judges what is known of an entry that others complete', () => {
    expect(found('$PROXY,direct')).toEqual([]);
    expect(found('${PROXY}|direct')).toEqual(['proxy-fallthrough ${PROXY}']);
    expect(found('http://$HOST:3000')).toEqual([]);
    expect(found('https://bot:${TOKEN}@p.example')).toEqual([
      'proxy-third-party https://bot:${TOKEN}@p.example p.example',
    ]);
    expect(found('https://$HOST/x|direct')).toEqual(['proxy-fallthrough https://$HOST/x']);
    expect(found('$GOPROXY', true)).toEqual(['proxy-invalid $GOPROXY']);
  });

  it('knows the hosts of this machine', () => {
    expect(['localhost', 'localhost:3000', '127.0.0.1', '127.1.2.3:80', '[::1]:80'].every(isLoopback)).toBe(true);
    expect(['localhost.example', '128.0.0.1', 'athens'].some(isLoopback)).toBe(false);
  });
});
