import { describe, expect, it } from 'vitest';
import { govulncheckFindings, sarifFindings } from '../../../src/vuln/reports/govulncheck.ts';

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
  ])('reads at scan level %s that %s means %s', (scan, level, reach) => {
    expect(sarifFindings(sarif(scan, level))).toEqual([
      { id: 'GO-1', aliases: ['CVE-1'], module: '', version: '', reach },
    ]);
  });

  it('refuses other tools and unknown levels', () => {
    expect(() => sarifFindings(sarif('symbol', 'error', 'golint'))).toThrow('expected the SARIF of govulncheck');
    expect(() => sarifFindings(sarif('module', 'note'))).toThrow('unknown level');
  });
});
