/** What rules propose as fixes, on the examples of their pages: made, checked again, and read by the real go command. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { type Example, examplesOf } from '../../src/library/examples/page.ts';
import { applyFixes, chooseFixes, type FileOf, type Fixable } from '../../src/lint/fix/apply-fixes.ts';
import { NEVER_FIXED } from '../../src/lint/fix/report-fix.ts';
import type { Finding, Fix } from '../../src/model/report.ts';
import type { Rule } from '../../src/model/rule.ts';
import { offsetAt, source } from '../../src/text/source.ts';
import { filesOf, lintExample } from '../support/run-example.ts';

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('skipped: test/rules/fixes.test.ts needs the go command, which is not installed');

const scratch = mkdtempSync(join(tmpdir(), 'fixes-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fixing = rules.filter(({ fixes }) => fixes !== undefined);

const fileOf = (files: ReadonlyMap<string, string>): FileOf => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  return (path) => {
    const text = files.get(path);
    return text === undefined ? undefined : { source: source(path, text), sha256: sha256(text) };
  };
};

const fixable = (findings: readonly Finding[]): Fixable[] =>
  findings.flatMap((finding) =>
    finding.fix ? [{ finding, path: finding.fix.edits[0]!.place.path, fix: finding.fix }] : [],
  );

/** The example with other texts in its files. */
function withFiles(example: Example, files: ReadonlyMap<string, string>): Example {
  return { ...example, blocks: example.blocks.map((b) => ({ ...b, text: files.get(b.info) ?? b.text })) };
}

/** Whether what stands before the first edit and behind the last one is as it was. */
function isSameOutside(before: string, after: string, { edits }: Fix): boolean {
  const file = source('', before);
  const start = offsetAt(file, edits[0]!.place.start)!;
  const end = offsetAt(file, edits.at(-1)!.place.end)!;
  const inside = after.length - start - (before.length - end);
  return inside >= 0 && after.startsWith(before.slice(0, start)) && after.endsWith(before.slice(end));
}

/** What the go command says about a file alone; '' where it reads it, and for files that it reads only with others. */
function goSays(path: string, text: string): string {
  const kind = /\.mod$/.test(path) ? 'mod' : basename(path) === 'go.work' ? 'work' : undefined;
  if (kind === undefined) return '';
  const file = join(scratch, `go.${kind}`);
  writeFileSync(file, text);
  return spawnSync('go', [kind, 'edit', '-json', file], { cwd: scratch, encoding: 'utf8' }).stderr;
}

it('knows rules that fix, none of which is about the integrity of modules', () => {
  expect(fixing.length).toBeGreaterThanOrEqual(4);
  expect(fixing.filter(({ id }) => NEVER_FIXED.has(id))).toEqual([]);
  for (const id of NEVER_FIXED) expect(rules.map((rule) => rule.id)).toContain(id);
});

describe.each(fixing.map((rule) => [rule.id, rule] as const))('%s', (id, rule: Rule) => {
  const examples = examplesOf(readFileSync(`rules/${id}/README.md`, 'utf8'));

  it('shows each kind of fix that it can have in an example', async () => {
    const shown = new Set<string>();
    for (const example of examples)
      for (const { fix } of (await lintExample(rule, example)).findings)
        if (fix) shown.add(fix.safe ? 'safe' : 'unsafe');
    expect([...shown].sort()).toEqual([...rule.fixes!].sort());
  });

  it.each(examples.map((e) => [e.title, e] as const))('fixes what it finds, one by one: %s', async (_, example) => {
    const files = filesOf(example);
    const before = (await lintExample(rule, example)).findings;
    for (const one of fixable(before)) {
      const fixed = applyFixes(chooseFixes([one], fileOf(files)), fileOf(files));
      const after = fixed.get(one.path)!;
      expect(after).not.toBe(files.get(one.path));
      expect(isSameOutside(files.get(one.path)!, after, one.fix)).toBe(true);
      const left = (await lintExample(rule, withFiles(example, new Map([...files, ...fixed])))).findings;
      expect(left).toHaveLength(before.length - 1);
      if (hasGo && goSays(one.path, files.get(one.path)!) === '') expect(goSays(one.path, after)).toBe('');
    }
  });

  it.each(examples.map((e) => [e.title, e] as const))('fixes all of it in some passes: %s', async (_, example) => {
    let files = filesOf(example);
    for (let pass = 0; pass < 10; pass++) {
      const { findings } = await lintExample(rule, withFiles(example, files));
      const chosen = chooseFixes(fixable(findings), fileOf(files));
      if (chosen.length === 0) return expect(fixable(findings)).toEqual([]);
      files = new Map([...files, ...applyFixes(chosen, fileOf(files))]);
    }
    expect.unreachable('fixes are left after ten passes');
  });
});
