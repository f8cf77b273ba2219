import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding, Gap, Report } from '../../../src/model/report.ts';
import { renderText } from '../../../src/report/text/text.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';

const plain = { color: false, width: 100 };
const banned = report.findings[2]!;

test('the fixture as people see it', async () => {
  await expect(renderText(report, plain)).toMatchFileSnapshot('../golden/report.txt.golden');
});

test('verbose shows what a waiver or the baseline covers', async () => {
  const covered = report.findings.filter((f) => f.state !== 'new');
  await expect(
    renderText({ ...report, problems: [], findings: covered, gaps: [] }, { ...plain, verbose: true }),
  ).toMatchFileSnapshot('../golden/verbose.txt.golden');
});

const oneLine = { color: false, width: 200 };

test.each<[string, Partial<Report>, string]>([
  ['clean', {}, 'pass: no findings in 3 modules (policy .modwarden.yaml; elsewhere preset recommended)'],
  [
    'no policy file',
    { policies: [{ path: undefined, extends: ['recommended'], modules: [''] }] },
    'pass: no findings in 3 modules (no policy file: preset recommended)',
  ],
  [
    'many policies',
    { policies: ['a', 'b', 'c', 'd'].map((path) => ({ path, extends: [], modules: [] })) },
    'pass: no findings in 3 modules (4 policy files)',
  ],
  [
    'a part only',
    { partial: 'only what is staged' },
    'pass: no findings in 3 modules (policy .modwarden.yaml; elsewhere preset recommended; partial check: only what is staged)',
  ],
  [
    'only waived',
    { findings: [{ ...banned, state: 'waived' }] },
    'pass: no findings in 3 modules; 1 waived (policy .modwarden.yaml; elsewhere preset recommended)',
  ],
  [
    'one module',
    { modules: clean.modules.slice(0, 1) },
    'pass: no findings in 1 module (policy .modwarden.yaml; elsewhere preset recommended)',
  ],
])('one line says it all: %s', (_name, change, wanted) => {
  expect(renderText({ ...clean, ...change }, oneLine)).toBe(`${wanted}\n`);
});

test('a place that spans lines is marked to the end of its first line', () => {
  const at: Finding = {
    ...banned,
    snippet: 'require (',
    place: { path: 'go.mod', start: { line: 3, column: 1 }, end: { line: 9, column: 2 } },
  };
  expect(renderText({ ...clean, findings: [at] }, plain)).toContain('3 | require (\n  | ^^^^^^^^^\n');
});

test('long trails lose their middle, many related places their end', () => {
  const trail = Array.from({ length: 40 }, (_, i) => ({ path: `example.com/m${i}`, version: 'v1.0.0' }));
  const related = Array.from({ length: 8 }, (_, i) => ({ place: banned.place, message: `number ${i}` }));
  const text = renderText({ ...clean, findings: [{ ...banned, trail, related }] }, { color: false, width: 2000 });
  expect(text).toMatch(/trail: example\.com\/shop\/services\/payments → .*m4@v1\.0\.0 → 29 more → .*m39@v1\.0\.0\n/);
  expect(text).toContain('number 4\n  = see: 3 more places\n');
});

test('gaps that differ in their detail only are capped by rule', () => {
  const gaps = Array.from(
    { length: 9 },
    (_, i): Gap => ({
      rule: 'license/policy',
      module: '',
      subject: `m${i}`,
      why: 'failed',
      detail: `HTTP ${500 + i}`,
      fails: false,
    }),
  );
  const text = renderText({ ...clean, gaps }, plain);
  expect(text).toContain(
    'not checked[license/policy]: m4 (failed: HTTP 504)\nnot checked[license/policy]: 4 more with different reasons\n',
  );
  expect(text).toContain('; 9 not checked (');
  expect(renderText({ ...clean, gaps }, { ...plain, verbose: true })).toContain('m8 (failed: HTTP 508)');
});

test('tens of thousands of gaps, each with its own words, take no time to speak of', () => {
  const gaps = Array.from(
    { length: 30_000 },
    (_, i): Gap => ({ ...report.gaps[0]!, subject: `m${i}`, detail: `HTTP ${i}` }),
  );
  const before = performance.now();
  expect(renderText({ ...clean, gaps }, plain)).toContain(
    'not checked[freshness/stale]: 29995 more with different reasons\n',
  );
  expect(performance.now() - before).toBeLessThan(3000);
});

test('color only when asked for, and nothing else differs', () => {
  const colored = renderText(report, { ...plain, color: true });
  expect(colored).toContain('\u001b[1;31merror[graph/banned]\u001b[0m');
  expect(colored.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(renderText(report, plain));
});

test('no text from outside breaks out of its line, or gives a log a command', () => {
  fc.assert(
    fc.property(reports, (random) => {
      const lines = renderText(random, { ...plain, verbose: true }).split('\n');
      for (const line of lines) {
        expect(line).not.toMatch(/^\s*::/);
        expect(line).not.toMatch(/##\w*\[/);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        if (line !== '')
          expect(line).toMatch(
            /^(policy error|(baseline |waived )?(error|warning|note)\[|not checked(\[|:)| {3}| {2}(errors|warnings|notes): | *(-->|\||=) ?|\d+ \||By rule:|To accept| {2}waivers:|More about|(pass|fail|incomplete): )/,
          );
      }
    }),
  );
});
