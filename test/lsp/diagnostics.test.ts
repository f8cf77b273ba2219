/** A report as diagnostics. */
import { describe, expect, it } from 'vitest';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import type { Checked } from '../../src/lsp/checks/repository.ts';
import { diagnosticsOf, NOT_CHECKED, POLICY_ERROR, shown } from '../../src/lsp/diagnostics.ts';
import { placedText } from '../../src/lsp/positions.ts';

const TEXT = 'module example.com/app\n\nrequire example.com/bad v1.2.3\n';

const place = (path: string, line: number, from: number, to: number) => ({
  path,
  start: { line, column: from },
  end: { line, column: to },
});

const FINDING = {
  id: 'mw1:1',
  state: 'new',
  rule: 'graph/banned',
  level: 'error',
  subject: 'example.com/bad',
  message: 'example.com/bad is banned',
  hint: 'remove it',
  place: place('go.mod', 3, 25, 31),
  related: [],
  trail: [],
};

const GAP = {
  rule: 'vuln/known',
  subject: 'example.com/bad',
  why: 'offline',
  detail: 'not in the caches',
  fails: false,
};

async function of(report: object, findings: readonly object[] = []): Promise<ReadonlyMap<string, Diagnostic[]>> {
  const checked = {
    findings,
    report: { modules: [{ file: 'go.mod', dir: '' }], policies: [], problems: [], gaps: [], ...report },
    repo: { modules: [] },
    textOf: async (path: string) => (path === 'go.mod' ? placedText(path, TEXT) : undefined),
  };
  return diagnosticsOf(checked as unknown as Checked, '/repo');
}

const inMod = async (report: object, findings: readonly object[] = []) =>
  (await of(report, findings)).get('/repo/go.mod') ?? [];

describe('a finding', () => {
  it('has its place, level, rule and help', async () => {
    const [one] = await inMod({}, [FINDING]);
    expect(one).toMatchObject({
      range: { start: { line: 2, character: 24 }, end: { line: 2, character: 30 } },
      severity: DiagnosticSeverity.Error,
      source: 'modwarden',
      code: 'graph/banned',
      message: 'example.com/bad is banned\nhelp: remove it',
      data: { id: 'mw1:1' },
    });
  });

  it.each([
    ['warning', DiagnosticSeverity.Warning],
    ['note', DiagnosticSeverity.Information],
  ])('of level %s has severity %i', async (level, severity) => {
    expect(await inMod({}, [{ ...FINDING, level }])).toMatchObject([{ severity }]);
  });

  it('says when it may be wrong, and has no help where there is none', async () => {
    const [one] = await inMod({}, [{ ...FINDING, confidence: 'low', hint: undefined }]);
    expect(one!.message).toBe('example.com/bad is banned (may be wrong)');
  });

  it('stands at its anchor, at the start of a file that cannot be read', async () => {
    const found = await of({}, [{ ...FINDING, anchor: place('gone.mod', 3, 1, 2) }]);
    expect([...found.keys()]).toEqual(['/repo/gone.mod']);
    expect(found.get('/repo/gone.mod')![0]!.range.start).toEqual({ line: 0, character: 0 });
  });

  it('is left out where a waiver or the baseline covers it', async () => {
    const covered = ['waived', 'baseline'].map((state) => ({ ...FINDING, state }));
    expect(await inMod({}, covered)).toEqual([]);
  });

  it('leads to the path of requirements and to the policy, but not out of the repository', async () => {
    const step = (path: string, at?: object) => ({ path, version: 'v1.0.0', place: at });
    const [one] = await inMod({}, [
      {
        ...FINDING,
        related: [{ place: place('../other/go.mod', 1, 1, 2), message: 'outside' }],
        trail: [step('a', place('go.mod', 1, 1, 7)), step('b', place('go.mod', 3, 1, 8)), step('c')],
        policy: { place: place('.modwarden.yaml', 2, 3, 4), snippet: '  graph/banned: error  ' },
      },
    ]);
    expect(one!.relatedInformation!.map(({ message, location }) => [message, location.uri])).toEqual([
      ['is required through a v1.0.0', 'file:///repo/go.mod'],
      ['which requires b v1.0.0', 'file:///repo/go.mod'],
      ['policy: graph/banned: error', 'file:///repo/.modwarden.yaml'],
    ]);
  });

  it('leads to no more than 20 places', async () => {
    const related = Array.from({ length: 30 }, (_, i) => ({ place: place('go.mod', 1, 1, 2), message: `${i}` }));
    const [one] = await inMod({}, [{ ...FINDING, related }]);
    expect(one!.relatedInformation).toHaveLength(20);
  });
});

describe('a policy error', () => {
  const problem = { message: 'unknown key "rulez"', hint: 'did you mean "rules"?' };

  it('stands at its place', async () => {
    expect(await inMod({ problems: [{ ...problem, place: place('go.mod', 1, 1, 7) }] })).toMatchObject([
      { code: POLICY_ERROR, severity: DiagnosticSeverity.Error, range: { end: { line: 0, character: 6 } } },
    ]);
  });

  it('without a place stands in the policy, and without a policy in the first go.mod', async () => {
    const policies = [{ path: undefined }, { path: '.modwarden.yaml' }];
    expect([...(await of({ problems: [problem], policies })).keys()]).toEqual(['/repo/.modwarden.yaml']);
    expect([...(await of({ problems: [problem] })).keys()]).toEqual(['/repo/go.mod']);
  });
});

describe('gaps', () => {
  it('of the caches are one hint', async () => {
    expect(await inMod({ gaps: [GAP, GAP, { ...GAP, rule: 'license/policy' }] })).toMatchObject([
      {
        code: NOT_CHECKED,
        severity: DiagnosticSeverity.Hint,
        message: expect.stringContaining('2 rules could not check everything: 3 facts are not in the caches'),
      },
    ]);
  });

  it('that fail a check are a warning each, and others are not shown', async () => {
    const failing = { ...GAP, why: 'failed', fails: true, detail: 'no answer' };
    const found = await inMod({ gaps: [failing, { ...failing, fails: false }] });
    expect(found.map(({ severity, message }) => [severity, message])).toEqual([
      [DiagnosticSeverity.Warning, 'vuln/known could not check example.com/bad: no answer'],
    ]);
  });

  it('belong to their module', async () => {
    const modules = [
      { file: 'go.mod', dir: '' },
      { file: 'b/go.mod', dir: 'b' },
    ];
    const found = await of({ modules, gaps: [{ ...GAP, module: 'b' }] });
    expect([...found.keys()]).toEqual(['/repo/b/go.mod']);
  });
});

it('shows text from outside on one line, without secrets', () => {
  expect(shown('a \n  b')).toBe('a b');
  expect(shown('https://user:hunter2@example.com/')).not.toContain('hunter2');
  expect(shown('\u001b[31mred')).not.toContain('\u001b');
});
