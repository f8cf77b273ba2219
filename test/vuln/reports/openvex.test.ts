import { expect, it } from 'vitest';
import { modulePurl, openvexFindings } from '../../../src/vuln/reports/openvex.ts';

it.each([
  ['pkg:golang/a.example/a@v1.0.0', { module: 'a.example/a', version: 'v1.0.0' }],
  ['pkg:golang/a.example%2Fa@v2.0.0%2Bincompatible', { module: 'a.example/a', version: 'v2.0.0+incompatible' }],
  ['pkg:golang/a.example/a#sub', { module: 'a.example/a', version: '' }],
  ['pkg:npm/a@1.0.0', undefined],
  ['Unknown Product', undefined],
])('reads %s', (purl, module) => {
  expect(modulePurl(purl)).toEqual(module);
});

it('refuses a package URL with broken escapes', () => {
  expect(() => modulePurl('pkg:golang/%zz@v1')).toThrow('escaped');
});

const document = (statement: object) => ({ statements: [{ vulnerability: { name: 'GO-1' }, ...statement }] });

it('takes subcomponents before the product', () => {
  const products = [
    { '@id': 'pkg:golang/m.example/app@v1', subcomponents: [{ '@id': 'pkg:golang/a.example/a@v1.0.0' }] },
    { '@id': 'pkg:golang/b.example/b@v1.0.0' },
  ];
  expect(openvexFindings(document({ status: 'affected', products })).map((f) => [f.module, f.product])).toEqual([
    ['a.example/a', 'm.example/app'],
    ['b.example/b', undefined],
  ]);
});

it('refuses what OpenVEX does not know', () => {
  expect(() => openvexFindings(document({ status: 'wont_fix' }))).toThrow('unknown status "wont_fix"');
  expect(() => openvexFindings({ statements: [{ status: 'fixed' }] })).toThrow('the name of a vulnerability');
});
