import { expect, it } from 'vitest';
import { type FixInput, fixFindings, MAX_CHECKS } from '../../../src/lint/fix/fix-findings.ts';
import { hash, lettersOf } from './fake-report.ts';

type FixTo = (letter: string, at: number) => string | undefined;

/** Fixes a file `f`; says how often it was checked. */
async function fixed(text: string, fixTo: FixTo, more: Partial<FixInput> = {}) {
  let checks = 0;
  const check = async (files: ReadonlyMap<string, string>) => {
    checks++;
    return lettersOf(new Map([['f', text], ...files]), fixTo);
  };
  const report = lettersOf(new Map([['f', text]]), fixTo);
  const result = await fixFindings({ report, unsafe: false, check, read: async () => text, hash, ...more });
  return { ...result, text: result.files.get('f') ?? text, checks };
}

it('fixes all that can be fixed at once in one pass', async () => {
  const { text, fixed: made, checks, stopped } = await fixed('aXbXc', () => '-');
  expect([text, made.length, checks, stopped]).toEqual(['a-b-c', 2, 1, false]);
});

it('fixes what touches in later passes', async () => {
  const { text, checks } = await fixed('XXX', () => '');
  expect([text, checks]).toEqual(['', 2]);
});

it('checks nothing and changes nothing where nothing can be fixed', async () => {
  const { files, checks, stopped } = await fixed('aXb', () => undefined);
  expect([files.size, checks, stopped]).toEqual([0, 0, false]);
});

it('makes unsafe fixes only where asked to', async () => {
  expect((await fixed('XaY', () => '-')).text).toBe('-aY');
  expect((await fixed('XaY', () => '-', { unsafe: true })).text).toBe('-a-');
});

it('undoes the one fix that adds a finding, and keeps the others', async () => {
  const { text, fixed: made, undone, report } = await fixed('XaXaXaXaX', (_, at) => (at === 4 ? 'Z' : '-'));
  expect(text).toBe('-a-aXa-a-');
  expect(made).toHaveLength(4);
  expect(undone.map(({ added }) => added)).toEqual([['x/y: Z is there']]);
  expect(report.findings.map(({ place }) => place.start.column)).toEqual([5]);
});

it('undoes a fix that adds a gap', async () => {
  const gap = { rule: 'x/y', module: '', subject: 's', why: 'failed', detail: 'd', fails: true } as const;
  const { files, undone } = await fixed('X', () => '-', {
    check: async (now) => ({ ...lettersOf(now, () => '-'), gaps: [gap] }),
  });
  expect([files.size, undone.map(({ added }) => added)]).toEqual([0, [['x/y could not check s: d']]]);
});

it('ends after ten passes where each fix leaves a finding as it was', async () => {
  const { stopped, checks, text } = await fixed('X', () => 'aX');
  expect([stopped, checks, text]).toEqual([true, 10, `${'a'.repeat(10)}X`]);
});

it('ends at the limit of checks where all fixes are wrong', async () => {
  const { stopped, checks, files } = await fixed('Xa'.repeat(MAX_CHECKS), () => 'Z');
  expect([stopped, checks]).toEqual([true, MAX_CHECKS]);
  expect(files.size).toBe(0);
});

it('changes no file that cannot be read, or that is not as it was checked', async () => {
  expect((await fixed('X', () => '-', { read: async () => undefined })).files.size).toBe(0);
  expect((await fixed('X', () => '-', { read: async () => 'Xb' })).files.size).toBe(0);
});
