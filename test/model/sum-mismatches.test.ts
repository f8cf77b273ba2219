/** go.mod files that differ from go.sum: which line is named, and what becomes of the run. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { goModHash } from '../../src/go/graph/files/sums.ts';
import { factsFrom } from '../../src/library/examples/example-facts.ts';
import { lint } from '../../src/lint/run.ts';
import { openRepo } from '../../src/model/open.ts';
import type { CompiledPolicy } from '../../src/policy/compile.ts';
import type { Policy } from '../../src/policy/types.ts';

const A = 'module example.com/a\n\ngo 1.25\n';
const RIGHT = goModHash(A);
const WRONG = 'h1:RfrALnSNXzmXLbGct/P2b4xkFz4e8Gmj/0Vj9M9xC1o=';
const KEY = 'example.com/a v1.2.0/go.mod';
const MOD = 'module example.com/shop\n\ngo 1.25\n\nrequire example.com/a v1.2.0\n';
const FACTS = JSON.stringify({
  'example.com/a@v1.2.0': { mod: A },
  'example.com/fork@v1.0.0': { mod: A },
  'example.com/b@v1.0.0': { mod: 'module example.com/b\n\nrequire example.com/a v1.2.0\n' },
});

async function run(
  files: Readonly<Record<string, string>>,
  ids = ['sum/mismatch', 'graph/max-modules'],
  facts = FACTS,
) {
  const tree = memoryTree(new Map(Object.entries(files)));
  const repo = await openRepo(tree);
  const used = rules.filter((rule) => ids.includes(rule.id));
  const settings = Object.fromEntries(used.map((r) => [r.id, { level: r.level, options: { max: 100 } }]));
  const policy: Policy = {
    path: undefined,
    extends: [],
    private: [],
    rules: settings,
    overrides: [],
    waivers: [],
    gaps: { sum: 'fail' },
    modules: { include: [], exclude: [] },
  };
  const judge: CompiledPolicy = { policy, settings: () => settings, isPrivate: () => false };
  return lint({ repo, rules: used, policyFor: () => judge, today: '2026-06-01', ...factsFrom(facts, tree, repo) });
}

async function placesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { findings } = await run(files);
  return findings.map((f) => `${f.place.path}:${f.place.start.line} ${f.subject}@${f.version} in ${f.module ?? '-'}`);
}

describe('sum/mismatch', () => {
  it.each([
    ['a direct requirement', { 'go.mod': MOD, 'go.sum': `${KEY} ${WRONG}\n` }, ['go.sum:1 example.com/a@v1.2.0 in ']],
    [
      'an indirect requirement',
      {
        'go.mod': 'module example.com/shop\n\nrequire example.com/b v1.0.0\n',
        'go.sum': `example.com/z v1.0.0 ${WRONG}\n${KEY} ${WRONG}\n`,
      },
      ['go.sum:2 example.com/a@v1.2.0 in '],
    ],
    [
      'a replacement, by its own name',
      {
        'go.mod': `${MOD}\nreplace example.com/a => example.com/fork v1.0.0\n`,
        'go.sum': `example.com/fork v1.0.0/go.mod ${WRONG}\n${KEY} ${WRONG}\n`,
      },
      ['go.sum:1 example.com/fork@v1.0.0 in '],
    ],
    [
      'a module of a folder',
      { 'api/go.mod': MOD, 'api/go.sum': `${KEY} ${WRONG}\n`, 'go.mod': 'module example.com/top\n' },
      ['api/go.sum:1 example.com/a@v1.2.0 in api'],
    ],
    [
      'go.work.sum, once for all members',
      {
        'a/go.mod': MOD,
        'b/go.mod': MOD.replace('shop', 'b'),
        'go.work': 'go 1.25\n\nuse (\n\t./a\n\t./b\n)\n',
        'go.work.sum': `${KEY} ${WRONG}\n`,
      },
      ['go.work.sum:1 example.com/a@v1.2.0 in -'],
    ],
    [
      'the first line that counts',
      { 'go.mod': MOD, 'go.sum': `${KEY} h9:x\n${KEY} ${WRONG}\n${KEY} ${RIGHT}\n` },
      ['go.sum:2 example.com/a@v1.2.0 in '],
    ],
    ['not a second line, which Go never sees', { 'go.mod': MOD, 'go.sum': `${KEY} ${RIGHT}\n${KEY} ${WRONG}\n` }, []],
    ['not the hash of a zip', { 'go.mod': MOD, 'go.sum': `example.com/a v1.2.0 ${WRONG}\n${KEY} ${RIGHT}\n` }, []],
    [
      'not the hash of an empty go.mod',
      { 'go.mod': MOD, 'go.sum': `${KEY} h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n` },
      [],
    ],
    [
      'not a go.mod that nothing read',
      { 'go.mod': MOD, 'go.sum': `${KEY} ${RIGHT}\nexample.com/old v1.0.0/go.mod ${WRONG}\n` },
      [],
    ],
  ])('names %s', async (_kind, files, expected) => {
    expect(await placesOf(files)).toEqual(expected);
  });

  it('has no gap of its own; other rules of the graph say why they could not judge', async () => {
    const { findings, gaps } = await run({ 'go.mod': MOD, 'go.sum': `${KEY} ${WRONG}\n` });
    expect(findings.map((f) => f.data)).toEqual([{ kind: 'go.mod', recorded: WRONG, downloaded: RIGHT }]);
    expect(gaps.map((g) => [g.rule, g.detail, g.hint])).toEqual([
      [
        'graph/max-modules',
        'Go refuses the module graph: the go.mod of example.com/a v1.2.0 does not match go.sum (checksum mismatch)',
        'resolve the checksum mismatch first (modwarden explain sum/mismatch)',
      ],
    ]);
  });

  it('reports a go.mod that was not read as a gap, which does not fail the run', async () => {
    const { findings, gaps } = await run({ 'go.mod': MOD, 'go.sum': `${KEY} ${WRONG}\n` }, ['sum/mismatch'], '{}');
    expect(findings).toEqual([]);
    expect(gaps.map((g) => [g.rule, g.why, g.fails])).toEqual([['sum/mismatch', 'offline', false]]);
  });
});
