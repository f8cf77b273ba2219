/** A rule that breaks down over one module costs that module's answer, and nothing else. */
import { describe, expect, it } from 'vitest';
import { chain } from '../../src/gather/facts/sources.ts';
import { loaders } from '../../src/gather/loaders.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { type LintInput, lint } from '../../src/lint/run.ts';
import type { Ask, FactSource } from '../../src/model/facts/facts.ts';
import { openRepo } from '../../src/model/open.ts';
import type { Repo } from '../../src/model/repo.ts';
import { type Draft, defineRule, type Rule } from '../../src/model/rule.ts';
import type { CompiledPolicy } from '../../src/policy/compile.ts';
import type { Policy } from '../../src/policy/types.ts';
import { firstLine } from '../../src/text/source.ts';

const about = { title: 't', why: 'w', since: '0.1.0', level: 'error', presets: [] } as const;
const GOOD = ['a', 'c'];

const breaks = (repo: Repo, ...dirs: string[]) => {
  if (repo.modules.some((m) => dirs.includes(m.dir))) throw new TypeError('no such thing\nat somewhere');
};

function* found(repo: Repo): Generator<Draft> {
  for (const module of repo.modules) yield { at: firstLine(module.source), subject: module.path, message: 'm', module };
}

const ask = (dir: string): Ask => ({ kind: 'versions', module: { path: `example.com/${dir}`, version: '' } });

async function run(rules: readonly Rule[], more: Partial<LintInput> = {}, gaps: Policy['gaps'] = {}) {
  const files = Object.fromEntries(['a', 'b', 'c'].map((d) => [`${d}/go.mod`, `module example.com/${d}\n\ngo 1.25\n`]));
  const tree = memoryTree(new Map(Object.entries(files)));
  const repo = await openRepo(tree);
  const settings = Object.fromEntries(rules.map((r) => [r.id, { level: r.level, options: undefined }]));
  const policy: Policy = {
    path: undefined,
    extends: [],
    private: [],
    rules: settings,
    overrides: [],
    waivers: [],
    gaps,
    modules: { include: [], exclude: [] },
  };
  const judge: CompiledPolicy = { policy, settings: () => settings, isPrivate: () => false };
  const judged = await lint({ repo, rules, policyFor: () => judge, today: '2026-06-01', ...more });
  return {
    findings: judged.findings.map((f) => `${f.rule} ${f.module}`),
    gaps: judged.gaps.map((g) => `${g.rule} ${g.module} ${g.subject}: ${g.detail}${g.fails ? ' (fails)' : ''}`),
    hints: judged.gaps.map((g) => g.hint),
  };
}

const sound = defineRule({ ...about, id: 'gomod/sound', reach: 'files', check: found });
const FAULT = 'internal error: TypeError: no such thing';

describe('an exception of a rule', () => {
  it.each<[where: string, rule: Rule]>([
    [
      'in check',
      defineRule({
        ...about,
        id: 'gomod/broken',
        reach: 'files',
        *check(repo) {
          yield* found(repo);
          breaks(repo, 'b');
        },
      }),
    ],
    [
      'in needs',
      defineRule({
        ...about,
        id: 'gomod/broken',
        reach: 'facts',
        declared: true,
        *needs(repo) {
          breaks(repo, 'b');
          for (const { dir } of repo.modules) yield ask(dir);
        },
        check: found,
      }),
    ],
    [
      'in a later round of needs',
      defineRule({
        ...about,
        id: 'gomod/broken',
        reach: 'facts',
        declared: true,
        *needs(repo, { facts }) {
          yield ask('a');
          if (facts.asked(ask('a'))) breaks(repo, 'b');
        },
        check: found,
      }),
    ],
  ])('%s is a failing gap of that module', async (_, rule) => {
    const answer = async (asks: readonly Ask[]) => asks.map(() => ({ known: true, value: [], source: 't' }) as const);
    const { findings, gaps, hints } = await run([rule, sound], { answer });
    expect(gaps).toEqual([`gomod/broken b b/go.mod: ${FAULT} (fails)`]);
    expect(hints[0]).toMatch(/^this is an error in modwarden: please report/);
    expect(findings.filter((f) => f.startsWith('gomod/broken'))).toEqual(GOOD.map((d) => `gomod/broken ${d}`));
    expect(findings.filter((f) => f.startsWith('gomod/sound'))).toHaveLength(3);
  });

  it('over modules together, not over one alone, is a gap of each', async () => {
    const together = defineRule({
      ...about,
      id: 'gomod/broken',
      reach: 'files',
      *check(repo) {
        if (repo.modules.length > 1) throw new RangeError('too many');
        yield* found(repo);
      },
    });
    const { findings, gaps } = await run([together, sound]);
    expect(gaps).toEqual(
      ['a', 'b', 'c'].map((d) => `gomod/broken ${d} ${d}/go.mod: internal error: RangeError: too many (fails)`),
    );
    expect(findings).toHaveLength(3);
  });

  const broken = defineRule({
    ...about,
    id: 'gomod/broken',
    reach: 'files',
    check: (repo) => {
      breaks(repo, 'b');
      return [];
    },
  });
  it('only reports where the policy says so, and counts in a staged run too', async () => {
    expect((await run([broken], {}, { gomod: 'report' })).gaps).toEqual([`gomod/broken b b/go.mod: ${FAULT}`]);
    expect((await run([broken], { partial: 'staged' })).gaps).toEqual([`gomod/broken b b/go.mod: ${FAULT} (fails)`]);
  });
});

describe('an exception of a loader or source', () => {
  const curious = defineRule({
    ...about,
    id: 'freshness/curious',
    reach: 'facts',
    declared: true,
    *needs(repo) {
      for (const { dir } of repo.modules) yield ask(dir);
    },
    check: found,
  });

  it('over one fact is a failing gap of that fact', async () => {
    const source = {
      name: 't',
      network: false,
      answer: async ({ module }: Ask) => {
        if (module.path === 'example.com/b') throw new TypeError('no such thing');
        return { known: true, value: [], source: 't' };
      },
    } as unknown as FactSource;
    const { answerAll } = chain([source]);
    expect((await run([curious], { answer: answerAll })).gaps).toEqual([
      `freshness/curious undefined example.com/b: ${FAULT} (fails)`,
    ]);
  });

  it('over one graph is a failing gap of that module', async () => {
    const graph = defineRule({ ...about, id: 'graph/x', reach: 'graph', *check() {} });
    const files = new Map(['a', 'b', 'c'].map((d) => [`${d}/go.mod`, `module example.com/${d}\n\ngo 1.25\n`]));
    const tree = memoryTree(files);
    const paths = [...files.keys()];
    const repo = await openRepo(tree, { paths });
    const read = {
      ...tree,
      read: async (path: string) =>
        path === 'b/go.mod' ? Promise.reject(new TypeError('no such thing')) : tree.read(path),
    };
    const { loadGraphs } = loaders(read, paths, repo, async (asks) =>
      asks.map(() => ({ known: false, why: 'missing', detail: '' }) as const),
    );
    expect((await run([graph], { loadGraphs })).gaps).toEqual([
      `graph/x b example.com/b: cannot build the module graph: ${FAULT} (fails)`,
    ]);
  });
});
