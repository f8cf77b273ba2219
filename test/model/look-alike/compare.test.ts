import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { differsByAffix, isOneEditApart, lookAlikeFinder } from '../../../src/model/look-alike/compare.ts';
import { WIDELY_USED, WIDELY_USED_DATE } from '../../../src/model/look-alike/widely-used.ts';

it.each([
  ['sirupsen', 'siruspen', true],
  ['sirupsen', 'sirupsn', true],
  ['sirupsen', 'sirupsenn', true],
  ['sirupsen', 'xirupsen', true],
  ['sirupsen', 'sirupsen', false],
  ['sirupsen', 'isruspen', false],
  ['abc', 'cba', false],
  ['ab', 'abcd', false],
])('counts %s and %s as one edit apart: %o', (a, b, near) => {
  expect([isOneEditApart(a, b), isOneEditApart(b, a)]).toEqual([near, near]);
});

it.each([
  ['boltdb', 'boltdb-go', true],
  ['boltdb', 'golangboltdb', true],
  ['boltdb', 'io-boltdb', true],
  ['boltdb', 'boltdb-fork', false],
  ['boltdb', 'boltdb', false],
  ['', 'go', false],
  ...['golang', 'go', 'io', 'lib', 'hq'].flatMap((word): [string, string, boolean][] => [
    ['acme', `acme${word}`, true],
    ['acme', `acme-${word}`, true],
    ['acme', `${word}-acme`, true],
    ['acme', `${word}acme`, true],
    ['acme', `${word}--acme`, false],
    ['acme', `acme${word}x`, false],
  ]),
])('tells whether %s and %s differ by an affix: %o', (a, b, near) => {
  expect([differsByAffix(a, b), differsByAffix(b, a)]).toEqual([near, near]);
});

describe('lookAlikeFinder', () => {
  const find = lookAlikeFinder(
    'sirupsen/logrus uber/zap boltdb/bolt boltdbs/other gitlab.com/acme/worker x/short abc/letters codeberg.org/forge/forgejo nothing',
  );

  it.each([
    ['github.com/siruspen/logrus', { original: 'github.com/sirupsen/logrus', kind: 'owner' }],
    ['github.com/siruspen/logrus/v2', { original: 'github.com/sirupsen/logrus', kind: 'owner' }],
    ['github.com/other/Logrus', { original: 'github.com/sirupsen/logrus', kind: 'name' }],
    ['github.com/acme/worker', { original: 'gitlab.com/acme/worker', kind: 'name' }],
    ['github.com/other/short', undefined],
    // Owners of four letters are compared letter by letter, and those of three are not.
    ['github.com/ubar/zap', { original: 'github.com/uber/zap', kind: 'owner' }],
    ['github.com/abd/letters', { original: 'github.com/abc/letters', kind: 'name' }],
    ['github.com/abc-go/letters', { original: 'github.com/abc/letters', kind: 'owner' }],
    ['codeberg.org/forgee/forgejo', { original: 'codeberg.org/forge/forgejo', kind: 'owner' }],
    ['bitbucket.org/some/forgejo', { original: 'codeberg.org/forge/forgejo', kind: 'name' }],
    ['gitee.com/some/forgejo', undefined],
    ['github.com/Sirupsen/logrus', undefined],
    ['github.com/sirupsen/bolt', undefined],
    ['github.com/boltdbs/bolt', undefined],
    ['gitlab.com/siruspen/logrus', { original: 'github.com/sirupsen/logrus', kind: 'name' }],
    ['example.com/siruspen/logrus', undefined],
    ['github.com/siruspen', undefined],
    ['stdlib', undefined],
  ])('takes %s for %o', (path, expected) => {
    expect(find(path)).toEqual(expected);
  });
});

describe('the list', () => {
  const find = lookAlikeFinder(WIDELY_USED);

  it('knows what was imitated', () => {
    expect(WIDELY_USED_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const [path, kind] of [
      ['github.com/boltdb-go/bolt', 'owner'],
      ['github.com/siruspen/logrus', 'owner'],
      ['github.com/shallowmulti/hypert', 'name'],
      ['github.com/vainreboot/layout', 'name'],
      ['github.com/truthfulpharm/prototransform', 'name'],
      ['github.com/steelpoor/tlsproxy', 'name'],
    ] as const)
      expect([path, find(path)?.kind]).toEqual([path, kind]);
  });

  const lists = '../shared/corpus/vuln/real.jsonl.gz';
  if (!existsSync(lists)) console.warn('look-alikes in public projects skipped: there is no ../shared/corpus');
  it.skipIf(!existsSync(lists))('finds no owner in the build lists of public projects', () => {
    const projects = gunzipSync(readFileSync(lists)).toString().trim().split('\n');
    const paths = projects.flatMap((line) =>
      JSON.parse(line).modules.flatMap(({ path, replace }: { path: string; replace?: { path: string } }) =>
        replace === undefined ? [path] : [path, replace.path],
      ),
    );
    expect(new Set(paths).size).toBeGreaterThan(1500);
    expect(paths.filter((path) => find(path)?.kind === 'owner')).toEqual([]);
  });
});
