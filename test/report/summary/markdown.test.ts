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
