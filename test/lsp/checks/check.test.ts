/** One check of a repository in the editor. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { check } from '../../../src/lsp/checks/check.ts';
import { MOD, POLICY } from '../../support/lsp-banned.ts';

const FILES = { 'go.mod': MOD, '.modwarden.yaml': POLICY };
const USER = { env: { HOME: '/none', GOMODCACHE: '/none/mod', GOPROXY: 'off' }, now: new Date('2026-06-01T12:00:00Z') };

const checked = (files: Readonly<Record<string, string>>, depth: 'files' | 'facts', more = {}) =>
  check({ tree: memoryTree(files), depth, ...USER, ...more });

describe('a check', () => {
  it('by files finds what they say alone, and has no gaps', async () => {
    const result = await checked(FILES, 'files');
    expect(result!.report.findings.map(({ rule }) => rule)).toContain('graph/banned');
    expect(result!.report).toMatchObject({ gaps: [], today: '2026-06-01' });
    expect(result!.run.facts).toBeUndefined();
  });

  it('with facts says which are not in the caches', async () => {
    const { report, run } = (await checked(FILES, 'facts'))!;
    expect(report.gaps.length).toBeGreaterThan(0);
    expect(new Set(report.gaps.map(({ why }) => why))).toEqual(new Set(['offline']));
    expect(run.facts!.traffic().requests).toBe(0);
  });

  it('hides what the baseline has', async () => {
    const before = (await checked(FILES, 'files'))!.report.findings.find(({ rule }) => rule === 'graph/banned')!;
    const { id, rule, subject } = before;
    const known = { id, since: '2026-01-01', rule, subject, path: 'go.mod' };
    const baseline = JSON.stringify({ version: 1, findings: [known] });
    const { report } = (await checked({ ...FILES, '.modwarden.baseline.json': baseline }, 'files'))!;
    expect(report.findings.find((one) => one.id === id)).toMatchObject({ state: 'baseline' });
  });

  it('gives nothing where there is no Go module', async () => {
    expect(await checked({ 'README.md': '' }, 'facts')).toBeUndefined();
  });

  it('ends with what its caller throws in a break', async () => {
    const giveWay = () => Promise.reject(new Error('no longer wanted'));
    await expect(checked(FILES, 'facts', { giveWay })).rejects.toThrow('no longer wanted');
  });
});
