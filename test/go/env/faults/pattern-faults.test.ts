import { describe, expect, it } from 'vitest';
import { type PatternVariable, patternFaults } from '../../../../src/go/env/faults/pattern-faults.ts';
import { shown } from './shown.ts';

const found = (variable: PatternVariable, value: string, others?: Record<string, string>) =>
  shown(value, patternFaults(variable, value, others ? { valueFor: (name) => others[name] } : {}));

describe('lists of patterns', () => {
  it.each<[PatternVariable, string, string[]]>([
    ['GOPRIVATE', '*', ['private-all 0-1']],
    ['GONOPROXY', '*', ['proxy-skip-all 0-1']],
    ['GONOSUMDB', '*/*', ['sumdb-skip-all 0-3']],
    ['GOINSECURE', '*', ['insecure-all 0-1']],
    ['GOPRIVATE', 'git.corp.example,github.com/*', ['public-host-private 17-29']],
    ['GOPRIVATE', 'a.example, b.example', ['pattern-never-matches 10-20 it has a space']],
    ['GOPRIVATE', 'github.com/acme,none', []],
    ['GOINSECURE', '*.corp.example,none,no-host', ['insecure-pattern 0-14']],
    ['GOINSECURE', ' b.example,a.example', ['pattern-never-matches 0-10 it has a space', 'insecure-pattern 11-20']],
    ['GOPRIVATE', '', []],
    ['GOPRIVATE', ',,*', ['private-all 2-3']],
    ['GOPRIVATE', '$X,*', ['private-all 3-4']],
  ])('%s=%s', (variable, value, faults) => expect(found(variable, value)).toEqual(faults));

  it('are what they say where nothing is expanded', () => {
    expect(shown('$X.example', patternFaults('GOPRIVATE', '$X.example', { literal: true }))).toEqual([
      'pattern-never-matches 0-10 it is a regular expression',
    ]);
  });

  it.each([
    ['git.corp.example', {}, ['noproxy-without-nosumdb 0-16']],
    ['git.corp.example', undefined, []],
    ['*,git.corp.example', {}, ['proxy-skip-all 0-1', 'noproxy-without-nosumdb 0-18']],
    ['none', {}, []],
    ['*', {}, ['proxy-skip-all 0-1']],
    ['github.com/*', {}, ['public-host-private 0-12']],
    [' b.example', {}, ['pattern-never-matches 0-10 it has a space']],
    ['git.corp.example', { GONOSUMDB: 'git.corp.example' }, []],
    ['git.corp.example', { GOPRIVATE: 'git.corp.example' }, []],
    ['git.corp.example', { GOSUMDB: 'off' }, []],
    ['git.corp.example', { GOSUMDB: 'sum.example' }, ['noproxy-without-nosumdb 0-16']],
  ])('GONOPROXY=%s beside %j is known to the database, or not', (value, others, faults) => {
    expect(found('GONOPROXY', value, others)).toEqual(faults);
  });

  it('of other variables are no matter of the database', () => {
    expect(found('GONOSUMDB', 'git.corp.example', {})).toEqual([]);
  });
});
