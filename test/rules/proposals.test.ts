/** The entry that accepts a family of forks is proposed for large groups, and does what it says. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judgeFiles } from '../support/judge-files.ts';

const many = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => `\t${line(i)}\n`).join('');

async function hintsOf(lines: string, allow: unknown = []): Promise<(string | undefined)[]> {
  const policy = JSON.stringify({ extends: [], rules: { 'replace/target': { allow } } });
  const files = { 'go.mod': `module example.com/shop\n\ngo 1.25\n\nreplace (\n${lines})\n` };
  const { findings, problems } = await judgeFiles({ files, policy });
  expect(problems).toEqual([]);
  return findings.map(({ hint }) => hint);
}

const proposed = (hints: readonly (string | undefined)[]) => hints.filter((h) => h?.startsWith('one entry'));

describe('a proposal', () => {
  it.each<[string, string, string]>([
    [
      'one family',
      many(21, (i) => `k8s.io/m${i} => github.com/acme/m${i} v1.0.0`),
      'old: k8s.io/*, new: github.com/acme/*',
    ],
    [
      'two families',
      many(15, (i) => `k8s.io/m${i} => github.com/acme/m${i} v1.0.0`) +
        many(9, (i) => `github.com/x/m${i} => github.com/acme/x${i} v1.0.0`),
      'old: [github.com/x/*, k8s.io/*], new: github.com/acme/*',
    ],
    ['many families', many(21, (i) => `h${i}.example/m => git.corp.example/m${i} v1.0.0`), 'new: git.corp.example/*'],
    ['pins', many(30, (i) => `k8s.io/m${i} => k8s.io/m${i} v0.30.0`), 'old: k8s.io/*, new: k8s.io/*'],
  ])('names the entry for %s, and the entry accepts them', async (_name, lines, entry) => {
    const hints = await hintsOf(lines);
    expect(proposed(hints)).toHaveLength(1);
    expect(hints[0]).toContain(`{ allow: [{ ${entry} }] }`);
    const text = /replace\/target: (\{.*\})$/.exec(hints[0]!)![1]!;
    const { allow } = parse(text) as { allow: unknown };
    expect(await hintsOf(lines, allow)).toEqual([]);
  });

  it.each<[string, string]>([
    ['20 to one owner', many(20, (i) => `k8s.io/m${i} => github.com/acme/m${i} v1.0.0`)],
    [
      '40 to two owners',
      many(20, (i) => `k8s.io/m${i} => github.com/a/m${i} v1.0.0`) +
        many(20, (i) => `k8s.io/n${i} => github.com/b/n${i} v1.0.0`),
    ],
    ['folders', many(30, (i) => `k8s.io/m${i} => ./m${i}`)],
  ])('is not made for %s', async (_name, lines) => {
    expect(proposed(await hintsOf(lines))).toEqual([]);
  });

  it('is not made for what the policy denies', async () => {
    const lines = many(25, (i) => `k8s.io/m${i} => github.com/acme/m${i} v1.0.0`);
    const policy = 'extends: []\nrules:\n  replace/target: { deny: [{ new: github.com/acme }] }\n';
    const { findings } = await judgeFiles({
      files: { 'go.mod': `module example.com/shop\n\ngo 1.25\n\nreplace (\n${lines})\n` },
      policy,
    });
    expect(findings).toHaveLength(25);
    expect(proposed(findings.map(({ hint }) => hint))).toEqual([]);
  });
});
