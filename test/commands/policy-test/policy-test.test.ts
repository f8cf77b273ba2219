/** `modwarden policy test` through the command line, on small repositories. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Box, newBox } from '../../support/box.ts';
import { newGitBox } from '../../support/git-box.ts';
import { hostile, obeyed } from '../../support/hostile.ts';

const POLICY = `extends: []
rules:
  replace/local-path: error
overrides:
  - files: ["tools/**"]
    rules:
      replace/local-path: { level: note }
waivers:
  - { rule: replace/local-path, module: example.com/agreed, reason: agreed, until: 2027-01-31 }
`;

const CASES = `cases:
  - name: a folder in place of a module
    files:
      go.mod: |
        module example.com/m

        go 1.25

        replace example.com/x => ../x
    expect:
      - { rule: replace/local-path, subject: example.com/x, level: error, place: go.mod:5 }
  - name: nothing to say
    files: { go.mod: "module example.com/m\\n\\ngo 1.25\\n" }
    expect: []
`;

/** One case whose go.mod replaces these modules by folders. */
function oneCase(modules: readonly string[], rest: string, file = 'go.mod'): string {
  const lines = ['module example.com/m', '', 'go 1.25', '', ...modules.map((m) => `replace ${m} => ../x`)];
  return `cases:
  - name: one
    files: { ${file}: ${JSON.stringify(`${lines.join('\n')}\n`)} }
    ${rest.replaceAll('\n', '\n    ')}
`;
}

let box: Box;
afterEach(() => box.remove());

async function tested(test: string, policy = POLICY) {
  box = newGitBox({ '.modwarden.yaml': policy, 'x.policy-test.yaml': test });
  return box.run(['policy', 'test']);
}

describe('policy test', () => {
  it('passes where every case has what it expects', async () => {
    expect(await tested(CASES)).toEqual({
      code: 0,
      err: '',
      out: `pass  x.policy-test.yaml:2  a folder in place of a module
pass  x.policy-test.yaml:12  nothing to say
pass: 2 of 2 cases as expected
`,
    });
  });

  it('fails with what is missing and what nobody expects', async () => {
    const { code, out, err } = await tested(
      oneCase(['example.com/x'], 'expect: [{ rule: replace/local-path, subject: example.com/y, place: "go.mod:9" }]'),
    );
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^fail {2}x\.policy-test\.yaml:2 {2}one\n/);
    expect(out).toContain('  expected, not found: replace/local-path example.com/y go.mod:9\n');
    expect(out).toContain('  found, not expected: replace/local-path example.com/x error go.mod:5: ');
    expect(out).toContain('fail: 0 of 1 case as expected\n');
  });

  it('lets other findings be where the case is not exact', async () => {
    const modules = ['example.com/x', 'example.com/y'];
    const one = 'expect: [{ rule: replace/local-path, subject: example.com/y }]';
    expect((await tested(oneCase(modules, one))).code).toBe(1);
    box.remove();
    expect((await tested(oneCase(modules, `${one}\nexact: false`))).code).toBe(0);
  });

  it('applies overrides by the paths of the case', async () => {
    const { code, out } = await tested(
      oneCase(['example.com/x'], 'expect: [{ rule: replace/local-path, level: note }]', 'tools/go.mod'),
    );
    expect([code, out]).toEqual([0, expect.stringContaining('pass: 1 of 1')]);
  });

  it.each([
    ['2027-01-31', 0],
    ['2027-02-01', 1],
  ])('applies waivers as of the day of the case: %s', async (day, code) => {
    const result = await tested(oneCase(['example.com/agreed'], `as-of: ${day}\nexpect: []`));
    expect([result.code, result.err]).toEqual([code, '']);
  });

  it.each([
    ['Expect: []', '4:5', 'unknown key "Expect"', 'did you mean expect?'],
    [
      'expect: [{ rule: replace/lokal-path }]',
      '4:22',
      'unknown value "replace/lokal-path"',
      'did you mean replace/local-path?',
    ],
    ['expect: []\nas-of: 2027-2-30', '5:12', '"2027-2-30" is not a valid date', 'use YYYY-MM-DD'],
    ['expect: [{ rule: replace/local-path, place: go.mod }]', '4:49', '"go.mod" is not a place', 'go.mod:5'],
    ['expect: []\npolicy: other.yaml', '5:13', 'file not found: other.yaml', 'relative to the test file'],
    ['expect: []\npolicy: ../../x.yaml', '5:13', 'outside the repository', ''],
  ])('says where a test file is wrong: %s', async (rest, place, message, hint) => {
    const { code, err } = await tested(oneCase([], rest));
    expect(code).toBe(2);
    expect(err).toContain(`x.policy-test.yaml:${place}`);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it.each([
    ['is empty', ' \n', 'the test file is empty'],
    ['is no map', '- x\n', 'expected a map'],
    ['has a case without go.mod', 'cases: [{ name: x, files: { a: "" }, expect: [] }]\n', 'have no go.mod'],
    [
      'has a policy of its own',
      'cases: [{ name: x, files: { go.mod: "", .modwarden.yaml: "" }, expect: [] }]\n',
      'a policy among the files does not apply',
    ],
    [
      'has a path that leaves the repository',
      'cases: [{ name: x, files: { ../go.mod: "" }, expect: [] }]\n',
      'is not a path in the repository',
    ],
  ])('refuses a test file that %s', async (_, text, message) => {
    const { code, err, out } = await tested(text);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('gives errors of the policy, and no verdict', async () => {
    const { code, err, out } = await tested(CASES, 'extends: []\nrulez: {}\n');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('.modwarden.yaml:2:1');
    expect(err.match(/unknown key "rulez"/g)).toHaveLength(1);
  });

  it('says that a case is incomplete beside one that cannot be run', async () => {
    const { code, out } = await tested(`${CASES}  - { name: none, files: { a: "" }, expect: [] }\n`);
    expect([code, out.split('\n').at(-2)]).toEqual([2, 'incomplete: 2 of 2 cases as expected']);
  });

  it('places an error beside a line of a case in the test file', async () => {
    const { code, err } = await tested(
      oneCase(['example.com/x'], 'expect: []').replace('../x', '../x // modwarden:allow x'),
    );
    expect(code).toBe(2);
    expect(err).toContain('x.policy-test.yaml:2:5');
    expect(err).toContain('case "one", go.mod:5:');
  });

  it('takes the nearest policy above the test file, the one that is named, and what it extends', async () => {
    box = newGitBox({
      '.modwarden.yaml': 'extends: []\n',
      'sub/.modwarden.yaml': 'extends: [../base/base.yaml]\n',
      'base/base.yaml': POLICY,
      'sub/a.policy-test.yaml': oneCase(['example.com/x'], 'expect: [{ rule: replace/local-path }]'),
      'sub/b.policy-test.yaml': oneCase(['example.com/x'], 'policy: ../.modwarden.yaml\nexpect: []'),
      'vendor/x/c.policy-test.yaml': 'not: ours\n',
    });
    const { code, out, err } = await box.run(['policy', 'test']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('pass: 2 of 2 cases as expected');
    expect((await box.run(['policy', 'test', 'sub/b.policy-test.yaml'])).out).toContain('1 of 1');
  });

  it('names rules that need facts, which a case does not have', async () => {
    const mod = 'module example.com/m\n\ngo 1.25\n\nrequire example.com/x v1.0.0\n';
    const { code, out } = await tested(
      `cases: [{ name: x, files: { go.mod: ${JSON.stringify(mod)} }, expect: [{ rule: freshness/retracted }] }]\n`,
      'extends: []\nrules:\n  freshness/retracted: error\n',
    );
    expect(code).toBe(1);
    expect(out).toContain('expected, not found: freshness/retracted (the rule needs facts)');
    expect(out).toContain('not checked without facts: freshness/retracted\n');
    expect(out).toContain('1 with rules that could not be checked\n');
  });

  it('gives JSON with all that differs', async () => {
    box = newGitBox({
      '.modwarden.yaml': POLICY,
      'x.policy-test.yaml': oneCase(['example.com/x'], 'expect: [{ rule: replace/unused }]'),
    });
    const { code, out } = await box.run(['policy', 'test', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      problems: [],
      cases: [
        {
          file: 'x.policy-test.yaml',
          line: 2,
          name: 'one',
          passes: false,
          missing: [{ rule: 'replace/unused' }],
          unexpected: [
            expect.objectContaining({ rule: 'replace/local-path', subject: 'example.com/x', place: 'go.mod:5' }),
          ],
          unchecked: [],
          uncheckedDiffers: [],
        },
      ],
    });
  });

  it.each([
    [['--staged'], 'policy test takes no --staged'],
    [['--format', 'csv'], 'unknown format "csv": expected text or json'],
    [['nowhere'], '"nowhere" does not exist'],
    [[], 'no *.policy-test.yaml and no policy with tests found in "."'],
  ])('refuses %j', async (argv, message) => {
    box = newBox('off', { '.git/HEAD': '' });
    const { code, err } = await box.run(['policy', 'test', ...argv]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('masks secrets in names and expectations', async () => {
    const secret = 'https://user:hunter2secret@git.example/x';
    const { code, out } = await tested(
      oneCase([], `expect: [{ rule: replace/unused, subject: "${secret}" }]`).replace('name: one', `name: ${secret}`),
    );
    expect(code).toBe(1);
    expect(out).toContain('git.example/x');
    expect(out).not.toContain('hunter2secret');
  });

  it('escapes what names and texts of a test file would do to a terminal or a log', async () => {
    box = newGitBox({ '.modwarden.yaml': POLICY });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, subject) => {
        const test = {
          name: `n${name}`,
          files: { 'go.mod': `module ${name}\n` },
          expect: [{ rule: 'replace/unused', subject: `s${subject}` }],
        };
        box.put({ 'x.policy-test.yaml': JSON.stringify({ cases: [test] }) });
        const { out, err } = await box.run(['policy', 'test']);
        expect(obeyed(out)).toEqual([]);
        expect(obeyed(err)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
