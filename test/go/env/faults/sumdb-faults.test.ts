import { describe, expect, it } from 'vitest';
import { INVENTED_VARIABLES, modulesFaults, sumdbFaults } from '../../../../src/go/env/faults/sumdb-faults.ts';
import { shown } from './shown.ts';

const found = (value: string, literal = false) => shown(value, sumdbFaults(value, { literal }));
const OTHER = 'mydb.example+e2e3bf1a+AWML9uy7okbXLJbtvka2Jvgdd0fQCpWv0sgkyvDZqUiD';
const MALFORMED = 'invalid GOSUMDB: malformed verifier id';

describe('GOSUMDB', () => {
  it.each([
    ['sum.golang.org', []],
    ['sum.golang.google.cn', []],
    ['sum.golang.org https://sum.golang.google.cn/', []],
    ['', []],
    ['off', ['sumdb-off 0-3']],
    ['OFF', [`sumdb-invalid 0-3 ${MALFORMED}`]],
    ['off # temporary', ['sumdb-invalid 0-15 invalid GOSUMDB: too many fields']],
    [OTHER, ['sumdb-custom 0-66 mydb.example']],
    [`${OTHER} http://db.example`, ['sumdb-plaintext 0-84 db.example', 'sumdb-custom 0-84 db.example']],
    [`${OTHER} https://sum.golang.google.cn`, ['sumdb-custom 0-95 sum.golang.google.cn']],
    ['sum.golang.org http://localhost:80', ['sumdb-custom 0-34 localhost:80']],
    ['sum.golang.org https://p.example/sumdb/sum.golang.org', ['sumdb-custom 0-53 p.example']],
    ['sum.golang.org $URL', []],
  ])('%s', (value, faults) => expect(found(value)).toEqual(faults));

  it('an empty one in a file of Go hides the default', () => {
    expect(found('', true)).toEqual(['sumdb-invalid 0-0 missing GOSUMDB']);
    expect(found('$X', true)).toEqual([`sumdb-invalid 0-2 ${MALFORMED}`]);
  });
});

it.each([
  ['off', ['modules-off 0-3']],
  ['auto', ['modules-auto 0-4']],
  ['on', []],
  ['', []],
])('GO111MODULE=%s', (value, faults) => expect(shown(value, modulesFaults(value))).toEqual(faults));

it('knows the names that guides invented', () => {
  expect([...INVENTED_VARIABLES]).toEqual(['GONOSUMCHECK', 'GONOVERIFY', 'GONOSUM', 'GOSUMCHECK', 'GONOSUBDB']);
});
