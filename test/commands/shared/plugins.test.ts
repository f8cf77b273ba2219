/** Plug-ins through the command line: where they may come from, and that every command knows their rules. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Box } from '../../support/box.ts';
import { put } from '../../support/cli.ts';
import { type GitBox, newGitBox } from '../../support/git-box.ts';

const MOD = 'module example.com/m\n\ngo 1.25\n\nexclude example.com/x v1.0.0\n';

/** A rule without an import: tests of the sources have no built library. */
const ruleText = (more = '', check = 'yield { at, subject: path, module, message: `${path} is excluded` };') => `{
  id: 'own/no-exclude', title: 'Excluded version', why: 'It hides a version.', since: '1.0.0', level: 'error',
  reach: 'files', presets: ['recommended'], ${more}
  *check(repo, { options }) {
    for (const module of repo.modules)
      for (const { path, line } of module.mod.exclude) {
        const at = { file: module.source, start: line.start, end: line.end };
        ${check}
      }
  },
}`;
const OPTIONS =
  "options: (v) => v.strictObject({ max: v.optional(v.pipe(v.number(), v.description('How many')), 3) }),";
const PLUGIN = `export const rule = ${ruleText(OPTIONS)};\n`;
const REFUSED =
  /^modwarden: --plugin "[^"]*": (?:is part of|leads into|is installed only in) the checked repository; [^\n]*--trust-repository-plugins/;

let box: GitBox;
let mine: string;
beforeEach(() => {
  box = newGitBox({ 'go.mod': MOD });
  mine = put(join(box.root, 'mine'), { 'rules.mjs': PLUGIN });
});
afterEach(() => box.remove());

const check = (...args: readonly string[]) => box.run(['check', '--offline', ...args]);
const withConfig = (plugins: unknown, file = join(box.home, '.config/modwarden/config.json')) =>
  put(join(file, '..'), { 'config.json': JSON.stringify({ plugins }) });

describe('a plug-in', () => {
  it('applies its rules where the caller names it, and nowhere else', async () => {
    expect((await check()).code).toBe(0);
    const { code, out, err } = await check('--plugin', '../mine/rules.mjs');
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^error\[own\/no-exclude\]: example\.com\/x is excluded\n --> go\.mod:5:1\n/);
  });

  it.each([
    ['CommonJS', 'rules.cjs', `exports.rules = [${ruleText()}];`],
    ['a default export', 'rules.mjs', `export default [${ruleText()}];`],
    ['top-level await', 'rules.mjs', `await undefined;\nexport const rules = [${ruleText()}];`],
  ])('may use %s', async (_, name, text) => {
    put(mine, { [name]: text });
    expect((await check('--plugin', `../mine/${name}`)).out).toContain('error[own/no-exclude]');
  });

  it('may be a package: a folder, or a name', async () => {
    const files = { 'package.json': '{"name":"team-rules","version":"2.0.0","type":"module"}', 'index.js': PLUGIN };
    put(join(mine, 'package'), files);
    put(join(box.root, 'node_modules/team-rules'), files);
    for (const name of ['../mine/package', 'team-rules']) {
      const { rules } = JSON.parse((await check('--plugin', name, '--format', 'json')).out);
      expect(rules.at(-1)).toMatchObject({ id: 'own/no-exclude', plugin: 'team-rules 2.0.0', ran: true });
    }
  });

  it('is loaded once where it is named twice', async () => {
    withConfig([join(mine, 'rules.mjs')]);
    symlinkSync('rules.mjs', join(mine, 'again.mjs'));
    const { code, out } = await check('--plugin', '../mine/rules.mjs', '--plugin', '../mine/again.mjs');
    expect([code, out.match(/^error/gm)?.length]).toEqual([1, 1]);
  });

  it('has its options validated in the policy', async () => {
    box.put({ '.modwarden.yaml': 'rules:\n  own/no-exclude: { max: many }\n' });
    const bad = await check('--plugin', '../mine/rules.mjs');
    expect([bad.code, bad.out]).toEqual([2, expect.stringContaining('policy error: expected a number, got "many"')]);
    box.put({ '.modwarden.yaml': 'rules:\n  own/no-exclude: { level: note, max: 4 }\n' });
    expect((await check('--plugin', '../mine/rules.mjs')).code).toBe(0);
    const unknown = await check();
    expect(unknown.code).toBe(2);
    expect(unknown.out).toContain('rules of a plug-in need --plugin');
  });

  it('is known to policy show, explain, SARIF and waivers', async () => {
    const plugin = ['--plugin', '../mine/rules.mjs'];
    const shown = (await box.run(['policy', 'show', ...plugin])).out;
    expect(shown).toMatch(/^rules\.own\/no-exclude +error +preset recommended$/m);
    expect(shown).toMatch(/^rules\.own\/no-exclude\.max +3 +default$/m);
    put(mine, { 'rules/own/no-exclude/README.md': '### It is there\n\n```findings\nx\n```\n' });
    const page = (await box.run(['explain', 'own/no-exclude', ...plugin])).out;
    expect(page).toMatch(
      /^own\/no-exclude\n[\s\S]*plug-in rules\.mjs[\s\S]*max[\s\S]*How many[\s\S]*Example: It is there/,
    );
    expect((await box.run(['explain', 'own', ...plugin])).out).toContain('own/no-exclude');
    const sarif = JSON.parse((await check(...plugin, '--format', 'sarif')).out).runs[0];
    const { rules } = sarif.tool.driver;
    const own = rules.findIndex(({ id }: { id: string }) => id === 'own/no-exclude');
    expect(rules[own]).not.toHaveProperty('helpUri');
    expect(rules[own]).toMatchObject({ shortDescription: { text: 'Excluded version' } });
    expect(sarif.results).toContainEqual(expect.objectContaining({ ruleId: 'own/no-exclude', ruleIndex: own }));
    box.put({ '.modwarden.yaml': 'extends: [recommended]\n' });
    const until = ['--reason', 'agreed', '--until', '2026-07-01'];
    expect((await box.run(['waive', 'own/no-exclude', 'example.com/x', ...until, ...plugin])).code).toBe(0);
    expect((await check(...plugin)).code).toBe(0);
  });

  it('is known to policy tests', async () => {
    box.put({
      '.modwarden.yaml': 'rules: { own/no-exclude: error, gomod/exclude: off }\n',
      'x.policy-test.yaml': `cases:\n  - name: one\n    files:\n      go.mod: ${JSON.stringify(MOD)}\n    expect: [{ rule: own/no-exclude, subject: example.com/x }]\n`,
    });
    const { code, out, err } = await box.run(['policy', 'test', '--plugin', '../mine/rules.mjs']);
    expect([code, out, err]).toEqual([0, expect.stringContaining('pass: 1 of 1'), '']);
  });

  it('is in the command that makes a report again', async () => {
    const { out } = await check('--plugin', '../mine/rules.mjs', '--provenance', '--format', 'json');
    expect(JSON.parse(out).provenance.command).toContain('--plugin ./rules.mjs');
  });
});

describe('the checked repository', () => {
  it.each<[string, string, (b: Box) => void]>([
    ['a file', './rules.mjs', (b) => b.put({ 'rules.mjs': PLUGIN })],
    [
      'its node_modules',
      'team',
      (b) => b.put({ 'node_modules/team/package.json': '{}', 'node_modules/team/index.js': '' }),
    ],
    ['a link out of it', './link.mjs', (b) => symlinkSync('../mine/rules.mjs', join(b.repo, 'link.mjs'))],
    [
      'a link into it',
      '../mine/link.mjs',
      (b) => {
        b.put({ 'rules.mjs': PLUGIN });
        symlinkSync('../repo/rules.mjs', join(b.root, 'mine/link.mjs'));
      },
    ],
    [
      'a package with an entry in it',
      '../mine/package',
      (b) => {
        b.put({ 'rules.mjs': PLUGIN });
        put(join(b.root, 'mine/package'), { 'package.json': '{"main":"index.mjs"}' });
        symlinkSync('../../repo/rules.mjs', join(b.root, 'mine/package/index.mjs'));
      },
    ],
  ])('brings no plug-in unless it is trusted: %s', async (_, name, prepare) => {
    prepare(box);
    for (const args of [[], ['--staged'], ['--rev', 'HEAD'], ['--root', '.'], ['.']]) {
      const { code, out, err } = await box.run(['check', ...args, '--plugin', name]);
      expect([code, out, err]).toEqual([2, '', expect.stringMatching(REFUSED)]);
    }
  });

  it('is the whole of a git repository, whatever part is checked', async () => {
    box.put({ 'a/go.mod': MOD, 'rules.mjs': PLUGIN });
    for (const args of [['a'], ['a', '--root', 'a'], ['a', 'go.mod']])
      expect((await check(...args, '--plugin', './rules.mjs')).err).toMatch(REFUSED);
    const cwd = join(box.repo, 'a');
    expect((await box.run(['check', '--plugin', '../rules.mjs'], { cwd })).err).toMatch(REFUSED);
  });

  it('is not the one that the caller stands in', async () => {
    box.put({ 'rules.mjs': PLUGIN });
    const other = put(join(box.root, 'other'), { 'go.mod': MOD });
    expect((await check(other, '--plugin', './rules.mjs')).out).toContain('error[own/no-exclude]');
  });

  it('brings one where the caller trusts it', async () => {
    box.put({ 'rules.mjs': PLUGIN });
    const { code } = await check('--plugin', './rules.mjs', '--trust-repository-plugins');
    expect(code).toBe(1);
  });
});

describe('the settings of the user', () => {
  it('name plug-ins for every run, the hook too', async () => {
    withConfig(['../../../mine/rules.mjs']);
    expect((await check()).code).toBe(1);
    box.put({ 'go.mod': `${MOD}\n` });
    box.git('add', '.');
    expect((await box.run(['check', '--staged'])).out).toContain('own/no-exclude');
    expect((await box.run(['list', 'modules', '--offline'])).code).toBe(0);
    expect((await box.run(['check', '--offline'], { env: { MODWARDEN_CONFIG: 'off' } })).code).toBe(0);
  });

  it('are refused where they are part of the checked repository', async () => {
    withConfig([join(mine, 'rules.mjs')], join(box.repo, 'config.json'));
    const env = { MODWARDEN_CONFIG: 'config.json' };
    const { code, err } = await box.run(['check', '--offline'], { env });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('is part of the checked repository, so its plug-ins are not loaded'),
    ]);
    expect((await box.run(['check', '--offline', '--trust-repository-plugins'], { env })).code).toBe(1);
  });

  it('end the run where they cannot be understood', async () => {
    withConfig('x');
    expect(await check()).toMatchObject({ code: 2, out: '', err: expect.stringContaining('plugins: expected a list') });
  });
});

describe('a plug-in that is wrong', () => {
  it.each([
    ['throws', "throw new Error('first\\nsecond')", 'cannot be loaded: Error: first\n'],
    ['does not parse', 'export const = 1;', 'cannot be loaded: SyntaxError: '],
    ['misses an import', "import 'nowhere';", 'cannot be loaded: Error: Cannot find package'],
    ['exports nothing', 'export const x = 1;', 'exports no rules'],
    ['exports no rule', 'export const rules = [1];', 'exports something that is not a rule'],
    [
      'has an ID of modwarden',
      PLUGIN.replace('own/no-exclude', 'gomod/exclude'),
      'two rules have the ID "gomod/exclude" (from modwarden and rules.mjs)',
    ],
    [
      'has a group of modwarden',
      PLUGIN.replace('own/', 'gomod/'),
      'needs a group of its own: "gomod" is one of modwarden',
    ],
    ['has one ID twice', `export const rules = [${ruleText()}, ${ruleText()}];`, 'two rules have the ID'],
    [
      'has an unknown level',
      PLUGIN.replace("level: 'error'", "level: 'fatal'"),
      'needs a level: error, warning or note',
    ],
    [
      'has an unknown field',
      PLUGIN.replace('options:', 'optoins:'),
      'unknown field "optoins" (did you mean "options"?)',
    ],
    [
      'has options that are no schema',
      PLUGIN.replace(/v\.strictObject.*\),/, '3,'),
      'expected options to return a valibot schema',
    ],
    ['knows another preset', PLUGIN.replace("['recommended']", "['best']"), 'needs a list of presets'],
  ])('ends the run: %s', async (_, text, message) => {
    put(mine, { 'rules.mjs': text });
    const { code, out, err } = await check('--plugin', '../mine/rules.mjs');
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(message)]);
    expect(err.split('\n')).toHaveLength(2);
  });

  it.each([
    ['a rule that throws', "throw new Error('oh');", 'Error: oh'],
    ['a finding without a place', 'yield { subject: path, message: path };', 'the finding about example.com/x'],
  ])('is a gap that fails the run: %s', async (_, body, message) => {
    put(mine, { 'rules.mjs': `export const rule = ${ruleText('', body)};` });
    const { code, out } = await check('--plugin', '../mine/rules.mjs');
    expect(code).toBe(3);
    expect(out).toContain(message);
    expect(out).toContain('this is an error in the plug-in rules.mjs, not in modwarden');
  });

  it('writes nothing to the terminal that acts there', async () => {
    const evil = 'yield { at, subject: path, module, message: "\\u001b[31m::error::x" };';
    put(mine, { 'rules.mjs': `export const rule = ${ruleText('', evil).replace('Excluded version', '\\u001b[2J')};` });
    for (const format of ['text', 'github', 'markdown', 'html'])
      expect((await check('--plugin', '../mine/rules.mjs', '--format', format)).out).not.toContain('\u001b');
    expect((await box.run(['explain', 'own/no-exclude', '--plugin', '../mine/rules.mjs'])).out).not.toContain('\u001b');
  });
});
