import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { buildReport } from '../../src/lint/build-report.ts';
import { lint } from '../../src/lint/run.ts';
import { openRepo } from '../../src/model/open.ts';
import type { CompiledPolicy } from '../../src/policy/compile.ts';
import { compilePolicy } from '../../src/policy/compile.ts';
import { loadPolicy } from '../../src/policy/layers/load.ts';
import { verdict } from '../../src/report/verdict.ts';
import { source } from '../../src/text/source.ts';

const REPLACES = `module example.com/app

go 1.25.0

require example.com/a v1.0.0

replace example.com/a => ../a

replace example.com/b => ../b
`;

async function run(mod: string, waivers: string, today = '2026-06-01', files: Record<string, string> = {}, under = '') {
  const text = `extends: []\nrules:\n  replace/local-path: error\n  policy/unused-waiver: warning\n  policy/expired-waiver: warning\n${waivers}`;
  const { policy, problems } = await loadPolicy({
    source: source('.modwarden.yaml', text),
    rules,
    readFile: async () => undefined,
  });
  const repo = await openRepo(
    memoryTree(new Map(Object.entries({ 'go.mod': mod, '.modwarden.yaml': text, ...files }))),
  );
  const judge = await compilePolicy(policy);
  const judged = await lint({ repo, rules, policyFor: () => judge, today, under });
  const report = buildReport({ judged, rules, policies: [], problems, today, partial: undefined });
  return {
    report,
    code: verdict(report),
    found: report.findings.map((f) => `${f.state} ${f.rule} ${f.subject} :${f.place.start.line}`),
  };
}

const waiver = (fields: string) => `waivers:\n  - { rule: replace/local-path, reason: side by side, ${fields} }\n`;

describe('waivers of the policy', () => {
  it('cover by module pattern, and leave the rest', async () => {
    const { found, code } = await run(REPLACES, waiver('module: example.com/a, until: 2026-06-01'));
    expect(found).toEqual(['waived replace/local-path example.com/a :7', 'new replace/local-path example.com/b :9']);
    expect(code).toBe(1);
  });

  it('hold through their last day and no longer', async () => {
    const { found, report } = await run(REPLACES, waiver('module: example.com, until: 2026-05-31'));
    expect(found).toEqual([
      'new policy/expired-waiver replace/local-path example.com :7',
      'new replace/local-path example.com/a :7',
      'new replace/local-path example.com/b :9',
    ]);
    expect(report.findings[1]?.related[0]?.message).toContain('expired on 2026-05-31');
  });

  it('are findings where they cover nothing, with the module that was meant', async () => {
    const { found, report } = await run(REPLACES, waiver('module: example.com/aa, until: 2099-01-01'));
    expect(found[0]).toBe('new policy/unused-waiver replace/local-path example.com/aa :7');
    expect(report.findings[0]?.hint).toContain('did you mean example.com/a');
  });

  it('of a policy above the folder that is checked may be in use elsewhere', async () => {
    const idle = waiver('module: example.com/other, until: 2099-01-01');
    expect((await run(REPLACES, idle, '2026-06-01', {}, '')).found[0]).toContain('policy/unused-waiver');
    expect((await run(REPLACES, idle, '2026-06-01', {}, 'tools')).found.join()).not.toContain('policy/unused-waiver');
  });

  it('say what keeps them from covering a module that is there', async () => {
    const { report } = await run(REPLACES, waiver('module: example.com/a, versions: ">=2", until: 2099-01-01'));
    expect(report.findings[0]?.hint).toContain(
      'correct or remove it: findings for example.com/a have other versions, files or policies',
    );
  });

  it('of a base that two policies extend are in use where one of them uses them', async () => {
    const rule = 'replace/local-path, reason: side by side, until: 2099-01-01';
    const base = `extends: []
rules: { replace/local-path: error, policy/unused-waiver: warning }
waivers:
  - { rule: ${rule}, module: example.com/a }
  - { rule: ${rule}, module: example.com/gone }
`;
    const judges = new Map<string, CompiledPolicy>();
    for (const folder of ['w', 'x', 'y', '']) {
      const { policy } = await loadPolicy({
        source: source(`${folder}/.modwarden.yaml`, 'extends: [./base.yaml]\n'),
        rules,
        readFile: async () => source('base.yaml', base),
      });
      judges.set(folder, await compilePolicy(policy));
    }
    const repo = await openRepo(
      memoryTree({
        // One that does not use them before it, and one behind it.
        'w/go.mod': 'module example.com/w\n\ngo 1.25.0\n',
        'x/go.mod': REPLACES,
        'y/go.mod': 'module example.com/y\n\ngo 1.25.0\n',
      }),
    );
    const { findings } = await lint({ repo, rules, policyFor: (folder) => judges.get(folder)!, today: '2026-06-01' });
    expect(findings.map((f) => `${f.state} ${f.rule} ${f.subject} ${f.place.path}:${f.place.start.line}`)).toEqual([
      'new policy/unused-waiver replace/local-path example.com/gone base.yaml:5',
      'waived replace/local-path example.com/a x/go.mod:7',
      'new replace/local-path example.com/b x/go.mod:9',
    ]);
  });

  it('cover by file', async () => {
    const { found } = await run(REPLACES, waiver('files: ["tools/**"], until: 2099-01-01'), '2026-06-01', {
      'tools/go.mod': 'module example.com/tools\n\ngo 1.25.0\n\nreplace example.com/c => ../../c\n',
    });
    expect(found).toEqual([
      'new replace/local-path example.com/a :7',
      'new replace/local-path example.com/b :9',
      'waived replace/local-path example.com/c :5',
    ]);
  });
});

describe('waivers beside the line', () => {
  const beside = (comment: string) =>
    REPLACES.replace('=> ../a', `=> ../a // modwarden:allow replace/local-path ${comment}`);

  it('cover their line alone', async () => {
    const { found } = await run(beside('until=2026-12-31 until the fork is merged'), '');
    expect(found).toEqual(['waived replace/local-path example.com/a :7', 'new replace/local-path example.com/b :9']);
  });

  it('stand in go.work too', async () => {
    const work =
      'go 1.25.0\n\nuse .\n\nreplace example.com/c => ../c // modwarden:allow replace/local-path until=2026-12-31 soon gone\n';
    const { found } = await run(REPLACES, '', '2026-06-01', { 'go.work': work });
    expect(found).toContain('waived replace/local-path example.com/c :5');
  });

  it('without a date are no waivers but policy errors', async () => {
    const { found, report, code } = await run(beside('until the fork is merged'), '');
    expect(found).toContain('new replace/local-path example.com/a :7');
    expect(report.problems.map((p) => `${p.place?.path}:${p.place?.start.line}`)).toEqual(['go.mod:7']);
    expect(code).toBe(2);
  });

  it('name rules that are there', async () => {
    const { report } = await run(
      REPLACES.replace('=> ../a', '=> ../a // modwarden:allow replace/local-paths until=2026-12-31 why not'),
      '',
    );
    expect(report.problems[0]?.hint).toContain('replace/local-path');
  });
});

describe('identity', () => {
  const ids = async (mod: string) => (await run(mod, '')).report.findings.map((f) => `${f.subject} ${f.id}`);

  it('does not change with lines, versions and neighbors', async () => {
    const moved = REPLACES.replace('go 1.25.0\n', 'go 1.25.1\n\n// a comment\n')
      .replace('v1.0.0', 'v1.9.0')
      .replace('../a', '../../a');
    expect(await ids(moved)).toEqual(await ids(REPLACES));
  });

  it('is this for ever: a change un-waives and re-opens everything', async () => {
    expect(await ids(REPLACES)).toEqual([
      'example.com/a mw1:833d4e902c9bffcfb8a88daa6109bd24',
      'example.com/b mw1:346bd38d6de067c0e77ce71d026c8d76',
    ]);
  });

  it('gets an ordinal where two findings are about one thing', async () => {
    const list = await ids(`${REPLACES}\nreplace example.com/a v1.0.0 => ../c\n`);
    expect(new Set(list).size).toBe(3);
    expect(list.slice(0, 2)).toEqual(await ids(REPLACES));
  });
});
