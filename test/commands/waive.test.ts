/** `modwarden waive`, through the command line on small repositories. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonReport } from '../../src/report/report-schema.ts';
import { type Box, newBox } from '../support/box.ts';

const POLICY = `# ours
extends: []   # nothing else
rules:
    replace/local-path:   error
    gomod/exclude: warning
    env/sumdb-off: error
waivers:   # agreed upon
  # the first
  - rule: gomod/exclude
    module: example.com/x   # why
    reason: old
    until: 2026-12-31
  # no more

gaps: { sum: fail }
`;

const GO_MOD = `module example.com/main

go 1.25

replace (
\texample.com/a => ../a
\texample.com/b => ../b // moved
)

exclude example.com/x v1.0.0
`;

let box: Box;
beforeEach(() => {
  box = newBox('off', { '.modwarden.yaml': POLICY, 'go.mod': GO_MOD });
});
afterEach(() => box.remove());

const text = (path = '.modwarden.yaml') => readFileSync(join(box.repo, path), 'utf8');
const TERMS = ['--reason', 'until the split', '--until', '2026-09-30'];
const waive = (...args: string[]) => box.run(['waive', ...args]);

async function open(): Promise<JsonReport['findings']> {
  const report = JSON.parse((await box.run(['check', '--format', 'json'])).out) as JsonReport;
  expect(report.problems).toEqual([]);
  return report.findings.filter(({ state }) => state === 'new');
}

describe('into the policy', () => {
  it('adds an item and leaves every other byte as it is', async () => {
    const { code, out, err } = await waive('replace/local-path', 'example.com/a', ...TERMS, '--owner', 'platform');
    expect([code, out, err]).toEqual([
      0,
      '.modwarden.yaml:13: replace/local-path is waived for example.com/a until 2026-09-30\n',
      '',
    ]);
    const item =
      '  - rule: replace/local-path\n    module: example.com/a\n    reason: until the split\n    owner: platform\n    until: 2026-09-30\n';
    expect(text()).toBe(POLICY.replace('until: 2026-12-31\n', `until: 2026-12-31\n${item}`));
    expect((await open()).map(({ subject }) => subject)).toEqual(['example.com/b']);
  });

  it('takes a finding by its identity, or the beginning of it', async () => {
    const [first, second] = await open();
    await waive(first!.id, ...TERMS);
    await waive(second!.id.slice(0, 14), ...TERMS);
    expect(await open()).toEqual([]);
  });

  it('counts a time from today, and takes versions', async () => {
    await waive('gomod/exclude', 'example.com/x', '--reason', 'yes: no, [a] # b', '--until', '30d', '--versions', '<2');
    expect(text()).toContain(
      '    module: example.com/x\n    versions: <2\n    reason: "yes: no, [a] # b"\n    until: 2026-07-01\n',
    );
    await open();
  });

  it('names the subject of what is no module', async () => {
    await waive('env/sumdb-off', 'GOSUMDB', ...TERMS);
    expect(text()).toContain('  - rule: env/sumdb-off\n    subject: GOSUMDB\n');
    await open();
  });

  it('writes a policy where there is none', async () => {
    const fresh = newBox('off', { 'go.mod': GO_MOD });
    const { out } = await fresh.run(['waive', 'replace/local-path', 'example.com/a', ...TERMS]);
    expect(out).toBe('.modwarden.yaml:2: replace/local-path is waived for example.com/a until 2026-09-30\n');
    expect((await fresh.run(['check', '--offline'])).out).toContain('; 1 waived (policy .modwarden.yaml)');
    fresh.remove();
  });

  it('uses the policy of the folder, and for a finding that of its module', async () => {
    box.put({ 'sub/go.mod': GO_MOD, 'sub/.modwarden.yaml': POLICY });
    await waive('replace/local-path', 'example.com/a', '--folder', 'sub', ...TERMS);
    expect(text()).toBe(POLICY);
    expect(text('sub/.modwarden.yaml')).not.toBe(POLICY);
    const [finding] = (await open()).filter(({ module }) => module === 'sub');
    await waive(finding!.id, ...TERMS);
    expect(text()).toBe(POLICY);
    expect((await open()).filter(({ module }) => module === 'sub')).toEqual([]);
  });

  it('keeps line ends', async () => {
    box.put({ '.modwarden.yaml': POLICY.replaceAll('\n', '\r\n') });
    expect((await waive('replace/local-path', 'example.com/a', ...TERMS)).code).toBe(0);
    expect(text()).not.toMatch(/[^\r]\n/);
    expect((await open()).map(({ subject }) => subject)).toEqual(['example.com/b']);
  });

  it.each([
    ['{ "extends": [] }\n', '{ "extends": [], "waivers": [WAIVER] }\n'],
    ['{\n  "extends": []\n}\n', '{\n  "extends": [],\n  "waivers": [WAIVER]\n}\n'],
    ['{"waivers":[]}', '{"waivers":[WAIVER]}'],
    ['{}', '{"waivers": [WAIVER]}'],
    [
      '{\r\n\t"waivers": [\r\n\t\t{ "rule": "gomod/exclude", "module": "x.example", "reason": "r", "until": "2026-12-31" }\r\n\t],\r\n\t"extends": []\r\n}\r\n',
      '{\r\n\t"waivers": [\r\n\t\t{ "rule": "gomod/exclude", "module": "x.example", "reason": "r", "until": "2026-12-31" },\r\n\t\tWAIVER\r\n\t],\r\n\t"extends": []\r\n}\r\n',
    ],
  ])('adds to a policy in JSON and to package.json, and changes nothing else: %j', async (before, after) => {
    const waiver =
      '{ "rule": "gomod/exclude", "module": "example.com/x", "reason": "until the split", "until": "2026-09-30" }';
    box.put({ 'json/go.mod': GO_MOD, 'json/.modwarden.json': before });
    const { code, out, err } = await waive('gomod/exclude', 'example.com/x', '--folder', 'json', ...TERMS);
    expect([code, err]).toEqual([0, '']);
    const line = after.slice(0, after.indexOf('WAIVER')).split('\n').length;
    expect(out).toContain(`.modwarden.json:${line}: gomod/exclude is waived`);
    expect(text('json/.modwarden.json')).toBe(after.replace('WAIVER', waiver));
    const manifest = (policy: string) => `{"name": "p",\n  "modwarden": ${policy.trim()}, "private": true}\n`;
    box.put({ 'package/go.mod': GO_MOD, 'package/package.json': manifest(before) });
    expect((await waive('gomod/exclude', 'example.com/x', '--folder', 'package', ...TERMS)).code).toBe(0);
    expect(text('package/package.json')).toBe(manifest(after).replace('WAIVER', waiver));
    expect((await box.run(['check', '--offline', 'json'])).code).not.toBe(2);
  });
});

describe('a time from now on', () => {
  it.each([
    ['1d', '2026-06-02'],
    ['2026-06-01', '2026-06-01'],
    ['9999-12-31', '9999-12-31'],
  ])('%s ends on %s', async (until, day) => {
    const { code, out } = await waive('gomod/exclude', 'example.com/x', '--reason', '  why  ', '--until', until);
    expect([code, out]).toEqual([0, `.modwarden.yaml:13: gomod/exclude is waived for example.com/x until ${day}\n`]);
    expect(text()).toContain(`    reason: why\n    until: ${day}\n`);
  });

  it('begins on the day that is checked', async () => {
    const { out } = await waive(
      'gomod/exclude',
      'example.com/x',
      '--reason',
      'y',
      '--until',
      '1d',
      '--as-of',
      '2026-01-31',
    );
    expect(out).toContain(' until 2026-02-01\n');
  });
});

describe('beside the line', () => {
  it('stands on a line of its own above', async () => {
    const { code, out } = await waive('replace/local-path', 'example.com/b', '--beside', ...TERMS, '--owner', 'me');
    expect([code, out]).toEqual([0, 'go.mod:7: replace/local-path is waived for example.com/b until 2026-09-30\n']);
    const comment = '\t// modwarden:allow replace/local-path until=2026-09-30 owner=me until the split\n';
    expect(text('go.mod')).toBe(GO_MOD.replace('\texample.com/b', `${comment}\texample.com/b`));
    expect((await open()).map(({ subject }) => subject)).toEqual(['example.com/a']);
  });

  it('keeps bytes that are not text', async () => {
    const before = Buffer.from(GO_MOD.replace('moved', 'd\xe9plac\xe9'), 'latin1');
    writeFileSync(join(box.repo, 'go.mod'), before);
    expect((await waive('replace/local-path', 'example.com/a', '--beside', ...TERMS)).code).toBe(0);
    const after = readFileSync(join(box.repo, 'go.mod'), 'latin1').split('\n');
    expect(after.filter((line) => !line.includes('modwarden:')).join('\n')).toBe(before.toString('latin1'));
  });

  it('needs a finding there, and an owner of one word', async () => {
    expect((await waive('replace/local-path', 'example.com/z', '--beside', ...TERMS)).err).toBe(
      'modwarden: no finding of replace/local-path is about "example.com/z"\n',
    );
    expect((await waive('replace/local-path', 'example.com/b', '--beside', ...TERMS, '--owner', 'a b')).err).toBe(
      'modwarden: beside a line the owner is one word: leave --beside out\n',
    );
    expect(text('go.mod')).toBe(GO_MOD);
  });
});

describe('refuses', () => {
  it.each<[string, string[]]>([
    ['waive what? Name a finding, or a rule and a module', TERMS],
    ['waive gomod/exclude for what? Name a module', ['gomod/exclude', ...TERMS]],
    ['unknown rule "gomod/exclud" (did you mean gomod/exclude?)', ['gomod/exclud', 'x', ...TERMS]],
    ['a waiver needs a reason: --reason TEXT', ['gomod/exclude', 'x', '--until', '30d']],
    ['a waiver needs a reason: --reason TEXT', ['gomod/exclude', 'x', '--reason', ' ', '--until', '30d']],
    ['--reason is one line of text', ['gomod/exclude', 'x', '--reason', 'a\nb', '--until', '30d']],
    ['a waiver needs an end: --until DATE', ['gomod/exclude', 'x', '--reason', 'y']],
    ['--until 2026-05-31 is over already', ['gomod/exclude', 'x', '--reason', 'y', '--until', '2026-05-31']],
    [
      '--until "soon" is not a valid date (use YYYY-MM-DD, or 90d, 6mo)',
      ['gomod/exclude', 'x', '--reason', 'y', '--until', 'soon'],
    ],
    [
      '--until "99999y" is not a valid date (use YYYY-MM-DD, or 90d, 6mo)',
      ['gomod/exclude', 'x', '--reason', 'y', '--until', '99999y'],
    ],
    ['--versions: "GOSUMDB" is not a module', ['env/sumdb-off', 'GOSUMDB', ...TERMS, '--versions', '1']],
    ['--reason is one line of text', ['gomod/exclude', 'x', '--reason', 'a\u2028b', '--until', '30d']],
    ['--owner is one line of text', ['gomod/exclude', 'x', '--reason', 'a', '--owner', 'b\u202e', '--until', '30d']],
    ['unknown rule "nothing/like-it"', ['nothing/like-it', 'x', ...TERMS]],
    ['waive gomod/exclude for what? Name a module', ['gomod/exclude', '', ...TERMS]],
    [
      '--versions: ">>1" is not a valid version range',
      ['gomod/exclude', 'example.com/x', ...TERMS, '--versions', '>>1'],
    ],
    ['no finding has the identity "mw1:0123456"; write 8 digits or more', ['mw1:0123456', ...TERMS]],
    [
      '--until "0d" is not a valid date (use YYYY-MM-DD, or 90d, 6mo)',
      ['gomod/exclude', 'x', '--reason', 'y', '--until', '0d'],
    ],
    ['no finding of env/sumdb-off is about "GOSUMDB"', ['env/sumdb-off', 'GOSUMDB', ...TERMS, '--beside']],
    ['no finding has the identity "mw1:0123"; write 8 digits or more', ['mw1:0123', ...TERMS]],
    ['a finding says itself what it is about: leave the module out', ['mw1:01234567', 'x', ...TERMS]],
    ['"nowhere" does not exist', ['gomod/exclude', 'x', ...TERMS, '--folder', 'nowhere']],
  ])('%s', async (message, args) => {
    const { code, err } = await waive(...args);
    expect([code, err]).toEqual([2, `modwarden: ${message}\n`]);
    expect(text()).toBe(POLICY);
  });

  it('a waiver beside a line of another file than go.mod', async () => {
    box.put({ Dockerfile: 'FROM scratch\nENV GOSUMDB=off\n' });
    const { code, err } = await waive('env/sumdb-off', 'GOSUMDB', ...TERMS, '--beside');
    expect([code, err]).toEqual([
      2,
      'modwarden: the finding is in Dockerfile; a waiver beside the line is for go.mod and go.work\n',
    ]);
  });

  it('a policy that cannot be added to, and says what to write', async () => {
    box.put({ 'json/go.mod': GO_MOD, 'json/.modwarden.json': '{ "waivers": {} }\n' });
    box.put({ '.modwarden.yaml': `${POLICY.slice(0, POLICY.indexOf('waivers:'))}waivers: *x\n` });
    const { code } = await waive('gomod/exclude', 'example.com/x', ...TERMS);
    expect(code).toBe(2);
  });

  it('to touch a policy that has errors', async () => {
    const broken = `${POLICY}unknown: 1\n`;
    box.put({ '.modwarden.yaml': broken });
    expect((await waive('gomod/exclude', 'example.com/y', ...TERMS)).code).toBe(2);
    expect(text()).toBe(broken);
  });
});
