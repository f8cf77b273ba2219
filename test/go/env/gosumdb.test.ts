import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GOLANG_SUMDB_KEY, parseSumdb } from '../../../src/go/env/gosumdb.ts';

/** A key as `NAME+HASH+KEY`, of the given bytes. */
function verifier(name: string, key: Uint8Array): string {
  const hash = createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4);
  return `${name}+${hash.toString('hex')}+${Buffer.from(key).toString('base64')}`;
}
const ed25519 = (fill: number) => Uint8Array.from({ length: 33 }, (_, i) => (i === 0 ? 1 : fill));
const KEY = verifier('db.example', ed25519(251));

describe('GOSUMDB', () => {
  it.each([
    ['off', { off: true }],
    [
      'sum.golang.org',
      { off: false, name: 'sum.golang.org', key: GOLANG_SUMDB_KEY, url: 'https://sum.golang.org', explicit: undefined },
    ],
    [
      `${KEY} http://u@db.example/x/`,
      { url: 'http://u@db.example/x', explicit: { scheme: 'http', host: 'db.example' } },
    ],
    [' sum.golang.org\t', { name: 'sum.golang.org', url: 'https://sum.golang.org' }],
    ['sum.golang.google.cn', { name: 'sum.golang.org', url: 'https://sum.golang.google.cn' }],
    ['sum.golang.org http://db.example/', { name: 'sum.golang.org', url: 'http://db.example' }],
    [KEY, { name: 'db.example', url: 'https://db.example', key: KEY }],
    [`${KEY} https://other.example/x`, { name: 'db.example', url: 'https://other.example/x' }],
    [verifier('db.example/path', ed25519(1)), { name: 'db.example/path', url: 'https://db.example/path' }],
  ])('takes %j', (value, setting) => {
    const { value: got, error } = parseSumdb(value);
    expect(error).toBeUndefined();
    expect(got).toMatchObject(setting);
  });

  it.each([
    ['', 'missing GOSUMDB'],
    ['   ', 'missing GOSUMDB'],
    ['OFF', 'invalid GOSUMDB: malformed verifier id'],
    ['off\r', 'invalid GOSUMDB: malformed verifier id'],
    ['"sum.golang.org"', 'invalid GOSUMDB: malformed verifier id'],
    ['https://sum.golang.org', 'invalid GOSUMDB: malformed verifier id'],
    ['sum.golang.org,https://db.example', 'invalid GOSUMDB: malformed verifier id'],
    // The alias is known only alone.
    ['sum.golang.google.cn https://sum.golang.google.cn', 'invalid GOSUMDB: malformed verifier id'],
    ['sum.golang.org https://a.example https://b.example', 'invalid GOSUMDB: too many fields'],
    ['sum.golang.org https://%zz', 'invalid GOSUMDB URL: parse "https://%zz": invalid URL escape "%zz"'],
    [KEY.replace('db.example', 'dc.example'), 'invalid GOSUMDB: invalid verifier hash'],
    [KEY.slice(0, -4), 'invalid GOSUMDB: invalid verifier hash'],
    [verifier('db.example/', ed25519(1)), 'invalid sumdb name (must be host[/path]): db.example/'],
    [verifier('db.example?q', ed25519(1)), 'invalid sumdb name (must be host[/path]): db.example?q'],
    [verifier('/db', ed25519(1)), 'invalid sumdb name (must be host[/path]): /db'],
    [verifier('db.example%zz', ed25519(1)), 'invalid sumdb name (must be host[/path]): db.example%zz'],
    [verifier('db.example#f', ed25519(1)), 'invalid sumdb name (must be host[/path]): db.example#f'],
    [verifier('db.example/a%2Fb', ed25519(1)), 'invalid sumdb name (must be host[/path]): db.example/a%2Fb'],
    [verifier('u@db.example', ed25519(1)), 'invalid sumdb name (must be host[/path]): u@db.example'],
  ])('refuses %j', (value, message) => {
    expect(parseSumdb(value).error).toBe(message);
  });
});
