import { describe, expect, test } from 'vitest';
import type { Provenance } from '../../../src/model/report.ts';
import { evidenceSection, problemsSection, titleOf, verdictSection } from '../../../src/report/html/head-sections.ts';
import { clean, report } from '../fixture.ts';

const failing = report.gaps.map((gap) => ({ ...gap, fails: true }));
const allowed = report.gaps.map((gap) => ({ ...gap, fails: false }));

describe('the verdict', () => {
  test.each([
    [clean, 'Pass', 'No findings. Exit code 0.'],
    [{ ...clean, gaps: allowed }, 'Pass', 'could not be made; the policy allows this. Exit code 0.'],
    [{ ...clean, gaps: failing }, 'Incomplete', 'that the policy requires could not be made. Exit code 3.'],
    [{ ...clean, findings: report.findings }, 'Fail', 'Exit code 1.'],
    [
      { ...clean, problems: report.problems },
      'Policy error',
      'in policy files; their valid parts were applied. Exit code 2.',
    ],
  ])('is a word and a sentence', (judged, word, sentence) => {
    const { markup } = verdictSection(judged, 'error');
    expect(markup).toContain(`</span> ${word}</p>`);
    expect(markup).toContain(sentence);
  });

  test('depends on the level that fails', () => {
    const notes = report.findings.filter(({ level, state }) => level === 'note' && state === 'new');
    expect(notes.length).toBeGreaterThan(0);
    const judged = { ...clean, findings: notes };
    expect(verdictSection(judged, 'error').markup).toContain('No finding at level error or above; ');
    expect(verdictSection(judged, 'note').markup).toContain('Fail');
  });
});

test('the title is the root module, else any, else the input', () => {
  expect(titleOf(report)).toBe((report.modules.find((m) => m.dir === '') ?? report.modules[0])!.path);
  expect(titleOf({ ...report, modules: [] })).toBe('Repository');
});

test('policy errors have places and hints', () => {
  expect(problemsSection(clean).markup).toBe('');
  expect(problemsSection(report).markup).toContain('id="problems"');
});

const PROVENANCE: Provenance = {
  input: { kind: 'folder', name: 'shop', commit: 'c0ffee', changed: [], files: 3, hash: 'h1:x' },
  policies: [{ path: '.modwarden.yaml', sha256: 'abc' }],
  command: "modwarden check 'my shop' --as-of 2026-06-01",
};

test('evidence names input, policies, facts and the command', () => {
  const shown = (provenance: Provenance) => evidenceSection({ ...report, provenance }, {}).markup;
  expect(shown(PROVENANCE)).toContain('nothing that was read');
  expect(shown(PROVENANCE)).toContain('not recorded: a later run may see other versions and licenses');
  expect(shown(PROVENANCE)).toContain('modwarden check &#39;my shop&#39; --as-of 2026-06-01');
  const input = {
    kind: 'revision',
    name: 'shop.git',
    revision: 'v1',
    files: 1,
    hash: 'h1:x',
    changed: ['go.mod'],
  } as const;
  const facts = { sha256: 'def', asOf: '2026-06-01T00:00:00Z' };
  const other = shown({ ...PROVENANCE, input, facts });
  expect(other).toContain('git revision <code>shop.git</code> at <code>v1</code>');
  expect(other).toContain('<code>go.mod</code>');
  expect(other).toContain('of 2026-06-01T00:00:00Z, <code class="hash">def</code>');
  expect(evidenceSection(report, {}).markup).not.toContain('Run again with');
});
