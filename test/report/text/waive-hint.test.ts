/** The lines that a report proposes for accepting a finding are a policy that accepts exactly that finding. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding, Report } from '../../../src/model/report.ts';
import { waiveHint } from '../../../src/report/text/waive-hint.ts';
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
});
