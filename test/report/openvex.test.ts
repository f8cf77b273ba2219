import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.ts';
import { renderOpenvex } from '../../src/report/openvex.ts';
import { readReport } from '../../src/vuln/reports/read-report.ts';
import { OPENVEX } from './ci/schemas.ts';
import { report as REPORT } from './fixture.ts';
import { finding, waiver } from './vulnerability-fixture.ts';

const document = (...findings: Finding[]) => JSON.parse(renderOpenvex({ ...REPORT, findings }));

it('says of open findings that they affect, and what to do', () => {
  const { statements, timestamp } = document(finding('GO-1'), finding('GO-2', {}, { fixed: '' }));
  expect(timestamp).toBe(`${REPORT.today}T00:00:00Z`);
  expect(statements).toHaveLength(2);
  expect(statements[0]).toEqual({
    vulnerability: { name: 'GO-1', description: expect.not.stringContaining('\u001b'), aliases: ['CVE-of-GO-1'] },
    products: [
      {
        '@id': `pkg:golang/${REPORT.modules[0]!.path}`,
        subcomponents: [{ '@id': 'pkg:golang/a.example/a@v1.0.0%2Bincompatible' }],
      },
    ],
    status: 'affected',
    action_statement: 'go get a.example/a@v1.2.0',
  });
});

it('says of waived findings that they do not affect where the waiver says why', () => {
  const { statements } = document(
    finding('GO-1', { state: 'waived', waiver: { ...waiver, justification: 'inline_mitigations_already_exist' } }),
    finding('GO-2', { state: 'waived', waiver }),
  );
  expect(statements).toMatchObject([
    {
      status: 'not_affected',
      justification: 'inline_mitigations_already_exist',
      impact_statement: 'the proxy limits it',
    },
    { status: 'affected', action_statement: 'the proxy limits it (accepted until 2027-01-01)' },
  ]);
});

it('leaves out what is about no vulnerability, and names a module that several need once', () => {
  const { vulnerability: _, ...other } = finding('GO-1');
  const { statements } = document(other, finding('GO-1'), finding('GO-1'));
  expect(statements).toHaveLength(1);
  expect(statements[0].products).toHaveLength(1);
});

it('is a report that is read back, and the same for the same findings', () => {
  const text = renderOpenvex({ ...REPORT, findings: [finding('GO-1')] });
  expect(renderOpenvex({ ...REPORT, findings: [finding('GO-1')] })).toBe(text);
  expect(readReport(text)).toMatchObject({
    tool: 'openvex',
    findings: [{ id: 'GO-1', module: 'a.example/a', version: 'v1.0.0+incompatible', status: 'affected' }],
  });
});

it('is valid by the schema, whatever is said', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(OPENVEX);
  const documents = [
    document(finding('GO-1'), finding('GO-2', {}, { fixed: '' })),
    document(finding('GO-1', { state: 'waived', waiver })),
    document(finding('GO-1', { state: 'baseline' }, { ids: ['GO-1', 'CVE-1', 'CVE-1'], summary: '' })),
    document(finding('GO-1', {}, { module: 'a.example/\u202e"<b> x', version: 'v1.0.0' })),
  ];
  for (const each of documents) {
    validate(each);
    expect([each.statements, validate.errors ?? []]).toEqual([each.statements, []]);
  }
  expect(validate({ ...documents[0], statements: [{ vulnerability: { name: 'x' }, status: 'affected' }] })).toBe(false);
});

it('names the tool, its own identity, and a purl of the first module for what belongs to none', () => {
  const { statements, ...head } = document(
    finding('GO-2', { module: undefined }, { summary: '' }),
    finding('GO-1', { module: 'tools' }, { ids: ['GO-1', 'GO-1'], module: 'b.example/ä b', version: '' }),
    finding('GO-1', { module: 'services/payments' }, { ids: ['GO-1', 'GO-1'], module: 'b.example/ä b', version: '' }),
  );
  expect(head).toEqual({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': expect.stringMatching(/^https:\/\/openvex\.dev\/docs\/modwarden\/vex-[0-9a-f]{64}$/),
    author: 'modwarden',
    timestamp: '2026-11-21T00:00:00Z',
    version: 1,
    tooling: 'modwarden 0.1.0',
  });
  const of = [{ '@id': 'pkg:golang/b.example/%C3%A4%20b' }];
  expect(statements).toEqual([
    {
      vulnerability: { name: 'GO-1', description: 'bad\\u{1b}[31m' },
      products: [
        { '@id': 'pkg:golang/example.com/shop/tools', subcomponents: of },
        { '@id': 'pkg:golang/example.com/shop/services/payments', subcomponents: of },
      ],
      status: 'affected',
      action_statement: 'go get a.example/a@v1.2.0',
    },
    {
      vulnerability: { name: 'GO-2', aliases: ['CVE-of-GO-2'] },
      products: [
        {
          '@id': 'pkg:golang/example.com/shop',
          subcomponents: [{ '@id': 'pkg:golang/a.example/a@v1.0.0%2Bincompatible' }],
        },
      ],
      status: 'affected',
      action_statement: 'go get a.example/a@v1.2.0',
    },
  ]);
});

it('says what to do where the finding has no hint, and what module is meant where none has a name', () => {
  const { hint: _, ...unhinted } = finding('GO-1');
  const said = (fixed: string) =>
    document({ ...unhinted, vulnerability: { ...unhinted.vulnerability!, fixed } }).statements[0].action_statement;
  expect(said('v1.2.0')).toBe('update a.example/a to v1.2.0');
  expect(said('')).toBe('no fixed version is known');
  const nameless = { ...REPORT, modules: [{ ...REPORT.modules[0]!, path: '' }], findings: [finding('GO-1')] };
  expect(JSON.parse(renderOpenvex(nameless)).statements[0].products[0]['@id']).toBe('pkg:golang/unknown');
  expect(JSON.parse(renderOpenvex({ ...nameless, modules: [] })).statements[0].products[0]['@id']).toBe(
    'pkg:golang/unknown',
  );
});

it('has a statement for each verdict on one vulnerability', () => {
  const justified = { ...waiver, justification: 'component_not_present' } as const;
  const all = document(
    finding('GO-1'),
    finding('GO-1', { state: 'waived', waiver: justified }),
    finding('GO-1', { state: 'waived', waiver }),
    // Only what is waived counts as such.
    finding('GO-1', { state: 'baseline', waiver: justified }),
    finding('GO-1', {}, { version: 'v1.1.0' }),
  ).statements;
  expect(all.map(({ status, products }: { status: string; products: unknown[] }) => [status, products.length])).toEqual(
    [
      ['affected', 1],
      ['affected', 1],
      ['not_affected', 1],
      ['affected', 1],
    ],
  );
});
