import { describe, expect, it } from 'vitest';
import { govulncheckFindings, sarifFindings } from '../../../src/vuln/reports/govulncheck.ts';
import { ReportError } from '../../../src/vuln/reports/types.ts';

const CONFIG = { config: { protocol_version: 'v1.0.0' } };
const finding = (frame: object, more: object = {}) => ({
  finding: { osv: 'GO-1', trace: [{ module: 'a.example/a', version: 'v1.0.0', ...frame }], ...more },
});

describe('govulncheckFindings', () => {
  it('keeps the most specific finding of an ID and a module, in whatever order they come', () => {
    const called = finding({ package: 'a.example/a', function: 'F' }, { fixed_version: 'v1.2.0' });
    for (const messages of [
      [CONFIG, called, finding({})],
      [CONFIG, finding({}), finding({ package: 'a.example/a' }), called],
    ])
      expect(govulncheckFindings(messages)).toEqual([
        expect.objectContaining({ id: 'GO-1', module: 'a.example/a', fixed: 'v1.2.0', reach: 'called' }),
      ]);
  });

  it('takes texts from entries, which are no findings themselves', () => {
    const osv = { osv: { id: 'GO-1', summary: 'bad', aliases: ['CVE-2099-1'] } };
    expect(govulncheckFindings([CONFIG, osv])).toEqual([]);
    expect(govulncheckFindings([CONFIG, osv, finding({ package: 'p' })])).toEqual([
      expect.objectContaining({ summary: 'bad', aliases: ['CVE-2099-1'], reach: 'imported' }),
    ]);
  });

  it('gives each version of a module by itself, whole', () => {
    const osv = { osv: { id: 'GO-1', summary: 'bad', aliases: ['CVE-1', 5] } };
    const other = finding({ version: '1.1.0', package: 'p' }, { fixed_version: '1.2.0' });
    expect(govulncheckFindings([CONFIG, osv, finding({}), other, { progress: {} }, 5, finding({})])).toEqual([
      {
        id: 'GO-1',
        aliases: ['CVE-1'],
        module: 'a.example/a',
        version: 'v1.0.0',
        reach: 'required',
        summary: 'bad',
      },
      {
        id: 'GO-1',
        aliases: ['CVE-1'],
        module: 'a.example/a',
        version: 'v1.1.0',
        fixed: 'v1.2.0',
        reach: 'imported',
        summary: 'bad',
      },
    ]);
    expect(govulncheckFindings([CONFIG, finding({ version: undefined })])).toEqual([
      { id: 'GO-1', aliases: [], module: 'a.example/a', version: '', reach: 'required', summary: '' },
    ]);
  });

  it.each([
    [
      [{ config: { protocol_version: `v2${'x'.repeat(30)}` } }],
      `expected govulncheck's protocol v1, got "v2${'x'.repeat(18)}"`,
    ],
    [[{ config: { protocol_version: 'v1' } }], 'expected govulncheck\'s protocol v1, got "v1"'],
    [[CONFIG, { finding: { trace: [{ module: 'm' }] } }], 'expected a text in "osv"'],
    [[CONFIG, { finding: { osv: 'GO-1', trace: {} } }], 'expected a list in "trace"'],
  ])('says what is wrong with %j', (messages, message) => {
    expect(() => govulncheckFindings(messages)).toThrow(new ReportError(message));
  });

  it('refuses another protocol, and findings without a module', () => {
    expect(() => govulncheckFindings([{ config: { protocol_version: 'v2.0.0' } }])).toThrow('protocol v1');
    expect(() => govulncheckFindings([CONFIG, { finding: { osv: 'GO-1', trace: [] } }])).toThrow('"module"');
  });
});

describe('sarifFindings', () => {
  const sarif = (scan_level: string, level: string, name = 'govulncheck') => ({
    runs: [
      {
        tool: {
          driver: { name, properties: { scan_level }, rules: [{ id: 'GO-1', properties: { tags: ['CVE-1'] } }] },
        },
        results: [{ ruleId: 'GO-1', level }],
      },
    ],
  });

  it.each([
    ['symbol', 'error', 'called'],
    ['symbol', 'note', 'required'],
    ['package', 'error', 'imported'],
    ['module', 'error', 'required'],
    ['symbol', 'warning', 'imported'],
    ['package', 'warning', 'required'],
  ])('reads at scan level %s that %s means %s', (scan, level, reach) => {
    expect(sarifFindings(sarif(scan, level))).toEqual([
      { id: 'GO-1', aliases: ['CVE-1'], module: '', version: '', reach },
    ]);
  });

  it('knows tags only of rules that are there', () => {
    const [run] = sarif('symbol', 'note').runs;
    const results = [
      { ruleId: 'GO-2', level: 'note' },
      { ruleId: 'GO-1', level: 'error' },
    ];
    expect(sarifFindings({ runs: [{ ...run, results }, run] })).toEqual([
      { id: 'GO-2', aliases: [], module: '', version: '', reach: 'required' },
      { id: 'GO-1', aliases: ['CVE-1'], module: '', version: '', reach: 'called' },
      { id: 'GO-1', aliases: ['CVE-1'], module: '', version: '', reach: 'required' },
    ]);
    expect(sarifFindings({ runs: [] })).toEqual([]);
  });

  it('refuses other tools and unknown levels', () => {
    expect(() => sarifFindings(sarif('y'.repeat(30), 'error'))).toThrow(
      new ReportError(`unknown level of a finding at scan level "${'y'.repeat(20)}"`),
    );
    expect(() => sarifFindings(sarif('package', 'note'))).toThrow('unknown level');
    expect(() => sarifFindings(sarif('symbol', 'error', 'golint'))).toThrow('expected the SARIF of govulncheck');
    expect(() => sarifFindings(sarif('module', 'note'))).toThrow('unknown level');
  });
});
