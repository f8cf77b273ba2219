import { expect, it } from 'vitest';
import { fleetPage, pageOf } from '../../src/fleet/fleet-page.ts';
import { summing } from '../../src/fleet/summary.ts';
import { component, entry, failed, finding, INFO } from './entries.ts';

const EVIL = '<img src=x onerror=alert(1)>';

function page() {
  const entries = [
    entry('a', { exit: 1, findings: [finding('a/b')], components: [component('a.test/a v1.0.0 MIT')] }),
    failed('b', EVIL),
  ];
  const sum = summing();
  for (const one of entries) sum.add(one);
  const targets = entries.map(({ target, exit, error }) => ({ target, exit, hasReport: error === undefined }));
  return { entries, text: fleetPage({ summary: sum.summary(INFO), modules: [...sum.modules()], targets }) };
}

it('links the page of each target that has a report', () => {
  const { entries, text } = page();
  expect(text).toContain(`href="${pageOf(entries[0]!.target)}"`);
  expect(text).not.toContain(pageOf(entries[1]!.target));
});

it('names every section that it has, and escapes what is from outside', () => {
  const { text } = page();
  for (const [, id] of text.matchAll(/<li><a href="#([a-z]+)">/g)) expect(text).toContain(`id="${id}"`);
  expect(text).toContain('>Incomplete<');
  expect(text).not.toContain(EVIL);
});

it('passes where every target passes', () => {
  const sum = summing();
  sum.add(entry('a'));
  expect(fleetPage({ summary: sum.summary(INFO), modules: [], targets: [] })).toContain('>Pass<');
});

/** What the page says, a line for each row. */
function linesOf(text: string): string[] {
  const body = text.slice(text.indexOf('<body'), text.indexOf('<script'));
  return body
    .replaceAll('\n', ' ')
    .replaceAll(/<(?:header|nav|h1|h2|p|li|tr|footer)\b[^>]*>/g, '\n')
    .replaceAll(/<\/t[dh]>(?=<t[dh])/g, ' | ')
    .replaceAll(/<[^>]*>/g, '')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

it('has all of a summary', () => {
  const vulnerability = { ids: ['GO-1', 'CVE-1'], module: 'a.test/a', version: 'v1.0.0', fixed: 'v1.0.1' };
  const gap = { rule: 'sum/missing', subject: 'x', why: 'offline', detail: '', fails: true } as const;
  const entries = [
    entry('a', {
      exit: 1,
      score: 70,
      findings: [finding('a/b', { vulnerability }), finding('c/d', { level: 'warning', state: 'waived' })],
      components: [component('a.test/a v1.0.0 MIT')],
    }),
    entry('b', {
      exit: 2,
      gaps: [gap, { ...gap, why: 'failed', fails: false }],
      components: [component('a.test/a v1.1.0 MIT'), component('b.test/b v1.0.0')],
    }),
    failed('c', 'no go.mod found'),
  ];
  const sum = summing();
  for (const one of entries) sum.add(one);
  const targets = entries.map(({ target, exit, error }) => ({ target, exit, hasReport: error === undefined }));
  expect(linesOf(fleetPage({ summary: sum.summary(INFO), modules: [...sum.modules()], targets }))).toEqual([
    'modwarden fleet report, 2026-06-01',
    '3 targets',
    'Incomplete',
    '0 pass, 1 have findings, 1 have policy errors, 1 are incomplete.',
    '1 findings',
    '2 not checked',
    '1 targets failed',
    'Targets that could not be checked',
    'Most to do',
    'Findings by rule',
    'Vulnerabilities',
    'Not checked',
    'Licenses',
    'Modules',
    'All targets',
    'Targets that could not be checked',
    'Target | Reason',
    'c | no go.mod found',
    'Most to do',
    'Target | Errors | Warnings | Notes | Not checked | Health score',
    'a | 1 | 0 | 0 | 0 | 70',
    'b | 0 | 0 | 0 | 2 |',
    'c | 0 | 0 | 0 | 0 |',
    'Findings by rule',
    'Rule | Level | New | Baseline | Waived | Targets',
    'a/b | error | 1 | 0 | 0 | 1',
    'c/d | warning | 0 | 0 | 1 | 1',
    'Vulnerabilities',
    'Vulnerability | Module | Fixed in | Targets | Names',
    'GO-1, CVE-1 | a.test/a v1.0.0 | v1.0.1 | 1 | a',
    'Not checked',
    'Rule | Why | Fails the run | Gaps | Targets',
    'sum/missing | failed | no | 1 | 1',
    'sum/missing | offline | yes | 1 | 1',
    'Licenses',
    'License | Module versions | Targets',
    'MIT | 2 | 2',
    'unknown | 1 | 1',
    'Modules',
    'Filter modules',
    'Module | Targets | Versions, each with its targets',
    'a.test/a | 2 | v1.0.0 (1), v1.1.0 (1)',
    'b.test/b | 1 | v1.0.0 (1)',
    'All targets',
    'Filter targets',
    'Target | Exit code',
    'a | 1',
    'b | 2',
    'c | 3',
    'modwarden 0.0.0. No part of this page was loaded from elsewhere.',
  ]);
});

it.each([
  [[0, 0], 'Pass'],
  [[0, 1], 'Fail'],
  [[1, 2], 'Incomplete'],
  [[0, 3], 'Incomplete'],
] as const)('of targets that end with %j says %s', (exits, word) => {
  const sum = summing();
  for (const [i, exit] of exits.entries()) sum.add(entry(`t${i}`, { exit }));
  const text = fleetPage({ summary: sum.summary(INFO), modules: [], targets: [] });
  expect(text).toContain(`<header class="verdict ${word.toLowerCase()}">`);
  expect(linesOf(text)).toContain(word);
});

it('counts what is open as a link to its section, and nothing without one', () => {
  const { text } = page();
  expect(text).toContain('<li><a href="#findings"><b>1</b> findings</a></li><li><b>0</b> not checked</li>');
  expect(text).toContain('<li><a href="#failed"><b>1</b> targets failed</a></li></ul>');
});

it('shows the 2000 modules with the most targets, and 20 targets of a vulnerability', () => {
  const row = (path: string, users: number) => ({
    path,
    versions: [{ version: 'v1.0.0', direct: 0, targets: Array.from({ length: users }, (_, i) => `t${i}`) }],
  });
  const vulnerability = { ids: ['GO-1'], module: 'a.test/a', version: 'v1.0.0', fixed: '' };
  const sum = summing();
  for (let i = 10; i <= 30; i++) sum.add(entry(`t${i}`, { findings: [finding('a/b', { vulnerability })] }));
  const summary = sum.summary(INFO);
  const few = Array.from({ length: 1999 }, (_, i) => row(`m${i}`, 1));
  const lines = (modules: Parameters<typeof fleetPage>[0]['modules']) =>
    linesOf(fleetPage({ summary, modules, targets: [] }));
  const all = lines([...few, row('most', 2)]);
  expect(all.filter((line) => line.endsWith('v1.0.0 (1)'))).toHaveLength(1999);
  expect(all.some((line) => line.includes('modules.jsonl'))).toBe(false);
  expect(all[all.indexOf('Module | Targets | Versions, each with its targets') + 1]).toBe('most | 2 | v1.0.0 (2)');
  const more = lines([...few, row('last', 1), row('most', 2)]);
  expect(more).toContain('2000 of 2001 modules, those with the most targets: modules.jsonl has all.');
  expect(more.filter((line) => line.endsWith('v1.0.0 (1)'))).toHaveLength(1999);
  expect(more).not.toContain('last | 1 | v1.0.0 (1)');
  expect(all.find((line) => line.startsWith('GO-1'))).toBe(
    `GO-1 | a.test/a v1.0.0 | | 21 | ${Array.from({ length: 20 }, (_, i) => `t${i + 10}`).join(', ')}`,
  );
});
