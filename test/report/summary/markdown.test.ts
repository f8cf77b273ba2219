import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { MARKER, renderMarkdownReport } from '../../../src/report/summary/markdown.ts';
import { pythonWith, throughPython } from '../../support/python.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';

const python = pythonWith('cmarkgfm');
const LIMIT = 65_536;
const finding = report.findings.find((f) => f.rule === 'graph/banned')!;

test('begins with the marker by which a comment is found again, then the verdict', () => {
  expect(renderMarkdownReport(clean, {})).toMatch(
    /^<!-- modwarden:report -->\n## modwarden\n\n\*\*pass: no findings in 3 modules/,
  );
  expect(MARKER).toBe('<!-- modwarden:report -->');
});

test('tells errors, gaps and what is waived, each with its count', () => {
  const text = renderMarkdownReport(report, {});
  for (const [title, count] of [
    ['Policy errors', 1],
    ['Errors', 3],
    ['Not checked', 2],
    ['Warnings', 1],
    ['Waived', 1],
  ])
    expect(text).toContain(`<summary><b>${title}</b>: ${count}</summary>`);
  expect(text).toContain('until 2027-03-31');
});

test('stays under the limit of a comment, and counts what does not fit', () => {
  const many = (message: string): Finding[] =>
    Array.from({ length: 5_000 }, (_, i) => ({ ...finding, id: `mw1:${String(i).padStart(32, '0')}`, message }));
  for (const message of ['short', '<&$'.repeat(2_000)]) {
    const text = renderMarkdownReport({ ...report, problems: [], findings: many(message) }, {});
    expect(text.length).toBeLessThan(LIMIT);
    expect(text).toMatch(/\n\d+ more, which do not fit here/);
    const rows = text.match(/^\| error \| .*graph\/banned/gm)!.length;
    expect(text).toContain('not checked by license/policy');
    expect(text).toContain(`\n${5_000 - rows} more, which do not fit here`);
  }
});

test('random reports stay under the limit', () => {
  fc.assert(fc.property(reports, (random) => renderMarkdownReport(random, {}).length < LIMIT));
});

test.skipIf(python === undefined)(
  "GitHub's reader finds our markup and no other (skipped unless python3 has cmarkgfm)",
  () => {
    const random = fc.sample(reports, { numRuns: 100, seed: 19 });
    const read = throughPython<string[]>(
      python!,
      'import cmarkgfm\nfrom cmarkgfm.cmark import Options as O\nresult = [cmarkgfm.github_flavored_markdown_to_html(t, O.CMARK_OPT_UNSAFE) for t in texts]',
      random.map((one) => renderMarkdownReport(one, {})),
    );
    const OURS = new Set('!-- a b br code details h2 p strong sub summary table tbody td th thead tr'.split(' '));
    for (const html of read) {
      const tags = [...html.matchAll(/<\/?(!--|\w+)/g)].map(([, name]) => name!);
      expect(tags.filter((tag) => !OURS.has(tag))).toEqual([]);
      for (const [, href] of html.matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^https:\/\/github\.com\/modwarden\//);
      expect(html.match(/<!--/g)).toHaveLength(1);
    }
  },
);

/** Rows of exactly so many characters. */
const rowsOf = (size: number, count: number, level: Finding['level'] = 'error'): Finding[] => {
  const { hint: _, ...plain } = { ...finding, level, message: '' };
  const one = renderMarkdownReport({ ...clean, findings: [{ ...plain, message: 'x' }] }, {});
  const [row] = one.split('\n').filter((line) => line.startsWith(`| ${level}`));
  // With its line end, and without the one letter.
  const rest = row!.length;
  return Array.from({ length: count }, (_, i) => ({ ...plain, id: `mw1:${i}`, message: 'x'.repeat(size - rest) }));
};
const counted = (of: Partial<typeof report>) => {
  const text = renderMarkdownReport({ ...clean, ...of }, {});
  const rest = /\n(\d+) more, which do not fit here: the JSON report has them\.\n/.exec(text)?.[1];
  return [(text.match(/^\| (?:error|warning|note|until) /gm) ?? []).length, rest === undefined ? 0 : Number(rest)];
};

test('has 56000 characters of rows', () => {
  expect(counted({ findings: rowsOf(560, 100) })).toEqual([100, 0]);
  expect(counted({ findings: rowsOf(560, 101) })).toEqual([100, 1]);
  expect(counted({ findings: rowsOf(561, 100) })).toEqual([99, 1]);
  expect(counted({ findings: [...rowsOf(560, 60), ...rowsOf(560, 41, 'note')] })).toEqual([100, 1]);
});

test('has at most half of them for policy errors and gaps, and gives back what these leave', () => {
  const problem = { place: undefined, message: 'x'.repeat(200) };
  const one = renderMarkdownReport({ ...clean, problems: [problem] }, {});
  const size = one.split('\n').find((line) => line.startsWith('| error'))!.length + 1;
  const most = Math.floor(28_000 / size);
  expect(counted({ problems: Array(most).fill(problem) })).toEqual([most, 0]);
  expect(counted({ problems: Array(most + 3).fill(problem) })).toEqual([most, 3]);
  const [shown] = counted({ problems: Array(10).fill(problem), findings: rowsOf(560, 150) });
  expect(shown).toBe(10 + Math.floor((56_000 - 10 * size) / 560));
});

test('is this document', () => {
  const { hint: _, ...plain } = { ...finding, message: 'a|b', place: { ...finding.place, path: 'a<b' } };
  const waiver = { reason: 'c\nd', until: '2027-01-01', place: finding.place };
  const of = {
    ...clean,
    problems: [{ place: undefined, message: 'bad', hint: 'x' }],
    findings: [plain, { ...plain, id: 'mw1:w', state: 'waived' as const, waiver }],
    gaps: [{ ...report.gaps[0]!, module: '', detail: '' }],
    provenance: {
      input: { kind: 'folder', name: 'x', commit: 'abc', changed: ['p', 'q'], files: 1, hash: 'h1:x' },
      policies: [{ path: 'p.yaml', sha256: 'ef' }],
      facts: { sha256: '12', asOf: '2026-01-01' },
      command: 'modwarden check\n.',
    } as const,
  };
  const page = 'https://github.com/modwarden/modwarden/blob/main/rules/graph/banned/README.md';
  expect(renderMarkdownReport(of, {})).toBe(`<!-- modwarden:report -->
## modwarden

**fail: 1 policy error; 1 error in 3 modules; 1 waived; 1 not checked (policy .modwarden.yaml; elsewhere preset recommended)**

<details open>
<summary><b>Policy errors</b>: 1</summary>

| | where | what |
|---|---|---|
| error | <code>.modwarden.yaml:1</code> | policy error: bad<br><b>help:</b> x |

</details>

<details open>
<summary><b>Errors</b>: 1</summary>

| | where | what |
|---|---|---|
| error | <code>a&lt;b:6</code><br>[graph/banned](${page}) | a\\|b |

</details>

<details>
<summary><b>Not checked</b>: 1</summary>

| | where | what |
|---|---|---|
| note | <code>go.mod:1</code> | not checked by freshness/stale: example.com/ledger (offline)<br><b>help:</b> run without --offline |

</details>

<details>
<summary><b>Waived</b>: 1</summary>

| | where | what |
|---|---|---|
| until 2027-01-01 | <code>a&lt;b:6</code><br>graph/banned | a\\|b<br><b>reason:</b> c d |

</details>

<details>
<summary><b>What this report is based on</b></summary>

| | |
|---|---|
| Input (folder) | <code>x</code> |
| Files read | <code>h1:x</code> |
| Commit | <code>abc</code> |
| Changed since the commit | <code>p q</code> |
| Policy p.yaml | <code>ef</code> |
| Facts | <code>12, of 2026-01-01</code> |
| Run again with | <code>modwarden check .</code> |

</details>

<sub>as of 2026-11-21, checked by modwarden 0.1.0</sub>
`);
});

test('cuts a cell at a thousand characters', () => {
  const { hint: _, ...plain } = finding;
  const cell = (message: string) =>
    /x+…?/.exec(renderMarkdownReport({ ...clean, findings: [{ ...plain, message }] }, {}))![0];
  expect(cell('x'.repeat(1000))).toBe('x'.repeat(1000));
  expect(cell('x'.repeat(1001))).toBe(`${'x'.repeat(999)}…`);
});
