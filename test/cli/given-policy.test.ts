import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Box, box } from '../support/built.ts';

let b: Box;
beforeEach(() => {
  b = box();
  b.put({
    'repo/go.mod': 'module example.com/m\n\ngo 1.22\n',
    'repo/sub/README': '',
    'repo/ci/policy.yaml': 'extends: [./base.yaml]\n',
    'repo/ci/base.yaml': 'extends: []\nrules:\n  gomod/go-version: { level: error, min: "1.25" }\n',
    'org/policy.yaml': 'extends: [../shared/base.yaml]\n',
    'shared/base.yaml': 'extends: []\nrules:\n  gomod/go-version: { level: error, min: "1.24" }\n',
  });
});
afterEach(() => b.remove());

/** Where the line of the policy stands that decided. */
function decided(cwd: string, args: readonly string[]): string {
  const { code, out, err } = b.run(['check', '--offline', '--format', 'json', ...args], { cwd });
  expect(err).toBe('');
  const { findings, problems, policies } = JSON.parse(out);
  expect(problems).toEqual([]);
  expect(policies).toEqual([
    expect.objectContaining({ path: expect.stringMatching(/^(ci|\.\.\/org)\/policy\.yaml$/) }),
  ]);
  expect(code).toBe(1);
  return findings.map((f: { policy: { place: { path: string } } }) => f.policy.place.path).join();
}

describe('--policy extends files beside itself', () => {
  test.each([
    ['repo', ['--policy', 'ci/policy.yaml'], 'ci/base.yaml'],
    ['repo', ['--policy', './ci/policy.yaml'], 'ci/base.yaml'],
    ['repo/sub', ['--policy', '../ci/policy.yaml', '..'], 'ci/base.yaml'],
    ['repo/ci', ['--policy', 'policy.yaml', '..'], 'ci/base.yaml'],
    ['repo', ['--policy', '../org/policy.yaml'], '../shared/base.yaml'],
    ['repo/sub', ['--policy', '../../org/policy.yaml', '..'], '../shared/base.yaml'],
    ['.', ['--policy', 'org/policy.yaml', 'repo'], '../shared/base.yaml'],
  ])('in %s: %j', (cwd, args, path) => {
    expect(decided(cwd, args)).toBe(path);
  });

  test('of a revision too: it is named in place of what that holds', () => {
    b.git(['add', 'go.mod']);
    b.git(['commit', '-qm', 'one']);
    expect(decided('repo', ['--rev', 'HEAD', '--policy', 'ci/policy.yaml'])).toBe('ci/base.yaml');
  });

  test('by an absolute path, which the report does not hold', () => {
    expect(decided('repo', ['--policy', `${b.folder}/org/policy.yaml`])).toBe('../shared/base.yaml');
  });
});
