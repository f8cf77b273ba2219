import { describe, expect, it } from 'vitest';
import { type PatternVariable, patternFaults } from '../../../../src/go/env/faults/pattern-faults.ts';

const found = (variable: PatternVariable, value: string, others?: Record<string, string>) =>
  [...patternFaults(variable, value, others ? { valueFor: (name) => others[name] } : {})].map(
    ({ kind, text }) => `${kind} ${text}`,
  );

describe('lists of patterns', () => {
  it('take too much, or nothing', () => {
    expect(found('GONOSUMDB', '*/*')).toEqual(['sumdb-skip-all */*']);
    expect(found('GOPRIVATE', 'github.com/*,git.corp.example')).toEqual(['public-host-private github.com/*']);
    expect(found('GOPRIVATE', 'a.example, b.example')).toEqual(['pattern-never-matches  b.example']);
    expect(found('GOPRIVATE', 'github.com/acme,none')).toEqual([]);
    expect(found('GOINSECURE', '*.corp.example,none')).toEqual(['insecure-pattern *.corp.example']);
  });

  it('are known to the database where GONOPROXY stands alone', () => {
    const alone = 'noproxy-without-nosumdb git.corp.example';
    expect(found('GONOPROXY', 'git.corp.example', {})).toEqual([alone]);
    expect(found('GONOPROXY', 'git.corp.example')).toEqual([]);
    expect(found('GONOPROXY', 'none', {})).toEqual([]);
    expect(found('GONOPROXY', '*', {})).toEqual(['proxy-skip-all *']);
    expect(found('GONOPROXY', 'git.corp.example', { GONOSUMDB: 'git.corp.example' })).toEqual([]);
    expect(found('GONOPROXY', 'git.corp.example', { GOPRIVATE: 'git.corp.example' })).toEqual([]);
    expect(found('GONOPROXY', 'git.corp.example', { GOSUMDB: 'off' })).toEqual([]);
  });
});
