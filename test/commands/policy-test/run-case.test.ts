import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { runCase } from '../../../src/commands/policy-test/run-case.ts';
import type { Terminal } from '../../../src/commands/shared/command.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { PolicyCase } from '../../../src/policy/testing/types.ts';
import { firstLine, source, span } from '../../../src/text/source.ts';

const TERMINAL = { cwd: '/', today: () => '2026-06-01', now: () => new Date('2026-06-01T00:00:00Z') } as Terminal;
const at = firstLine(source('x.policy-test.yaml', 'cases:\n'));

/** With a waiver that matches nothing in the case. */
const POLICY = `extends: []
rules: { policy/unused-waiver: error, replace/local-path: error }
waivers:
  - { rule: replace/local-path, module: example.com/x, reason: agreed, until: 2026-12-31 }
`;

function run(more: Partial<PolicyCase>, policy = POLICY) {
  const files = { 'go.mod': 'module example.com/m\n\ngo 1.25\n' };
  const tested = { name: 'one', files, expect: [], exact: true, at, policyAt: at, ...more };
  return runCase(tested, { source: source('.modwarden.yaml', policy), tree: memoryTree({}) }, rules, TERMINAL);
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

const LOCAL = { 'go.mod': 'module example.com/m\n\ngo 1.25\n\nreplace example.com/y => ../y\n' };
const FOUND = {
  rule: 'replace/local-path',
  subject: 'example.com/y',
  level: 'error',
  place: 'go.mod:5',
  message: expect.any(String),
};

it('tells what is found and not expected, and passes where it need not be exact', async () => {
  const result = { file: 'x.policy-test.yaml', line: 1, name: 'one', missing: [], unchecked: [], uncheckedDiffers: [] };
  expect(await run({ files: LOCAL })).toEqual({
    result: { ...result, passes: false, unexpected: [FOUND] },
    problems: [],
  });
  expect(await run({ files: LOCAL, exact: false })).toEqual({
    result: { ...result, passes: true, unexpected: [] },
    problems: [],
  });
});

it('has the line of the case', async () => {
  const file = source('y.policy-test.yaml', 'cases:\n  - name: x\n');
  expect((await run({ at: span(file, 9, 12) })).result).toMatchObject({ file: 'y.policy-test.yaml', line: 2 });
});

describe('rules that could not check everything', () => {
  const files = { 'go.mod': 'module example.com/m\n\ngo 1.25\n\nrequire example.com/y v1.0.0\n' };
  const policy = 'extends: []\nrules: { freshness/retracted: error, freshness/deprecated: error }\n';
  const of = (more: Partial<PolicyCase>) => run({ files, ...more }, policy).then(({ result }) => result);

  it('are named, and differ from none where the case names none', async () => {
    expect(await of({})).toMatchObject({
      passes: true,
      unchecked: ['freshness/deprecated', 'freshness/retracted'],
      uncheckedDiffers: [],
    });
  });

  it('differ from those that the case names, sorted', async () => {
    expect(await of({ unchecked: [] })).toMatchObject({
      passes: false,
      uncheckedDiffers: ['freshness/deprecated', 'freshness/retracted'],
    });
    expect(await of({ unchecked: ['sum/missing', 'freshness/retracted'] })).toMatchObject({
      passes: false,
      uncheckedDiffers: ['freshness/deprecated', 'sum/missing'],
    });
    expect(await of({ unchecked: ['freshness/retracted', 'freshness/deprecated'] })).toMatchObject({
      passes: true,
      uncheckedDiffers: [],
    });
  });
});

describe('what is wrong', () => {
  it('in the policy has its place there', async () => {
    const { result, problems } = await run({}, 'rulez: {}\n');
    expect(result).toBeUndefined();
    expect(problems.map(({ place }) => place?.path)).toEqual(['.modwarden.yaml']);
  });

  it('in a file of the case has the place of the case, and says where', async () => {
    const text = `${LOCAL['go.mod'].trimEnd()} // modwarden:allow replace/local-path until=never x\n`;
    const { result, problems } = await run({ files: { 'go.mod': text } });
    expect(result).toBeUndefined();
    expect(problems.map(({ place, message }) => [place?.path, message])).toEqual([
      ['x.policy-test.yaml', expect.stringMatching(/^case "one", go\.mod:5:\d+: /)],
    ]);
  });
});
