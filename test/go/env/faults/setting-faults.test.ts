import { describe, expect, it } from 'vitest';
import { settingFaults } from '../../../../src/go/env/faults/setting-faults.ts';
import type { FaultContext } from '../../../../src/go/env/faults/types.ts';

const kinds = (variable: string, value: string, context?: FaultContext) =>
  settingFaults(variable, value, context).map(({ kind, text }) => `${kind} ${text}`);

describe('what is wrong with a setting', () => {
  it('depends on the name, in any case for git and ssh', () => {
    expect(kinds('GOSUMDB', 'off')).toEqual(['sumdb-off off']);
    expect(kinds('gosumdb', 'off')).toEqual(['sumdb-off off']);
    expect(kinds('GONOSUMCHECK', '1')).toEqual(['no-such-variable 1']);
    expect(kinds('http.sslVerify', 'False')).toEqual(['git-tls-off False']);
    expect(kinds('CGO_CFLAGS_ALLOW', '.*')).toEqual(['cgo-allow-all .*']);
    expect(kinds('CGO_CFLAGS_ALLOW', '-Xfoo')).toEqual([]);
    expect(kinds('MY_GOSUMDB', 'off')).toEqual([]);
  });

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
