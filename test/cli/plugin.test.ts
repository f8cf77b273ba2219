/** A plug-in as people make one: created, tested by its own test, and applied by the built command. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Box, box, GOOD } from '../support/built.ts';

const BUILT = existsSync('dist/lib/src/rule-test.js');
if (!BUILT) console.log('plug-ins: skipped, dist/lib is not built (npm run build)');

describe.skipIf(!BUILT)('new-rule --plugin', () => {
  let b: Box;
  const made = () => join(b.folder, 'modwarden-plugin-team');
  const test = (env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, ['--test'], { cwd: made(), env: { ...b.env, ...env }, encoding: 'utf8' });

  beforeAll(() => {
    b = box();
    b.put({ 'repo/go.mod': `${GOOD}\nrequire example.com/unwanted v1.0.0\n` });
    const { code, out, err } = b.run(['new-rule', '--plugin', 'team/unwanted'], { cwd: '.' });
    if (code !== 0 || err !== '') throw new Error(`${code}: ${out}${err}`);
    // As npm install would.
    mkdirSync(join(made(), 'node_modules'));
    symlinkSync(resolve('.'), join(made(), 'node_modules/modwarden'));
  });
  afterAll(() => b.remove());

  it('creates a package whose test passes, and fails where the rule does not do what its page says', () => {
    expect(test()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# pass 3$/m) });
    const page = join(made(), 'rules/team/unwanted/README.md');
    const before = readFileSync(page, 'utf8');
    b.put({ 'modwarden-plugin-team/rules/team/unwanted/README.md': before.replace(' is unwanted', ' is wanted') });
    expect(test().status).toBe(1);
    expect(test({ UPDATE: '1' }).status).toBe(0);
    expect(readFileSync(page, 'utf8')).toBe(before);
  });

  it('creates what the command applies and explains', () => {
    const plugin = ['--plugin', '../modwarden-plugin-team'];
    for (const args of [['--offline'], ['--staged']]) {
      b.git(['add', '.']);
      const { out, err } = b.run(['check', ...args, ...plugin]);
      expect([out, err]).toEqual([
        expect.stringMatching(/^warning\[team\/unwanted\]: example\.com\/unwanted v1\.0\.0/),
        '',
      ]);
    }
    expect(b.run(['explain', 'team/unwanted', ...plugin]).out).toMatch(/^team\/unwanted\n[\s\S]*Example: It is there/);
  });

  it('is applied by a hook that had its answer before', () => {
    b.git(['add', '.']);
    const hook = () => b.run(['check', '--staged']).out;
    expect([hook(), hook()]).toEqual(['', '']);
    b.put({ '.config/modwarden/config.json': '{"plugins":["../../modwarden-plugin-team"]}' });
    expect(hook()).toContain('warning[team/unwanted]');
    const page = 'modwarden-plugin-team/rules/team/unwanted/rule.js';
    const before = readFileSync(join(b.folder, page), 'utf8');
    b.put({ [page]: before.replace(' is unwanted`', ' is not wanted`') });
    expect(hook()).toContain('is not wanted');
    b.put({ [page]: before, '.config/modwarden/config.json': '{}' });
    expect(hook()).toBe('');
  });

  it('applies a file that stands alone, with the running modwarden', () => {
    b.put({ 'alone/rules.mjs': readFileSync(join(made(), 'rules/team/unwanted/rule.js')) });
    expect(b.run(['check', '--offline', '--plugin', '../alone/rules.mjs']).out).toContain('warning[team/unwanted]');
  });

  it('adds a second rule to a package, and overwrites nothing', () => {
    const add = (id: string) => b.run(['new-rule', '--plugin', id], { cwd: '.' });
    expect(add('team/other')).toMatchObject({ code: 0, out: expect.stringContaining('next: export the rule in') });
    expect(existsSync(join(made(), 'rules/team/other/rule.js'))).toBe(true);
    expect(add('team/other').err).toContain('already exists');
  });

  it.each([
    [['graph/mine'], '"graph" is a group of modwarden\'s own rules'],
    [['Team/Mine'], 'expected a rule such as team/no-forks'],
    [['../../x'], 'expected a rule such as team/no-forks'],
    [[], 'new-rule needs a name'],
  ])('refuses %j', (args, message) => {
    const { code, err } = b.run(['new-rule', '--plugin', ...args], { cwd: '.' });
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
