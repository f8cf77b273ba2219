/** Conditions of policy entries through the command line: what nobody knows is a gap, in a hook it is left to the full check. */
import { afterEach, expect, it } from 'vitest';
import type { JsonReport } from '../../src/report/report-schema.ts';
import type { Box } from '../support/box.ts';
import { newGitBox } from '../support/git-box.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.25\n\nrequire example.com/x v1.0.0\n';

const policy = (rule: string) => `extends: []\nrules:\n  ${rule}\ngaps: { graph: fail, replace: fail }\n`;

let box: Box;
afterEach(() => box.remove());

async function checked(rule: string, argv: readonly string[], goMod = GO_MOD) {
  box = newGitBox({ 'go.mod': goMod, '.modwarden.yaml': policy(rule) });
  const { code, out, err } = await box.run(['check', '--format', 'json', ...argv]);
  expect(err).toBe('');
  const { findings, gaps } = JSON.parse(out) as JsonReport;
  return { code, findings: findings.map((f) => `${f.rule} ${f.subject}`), gaps: gaps.map((g) => g.subject) };
}

const REPLACED = `${GO_MOD}\nreplace example.com/x => example.com/y v1.1.0\n`;

it.each([
  ['graph/banned: { modules: [{ module: ["*"], when: { age: { max: 30d } } }] }', GO_MOD, 'example.com/x@v1.0.0'],
  ['graph/banned: { modules: [{ module: ["*"], when: { license: MIT } }] }', GO_MOD, 'example.com/x@v1.0.0'],
  ['graph/allowed: { modules: [{ module: "*", when: { age: { min: 30d } } }] }', GO_MOD, 'example.com/x@v1.0.0'],
  ['replace/target: { allow: [{ when: { license: MIT } }] }', REPLACED, 'example.com/y@v1.1.0'],
  ['replace/target: { deny: [{ when: { age: { max: 1y } } }] }', REPLACED, 'example.com/y@v1.1.0'],
])('fails over a fact that nobody knows: %s', async (rule, goMod, subject) => {
  const result = await checked(rule, ['--offline'], goMod);
  expect(result.code).toBe(3);
  expect(result.findings).toEqual([]);
  expect(result.gaps).toContain(subject);
});

it.each([
  'graph/banned: { modules: [{ module: ["*"], when: { age: { max: 30d } } }] }',
  'graph/allowed: { modules: [{ module: "*", when: { license: MIT } }] }',
])('leaves it to the full check in a hook: %s', async (rule) => {
  expect(await checked(rule, ['--staged'])).toEqual({ code: 0, findings: [], gaps: [] });
});

it('decides in a hook what the files tell', async () => {
  const rule = 'graph/banned: { modules: [{ module: ["*"], when: { direct: true, host: example.com } }] }';
  expect(await checked(rule, ['--staged'])).toMatchObject({ code: 1, findings: ['graph/banned example.com/x'] });
});

it('plans what conditions ask, and nothing that another condition rules out', async () => {
  const rule =
    'graph/banned: { modules: [{ module: ["*"], when: { license: MIT } }, { module: ["*"], when: { age: { min: 1y }, direct: false } }] }';
  box = newGitBox({ 'go.mod': GO_MOD, '.modwarden.yaml': policy(rule) });
  const { out } = await box.run(['plan', '--format', 'json']);
  const { unknown } = JSON.parse(out) as { unknown: { kind: string }[] };
  expect(unknown.map(({ kind }) => kind).sort()).toEqual(['license', 'mod']);
});
