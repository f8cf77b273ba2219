import { describe, expect, test } from 'vitest';
import { loadPolicy, presetPolicy } from '../../../src/policy/layers/load.ts';
import { source } from '../../../src/text/source.ts';
import { load, told } from '../helpers.ts';
import { RULES } from '../rules.ts';

describe('waivers of vulnerabilities', () => {
  const waiver = (fields: string) =>
    loadPolicy({
      source: source('.modwarden.yaml', `waivers:\n  - { ${fields}, until: 2027-03-31, reason: x }\n`),
      rules: [...RULES, { id: 'vuln/known', level: 'error', presets: [] }],
      readFile: async () => undefined,
    });

  test('name one ID or several', async () => {
    for (const [vuln, ids] of [
      ['GO-2099-0001', ['GO-2099-0001']],
      ['[GO-2099-0001, CVE-2099-1]', ['GO-2099-0001', 'CVE-2099-1']],
    ] as const) {
      const { policy, problems } = await waiver(
        `rule: vuln/known, vuln: ${vuln}, justification: component_not_present`,
      );
      expect(problems).toEqual([]);
      expect(policy.waivers).toMatchObject([{ vuln: ids, justification: 'component_not_present' }]);
    }
  });

  test.each([
    ['rule: vuln/known, vuln: 17', 'expected text or a list'],
    ['rule: vuln/known, vuln: "GO 2099"', 'expected the ID of a vulnerability, got "GO 2099"'],
    ['rule: vuln/known, vuln: GO-2099-0001, justification: because', '"because"'],
    ['rule: graph/banned, vuln: GO-2099-0001', 'only waivers of vuln rules can have vuln or justification'],
  ])('refuse { %s }', async (fields, message) => {
    const { problems } = await waiver(fields);
    expect(told(problems).join('\n')).toContain(message);
  });
});

describe('what is right judges', () => {
  test('a date in the past is no error here', async () => {
    const { policy, problems } = await load(
      'waivers:\n  - rule: graph/banned\n    module: a.b/*\n    versions: <v1.2.0\n    reason: accepted\n    owner: platform\n    until: 2001-01-01\n',
    );
    expect(problems).toEqual([]);
    expect(policy.waivers).toEqual([
      {
        rule: 'graph/banned',
        module: 'a.b/*',
        versions: '<v1.2.0',
        reason: 'accepted',
        owner: 'platform',
        until: '2001-01-01',
        at: {
          place: { path: '.modwarden.yaml', start: { line: 2, column: 5 }, end: { line: 7, column: 22 } },
          snippet: '  - rule: graph/banned',
        },
      },
    ]);
  });

  test('wrong options fall back to their defaults, right ones hold', async () => {
    const { policy } = await load('rules:\n  freshness/stale: { max-age: soon, scope: all, limits: { a: x, b: 1 } }\n');
    expect(policy.rules['freshness/stale']).toMatchObject({
      level: 'warning',
      options: { 'max-age': '2y', scope: 'all', action: 'off', limits: { b: 1 } },
    });
  });

  test('a rule that cannot be fixed is left out', async () => {
    const { policy } = await load('rules:\n  graph/banned: error\n  gomod/tool: note\n');
    expect(Object.keys(policy.rules)).toEqual(['gomod/tool', 'graph/max-depth', 'replace/local-path']);
  });

  test('a rule that is off needs none of its options', async () => {
    const { policy, problems } = await load('rules:\n  graph/banned: off\n');
    expect(problems).toEqual([]);
    expect(policy.rules['graph/banned']?.level).toBe('off');
  });

  test('a setting has the line that decided', async () => {
    const { policy } = await load('rules:\n  gomod/tool: error # yes\n  graph/max-depth:\n    max: 4\n');
    expect(policy.rules['gomod/tool']?.at).toEqual({
      place: { path: '.modwarden.yaml', start: { line: 2, column: 3 }, end: { line: 2, column: 20 } },
      snippet: '  gomod/tool: error # yes',
    });
    expect(policy.rules['graph/max-depth']?.at?.place).toEqual({
      path: '.modwarden.yaml',
      start: { line: 3, column: 3 },
      end: { line: 3, column: 18 },
    });
    expect(policy.rules['replace/local-path']?.at).toBeUndefined();
  });

  test('anchors say things once', async () => {
    const { policy, problems } = await load(
      'private: &ours [git.corp.example]\nrules:\n  graph/max-depth: { exempt: *ours }\n',
    );
    expect(problems).toEqual([]);
    expect(policy.rules['graph/max-depth']?.options).toEqual({ max: 5, exempt: ['git.corp.example'] });
  });

  test('JSON and package.json are read alike', async () => {
    const yaml = await load('extends: [strict]\nrules: {graph/max-depth: {max: 4}}\n');
    const json = '{"extends": ["strict"], "rules": {"graph/max-depth": {"max": 4}}}';
    const plain = ({ rules }: (typeof yaml)['policy']) =>
      Object.entries(rules).map(([id, { level, options }]) => [id, level, options]);
    expect(plain((await load({ '.modwarden.json': json }, '.modwarden.json')).policy)).toEqual(plain(yaml.policy));
    const { policy, problems } = await load(
      { 'package.json': `{"name": "x", "name": "y",\n "modwarden": ${json}}` },
      'package.json',
    );
    expect(problems).toEqual([]);
    expect(plain(policy)).toEqual(plain(yaml.policy));
    expect(policy.rules['graph/max-depth']?.at?.place.start).toEqual({ line: 2, column: 49 });
  });
});

test('a text that is no policy applies the recommended preset', async () => {
  const recommended = await presetPolicy('recommended', RULES);
  for (const text of ['', 'rules:\n\tgraph/banned: off\n', '- a\n']) {
    const { policy, problems } = await load(text);
    expect(problems).toHaveLength(1);
    expect(policy.rules).toEqual(recommended.rules);
  }
});

describe('presets', () => {
  test('recommended has levels and defaults', async () => {
    const policy = await presetPolicy('recommended', RULES);
    expect(policy).toMatchObject({
      path: undefined,
      extends: ['recommended'],
      gaps: { sum: 'fail', vendor: 'fail', license: 'fail', freshness: 'report' },
    });
    expect(policy.rules).toEqual({
      'graph/max-depth': { level: 'warning', options: { max: 5, exempt: [] } },
      'replace/local-path': { level: 'error', options: undefined },
    });
  });

  test('strict has those too, and what rules ask of it', async () => {
    const { rules } = await presetPolicy('strict', RULES);
    expect(Object.keys(rules)).toEqual(['freshness/stale', 'gomod/tool', 'graph/max-depth', 'replace/local-path']);
    expect(rules['graph/max-depth']).toEqual({ level: 'warning', options: { max: 3, exempt: [] } });
  });
});

test('a policy from outside the tree has no path in it', async () => {
  const { policy } = await loadPolicy({
    source: source('/etc/base.yaml', 'extends: []\n'),
    rules: RULES,
    readFile: async () => undefined,
    outside: true,
  });
  expect(policy.path).toBeUndefined();
  expect(policy.rules).toEqual({});
});
