import { expect, it } from 'vitest';
import { modulePurl, openvexFindings } from '../../../src/vuln/reports/openvex.ts';
import { ReportError } from '../../../src/vuln/reports/types.ts';

it.each([
  ['pkg:golang/a.example/a@v1.0.0', { module: 'a.example/a', version: 'v1.0.0' }],
  ['pkg:golang/a.example%2Fa@v2.0.0%2Bincompatible', { module: 'a.example/a', version: 'v2.0.0+incompatible' }],
  ['pkg:golang/a.example/a#sub', { module: 'a.example/a', version: '' }],
  ['pkg:golang/a@b@v1.0.0?type=module', { module: 'a@b', version: 'v1.0.0' }],
  ['x/pkg:golang/a@v1.0.0', undefined],
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

it('gives every statement whole, for each Go module', () => {
  const statements = [
    {
      vulnerability: { name: 'GO-1', aliases: ['CVE-1'] },
      status: 'not_affected',
      products: [
        {
          '@id': 'pkg:golang/m.example/app@v1',
          subcomponents: [
            { '@id': 'pkg:golang/a.example/a@v1.0.0?x=y' },
            { identifiers: { purl: 'pkg:golang/b.example/b' } },
            { '@id': 'pkg:npm/c@1' },
          ],
        },
        { '@id': 'Unknown Product', subcomponents: [{ '@id': 'pkg:golang/d.example/d@v1.0.0' }] },
      ],
    },
    {
      vulnerability: { '@id': 'https://v.example/CVE-2' },
      status: 'fixed',
      products: [{ '@id': 'pkg:golang/e@v1#x' }],
    },
    { vulnerability: { name: 'GO-3' }, status: 'under_investigation' },
  ];
  const one = { id: 'GO-1', aliases: ['CVE-1'], status: 'not_affected' };
  expect(openvexFindings({ statements })).toEqual([
    { ...one, module: 'a.example/a', version: 'v1.0.0', product: 'm.example/app' },
    { ...one, module: 'b.example/b', version: '', product: 'm.example/app' },
    { ...one, module: 'd.example/d', version: 'v1.0.0' },
    { id: 'https://v.example/CVE-2', aliases: [], module: 'e', version: 'v1', status: 'fixed' },
  ]);
});

it('says the whole of what is wrong', () => {
  const fails = (work: () => unknown, message: string) => expect(work).toThrow(new ReportError(message));
  fails(() => openvexFindings(document({ status: 'x'.repeat(50) })), `unknown status "${'x'.repeat(40)}"`);
  fails(
    () => openvexFindings({ statements: [{ status: 'fixed' }] }),
    'expected the name of a vulnerability in each statement',
  );
  fails(() => modulePurl('pkg:golang/%zz@v1'), 'expected package URLs that are escaped correctly');
});

it.each(['affected', 'not_affected', 'fixed', 'under_investigation'])('knows the status %s', (status) => {
  expect(openvexFindings(document({ status, products: [{ '@id': 'pkg:golang/a@v1' }] }))[0]).toMatchObject({ status });
});
