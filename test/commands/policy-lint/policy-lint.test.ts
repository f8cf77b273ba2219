/** `modwarden policy lint` through the command line. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Box } from '../../support/box.ts';
import { put } from '../../support/cli.ts';
import { newGitBox } from '../../support/git-box.ts';
import { hostile, obeyed } from '../../support/hostile.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.25\n';
const SLIP = `extends: []
rules:
  graph/banned:
    modules:
      - { module: [example.com] }
      - { module: [example.com/a] }
`;

let box: Box;
afterEach(() => box.remove());

describe('policy lint', () => {
  it('shows the entry, what decides instead, and what to do', async () => {
    box = newGitBox({ 'go.mod': GO_MOD, '.modwarden.yaml': SLIP });
    const { code, out, err } = await box.run(['policy', 'lint']);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('shadowed: graph/banned: the entry of modules for example.com/a has no effect');
    expect(out).toContain('.modwarden.yaml:6:9');
    expect(out).toContain('.modwarden.yaml:5:9');
    expect(out).toContain('help: move it before that entry, or remove it');
    expect(out).toMatch(/^fail: 1 entry without effect or in contradiction \(\.modwarden\.yaml\)$/m);
  });

  it('passes a policy without such entries, and a repository without a policy', async () => {
    box = newGitBox({ 'go.mod': GO_MOD, '.modwarden.yaml': 'extends: [strict]\n' });
    expect(await box.run(['policy', 'lint'])).toEqual({
      code: 0,
      err: '',
      out: 'pass: every entry has an effect (.modwarden.yaml)\n',
    });
    box.remove();
    box = newGitBox({ 'go.mod': GO_MOD });
    expect((await box.run(['policy', 'lint'])).out).toBe('pass: every entry has an effect (no policy file)\n');
  });

  it('lints a file by itself, wherever it is', async () => {
    box = newGitBox({ 'go.mod': GO_MOD });
    put(box.root, { 'org/company.yaml': `${SLIP}overrides: [{ files: [x/**], rules: { graph/banned: note } }]\n` });
    const { code, out } = await box.run(['policy', 'lint', '--format', 'json', join(box.root, 'org/company.yaml')]);
    expect(code).toBe(1);
    const { policies, findings } = JSON.parse(out);
    expect(policies).toHaveLength(1);
    expect(findings).toEqual([
      {
        kind: 'shadowed',
        place: expect.objectContaining({ start: { line: 6, column: 9 } }),
        message: expect.stringContaining('example.com/a'),
        hint: expect.any(String),
        other: expect.objectContaining({ start: { line: 5, column: 9 } }),
      },
    ]);
  });

  it('lints the policy of every module once', async () => {
    box = newGitBox({
      'go.mod': GO_MOD,
      'a/go.mod': GO_MOD,
      'b/go.mod': GO_MOD,
      'a/.modwarden.yaml': 'extends: [../shared.yaml]\n',
      'b/.modwarden.yaml': 'extends: [../shared.yaml]\n',
      'shared.yaml': SLIP,
    });
    const { out } = await box.run(['policy', 'lint', '--format', 'json']);
    const { policies, findings } = JSON.parse(out);
    expect([policies, findings.length]).toEqual([['a/.modwarden.yaml', 'b/.modwarden.yaml'], 1]);
  });

  it('reports errors of the policy, and lints none with errors', async () => {
    box = newGitBox({ 'go.mod': GO_MOD, '.modwarden.yaml': `${SLIP}rulez: {}\n` });
    const { code, out, err } = await box.run(['policy', 'lint']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('unknown key "rulez"');
    expect((await box.run(['policy', 'lint', '.modwarden.yaml'])).code).toBe(2);
  });

  it('takes the day of the check', async () => {
    const waiver = '{ rule: graph/banned, module: example.com/a, reason: r, until: 2027-01-01 }';
    const policy = `extends: []\nrules: { graph/banned: { modules: [{ module: [example.com] }] } }\nwaivers: [${waiver}]\n`;
    box = newGitBox({ 'go.mod': GO_MOD, '.modwarden.yaml': policy });
    expect((await box.run(['policy', 'lint', '--as-of', '2027-01-01'])).code).toBe(0);
    expect((await box.run(['policy', 'lint', '--as-of', '2027-01-02'])).code).toBe(1);
  });

  it.each([
    [['a', 'b'], 'unexpected argument "b": expected at most one file or folder'],
    [['--format', 'csv'], 'unknown format "csv": expected text or json'],
    [['none.yaml'], '"none.yaml" does not exist'],
  ])('refuses %j', async (argv, message) => {
    box = newGitBox({ 'go.mod': GO_MOD });
    expect(await box.run(['policy', 'lint', ...argv])).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
  });

  it('lets no text of a policy act in a terminal', async () => {
    box = newGitBox({ 'go.mod': GO_MOD });
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const pattern = JSON.stringify(text);
        box.put({
          '.modwarden.yaml': `extends: []\nrules: { graph/max-depth: { allow: [${pattern}, ${pattern}] } }\n`,
        });
        const { out, err } = await box.run(['policy', 'lint']);
        expect(obeyed(out + err)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
