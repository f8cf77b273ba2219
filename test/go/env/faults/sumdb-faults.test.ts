import { describe, expect, it } from 'vitest';
import { modulesFaults, sumdbFaults } from '../../../../src/go/env/faults/sumdb-faults.ts';

const found = (value: string, literal = false) => [...sumdbFaults(value, { literal })].map(({ kind }) => kind);
const OTHER = 'mydb.example+e2e3bf1a+AWML9uy7okbXLJbtvka2Jvgdd0fQCpWv0sgkyvDZqUiD';

describe('GOSUMDB', () => {
  it.each([
    ['sum.golang.org', []],
    ['sum.golang.google.cn', []],
    ['', []],
    ['off', ['sumdb-off']],
    ['OFF', ['sumdb-invalid']],
    ['off # temporary', ['sumdb-invalid']],
    [OTHER, ['sumdb-custom']],
    [`${OTHER} http://db.example`, ['sumdb-plaintext', 'sumdb-custom']],
    ['sum.golang.org https://p.example/sumdb/sum.golang.org', ['sumdb-custom']],
    ['sum.golang.org $URL', []],
  ])('%s', (value, kinds) => expect(found(value)).toEqual(kinds));

  it('an empty one in a file of Go hides the default', () => expect(found('', true)).toEqual(['sumdb-invalid']));
});

it('GO111MODULE is off or half on', () => {
  expect([...modulesFaults('off')].map(({ kind }) => kind)).toEqual(['modules-off']);
  expect([...modulesFaults('auto')].map(({ kind }) => kind)).toEqual(['modules-auto']);
  expect([...modulesFaults('on')]).toEqual([]);
});
