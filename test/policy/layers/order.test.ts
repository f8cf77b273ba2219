/** The order in which a policy lists its rules and waivers decides nothing. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonReport } from '../../../src/report/report-schema.ts';
import { newBox } from '../../support/box.ts';

const RULES = [
  '  replace/local-path: error',
  '  gomod/exclude: { level: warning, explained: report }',
  '  gomod/retract-reason: note',
  '  replace/unused: off',
];

const WAIVERS = [
  '  - { rule: replace/local-path, module: example.com/a, reason: one, until: 2030-01-01 }',
  '  - { rule: replace/local-path, module: example.com/*, reason: all, until: 2030-01-01 }',
  '  - { rule: replace/local-path, module: example.com/b, reason: late, until: 2020-01-01 }',
  '  - { rule: gomod/exclude, files: [go.mod], reason: known, until: 2030-01-01 }',
];

const GO_MOD = `module example.com/m

go 1.25

replace (
	example.com/a => ../a
	example.com/b => ../b
)

exclude example.com/x v1.0.0

retract v1.0.0
`;

it('finds, waives and fails the same in any order of rules and waivers', async () => {
  const box = newBox('off', { 'go.mod': GO_MOD });
  const outcome = async (rules: readonly string[], waivers: readonly string[]) => {
    box.put({ '.modwarden.yaml': `extends: []\nrules:\n${rules.join('\n')}\nwaivers:\n${waivers.join('\n')}\n` });
    const { code, out } = await box.run(['check', '--offline', '--format', 'json']);
    const { findings, problems } = JSON.parse(out) as JsonReport;
    expect(problems).toEqual([]);
    return {
      code,
      findings: findings.map(({ rule, subject, level, state }) => `${rule} ${subject} ${level} ${state}`),
    };
  };
  const first = await outcome(RULES, WAIVERS);
  expect(first.findings.length).toBeGreaterThan(3);
  const orders = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length });
  await fc.assert(
    fc.asyncProperty(orders(RULES), orders(WAIVERS), async (rules, waivers) => {
      expect(await outcome(rules, waivers)).toEqual(first);
    }),
    { numRuns: 20 },
  );
  box.remove();
});
