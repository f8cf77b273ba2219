import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { type OriginRow, originText, withOverrides } from '../../../src/policy/layers/origins.ts';
import { source } from '../../../src/text/source.ts';
import { load } from '../helpers.ts';
import { RULES } from '../rules.ts';

it('lets the last override that matches decide, value by value', async () => {
  const text = `extends: [recommended]
overrides:
  - { files: ["**"], rules: { graph/max-depth: { level: note, max: 7 }, gomod/tool: off } }
  - files: [a/go.mod]
    rules:
      graph/max-depth: { max: 8 }
  - { files: [b/go.mod], rules: { graph/max-depth: off } }
`;
  const { policy, origins, problems } = await loadPolicy({
    source: source('p.yaml', text),
    rules: RULES,
    readFile: async () => undefined,
  });
  expect(problems).toEqual([]);
  const rows = await withOverrides(origins(), policy, 'a/go.mod');
  const shown = rows.map(({ setting, value, from }) => `${setting} ${JSON.stringify(value)} ${originText(from)}`);
  expect(shown).toContain('rules.graph/max-depth "note" p.yaml:3');
  expect(shown).toContain('rules.graph/max-depth.max 8 p.yaml:6');
  expect(shown).toContain('rules.graph/max-depth.exempt [] default');
  expect(shown).toContain('rules.gomod/tool "off" p.yaml:3');
});

const shown = (rows: readonly OriginRow[]) =>
  rows.map(({ setting, value, from }) => `${setting} ${JSON.stringify(value)} ${originText(from)}`);

describe('a policy with everything, upon a preset and a file', () => {
  const FILES = {
    '.modwarden.yaml': `extends: [strict, ./base.yaml]
private: [b.example, a.example]
rules:
  graph/max-depth: { max: 2 }
  gomod/tool: note
gaps: { graph: fail }
modules: { include: [x/vendor.mod, y.mod], exclude: ["x/**"] }
workspace: ignore
max-fact-age: 7d
overrides:
  - { files: ["tools/**"], rules: { gomod/tool: off, replace/local-path: { level: note } } }
waivers:
  - { rule: graph/banned, module: b.example, reason: r, owner: me, until: 2030-01-01 }
`,
    'base.yaml': `extends: []
private: [a.example]
rules:
  graph/banned: { level: note, modules: [{ module: x.example }] }
gaps: { sum: report, graph: report }
modules: { include: [y.mod] }
workspace: judge
max-fact-age: 1d
waivers:
  - { rule: graph/banned, module: c.example, reason: r, until: 2030-01-01 }
`,
  };
  const ROWS: readonly string[] = [
    'extends ["strict","./base.yaml"] .modwarden.yaml:1',
    'private "a.example" base.yaml:2',
    'private "b.example" .modwarden.yaml:2',
    'rules.freshness/stale "warning" preset strict',
    'rules.freshness/stale.action "off" default',
    'rules.freshness/stale.limits {} default',
    'rules.freshness/stale.max-age "2y" default',
    'rules.freshness/stale.scope "direct" default',
    'rules.gomod/tool "note" .modwarden.yaml:5',
    'rules.graph/banned "note" base.yaml:4',
    'rules.graph/banned.modules [{"module":"x.example"}] base.yaml:4',
    'rules.graph/max-depth "warning" preset strict',
    'rules.graph/max-depth.exempt [] default',
    'rules.graph/max-depth.max 2 .modwarden.yaml:4',
    'rules.replace/local-path "error" preset strict',
    'gaps.sum "report" base.yaml:5',
    'gaps.vendor "fail" default',
    'gaps.license "fail" default',
    'gaps.freshness "report" default',
    'gaps.graph "fail" .modwarden.yaml:6',
    'modules.include "y.mod" base.yaml:6',
    'modules.include "x/vendor.mod" .modwarden.yaml:7',
    'modules.exclude "x/**" .modwarden.yaml:7',
    'workspace "ignore" .modwarden.yaml:8',
    'max-fact-age "7d" .modwarden.yaml:9',
    'overrides ["tools/**"] .modwarden.yaml:11',
    'waivers {"rule":"graph/banned","module":"c.example","reason":"r","until":"2030-01-01"} base.yaml:10',
    'waivers {"rule":"graph/banned","module":"b.example","reason":"r","owner":"me","until":"2030-01-01"} .modwarden.yaml:13',
  ];

  it('has a line for each value that says where it comes from', async () => {
    const { origins, problems } = await load(FILES);
    expect(problems).toEqual([]);
    expect(shown(origins())).toEqual(ROWS);
  });

  it('has other lines only for rules that an override of a file names', async () => {
    const { origins, policy } = await load(FILES);
    expect(shown(await withOverrides(origins(), policy, 'go.mod'))).toEqual(ROWS);
    const changed = new Map([
      ['rules.gomod/tool "note" .modwarden.yaml:5', 'rules.gomod/tool "off" .modwarden.yaml:11'],
      ['rules.replace/local-path "error" preset strict', 'rules.replace/local-path "note" .modwarden.yaml:11'],
    ]);
    expect(shown(await withOverrides(origins(), policy, 'tools/go.mod'))).toEqual(
      ROWS.map((row) => changed.get(row) ?? row),
    );
  });
});

it('shows all of a rule that only an override has', async () => {
  const { origins, policy } = await load(
    'extends: []\noverrides:\n  - { files: ["**"], rules: { graph/max-depth: { max: 7 }, gomod/tool: off } }\n',
  );
  expect(shown(await withOverrides(origins(), policy, 'go.mod'))).toEqual([
    'extends [] .modwarden.yaml:1',
    'rules.gomod/tool "off" .modwarden.yaml:3',
    'rules.graph/max-depth "warning" default',
    'rules.graph/max-depth.exempt [] default',
    'rules.graph/max-depth.max 7 .modwarden.yaml:3',
    'gaps.sum "fail" default',
    'gaps.vendor "fail" default',
    'gaps.license "fail" default',
    'gaps.freshness "report" default',
    'overrides ["**"] .modwarden.yaml:3',
  ]);
});
