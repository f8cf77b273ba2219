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
import { shown } from './shown.ts';

const SHA1 = 'a'.repeat(40);

describe('a rewrite to', () => {
  it.each([
    ['http://git.corp.example/', ['git-insteadof-plaintext 0-24 git.corp.example']],
    ['HTTP://git.corp.example:80/x', ['git-insteadof-plaintext 0-28 git.corp.example:80']],
    ['git://git.corp.example/', ['git-insteadof-plaintext 0-23 git.corp.example']],
    ['gitx://h.example/', []],
    ['ssh://git@git.corp.example/', []],
    ['git@github.com:', []],
    ['ghp_x@github.com', []],
    ['https://bot:s3cret@github.com/', ['git-credentials 0-30 github.com']],
    ['https://:pw@github.com/', ['git-credentials 0-23 github.com']],
    ['https://bot:@github.com/', []],
    ['https://bot@github.com/', []],
    ['http://bot:s3cret@h.example/', ['git-insteadof-plaintext 0-28 h.example', 'git-credentials 0-28 h.example']],
    // Tokens by the prefixes of their forges.
    ['https://ghp_abcdefghijklmnop@github.com/', ['git-credentials 0-40 github.com']],
    ['https://github_pat_x@github.com/', ['git-credentials 0-32 github.com']],
    ['https://glpat-x@h.example', ['git-credentials 0-25 h.example']],
    ['https://ATBBx@bitbucket.org/', ['git-credentials 0-28 bitbucket.org']],
    [`https://${SHA1}@github.com/`, ['git-credentials 0-60 github.com']],
    [`https://${SHA1}a@github.com/`, []],
    ['https://word:x-oauth-basic@github.com/', ['git-credentials 0-38 github.com']],
    // What others decide.
    ['https://x-access-token:${{ secrets.TOKEN }}@github.com/', []],
    ['https://${TOKEN}:x-oauth-basic@github.com/', []],
    ['https://ghp_$X@github.com/', []],
    ['https://u:x$P@h.example/', []],
    ['https://$U:s3cret@h.example/', ['git-credentials 0-28 h.example']],
    ['https://x:s3cret@$H/', ['git-credentials 0-20 $H']],
  ])('%s', (value, faults) => expect(shown(value, insteadOfFaults(value, {}))).toEqual(faults));

  it('what it says, where nothing is expanded', () => {
    const value = 'https://x-access-token:$TOKEN@github.com/';
    expect(shown(value, insteadOfFaults(value, { literal: true }))).toEqual(['git-credentials 0-41 github.com']);
  });
});

describe('git that does not look at certificates', () => {
  it.each(['false', 'FALSE', '0', 'off', 'no', '', ' '])('http.sslVerify %j', (value) => {
    expect(shown(value, sslVerifyFaults(value))).toEqual([`git-tls-off 0-${value.length}`]);
  });

  it('or does', () => {
    expect(['true', '1', 'on', 'falsey', '$X'].flatMap((value) => [...sslVerifyFaults(value)])).toEqual([]);
  });

  // git asks only whether it is set.
  it.each(['false', '0', '1', ' '])('GIT_SSL_NO_VERIFY=%j', (value) => {
    expect(shown(value, sslNoVerifyFaults(value, {}))).toEqual([`git-tls-off 0-${value.length}`]);
  });

  it('with GIT_SSL_NO_VERIFY only where it is known to be set', () => {
    expect([...sslNoVerifyFaults('', {}), ...sslNoVerifyFaults('', { literal: true })]).toEqual([]);
    expect([...sslNoVerifyFaults('$X', {})]).toEqual([]);
    expect(shown('$X', sslNoVerifyFaults('$X', { literal: true }))).toEqual(['git-tls-off 0-2']);
  });
});

it.each([
  ['https:ssh:http', ['git-protocol-plaintext 0-14']],
  ['git', ['git-protocol-plaintext 0-3']],
  ['https:git', ['git-protocol-plaintext 0-9']],
  ['https:ssh', []],
  ['', []],
])('GIT_ALLOW_PROTOCOL=%s', (value, faults) => expect(shown(value, allowProtocolFaults(value))).toEqual(faults));

it.each([
  ['no', ['ssh-hostkey-off 0-2']],
  [' OFF ', ['ssh-hostkey-off 0-5']],
  ['accept-new', []],
  ['yes', []],
  ['', []],
])('StrictHostKeyChecking %j', (value, faults) => expect(shown(value, hostKeyFaults(value))).toEqual(faults));

it.each([
  ['true', ['go-get-insecure 0-4']],
  ['', ['go-get-insecure 0-0']],
  ['01', ['go-get-insecure 0-2']],
  ['false', []],
  ['F', []],
  ['0', []],
])('go get -insecure=%s', (value, faults) => expect(shown(value, goGetFaults(value))).toEqual(faults));
