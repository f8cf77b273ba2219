import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { type Base, hideUnchanged } from '../../src/lint/base.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { judgeFiles } from '../support/judge-files.ts';

const POLICY = 'extends: []\nrules:\n  replace/local-path: error\n';
const report = await judgeFiles({
  files: { 'go.mod': 'module example.com/m\n\ngo 1.25\n\nreplace example.com/a => ../a\n' },
  policy: POLICY,
});
const [found] = report.findings as [Finding];
const base: Base = { name: 'main', commit: 'c0ffee', tree: memoryTree({ 'p.yaml': 'a: 1\n  old line  \n' }) };
const with_ = (...findings: Finding[]): Report => ({ ...report, findings });

async function states(now: readonly Finding[], before: readonly Finding[], hasFile = () => true) {
  const { findings } = await hideUnchanged(with_(...now), base, hasFile, async () => with_(...before));
  return findings.map(({ state }) => state);
}

describe('hideUnchanged', () => {
  it('hides what says the same of the same thing, wherever it stands', async () => {
    const moved = { ...found, place: { ...found.place, start: { line: 9, column: 1 } }, snippet: 'x', id: 'mw1:x' };
    expect(await states([moved], [found])).toEqual(['baseline']);
    const on = (line: number) => ({ ...found, message: `as in line ${line}` });
    expect(await states([on(7)], [on(12)])).toEqual(['baseline']);
  });

  it.each<Partial<Finding>>([
    { version: 'v1.0.1' },
    { message: 'example.com/a is replaced by ../b' },
    { level: 'warning' },
    { subject: 'example.com/b' },
    { module: 'sub' },
    { rule: 'replace/target' },
    { data: { depth: 7 } },
  ])('leaves a finding with %j', async (changed) => {
    expect(await states([{ ...found, ...changed }], [found])).toEqual(['new']);
  });

  it('hides as many of the same as there were', async () => {
    expect(await states([found, found, found], [found, found])).toEqual(['baseline', 'baseline', 'new']);
  });

  it('keeps what a waiver covers waived', async () => {
    expect(await states([{ ...found, state: 'waived' }, found], [found, found])).toEqual(['waived', 'baseline']);
  });

  it('hides a finding about a policy only while its line is old, or the policy is from outside', async () => {
    const about = (snippet: string): Finding => ({
      ...found,
      rule: 'policy/unused-waiver',
      module: undefined,
      place: { ...found.place, path: 'p.yaml' },
      snippet,
    });
    expect(await states([about('old line')], [about('old line')])).toEqual(['baseline']);
    expect(await states([about('new line')], [about('new line')])).toEqual(['new']);
    expect(await states([about('new line')], [about('new line')], () => false)).toEqual(['baseline']);
  });

  it('checks the base by the rules that found something, by all where a policy is at fault', async () => {
    const wanted: string[][] = [];
    const run = (findings: Finding[]) =>
      hideUnchanged(
        with_(...findings),
        base,
        () => true,
        async (wants) => {
          wanted.push(['replace/local-path', 'gomod/syntax', 'graph/untidy'].filter(wants));
          return with_();
        },
      );
    await run([found]);
    await run([found, { ...found, rule: 'policy/unused-waiver' }]);
    expect(wanted).toEqual([
      ['replace/local-path', 'gomod/syntax'],
      ['replace/local-path', 'gomod/syntax', 'graph/untidy'],
    ]);
  });

  it('does not check the base where nothing is open', async () => {
    const fail = () => Promise.reject(new Error('asked'));
    const { base: use, partial } = await hideUnchanged({ ...with_(), partial: 'why' }, base, () => true, fail);
    expect(use).toEqual({ rev: 'main', commit: 'c0ffee', unchecked: 0 });
    expect(partial).toBe('only what differs from main counts; why');
  });
});
