import { describe, expect, it } from 'vitest';
import { settingFaults } from '../../../../src/go/env/faults/setting-faults.ts';
import type { FaultContext } from '../../../../src/go/env/faults/types.ts';

const kinds = (variable: string, value: string, context?: FaultContext) =>
  settingFaults(variable, value, context).map(({ kind, text }) => `${kind} ${text}`);

describe('what is wrong with a setting', () => {
  it('depends on the name, in any case for git and ssh', () => {
    expect(kinds('GOSUMDB', 'off')).toEqual(['sumdb-off off']);
    expect(kinds('gosumdb', 'off')).toEqual(['sumdb-off off']);
    expect(settingFaults('GoNoSumCheck', '10')).toEqual([{ kind: 'no-such-variable', start: 0, end: 2, text: '10' }]);
    expect(kinds('http.sslVerify', 'False')).toEqual(['git-tls-off False']);
    expect(kinds('CGO_CFLAGS_ALLOW', '.*')).toEqual(['cgo-allow-all .*']);
    expect(kinds('CGO_CFLAGS_ALLOW', '-Xfoo')).toEqual([]);
    expect(kinds('MY_GOSUMDB', 'off')).toEqual([]);
  });

  it.each([
    ['GOPROXY', 'direct', ['proxy-direct-only direct']],
    ['GO111MODULE', 'off', ['modules-off off']],
    ['GOFLAGS', '-insecure', ['goflags-insecure -insecure']],
    ['GOVCS', '*:all', ['govcs-all *:all']],
    ['GOTOOLCHAIN', 'go1.26.0', ['toolchain-pin go1.26.0']],
    ['GOAUTH', 'x --token y', ['auth-credentials x --token y']],
    ['GODEBUG', 'tlssha1=1', ['godebug-weak tlssha1=1']],
    ['url.insteadOf', 'git://h.example/', ['git-insteadof-plaintext git://h.example/']],
    ['git_ssl_no_verify', '1', ['git-tls-off 1']],
    ['GIT_ALLOW_PROTOCOL', 'git', ['git-protocol-plaintext git']],
    ['StrictHostKeyChecking', 'no', ['ssh-hostkey-off no']],
    ['-insecure', 'true', ['go-get-insecure true']],
    ['GOPRIVATE', '*', ['private-all *']],
    ['GONOPROXY', '*', ['proxy-skip-all *']],
    ['GONOSUMDB', '*', ['sumdb-skip-all *']],
    ['GOINSECURE', '*', ['insecure-all *']],
    ['CGO_LDFLAGS_ALLOW', '.+', ['cgo-allow-all .+']],
    ['CGO_LDFLAGS_DISALLOW', '.+', []],
    ['XCGO_LDFLAGS_ALLOW', '.+', []],
    ['CGO_1_ALLOW', '.+', []],
  ])('of %s', (variable, value, faults) => expect(kinds(variable, value)).toEqual(faults));

  it('points at the entry of a list', () => {
    expect(settingFaults('GOPRIVATE', 'git.corp.example,*')).toEqual([
      { kind: 'private-all', start: 17, end: 18, text: '*' },
    ]);
  });

  it('leaves to others what they decide, but not where nothing is expanded', () => {
    expect(kinds('GOSUMDB', '$SUMDB')).toEqual([]);
    expect(kinds('GOSUMDB', '$SUMDB', { literal: true })).toEqual(['sumdb-invalid $SUMDB']);
    expect(kinds('GOPRIVATE', '$HOST:80,*')).toEqual(['private-all *']);
  });
});
