// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expansions of other languages
import { describe, expect, it } from 'vitest';
import {
  allowProtocolFaults,
  goGetFaults,
  hostKeyFaults,
  insteadOfFaults,
  sslNoVerifyFaults,
  sslVerifyFaults,
} from '../../../../src/go/env/faults/git-faults.ts';

const kinds = (found: Iterable<{ readonly kind: string }>) => [...found].map(({ kind }) => kind);

describe('what git and ssh are told', () => {
  it.each([
    ['http://git.corp.example/', ['git-insteadof-plaintext']],
    ['git://git.corp.example/', ['git-insteadof-plaintext']],
    ['ssh://git@git.corp.example/', []],
    ['git@github.com:', []],
    ['https://bot:s3cret@github.com/', ['git-credentials']],
    ['https://x-access-token:${{ secrets.TOKEN }}@github.com/', []],
    ['https://${TOKEN}:x-oauth-basic@github.com/', []],
    ['https://ghp_abcdefghijklmnop@github.com/', ['git-credentials']],
  ])('a rewrite to %s', (value, expected) => expect(kinds(insteadOfFaults(value, {}))).toEqual(expected));

  it('certificates, protocols and host keys that nobody looks at', () => {
    expect(['false', '0', 'off', 'no', 'FALSE'].every((v) => kinds(sslVerifyFaults(v)).length === 1)).toBe(true);
    expect(kinds(sslVerifyFaults('true'))).toEqual([]);
    // git asks only whether it is set.
    expect(kinds(sslNoVerifyFaults('false', {}))).toEqual(['git-tls-off']);
    expect(kinds(sslNoVerifyFaults('', {}))).toEqual([]);
    expect(kinds(allowProtocolFaults('https:ssh:http'))).toEqual(['git-protocol-plaintext']);
    expect(kinds(allowProtocolFaults('https:ssh'))).toEqual([]);
    expect(kinds(hostKeyFaults('no'))).toEqual(['ssh-hostkey-off']);
    expect(kinds(hostKeyFaults('accept-new'))).toEqual([]);
    expect(kinds(goGetFaults('true'))).toEqual(['go-get-insecure']);
    expect(kinds(goGetFaults('false'))).toEqual([]);
  });
});
