import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { parseEnvFile } from '../../src/go/env/captured.ts';
import { lint } from '../../src/lint/run.ts';
import { inOrder } from '../../src/lint/to-findings.ts';
import { openRepo } from '../../src/model/open.ts';
import type { MainModule, Repo } from '../../src/model/repo.ts';
import { type Draft, defineRule, type Rule } from '../../src/model/rule.ts';
import type { CompiledPolicy } from '../../src/policy/compile.ts';
import type { Policy, PolicyPlace, RuleSetting } from '../../src/policy/types.ts';
import { source } from '../../src/text/source.ts';

const about = { title: 't', why: 'w', since: '0.1.0', level: 'error', presets: [], reach: 'files' } as const;

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly env?: string;
  readonly setting?: RuleSetting;
  /** Settings by the path of a file, where they are others. */
  readonly settings?: Readonly<Record<string, RuleSetting>>;
}

const ON: RuleSetting = { level: 'error', options: undefined };

/** The findings of rules that give these drafts. */
async function findings(
  { files, env, setting = ON, settings = {} }: Case,
  rules: Readonly<Record<string, (repo: Repo) => Iterable<Draft>>>,
) {
  const captured = env === undefined ? [] : [source('../out/go.env', env)];
  const repo = await openRepo(memoryTree(new Map(Object.entries(files))), {
    env: captured.map((file) => ({ source: file, file: parseEnvFile(file) })),
  });
  const defined = Object.entries(rules).map(([id, check]): Rule => defineRule({ ...about, id, check }));
  const byRule = (one: RuleSetting) => Object.fromEntries(defined.map(({ id }) => [id, one]));
  const policy: Policy = {
    path: undefined,
    extends: [],
    private: [],
    rules: byRule(setting),
    overrides: [],
    waivers: [],
    gaps: {},
    modules: { include: [], exclude: [] },
  };
  const byPath = new Map(Object.entries(settings).map(([path, one]) => [path, byRule(one)]));
  const judge: CompiledPolicy = {
    policy,
    settings: (path) => byPath.get(path) ?? policy.rules,
    isPrivate: () => false,
  };
  const judged = await lint({ repo, rules: defined, policyFor: () => judge, today: '2026-06-01' });
  return judged.findings;
}

const at = (module: MainModule, text: string) => {
  const start = module.source.text.indexOf(text);
  return { file: module.source, start, end: start + text.length };
};
const draft = (module: MainModule, text: string, more: Partial<Draft> = {}): Draft => ({
  at: at(module, text),
  subject: text,
  message: `found ${text}`,
  module,
  ...more,
});

const GO_MOD = 'module example.com/app\n\nrequire (\n\ta.example/x v1.0.0\n\tb.example/y v1.2.0\n)\n';

describe('findings', () => {
  it('come in the order of files and lines, whatever the order of rules and drafts', async () => {
    const found = await findings(
      { files: { 'go.mod': GO_MOD, 'a/go.mod': GO_MOD, 'b/go.mod': GO_MOD } },
      {
        'z/last': ({ modules }) => modules.map((m) => draft(m, 'a.example/x')),
        'a/first': ({ modules }) =>
          modules
            .toReversed()
            .flatMap((m) => [
              draft(m, 'b.example/y'),
              draft(m, 'a.example/x', { subject: 's2' }),
              draft(m, 'a.example/x', { subject: 's1' }),
              draft(m, 'v1.0.0'),
            ]),
      },
    );
    expect(
      found
        .slice(0, 5)
        .map((f) => `${f.place.path}:${f.place.start.line}:${f.place.start.column} ${f.rule} ${f.subject}`),
    ).toEqual([
      'a/go.mod:4:2 a/first s1',
      'a/go.mod:4:2 a/first s2',
      'a/go.mod:4:2 z/last a.example/x',
      'a/go.mod:4:14 a/first v1.0.0',
      'a/go.mod:5:2 a/first b.example/y',
    ]);
    expect(found.map((f) => f.place.path)).toEqual(
      ['a', 'b', ''].flatMap((dir) => Array(5).fill(dir === '' ? 'go.mod' : `${dir}/go.mod`)),
    );
  });

  it('that collide are told apart in the order of the file', async () => {
    const rule = (order: (drafts: Draft[]) => Draft[]) => ({
      'x/y': ({ modules: [m] }: Repo) =>
        order([draft(m!, 'a.example/x', { subject: 's' }), draft(m!, 'b.example/y', { subject: 's' })]),
    });
    const files = { 'go.mod': GO_MOD };
    const [first, second] = await findings(
      { files },
      rule((drafts) => drafts),
    );
    expect(first!.id).not.toBe(second!.id);
    const turned = await findings(
      { files },
      rule((drafts) => drafts.toReversed()),
    );
    expect(turned.map(({ id }) => id)).toEqual([first!.id, second!.id]);
  });

  it('have what the draft has, and no more', async () => {
    const files = { 'go.mod': GO_MOD };
    const [bare] = await findings({ files }, { 'x/y': ({ modules: [m] }) => [draft(m!, 'a.example/x')] });
    expect(bare).toEqual({
      rule: 'x/y',
      level: 'error',
      id: expect.stringMatching(/^mw1:[0-9a-f]{32}$/),
      state: 'new',
      place: { path: 'go.mod', start: { line: 4, column: 2 }, end: { line: 4, column: 13 } },
      snippet: '\ta.example/x v1.0.0',
      subject: 'a.example/x',
      module: '',
      message: 'found a.example/x',
      related: [],
      trail: [],
    });
    const place: PolicyPlace = {
      place: { path: '.modwarden.yaml', start: { line: 2, column: 3 }, end: { line: 2, column: 8 } },
      snippet: '  x/y: warning',
    };
    const vulnerability = {
      ids: ['GO-1'],
      summary: 's',
      module: 'm',
      version: 'v1.0.0',
      fixed: '',
      reviewed: true,
    };
    const [full] = await findings(
      { files, setting: { level: 'warning', options: undefined, at: place } },
      {
        'x/y': ({ modules: [m] }) => [
          draft(m!, 'a.example/x', {
            hint: 'use another',
            version: 'v1.0.0',
            related: [{ at: at(m!, 'b.example/y'), message: 'see' }],
            trail: [{ path: 'b.example/y', version: 'v1.2.0' }],
            confidence: 'low',
            asOf: '2026-05-31T00:00:00Z',
            vulnerability,
            data: { depth: 2 },
          }),
        ],
      },
    );
    expect(full).toMatchObject({
      level: 'warning',
      hint: 'use another',
      version: 'v1.0.0',
      lineId: expect.stringMatching(/^mw1:[0-9a-f]{32}$/),
      related: [{ place: { path: 'go.mod', start: { line: 5, column: 2 } }, message: 'see' }],
      confidence: 'low',
      asOf: '2026-05-31T00:00:00Z',
      policy: place,
      vulnerability,
      data: { depth: 2 },
    });
  });

  it('have the level of the policy, or the highest that the draft allows', async () => {
    const levels = ['error', 'warning', 'note'] as const;
    const table = await Promise.all(
      levels.map(async (level) => {
        const found = await findings(
          { files: { 'go.mod': GO_MOD }, setting: { level, options: undefined } },
          {
            'x/y': ({ modules: [m] }) =>
              [undefined, ...levels].map((atMost, i) =>
                draft(m!, 'a.example/x', { subject: String(i), ...(atMost && { atMost }) }),
              ),
          },
        );
        return found.toSorted((a, b) => (a.subject < b.subject ? -1 : 1)).map((f) => f.level);
      }),
    );
    expect(table).toEqual([
      ['error', 'error', 'warning', 'note'],
      ['warning', 'warning', 'warning', 'note'],
      ['note', 'note', 'note', 'note'],
    ]);
  });

  it('are none for files that the policy leaves out', async () => {
    const files = { 'go.mod': GO_MOD, 'go.work': 'go 1.25\n\nuse .\n', 'b/go.mod': GO_MOD };
    const rule = {
      'x/y': ({ modules, workspaces: [work] }: Repo): Draft[] => [
        ...modules.map((m) => draft(m, 'a.example/x')),
        ...(work ? [{ at: { file: work.source, start: 0, end: 2 }, subject: 'go', message: 'm' }] : []),
        // Of a module that is judged, in a file that is not.
        draft(modules[0]!, 'a.example/x', { subject: 'sum', at: { file: source('go.sum', 'x'), start: 0, end: 1 } }),
      ],
    };
    const off: RuleSetting = { level: 'off', options: undefined };
    const subjects = async (settings: Case['settings']) =>
      (await findings({ files, settings: settings ?? {} }, rule)).map((f) => `${f.place.path} ${f.subject}`);
    expect(await subjects({})).toEqual(['b/go.mod a.example/x', 'go.mod a.example/x', 'go.sum sum', 'go.work go']);
    expect(await subjects({ 'go.sum': off })).toEqual(['b/go.mod a.example/x', 'go.mod a.example/x', 'go.work go']);
    expect(await subjects({ 'b/go.mod': off, 'go.sum': off })).toEqual(['go.mod a.example/x', 'go.work go']);
  });

  it('have no place of a trail where it is their own line', async () => {
    const mod = `${GO_MOD}\nrequire c.example/z v1.0.0 // indirect\n`;
    const trail = [
      { path: 'a.example/x', version: 'v1.0.0' },
      { path: 'c.example/z', version: 'v1.0.0' },
    ];
    const [own, other] = await findings(
      { files: { 'go.mod': mod } },
      {
        'x/y': ({ modules: [m] }) => [
          draft(m!, 'a.example/x', { trail }),
          draft(m!, 'c.example/z', { trail, subject: 'z' }),
        ],
      },
    );
    expect(own!.trail[0]).toEqual(trail[0]);
    expect(other!.trail[0]).toEqual({
      ...trail[0],
      place: { path: 'go.mod', start: { line: 4, column: 2 }, end: expect.anything() },
    });
  });
});

describe('what was found in a captured environment', () => {
  const env = 'GOPROXY=direct\n';
  const rule = {
    'x/y': ({ env: [captured] }: Repo): Draft[] =>
      captured ? [{ at: { file: captured.source, start: 0, end: 7 }, subject: 'GOPROXY', message: 'm' }] : [],
  };
  const place = (path: string): PolicyPlace => ({
    place: { path, start: { line: 2, column: 3 }, end: { line: 2, column: 8 } },
    snippet: '',
  });

  it('is anchored at the line of the policy that is in the repository', async () => {
    const files = { 'go.mod': GO_MOD, '.modwarden.yaml': '' };
    const setting: RuleSetting = { ...ON, at: place('.modwarden.yaml') };
    const [found] = await findings({ files, env, setting }, rule);
    expect(found).toMatchObject({ place: { path: '../out/go.env' }, anchor: setting.at!.place });
    expect(found).not.toHaveProperty('module', '');
  });

  it.each<[string, RuleSetting]>([
    ['no line of a policy', ON],
    ['a line of a policy outside', { ...ON, at: place('../policy.yaml') }],
  ])('is anchored at the first line of the first go.mod where there is %s', async (_, setting) => {
    const [found] = await findings({ files: { 'b/go.mod': 'module x\n', 'c/go.mod': GO_MOD }, env, setting }, rule);
    expect(found!.anchor).toEqual({ path: 'b/go.mod', start: { line: 1, column: 1 }, end: { line: 1, column: 9 } });
    const [empty] = await findings({ files: { 'go.mod': '\nmodule x\n' }, env, setting }, rule);
    expect(empty!.anchor).toMatchObject({ path: 'go.mod', start: { line: 1, column: 1 } });
    const [none] = await findings({ files: {}, env, setting }, rule);
    expect(none).not.toHaveProperty('anchor');
  });
});

describe('text that is too long to read', () => {
  const line = (before: number, after: number) => `// ${'-'.repeat(before - 3)}X${'-'.repeat(after)}`;
  const snippet = async (text: string) => {
    const [found] = await findings(
      { files: { 'go.mod': `${text}\nmodule m\n` } },
      { 'x/y': ({ modules: [m] }) => [draft(m!, 'X')] },
    );
    return { ...found!, shown: [found!.snippet.length, found!.snippetColumn] };
  };

  it('is a line of more than a thousand characters: cut around the place', async () => {
    expect((await snippet(line(500, 499))).shown).toEqual([1000, undefined]);
    expect((await snippet(line(100, 2000))).shown).toEqual([1000, undefined]);
    expect((await snippet(line(200, 2000))).shown).toEqual([1000, undefined]);
    expect((await snippet(line(201, 2000))).shown).toEqual([1000, 2]);
    expect((await snippet(line(1500, 10))).shown).toEqual([1000, 512]);
    for (const [before, after] of [
      [100, 2000],
      [900, 2000],
      [1500, 10],
      [1500, 799],
      [1500, 800],
    ] as const) {
      const { snippet: text, snippetColumn = 1, place } = await snippet(line(before, after));
      expect(text[place.start.column - snippetColumn]).toBe('X');
    }
  });

  it('is a word of more than five hundred characters in a sentence', async () => {
    const long = 'w'.repeat(501);
    const [found] = await findings(
      { files: { 'go.mod': GO_MOD } },
      {
        'x/y': ({ modules: [m] }) => [
          draft(m!, 'a.example/x', {
            message: `m ${long}`,
            hint: `h ${long}`,
            related: [{ at: at(m!, 'b.example/y'), message: `r ${'w'.repeat(500)} ${long}` }],
          }),
        ],
      },
    );
    const cut = `${'w'.repeat(499)}…`;
    expect([found!.message, found!.hint, found!.related[0]!.message]).toEqual([
      `m ${cut}`,
      `h ${cut}`,
      `r ${'w'.repeat(500)} ${cut}`,
    ]);
  });
});

it('findings at one place are in the order of level, rule, subject and identity', () => {
  const one = (level: 'error' | 'warning' | 'note', rule: string, subject: string, id: string) => ({
    level,
    rule,
    subject,
    id,
    state: 'new' as const,
    place: { path: 'go.mod', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
    snippet: '',
    module: '',
    message: 'm',
    related: [],
    trail: [],
    judge: {} as CompiledPolicy,
    from: undefined,
  });
  const sorted = [
    one('error', 'z', 'z', '9'),
    one('warning', 'a', 'b', '1'),
    one('warning', 'a', 'b', '2'),
    one('warning', 'a', 'c', '0'),
    one('warning', 'b', 'a', '0'),
    one('note', 'a', 'a', '0'),
  ];
  const plain = sorted.map(({ judge: _, from: __, ...rest }) => rest);
  for (const given of [sorted, sorted.toReversed(), [...sorted.slice(3), ...sorted.slice(0, 3)]])
    expect(inOrder(given)).toEqual(plain);
});
