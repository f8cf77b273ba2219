/** Policy tests with facts of their own, and tests in the policy itself. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Box } from '../../support/box.ts';
import { newGitBox } from '../../support/git-box.ts';

let box: Box;
afterEach(() => box.remove());

const GO_MOD = 'module example.com/m\n\ngo 1.25\n\nrequire example.com/x v1.0.0\n';

/** The rules of a policy, and one case with these facts and expectations. */
async function tested(rules: string, facts: string, expected: string, more = '') {
  const indented = (text: string) => text.trim().replace(/^/gm, '      ');
  box = newGitBox({
    '.modwarden.yaml': `extends: []\nrules:\n${rules.trim().replace(/^/gm, '  ')}\n`,
    'x.policy-test.yaml': `cases:
  - name: one
    as-of: 2026-06-01
    files: { go.mod: ${JSON.stringify(GO_MOD)} }
    facts:
${indented(facts)}
    expect: [${expected}]
${more}`,
  });
  const result = await box.run(['policy', 'test']);
  box.remove();
  return result;
}

describe('facts of a case', () => {
  it.each<[string, string, string, string]>([
    [
      'a license by its SPDX expression',
      'license/policy: { allow: [permissive] }',
      'example.com/x@v1.0.0: { license: MIT OR GPL-3.0-only }\n',
      '',
    ],
    [
      'a license that is not allowed',
      'license/policy: { allow: [permissive] }',
      'example.com/x@v1.0.0: { license: MIT AND GPL-3.0-only }\n',
      '{ rule: license/policy, subject: example.com/x }',
    ],
    [
      'license files',
      'license/unknown: error',
      'example.com/x@v1.0.0: { license: { COPYING: "All rights reserved." } }\n',
      '{ rule: license/unknown }',
    ],
    [
      'no license file',
      'license/unknown: error',
      'example.com/x@v1.0.0: { license: NONE }\n',
      '{ rule: license/unknown }',
    ],
    [
      'an old version',
      'freshness/stale: { max-age: 1y }',
      'example.com/x@v1.0.0: { time: 2024-01-01 }\n',
      '{ rule: freshness/stale }',
    ],
    [
      'a newer version',
      'freshness/stale: { max-age: 1y }',
      'example.com/x@v1.0.0: { time: 2024-01-01 }\nexample.com/x@v1.1.0: { time: 2026-01-01 }\n',
      '',
    ],
    [
      'an update',
      'freshness/outdated: { max-majors: 1 }',
      'example.com/x@v1.0.0: { time: 2024-01-01 }\nexample.com/x/v2@v2.0.0: {}\nexample.com/x/v3@v3.0.0: {}\n',
      '{ rule: freshness/outdated }',
    ],
    [
      'a retracted version',
      'freshness/retracted: error',
      'example.com/x@v1.0.0: {}\nexample.com/x@v1.1.0: { retracts: [v1.0.0] }\n',
      '{ rule: freshness/retracted }',
    ],
    [
      'a deprecated module',
      'freshness/deprecated: error',
      'example.com/x@v1.0.0: {}\nexample.com/x@v1.1.0: { deprecated: use y }\n',
      '{ rule: freshness/deprecated }',
    ],
    [
      'a version that is not published',
      'freshness/unavailable: error',
      'example.com/x@v1.0.0: { time: { why: missing, detail: 404 Not Found } }\n',
      '{ rule: freshness/unavailable }',
    ],
    [
      'a vulnerability',
      'vuln/known: { go: off }',
      'example.com/x: { vulns: [{ id: GO-2099-0001, fixed: v1.0.1 }] }\nexample.com/x@v1.0.0: {}\n',
      '{ rule: vuln/known, subject: example.com/x GO-2099-0001 }',
    ],
    [
      'a fixed vulnerability',
      'vuln/known: { go: off }',
      'example.com/x: { vulns: [{ id: GO-2099-0001, fixed: v1.0.0 }] }\nexample.com/x@v1.0.0: {}\n',
      '',
    ],
    [
      'a malicious module',
      'vuln/malicious: error',
      'example.com/x: { vulns: [{ id: MAL-2099-1 }] }\nexample.com/x@v1.0.0: {}\n',
      '{ rule: vuln/malicious }',
    ],
    [
      'the module graph',
      'graph/banned: { modules: [{ module: [example.com/deep] }] }',
      'example.com/x@v1.0.0: { requires: [example.com/y@v1.0.0] }\nexample.com/y@v1.0.0: { requires: [example.com/deep@v1.0.0] }\nexample.com/deep@v1.0.0: {}\n',
      '{ rule: graph/banned, subject: example.com/deep }',
    ],
    [
      'conditions',
      'graph/banned: { modules: [{ module: ["*"], when: { age: { max: 30d }, license: permissive } }] }',
      'example.com/x@v1.0.0: { time: 2026-05-20, license: MIT }\n',
      '{ rule: graph/banned }',
    ],
  ])('tell of %s', async (_, rules, facts, expected) => {
    const { code, out, err } = await tested(rules, facts, expected, '    unchecked: []\n');
    expect([code, err, out]).toEqual([0, '', expect.stringContaining('pass: 1 of 1 case as expected\n')]);
  });

  it('switch on the rules of a preset that need a database', async () => {
    const policy = 'extends: [strict]\n';
    const test = (vulns: string) => `cases:
  - name: one
    as-of: 2026-06-01
    files: { go.mod: ${JSON.stringify(GO_MOD)} }
    facts: { example.com/x@v1.0.0: { time: 2026-05-01 }${vulns} }
    exact: false
    expect: [{ rule: vuln/known }]
`;
    box = newGitBox({
      '.modwarden.yaml': policy,
      'x.policy-test.yaml': test(', example.com/x: { vulns: [{ id: GO-1-1 }] }'),
    });
    expect((await box.run(['policy', 'test'])).code).toBe(0);
    box.put({ 'x.policy-test.yaml': test('') });
    expect((await box.run(['policy', 'test'])).code).toBe(1);
  });

  it.each([
    ['{ why: missing }', '    unchecked: [graph/banned]\n', 0],
    ['{ why: missing }', '    unchecked: []\n', 1],
    ['2020-01-01', '    unchecked: [graph/banned]\n', 1],
  ])('can be unknown, which a case can expect: %s %s', async (time, unchecked, code) => {
    const rules = 'graph/banned: { modules: [{ module: ["*"], when: { age: { max: 30d } } }] }';
    const result = await tested(rules, `example.com/x@v1.0.0: { time: ${time} }`, '', unchecked);
    expect([result.code, result.err]).toEqual([code, '']);
  });

  it.each([
    ['example.com/x@1.0: {}', '6:26', '"example.com/x@1.0" is not a module', 'path@version'],
    ['example.com/x: { time: 2026-01-01 }', '', 'time does not belong to example.com/x', 'example.com/x@v1.0.0'],
    ['example.com/x@v1.0.0: { vulns: [] }', '', 'vulns does not belong to example.com/x@v1.0.0', 'the path alone'],
    ['example.com/x@v1.0.0: { licence: MIT }', '6:31', 'unknown key "licence"', 'did you mean license?'],
    ['example.com/x@v1.0.0: { time: yesterday }', '6:37', '"yesterday" is not a valid time', 'use YYYY-MM-DD'],
    ['example.com/x@v1.0.0: { time: { why: gone } }', '6:44', 'unknown value "gone"', ''],
  ])('are refused where they are wrong: %s', async (facts, place, message, hint) => {
    const { code, err } = await tested('license/policy: {}', facts, '');
    expect(code).toBe(2);
    expect(err).toContain(`x.policy-test.yaml:${place}`);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });
});

describe('tests of a policy', () => {
  const own = (rest: string) => `extends: []
rules: { replace/local-path: error }
tests:
  - name: a folder in place of a module
    files: { go.mod: "module example.com/m\\n\\ngo 1.25\\n\\nreplace example.com/x => ../x\\n" }
${rest}`;

  it('run with those of test files, and do not change what a check finds', async () => {
    box = newGitBox({
      'go.mod': 'module example.com/m\n\ngo 1.25\n',
      '.modwarden.yaml': own('    expect: [{ rule: replace/local-path, place: "go.mod:5" }]\n'),
      'package.json': '{ "scripts": { "tests": "x" } }',
    });
    expect(await box.run(['policy', 'test'])).toEqual({
      code: 0,
      err: '',
      out: 'pass  .modwarden.yaml:4  a folder in place of a module\npass: 1 of 1 case as expected\n',
    });
    expect((await box.run(['policy', 'test', '.modwarden.yaml'])).code).toBe(0);
    expect((await box.run(['check', '--offline'])).code).toBe(0);
    box.put({ '.modwarden.yaml': own('    expect: []\n') });
    expect((await box.run(['policy', 'test'])).code).toBe(1);
  });

  it('run for a file that is named and for the key of package.json', async () => {
    const policy = {
      extends: [],
      rules: { 'replace/local-path': 'error' },
      tests: [{ name: 'none', files: { 'go.mod': 'module m\n' }, expect: [] }],
    };
    box = newGitBox({
      'org/base.yaml': own('    expect: [{ rule: replace/local-path }]\n'),
      'package.json': JSON.stringify({ modwarden: policy }),
    });
    expect((await box.run(['policy', 'test'])).out).toContain('pass  package.json:1  none\n');
    expect((await box.run(['policy', 'test', 'org/base.yaml'])).out).toContain('pass  org/base.yaml:4');
  });

  it.each([
    ['    expect: [{ rule: replace/lokal-path }]\n', '.modwarden.yaml:6:22', 'did you mean replace/local-path?'],
    ['    expect: []\n    policy: ./x.yaml\n', '.modwarden.yaml:7:13', 'remove the key policy'],
  ])('are refused where they are wrong, by every command: %s', async (rest, place, hint) => {
    box = newGitBox({ 'go.mod': 'module example.com/m\n\ngo 1.25\n', '.modwarden.yaml': own(rest) });
    const { code, err } = await box.run(['policy', 'test']);
    expect(code).toBe(2);
    expect(err).toContain(place);
    expect(err).toContain(hint);
  });
});
