/** `modwarden baseline` and what a check makes of it, through the command line on small repositories. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonReport } from '../../src/report/report-schema.ts';
import { type Box, newBox } from '../support/box.ts';

const POLICY = 'extends: []\nrules:\n  replace/local-path: error\n  gomod/exclude: warning\n';
const FILE = '.modwarden.baseline.json';

/** A go.mod with these replacements by folders. */
function goMod(...replaced: readonly string[]): string {
  const lines = replaced.map(
    (name) => `require example.com/${name} v1.0.0\nreplace example.com/${name} => ../${name}\n`,
  );
  return `module example.com/main\n\ngo 1.25\n\n${lines.join('')}`;
}

let box: Box;
beforeEach(() => {
  box = newBox('off', { '.modwarden.yaml': POLICY, 'go.mod': goMod('a', 'b') });
});
afterEach(() => box.remove());

const text = () => readFileSync(join(box.repo, FILE), 'utf8');
const entries = () =>
  (JSON.parse(text()) as { findings: { id: string; since: string; rule: string; subject: string; path: string }[] })
    .findings;
const run = (...argv: string[]) => box.run(argv);

async function reported(...argv: string[]): Promise<JsonReport> {
  return JSON.parse((await run('check', '--format', 'json', ...argv)).out) as JsonReport;
}

async function open(...argv: string[]): Promise<string[]> {
  const { findings } = await reported(...argv);
  return findings.filter(({ state }) => state === 'new').map(({ subject }) => subject);
}

describe('modwarden baseline', () => {
  it('records what is found today, one line each, with the date', async () => {
    const { code, out, err } = await run('baseline');
    expect([code, out, err]).toEqual([0, `recorded 2 findings in ${FILE}\n`, '']);
    expect(entries().map(({ id: _, ...rest }) => rest)).toEqual([
      { since: '2026-06-01', rule: 'replace/local-path', subject: 'example.com/a', path: 'go.mod' },
      { since: '2026-06-01', rule: 'replace/local-path', subject: 'example.com/b', path: 'go.mod' },
    ]);
    expect(
      text()
        .split('\n')
        .filter((line) => line.includes('mw1:')),
    ).toHaveLength(2);
  });

  it('makes the next check clean, which says how many findings are hidden', async () => {
    await run('baseline');
    const { code, out } = await run('check');
    expect(code).toBe(0);
    expect(out).toBe('pass: no findings in 1 module; 2 in the baseline (policy .modwarden.yaml)\n');
  });

  it('leaves a new finding standing', async () => {
    await run('baseline');
    box.put({ 'go.mod': goMod('a', 'b', 'c') });
    const { code, out } = await run('check');
    expect(code).toBe(1);
    expect(out).toContain('example.com/c is replaced with ../c');
    expect(out).not.toContain('example.com/a');
    expect(out).toContain('fail: 1 error in 1 module; 2 in the baseline');
  });

  it('marks recorded findings in the JSON report with their date, and hides them in SARIF', async () => {
    await run('baseline');
    const { findings, baseline, summary } = await reported();
    expect(findings.map(({ state, baseline: known }) => [state, known])).toEqual([
      ['baseline', { since: '2026-06-01' }],
      ['baseline', { since: '2026-06-01' }],
    ]);
    expect(baseline).toEqual({ path: FILE, recorded: 2, fixed: 0 });
    expect(summary).toMatchObject({ errors: 0, baseline: 2 });
    // The help of rules has example modules of its own.
    expect(JSON.parse((await run('check', '--format', 'sarif')).out).runs[0].results).toEqual([]);
    expect((await run('check', '--format', 'sarif', '--sarif-suppressed')).out).toContain('"in the baseline"');
  });

  it('hides a finding wherever its line moves', async () => {
    await run('baseline');
    box.put({ 'go.mod': goMod('b', 'a').replace('go 1.25', '// a comment\n\ngo 1.25') });
    expect(await open()).toEqual([]);
  });

  it('adds new findings and keeps the dates of those recorded before', async () => {
    await run('baseline');
    box.put({ 'go.mod': goMod('a', 'b', 'c') });
    const { out } = await box.run(['baseline'], { now: '2026-07-01T00:00:00Z' });
    expect(out).toBe(`recorded 3 findings in ${FILE}, 2 of them recorded before\n`);
    expect(entries().map(({ since, subject }) => `${subject} ${since}`)).toEqual([
      'example.com/a 2026-06-01',
      'example.com/b 2026-06-01',
      'example.com/c 2026-07-01',
    ]);
    expect((await run('baseline')).out).toBe(`nothing new: ${FILE} keeps 3 findings\n`);
  });

  it('keeps fixed entries until it is asked to prune, and then adds nothing', async () => {
    await run('baseline');
    box.put({ 'go.mod': goMod('b', 'c') });
    await run('baseline', '--prune');
    expect(entries().map(({ subject }) => subject)).toEqual(['example.com/b']);
    expect(await open()).toEqual(['example.com/c']);
  });

  it('says how many entries are fixed', async () => {
    await run('baseline');
    box.put({ 'go.mod': goMod() });
    expect((await run('check')).out).toBe(
      '2 findings of the baseline are fixed: remove with modwarden baseline --prune\n' +
        'pass: no findings in 1 module (policy .modwarden.yaml)\n',
    );
    expect((await run('baseline', '--prune')).out).toBe(`removed 2 findings from ${FILE}, 0 left\n`);
    expect(text()).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  it('does not prune what this run did not look at', async () => {
    mkdirSync(join(box.repo, '.git'));
    box.put({ 'sub/go.mod': goMod('a').replace('/main', '/sub') });
    await run('baseline');
    expect(entries()).toHaveLength(3);
    box.put({ 'go.mod': goMod(), 'sub/go.mod': goMod() });
    await run('baseline', '--prune', 'sub');
    expect(entries().map(({ path }) => path)).toEqual(['go.mod', 'go.mod']);
    box.put({ '.modwarden.yaml': 'extends: []\nrules:\n  gomod/exclude: warning\n' });
    await run('baseline', '--prune');
    expect(entries()).toHaveLength(2);
  });

  it('records nothing that a waiver covers', async () => {
    box.put({
      '.modwarden.yaml': `${POLICY}waivers:\n  - { rule: replace/local-path, module: example.com/a, reason: until the split, until: 2027-01-31 }\n`,
    });
    await run('baseline');
    expect(entries().map(({ subject }) => subject)).toEqual(['example.com/b']);
    const { findings } = await reported();
    expect(findings.map(({ state }) => state)).toEqual(['waived', 'baseline']);
  });

  it('is read from the index by the hook, and from the revision by --rev', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', box.repo, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        env: { PATH: process.env.PATH, HOME: box.home },
      });
    const env = { PATH: process.env.PATH! };
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'old repository');
    expect((await box.run(['check', '--staged'], { env })).code).toBe(1);
    await run('baseline');
    expect((await box.run(['check', '--staged'], { env })).code).toBe(1);
    git('add', FILE);
    box.put({ 'README.md': 'words\n' });
    git('add', 'README.md');
    expect(await box.run(['check', '--staged'], { env })).toEqual({ code: 0, out: '', err: '' });
    box.put({ 'go.mod': goMod('a', 'b', 'c') });
    git('add', 'go.mod');
    expect((await box.run(['check', '--staged'], { env })).out).toContain('example.com/c is replaced with ../c');
    expect((await box.run(['check', '--rev', 'HEAD', '--offline'], { env })).code).toBe(1);
    git('commit', '-qm', 'with a baseline');
    box.put({ [FILE]: 'not read' });
    expect((await box.run(['check', '--rev', 'HEAD', '--offline'], { env })).out).toContain('2 in the baseline');
  });

  it('counts only while rule and subject of an entry fit the finding', async () => {
    await run('baseline');
    writeFileSync(join(box.repo, FILE), text().replace('"example.com/a"', '"example.com/z"'));
    expect(await open()).toEqual(['example.com/a']);
  });

  it('gives way to --no-baseline and --baseline FILE', async () => {
    await run('baseline');
    box.put({ 'empty.json': '{"version":1,"findings":[]}' });
    expect(await open('--no-baseline')).toHaveLength(2);
    expect(await open('--baseline', 'empty.json')).toHaveLength(2);
    expect(await open('--baseline', FILE)).toHaveLength(0);
    const both = await run('check', '--no-baseline', '--baseline', FILE);
    expect([both.code, both.err]).toEqual([2, 'modwarden: --baseline and --no-baseline cannot be used together\n']);
    const missing = await run('check', '--baseline', 'nowhere.json');
    expect([missing.code, missing.err]).toEqual([2, 'modwarden: --baseline "nowhere.json" does not exist\n']);
  });

  it('that is damaged hides nothing and ends with 2', async () => {
    box.put({ [FILE]: '{"version": 1, "findings": [{"id": "mw1:0"}]}\n' });
    const { code, out } = await run('check');
    expect(code).toBe(2);
    expect(out).toContain(`${FILE}:1:`);
    expect(await open()).toHaveLength(2);
    expect((await run('baseline')).code).toBe(2);
    expect((await run('baseline', '--force')).code).toBe(0);
    expect(await open()).toEqual([]);
  });

  it('refuses --prune where nothing was recorded, and with --force', async () => {
    const { code, err } = await run('baseline', '--prune');
    expect([code, err]).toEqual([2, `modwarden: no ${FILE} to prune; modwarden baseline writes one\n`]);
    expect((await run('baseline', '--prune', '--force')).code).toBe(2);
  });

  it('ends with 3 where something that must be checked could not be', async () => {
    box.put({
      '.modwarden.yaml': 'extends: []\nrules:\n  graph/max-depth: error\ngaps: { graph: fail }\n',
      'go.mod': 'module example.com/main\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n',
    });
    const { code, err } = await run('baseline', '--offline');
    expect(code).toBe(3);
    expect(err).toMatch(/^modwarden: \d+ things? could not be checked: a check says which\n$/);
    expect(entries()).toEqual([]);
  });
});

describe('init --baseline', () => {
  it('starts an old repository green in one step', async () => {
    box.put({ 'old/go.mod': goMod('a', 'b') });
    const { code, out } = await run('init', '--force', '--baseline', '--offline', '.');
    expect(code).toBe(0);
    expect(out).toContain(`wrote ".modwarden.yaml"`);
    expect(out).toContain(`findings in ${FILE}`);
    expect((await run('check', '--offline')).code).toBe(0);
  });

  it('replaces no baseline, and then writes no policy either', async () => {
    box.put({ [FILE]: '{"version":1,"findings":[]}' });
    const { code, err } = await run('init', '--force', '--baseline', '--offline');
    expect([code, err]).toEqual([2, `modwarden: ${FILE} is there already; modwarden baseline adds to it\n`]);
    expect(readFileSync(join(box.repo, '.modwarden.yaml'), 'utf8')).toBe(POLICY);
  });
});

it('of a run makes the next run clean, in whatever order its entries stand', async () => {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
  const policies = ['extends: [recommended]\n', 'extends: [strict]\n', 'extends: [audit]\n', POLICY];
  await fc.assert(
    fc.asyncProperty(names, names, fc.constantFrom(...policies), fc.boolean(), async (top, below, policy, excludes) => {
      box.put({
        '.modwarden.yaml': policy,
        'go.mod': `${goMod(...top)}${excludes ? 'exclude example.com/x v1.0.0\n' : ''}`,
        'below/go.mod': goMod(...below),
      });
      await run('baseline', '--offline', '--force');
      expect(await open('--offline')).toEqual([]);
      const check = ['check', '--offline', '--format', 'json'];
      const before = await run(...check);
      box.put({ [FILE]: JSON.stringify({ version: 1, findings: entries().reverse() }) });
      expect(await run(...check)).toEqual(before);
    }),
    { numRuns: 25 },
  );
});
