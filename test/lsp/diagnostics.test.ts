/** A report as diagnostics. */
import { describe, expect, it } from 'vitest';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import type { Checked } from '../../src/lsp/checks/repository.ts';
import { diagnosticsOf, NOT_CHECKED, POLICY_ERROR, shown } from '../../src/lsp/diagnostics.ts';
import { placedText } from '../../src/lsp/positions.ts';
import { openRepo } from '../../src/model/open.ts';
import { rulePage } from '../../src/report/rule-page.ts';
import { cut } from '../../src/text/cut.ts';

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
    expect(await inMod({}, [FINDING])).toEqual([
      {
        range: { start: { line: 2, character: 24 }, end: { line: 2, character: 30 } },
        severity: DiagnosticSeverity.Error,
        source: 'modwarden',
        code: 'graph/banned',
        codeDescription: { href: rulePage({ id: 'graph/banned' }) },
        message: 'example.com/bad is banned\nhelp: remove it',
        relatedInformation: [],
        data: { id: 'mw1:1' },
      },
    ]);
  });

  it('stands beside others of its file', async () => {
    const found = await inMod({}, [FINDING, { ...FINDING, id: 'mw1:2' }]);
    expect(found.map(({ data }) => data)).toEqual([{ id: 'mw1:1' }, { id: 'mw1:2' }]);
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
    const start = { line: 0, character: 0 };
    expect(found.get('/repo/gone.mod')!.map(({ range }) => range)).toEqual([{ start, end: start }]);
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
        related: [
          { place: place('../other/go.mod', 1, 1, 2), message: 'outside' },
          { place: place('/usr/go.env', 1, 1, 2), message: 'outside' },
          { place: place('go.mod', 1, 1, 2), message: 'inside' },
        ],
        trail: [step('a', place('go.mod', 1, 1, 7)), step('b', place('go.mod', 3, 1, 8)), step('c')],
        policy: { place: place('.modwarden.yaml', 2, 3, 4), snippet: `  ${'x'.repeat(201)}  ` },
        waiver: { place: place('go.mod', 2, 1, 1), until: '2026-12-31' },
      },
    ]);
    const range = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    const uri = 'file:///repo/go.mod';
    expect(one!.relatedInformation).toEqual([
      { location: { uri, range: range(0, 0, 1) }, message: 'inside' },
      { location: { uri, range: range(0, 0, 6) }, message: 'is required through a v1.0.0' },
      { location: { uri, range: range(2, 0, 7) }, message: 'which requires b v1.0.0' },
      {
        location: { uri: 'file:///repo/.modwarden.yaml', range: range(0, 0, 0) },
        message: `policy: ${cut('x'.repeat(201), 200)}`,
      },
      { location: { uri, range: range(1, 0, 0) }, message: 'waiver until 2026-12-31' },
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
    expect(await inMod({ problems: [{ ...problem, place: place('go.mod', 1, 1, 7) }] })).toEqual([
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } },
        severity: DiagnosticSeverity.Error,
        source: 'modwarden',
        code: POLICY_ERROR,
        message: 'unknown key "rulez"\nhelp: did you mean "rules"?',
      },
    ]);
  });

  it('without a place is at the start, and not shown where there is no file for it', async () => {
    const start = { line: 0, character: 0 };
    expect((await inMod({ problems: [problem] })).map(({ range }) => range)).toEqual([{ start, end: start }]);
    expect(await of({ problems: [problem], modules: [] })).toEqual(new Map());
  });

  it('without a place stands in the policy, and without a policy in the first go.mod', async () => {
    const policies = [{ path: undefined }, { path: '.modwarden.yaml' }];
    expect([...(await of({ problems: [problem], policies })).keys()]).toEqual(['/repo/.modwarden.yaml']);
    expect([...(await of({ problems: [problem] })).keys()]).toEqual(['/repo/go.mod']);
  });
});

describe('gaps', () => {
  const start = { line: 0, character: 0 };
  const atStart = { range: { start, end: start }, source: 'modwarden', code: NOT_CHECKED };
  const help = '\nhelp: run "modwarden: Refresh Facts"';

  it.each([
    [
      '2 rules could not check everything: 3 facts are not in the caches',
      ['vuln/known', 'vuln/known', 'license/policy'],
    ],
    ['1 rule could not check everything: 2 facts are not in the caches', ['vuln/known', 'vuln/known']],
  ])('of the caches are one hint: %s', async (message, rules) => {
    expect(await inMod({ gaps: rules.map((rule) => ({ ...GAP, rule })) })).toEqual([
      { ...atStart, severity: DiagnosticSeverity.Hint, message: `${message}${help}` },
    ]);
  });

  it('that fail a check are a warning each, before the hint, and others are not shown', async () => {
    const failing = { ...GAP, why: 'failed', fails: true, detail: 'no answer', hint: 'try again' };
    const found = await inMod({ gaps: [{ ...GAP, fails: true }, failing, { ...failing, fails: false }] });
    expect(found).toEqual([
      {
        ...atStart,
        severity: DiagnosticSeverity.Warning,
        message: 'vuln/known could not check example.com/bad: no answer\nhelp: try again',
      },
      {
        ...atStart,
        severity: DiagnosticSeverity.Hint,
        message: `1 rule could not check everything: 1 facts are not in the caches${help}`,
      },
    ]);
  });

  it('stand at the line that names the module', async () => {
    const { modules } = await openRepo(memoryTree({ 'go.mod': `// ours\n${TEXT}` }));
    const checked = {
      findings: [],
      report: { modules: [{ file: 'go.mod', dir: '' }], policies: [], problems: [], gaps: [GAP] },
      repo: { modules },
      textOf: async (path: string) => placedText(path, `// ours\n${TEXT}`),
    };
    const found = (await diagnosticsOf(checked as unknown as Checked, '/repo')).get('/repo/go.mod')!;
    expect(found.map(({ range }) => range)).toEqual([
      { start: { line: 1, character: 0 }, end: { line: 1, character: 22 } },
    ]);
  });

  it('of the whole repository belong to the first module', async () => {
    const modules = [
      { file: 'a/go.mod', dir: 'a' },
      { file: 'b/go.mod', dir: 'b' },
    ];
    expect([...(await of({ modules, gaps: [GAP] })).keys()]).toEqual(['/repo/a/go.mod']);
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
  expect(shown('a\n\nb\nc')).toBe('a b c');
  expect(shown('https://user:hunter2@example.com/')).not.toContain('hunter2');
  expect(shown('\u001b[31mred')).not.toContain('\u001b');
});
