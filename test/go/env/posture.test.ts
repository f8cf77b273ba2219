import { describe, expect, it } from 'vitest';
import { parseGoEnvFile } from '../../../src/go/env/goenv-file.ts';
import { GO_DEFAULTS, GOLANG } from '../../../src/go/env/goproxy.ts';
import { layers } from '../../../src/go/env/layers.ts';
import { posture, postures } from '../../../src/go/env/posture.ts';
import { source } from '../../../src/text/source.ts';

const defaults = { ...GO_DEFAULTS, GOPROXY: 'https://goproxy.example,direct' };
const of = (path: string, env: Record<string, string>) =>
  posture(path, layers({ process: new Map(Object.entries(env)), defaults }));
const PRIVATE = 'git.corp.example/team/lib';

describe('posture', () => {
  it('is good for public modules as Go comes', () => {
    expect(of('example.com/m', {})).toEqual({
      fetch: ['https://goproxy.example', 'direct'],
      fetchOnError: ['https://goproxy.example'],
      insecureAllowed: false,
      sumdb: 'verify',
      sumdbURL: 'https://sum.golang.org',
      reason: 'proxy/sumdb',
    });
  });

  it('says all of what is fetched from the origin, and of what is not fetched', () => {
    expect(of(PRIVATE, { GOPRIVATE: PRIVATE, GOINSECURE: PRIVATE })).toEqual({
      fetch: ['direct'],
      fetchOnError: ['direct'],
      insecureAllowed: true,
      sumdb: 'skip',
      reason: 'noproxy-match/nosumdb-match',
    });
    const nothing = { fetch: [], fetchOnError: [], insecureAllowed: false, sumdb: 'none' };
    expect(of(PRIVATE, { GOINSECURE: '*', GOPROXY: 'off' })).toEqual({ ...nothing, reason: 'proxy-off/no-fetch' });
    expect(of(PRIVATE, { GO111MODULE: 'off' })).toEqual({ ...nothing, reason: 'gopath-mode' });
    expect(of('golang.org/toolchain', { GONOSUMDB: '*', GOSUMDB: 'sum.golang.org https://s.example' })).toEqual({
      fetch: ['https://goproxy.example', 'direct'],
      fetchOnError: ['https://goproxy.example'],
      insecureAllowed: false,
      sumdb: 'verify',
      sumdbURL: 'https://s.example',
      reason: 'proxy/toolchain-always',
    });
  });

  it('is one object for modules that are treated alike', () => {
    const env = new Map(Object.entries({ GOPRIVATE: '*.corp.example', GOPROXY: 'https://p.example,off' }));
    const to = postures(layers({ process: env, defaults }));
    expect(to('example.com/a')).toBe(to('example.com/b'));
    expect(to('a.corp.example/a')).toBe(to('b.corp.example/b'));
    expect(to('a.corp.example/a')).not.toBe(to('example.com/a'));
  });

  it('keeps apart the lists of environments that follow each other', () => {
    const hosts = Array.from({ length: 12 }, (_, i) => `h${i}.example`);
    for (const host of [...hosts, ...hosts]) {
      expect(of(`${host}/m`, { GONOPROXY: host, GONOSUMDB: 'none' }).reason).toBe('noproxy-match/sumdb');
      expect(of('other.example/m', { GONOPROXY: host, GONOSUMDB: 'none' }).reason).toBe('proxy/sumdb');
    }
  });

  it.each([
    // path, env, fetch, sumdb, reason
    [
      'example.com/m',
      { GOPROXY: 'https:///x|http://u:p@p.example,off' },
      '',
      'none',
      'goproxy-credentials-refused/no-fetch',
    ],
    ['example.com/m', { GOPROXY: 'https:///x|off' }, '', 'none', 'goproxy-no-host/no-fetch'],
    [
      'golang.org/toolchain',
      { GONOSUMDB: '*', GOPROXY: 'https://p.example' },
      'https://p.example',
      'verify',
      'proxy/toolchain-always',
    ],
    ['golang.org/toolchain2', { GONOSUMDB: '*' }, 'https://goproxy.example direct', 'skip', 'proxy/nosumdb-match'],
    [
      'golang.org/toolchain',
      { GONOSUMDB: '*', GOPROXY: 'file:///srv|off' },
      'file://',
      'verify',
      'proxy/toolchain-always',
    ],
    [PRIVATE, { GOPRIVATE: '*.corp.example' }, 'direct', 'skip', 'noproxy-match/nosumdb-match'],
    [PRIVATE, { GONOPROXY: '*.corp.example' }, 'direct', 'verify', 'noproxy-match/sumdb'],
    [PRIVATE, { GONOSUMDB: '*.corp.example' }, 'https://goproxy.example direct', 'skip', 'proxy/nosumdb-match'],
    // GONOPROXY replaces GOPRIVATE, it does not add to it.
    [
      PRIVATE,
      { GOPRIVATE: '*.corp.example', GONOPROXY: 'none' },
      'https://goproxy.example direct',
      'skip',
      'proxy/nosumdb-match',
    ],
    [PRIVATE, { GOPRIVATE: '*.corp.example', GOPROXY: 'off' }, 'direct', 'skip', 'noproxy-match/nosumdb-match'],
    [PRIVATE, { GOPRIVATE: '*.corp.example', GOPROXY: 'bad' }, '', 'none', 'goproxy-invalid/no-fetch'],
    ['example.com/m', { GOPROXY: 'off' }, '', 'none', 'proxy-off/no-fetch'],
    ['example.com/m', { GOPROXY: 'https://p.example:8443/go,off' }, 'https://p.example:8443', 'verify', 'proxy/sumdb'],
    ['example.com/m', { GOSUMDB: 'off' }, 'https://goproxy.example direct', 'skip', 'proxy/sumdb-off'],
    ['example.com/m', { GOSUMDB: 'on' }, 'https://goproxy.example direct', 'refused', 'proxy/sumdb-refused'],
    ['example.com/m', { GO111MODULE: 'off' }, '', 'none', 'gopath-mode'],
    ['example.com/m', { GOPROXY: 'http://u:p@p.example,direct' }, '', 'none', 'goproxy-credentials-refused/no-fetch'],
    ['example.com/m', { GOPROXY: 'http://u:p@p.example|direct' }, 'direct', 'verify', 'direct/sumdb'],
    // A host that no certificate can be for never answers.
    ['example.com/m', { GOPROXY: './proxy,direct' }, '', 'none', 'goproxy-no-host/no-fetch'],
    ['example.com/m', { GOPROXY: 'https:///proxy|direct' }, 'direct', 'verify', 'direct/sumdb'],
    ['golang.org/toolchain', { GOSUMDB: 'off' }, 'https://goproxy.example direct', 'refused', 'proxy/sumdb-refused'],
    ['golang.org/toolchain', { GONOSUMDB: '*' }, 'https://goproxy.example direct', 'verify', 'proxy/toolchain-always'],
    ['golang.org/toolchain', { GONOSUMDB: '*', GOPROXY: 'file:///srv' }, 'file://', 'skip', 'proxy/nosumdb-match'],
    [
      'golang.org/toolchain',
      { GONOSUMDB: '*', GOPROXY: 'file:///srv,off' },
      'file://',
      'verify',
      'proxy/toolchain-always',
    ],
  ])('of %s with %j', (path, env, fetch, sumdb, reason) => {
    const got = of(path, env);
    expect([got.fetch.join(' '), got.sumdb, got.reason]).toEqual([fetch, sumdb, reason]);
  });

  // Go's own proxy fetches toolchains that no database knows yet (modfetch.useSumDB).
  it.each([
    [`proxy.${GOLANG}`, 'skip'],
    [`Go-http-client (proxy.${GOLANG}) 1.0`, 'skip'],
    ['goproxy.example', 'verify'],
    ['', 'verify'],
  ])('of a toolchain fetched as %j: %s', (agent, sumdb) => {
    const env = { GONOSUMDB: '*', GIT_HTTP_USER_AGENT: agent };
    expect(of(`${GOLANG}/toolchain`, env).sumdb).toBe(sumdb);
    expect(of('example.com/m', { GIT_HTTP_USER_AGENT: agent }).sumdb).toBe('verify');
  });

  it.each([
    [PRIVATE, { GOINSECURE: '*.corp.example', GOPROXY: 'direct' }, true],
    [PRIVATE, { GOINSECURE: '*.corp.example', GOPRIVATE: '*.corp.example', GOPROXY: 'off' }, true],
    // GOINSECURE is about origins only.
    [PRIVATE, { GOINSECURE: '*', GOPROXY: 'https://p.example' }, false],
    // Known to Go as https.
    ['github.com/acme/lib/v2', { GOINSECURE: '*', GOPROXY: 'direct' }, false],
    ['github.com.evil.example/acme/lib', { GOINSECURE: '*', GOPROXY: 'direct' }, true],
  ])('insecure of %s with %j: %s', (path, env, insecure) => {
    expect(of(path, env).insecureAllowed).toBe(insecure);
  });

  it('fails closed where the file of the user empties a setting', () => {
    const env = (text: string) => layers({ user: parseGoEnvFile(source('env', text)), defaults });
    expect(posture('example.com/m', env('GOSUMDB=\n')).sumdb).toBe('refused');
    expect(posture('example.com/m', env('GOPROXY=\n')).reason).toBe('goproxy-invalid/no-fetch');
  });
});
