import { describe, expect, test } from 'vitest';
import { compileOverrides, groupBySettings } from '../../src/policy/settings.ts';
import type { Policy } from '../../src/policy/types.ts';
import { load } from './helpers.ts';

const POLICY = `
rules:
  graph/max-depth: { level: error, max: 9, exempt: [a.example] }
  gomod/tool: off
overrides:
  - files: ["tools/**", "*.mod"]
    rules: { graph/max-depth: { max: 3 }, gomod/tool: error }
  - files: ["tools/gen/**"]
    rules: { graph/max-depth: { level: note, exempt: [] } }
  - files: ["**/x/go.mod"]
    rules: { graph/max-depth: off, graph/banned: { modules: [{ module: b.example }] } }
  - files: ["#odd/!f"]
    rules: { replace/local-path: off }
`;

const compiled = async () => {
  const { policy, problems } = await load(POLICY);
  expect(problems).toEqual([]);
  return compileOverrides(policy);
};

describe('overrides', () => {
  test.each<[path: string, depth: unknown, tool: string, banned: string | undefined]>([
    ['go.mod', ['error', 3, ['a.example']], 'error', undefined],
    ['a/go.mod', ['error', 9, ['a.example']], 'off', undefined],
    ['tools/go.mod', ['error', 3, ['a.example']], 'error', undefined],
    ['tools/.hidden/go.mod', ['error', 3, ['a.example']], 'error', undefined],
    // The later override says nothing of max, so what the earlier one says stays.
    ['tools/gen/go.mod', ['note', 3, []], 'error', undefined],
    ['tools/gen/x/go.mod', ['off', 3, []], 'error', 'error'],
    ['x/go.mod', ['off', 9, ['a.example']], 'off', 'error'],
  ])('%s', async (path, depth, tool, banned) => {
    const rules = (await compiled())(path);
    const { level, options } = rules['graph/max-depth']!;
    const { max, exempt } = options as { max: number; exempt: string[] };
    expect([level, max, exempt]).toEqual(depth);
    expect(rules['gomod/tool']?.level).toBe(tool);
    expect(rules['graph/banned']?.level).toBe(banned);
    expect(rules['replace/local-path']?.level).toBe('error');
  });

  test('# and ! are signs like others', async () => {
    const of = await compiled();
    expect(of('#odd/!f')['replace/local-path']?.level).toBe('off');
    expect(of('g')['replace/local-path']?.level).toBe('error');
  });

  test('paths that the same overrides match share their settings', async () => {
    const of = await compiled();
    expect(of('tools/a')).toBe(of('b.mod'));
    expect(of('tools/gen/a')['gomod/tool']).toBe(of('b.mod')['gomod/tool']);
    expect(groupBySettings(['tools/a', 'x', 'b.mod', 'y'], of).map(({ paths }) => paths)).toEqual([
      ['tools/a', 'b.mod'],
      ['x', 'y'],
    ]);
  });

  test('a setting names the line of the override', async () => {
    const of = await compiled();
    expect(of('tools/gen/go.mod')['graph/max-depth']?.at?.place.start.line).toBe(9);
    expect(of('a/go.mod')['graph/max-depth']?.at?.place.start.line).toBe(3);
  });

  test('an option that an override names without a value takes none away', async () => {
    const { policy } = await load(POLICY);
    const named: Policy['overrides'] = policy.overrides.map((override) => ({
      ...override,
      rules: Object.fromEntries(
        Object.entries(override.rules).map(([id, { names, ...setting }]) => [
          id,
          { ...setting, names: { level: true, ...names, options: ['max', 'toString'] }, options: { exempt: [] } },
        ]),
      ),
    }));
    const options = (await compileOverrides({ ...policy, overrides: named }))('tools/gen/x')['graph/max-depth']
      ?.options;
    expect(options).toMatchObject({ max: 9 });
    expect(Object.keys(options as object)).not.toContain('toString');
  });

  test('without overrides the rules are the settings', async () => {
    const { policy } = await load('extends: [strict]\n');
    expect((await compileOverrides(policy))('any')).toBe(policy.rules);
  });
});
