import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { runCase } from '../../../src/commands/policy-test/run-case.ts';
import type { Terminal } from '../../../src/commands/shared/command.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { PolicyCase } from '../../../src/policy/testing/types.ts';
import { firstLine, source } from '../../../src/text/source.ts';

const TERMINAL = { cwd: '/', today: () => '2026-06-01', now: () => new Date('2026-06-01T00:00:00Z') } as Terminal;
const at = firstLine(source('x.policy-test.yaml', 'cases:\n'));

/** With a waiver that matches nothing in the case. */
const POLICY = `extends: []
rules: { policy/unused-waiver: error, replace/local-path: error }
waivers:
  - { rule: replace/local-path, module: example.com/x, reason: agreed, until: 2026-12-31 }
`;

function run(more: Partial<PolicyCase>) {
  const files = { 'go.mod': 'module example.com/m\n\ngo 1.25\n' };
  const tested = { name: 'one', files, expect: [], exact: true, at, policyAt: at, ...more };
  return runCase(tested, { source: source('.modwarden.yaml', POLICY), tree: memoryTree({}) }, rules, TERMINAL);
}

it('counts a finding in the policy file only where it is expected', async () => {
  expect((await run({})).result).toMatchObject({ passes: true, unexpected: [] });
  const expected = { rule: 'policy/unused-waiver', place: '.modwarden.yaml:4' };
  expect((await run({ expect: [expected] })).result).toMatchObject({ passes: true, missing: [] });
  const files = { 'go.mod': 'module example.com/m\n\ngo 1.25\n\nreplace example.com/x => ../x\n' };
  expect((await run({ expect: [expected], files })).result).toMatchObject({ passes: false, missing: [expected] });
});

it('has no result for files without a go.mod', async () => {
  expect(await run({ files: {} })).toEqual({
    problems: [expect.objectContaining({ message: 'the files of the case have no go.mod' })],
  });
});
