/** The lines that a report proposes for accepting a finding are a policy that accepts exactly that finding. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding, Report } from '../../../src/model/report.ts';
import { waiveHint, waiverLines } from '../../../src/report/text/waive-hint.ts';
import { clean, report } from '../fixture.ts';

const [about] = report.findings.filter(({ state }) => state === 'new');

function hinted(finding: Partial<Finding>, changes: Partial<Report> = {}): string[] {
  return waiveHint({ ...clean, ...changes, findings: [{ ...about!, ...finding }] }).map(String);
}

/** The pasted lines: those that are indented. */
function pasted(lines: readonly string[]): string {
  return lines.filter((line) => line.startsWith('  ')).join('\n');
}

describe('the lines to accept a finding', () => {
  it('are a waiver by module where the subject is a module path', () => {
    const lines = hinted({ rule: 'graph/banned', subject: 'example.com/md4', version: 'v0.1.0' });
    expect(lines[0]).toBe('To accept a finding for 90 days, add it to .modwarden.yaml, for example:');
    expect(parse(pasted(lines))).toEqual({
      waivers: [
        {
          rule: 'graph/banned',
          module: 'example.com/md4',
          reason: 'why this is accepted',
          until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        },
      ],
    });
  });

  it('name any other subject as it is, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme-ascii' }), (subject) => {
        const { version: _, ...unversioned } = about!;
        const lines = waiveHint({ ...clean, findings: [{ ...unversioned, subject }] }).map(String);
        expect(parse(pasted(lines)).waivers[0].subject).toBe(subject);
      }),
    );
  });

  it('are JSON for a policy in JSON', () => {
    const lines = hinted(
      { rule: 'env/sumdb-off', subject: 'GOSUMDB' },
      { policies: [{ path: 'modwarden.json', extends: [], modules: [''] }] },
    );
    expect(JSON.parse(`{${pasted(lines)}}`).waivers[0]).toMatchObject({ rule: 'env/sumdb-off' });
  });

  it('continue the list where the policy has waivers already', () => {
    const covered: Finding = {
      ...about!,
      state: 'waived',
      waiver: { reason: 'r', until: '2027-01-01', place: { ...about!.place, path: '.modwarden.yaml' } },
    };
    const policies = [{ path: '.modwarden.yaml', extends: [], modules: [about!.module ?? ''] }];
    const lines = waiveHint({ ...clean, policies, findings: [covered, about!] }).map(String);
    expect(lines[0]).toContain('the waivers of .modwarden.yaml');
    expect(parse(pasted(lines))).toHaveLength(1);
  });

  it.each([
    ['covered already', { state: 'waived' }],
    ['about a waiver', { rule: 'policy/expired-waiver' }],
    ['without a subject', { subject: '' }],
    ['about a subject that fills the screen', { subject: 'x'.repeat(201) }],
  ] as const)('are not given for a finding %s', (_, finding) => {
    expect(hinted(finding)).toEqual([]);
  });

  it('are the whole waiver, until 90 days from today', () => {
    expect(hinted({ rule: 'graph/banned', subject: 'GOFLAGS' }, { today: '2026-11-21', policies: [] })).toEqual([
      'To accept a finding for 90 days, add it to .modwarden.yaml, for example:',
      '  waivers:',
      '    - rule: graph/banned',
      '      subject: GOFLAGS',
      '      reason: why this is accepted',
      '      until: 2027-02-19',
    ]);
  });

  it('are JSON on one line, and an entry alone where the list is there', () => {
    const policies = [{ path: 'modwarden.json', extends: [], modules: [''] }];
    const entry = '{"rule":"graph/banned","subject":"a b","reason":"why this is accepted","until":"2027-02-19"}';
    const own: Finding = { ...about!, module: '', rule: 'graph/banned', subject: 'a b' };
    const about1: Finding = { ...own, rule: 'policy/x', place: { ...own.place, path: 'modwarden.json' } };
    expect(waiveHint({ ...clean, policies, findings: [own] })).toEqual([
      'To accept a finding for 90 days, add it to modwarden.json, for example:',
      `  "waivers": [${entry}]`,
    ]);
    expect(waiveHint({ ...clean, policies, findings: [about1, own] })).toEqual([
      'To accept a finding for 90 days, add it to the waivers of modwarden.json, for example:',
      `  ${entry}`,
    ]);
  });

  it('are in the list where a waiver of it covers something, or is reported', () => {
    const policies = [{ path: '.modwarden.yaml', extends: [], modules: [about!.module ?? ''] }];
    const at = (path: string) => ({ ...about!.place, path });
    const isInList = (other: Partial<Finding>) =>
      waiveHint({ ...clean, policies, findings: [about!, { ...about!, state: 'waived', ...other }] })[0]!.includes(
        'the waivers of',
      );
    const waiver = { reason: 'r', until: '2027-01-01' };
    expect(isInList({})).toBe(false);
    expect(isInList({ waiver: { ...waiver, place: at('.modwarden.yaml') } })).toBe(true);
    expect(isInList({ waiver: { ...waiver, place: at('other.yaml') } })).toBe(false);
    expect(isInList({ rule: 'policy/unused-waiver', place: at('.modwarden.yaml') })).toBe(true);
    expect(isInList({ rule: 'policy/unused-waiver', place: at('other.yaml') })).toBe(false);
    expect(isInList({ rule: 'graph/banned', place: at('.modwarden.yaml') })).toBe(false);
  });

  it.each<[module: string | undefined, policies: [path: string | undefined, ...modules: string[]][], file: string]>([
    [
      'a',
      [
        ['a.yaml', 'a'],
        ['b.yaml', 'b'],
      ],
      'a.yaml',
    ],
    [
      'b',
      [
        ['a.yaml', 'a'],
        ['b.yaml', 'b', 'c'],
      ],
      'b.yaml',
    ],
    [
      'c',
      [
        ['a.yaml', 'a'],
        ['b.yaml', 'b'],
      ],
      '.modwarden.yaml',
    ],
    ['c', [['a.yaml', 'a']], 'a.yaml'],
    [
      undefined,
      [
        ['a.yaml', 'a'],
        ['b.yaml', ''],
      ],
      'b.yaml',
    ],
    [undefined, [['a.yaml', 'a']], 'a.yaml'],
    ['a', [[undefined, 'a']], '.modwarden.yaml'],
    ['a', [], '.modwarden.yaml'],
  ])('go to the policy of the module %j among %j: %s', (module, policies, file) => {
    const used = policies.map(([path, ...modules]) => ({ path, extends: [], modules }));
    expect(hinted({ module, rule: 'graph/banned', subject: 'x' }, { policies: used })[0]).toBe(
      `To accept a finding for 90 days, add it to ${file}, for example:`,
    );
  });

  it.each<[subject: string, line: string]>([
    ['example.com/md4', 'module: example.com/md4'],
    ['a-b.example/c_d/e~f/v2', 'module: "a-b.example/c_d/e~f/v2"'],
    ['example/md4', 'subject: example/md4'],
    ['example.com/*', 'subject: "example.com/*"'],
    ['example.com/', 'subject: example.com/'],
    ['1.example/x', 'module: "1.example/x"'],
    ['GOFLAGS', 'subject: GOFLAGS'],
    ['go build', 'subject: go build'],
    ['go build2', 'subject: "go build2"'],
    ['2026-01-02', 'subject: 2026-01-02'],
    ['2026-01-021', 'subject: "2026-01-021"'],
    ['a: b', 'subject: "a: b"'],
    ['-x', 'subject: "-x"'],
    ...['true', 'False', 'null', 'yes', 'NO', 'on', 'off', 'y', 'N'].map((word): [string, string] => [
      word,
      `subject: "${word}"`,
    ]),
    ['yesterday', 'subject: yesterday'],
    ['x'.repeat(200), `subject: ${'x'.repeat(200)}`],
  ])('name %s as YAML has it', (subject, line) => {
    expect(hinted({ subject, version: 'v1.0.0' })[3]).toBe(`      ${line}`);
  });

  it('name a vulnerability by its ID', () => {
    const vulnerability = { ids: ['GO-2026-0001', 'CVE-1'], module: 'm', version: 'v1.0.0' } as never;
    expect(hinted({ subject: 'example.com/a', version: 'v1.0.0', vulnerability })[3]).toBe('      vuln: GO-2026-0001');
  });

  it.each([
    ['9999-10-02', '9999-12-31'],
    ['2026-01-01', '2026-04-01'],
  ])('are until 90 days after %s: %s', (today, until) => {
    expect(hinted({}, { today }).at(-1)).toBe(`      until: ${until}`);
  });

  it.each(['9999-10-03', 'today'])('are not given where there is no day 90 days after %s', (today) => {
    expect(hinted({}, { today })).toEqual([]);
    expect(waiverLines(about!, { ...clean, today })).toEqual([]);
  });

  it('are about the first finding that a waiver can name', () => {
    const findings = [
      { ...about!, subject: '' },
      { ...about!, subject: 'first' },
      { ...about!, subject: 'second' },
    ];
    expect(waiveHint({ ...clean, findings })[3]).toBe('      subject: first');
  });
});

describe('the waiver of one finding', () => {
  it('is YAML with its list', () => {
    expect(waiverLines({ ...about!, rule: 'graph/banned', subject: 'x' }, clean)).toEqual([
      'waivers:',
      '  - rule: graph/banned',
      '    subject: x',
      '    reason: why this is accepted',
      '    until: 2027-02-19',
    ]);
  });

  it('is none where no waiver can name it', () => {
    for (const finding of [{ state: 'waived' }, { subject: '' }, { rule: 'policy/x' }] as const)
      expect(waiverLines({ ...about!, ...finding }, clean)).toEqual([]);
  });
});
