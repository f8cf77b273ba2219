/** `modwarden policy show` through the command line, on small repositories. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OriginRow } from '../../src/policy/layers/origins.ts';
import { type Box, newBox } from '../support/box.ts';
import { put } from '../support/cli.ts';
import { newGitBox } from '../support/git-box.ts';

const FILES = {
  '.modwarden.yaml': `extends: [strict, ./team/base.yaml]
private: [git.acme.example]
rules:
  graph/max-depth: { max: 4 }
overrides:
  - files: ["tools/**"]
    rules:
      graph/max-depth: { level: note }
      graph/max-modules: { max: 9 }
waivers:
  - { rule: replace/local-path, module: example.com/x, reason: agreed, until: 2030-01-01 }
gaps: { graph: fail }
`,
  'team/base.yaml': `extends: []
private: [git.acme.example, secret.example]
rules:
  graph/max-depth: { level: error, allow: [example.com/deep] }
modules: { exclude: ["third_party/**"] }
workspace: ignore
max-fact-age: 7d
`,
  'go.mod': 'module example.com/m\n\ngo 1.25\n',
  'tools/go.mod': 'module example.com/m/tools\n\ngo 1.25\n',
};

let box: Box;
afterEach(() => box.remove());

async function shown(...argv: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await box.run(['policy', 'show', '--format', 'json', ...argv]);
  expect([code, err]).toEqual([0, '']);
  const rows = JSON.parse(out) as OriginRow[];
  const from = (row: OriginRow) =>
    'path' in row.from ? `${row.from.path}:${row.from.line}` : JSON.stringify(row.from);
  return Object.fromEntries(rows.map((row) => [`${row.setting}=${JSON.stringify(row.value)}`, from(row)]));
}

describe('policy show', () => {
  it('names file and line of every value, or its preset, or that it is a default', async () => {
    box = newGitBox(FILES);
    expect(await shown()).toMatchObject({
      'extends=["strict","./team/base.yaml"]': '.modwarden.yaml:1',
      'private="git.acme.example"': 'team/base.yaml:2',
      'private="secret.example"': 'team/base.yaml:2',
      'rules.graph/max-depth="error"': 'team/base.yaml:4',
      'rules.graph/max-depth.max=4': '.modwarden.yaml:4',
      'rules.graph/max-depth.allow=["example.com/deep"]': 'team/base.yaml:4',
      'rules.gomod/syntax="error"': '{"preset":"strict"}',
      'rules.gomod/go-version.missing=true': '{"default":true}',
      'gaps.graph="fail"': '.modwarden.yaml:12',
      'gaps.sum="fail"': '{"default":true}',
      'modules.exclude="third_party/**"': 'team/base.yaml:5',
      'workspace="ignore"': 'team/base.yaml:6',
      'max-fact-age="7d"': 'team/base.yaml:7',
      'overrides=["tools/**"]': '.modwarden.yaml:6',
      'waivers={"rule":"replace/local-path","module":"example.com/x","reason":"agreed","until":"2030-01-01"}':
        '.modwarden.yaml:11',
    });
  });

  it('applies the overrides of the folder', async () => {
    box = newGitBox(FILES);
    const rows = await shown('tools');
    expect(rows).toMatchObject({
      'rules.graph/max-depth="note"': '.modwarden.yaml:8',
      'rules.graph/max-depth.max=4': '.modwarden.yaml:4',
      'rules.graph/max-modules.max=9': '.modwarden.yaml:9',
      'rules.graph/max-modules.scope="all"': '{"default":true}',
    });
    expect(rows).not.toHaveProperty(['rules.graph/max-depth="error"']);
  });

  it('shows each value once, in the order of a policy', async () => {
    box = newGitBox(FILES);
    const rows = JSON.parse((await box.run(['policy', 'show', 'tools', '--format', 'json'])).out) as OriginRow[];
    const settings = rows.filter(({ setting }) => setting.includes('/')).map(({ setting }) => setting);
    expect(settings).toEqual([...new Set(settings)].sort());
    const kinds = rows.map(({ setting }) => setting.split('.')[0]);
    expect([...new Set(kinds)]).toEqual([
      'extends',
      'private',
      'rules',
      'gaps',
      'modules',
      'workspace',
      'max-fact-age',
      'overrides',
      'waivers',
    ]);
  });

  it('prints a line for each value', async () => {
    box = newGitBox(FILES);
    const { out } = await box.run(['policy', 'show']);
    expect(out).toMatch(/^rules\.graph\/max-depth\.max +4 +\.modwarden\.yaml:4$/m);
    expect(out).toMatch(/^rules\.gomod\/syntax +error +preset strict$/m);
  });

  it('shows the preset where no file applies, and the one that is named', async () => {
    box = newBox('off', { 'go.mod': 'module example.com/m\n' });
    expect(await shown()).toMatchObject({ 'rules.gomod/syntax="error"': '{"preset":"recommended"}' });
    expect(await shown('--preset', 'audit')).toMatchObject({ 'rules.gomod/syntax="error"': '{"preset":"audit"}' });
  });

  it('shows a file that the caller names', async () => {
    box = newBox('off', { 'go.mod': 'module example.com/m\n' });
    put(box.root, {
      'shared/base.yaml': 'extends: [./more.yaml]\n',
      'shared/more.yaml': 'extends: []\ngaps: { sum: report }\n',
    });
    expect(await shown('--policy', join(box.root, 'shared/base.yaml'))).toMatchObject({
      'gaps.sum="report"': '../shared/more.yaml:2',
    });
  });

  it('reports a cycle and other errors of the policy', async () => {
    box = newBox('off', {
      'go.mod': 'module example.com/m\n',
      '.modwarden.yaml': 'extends: [./a.yaml]\n',
      'a.yaml': 'extends: [./.modwarden.yaml]\nprivate: 3\n',
    });
    const { code, err } = await box.run(['policy', 'show']);
    expect(code).toBe(2);
    expect(err).toContain('.modwarden.yaml extends itself');
    expect(err).toContain('a.yaml:2');
  });

  it.each([
    [[], 'missing action: show, lint or test'],
    [['print'], 'unknown action "print": expected show, lint or test'],
    [['show', 'a', 'b'], 'unexpected argument "b": expected at most one folder'],
    [['show', '--format', 'xml'], '--format: expected text, json, csv, markdown, got "xml"'],
  ])('refuses %j', async (argv, message) => {
    box = newGitBox(FILES);
    expect(await box.run(['policy', ...argv])).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
  });
});

describe('the presets for a kind of repository', () => {
  const check = async (preset: string) => {
    const { out } = await box.run(['check', '--offline', '--preset', preset, '--format', 'json']);
    const { findings } = JSON.parse(out) as { findings: { rule: string; level: string }[] };
    return Object.fromEntries(findings.map(({ rule, level }) => [rule, level]));
  };

  it('report what breaks those who import a library', async () => {
    box = newGitBox({
      'cmd/m/main.go': 'package main\n',
      'go.mod':
        'module example.com/m\n\ngo 1.25\n\nrequire example.com/x v1.0.0\n\nreplace example.com/x => ../x\n\nexclude example.com/x v1.1.0\n\nretract v1.0.0\n',
    });
    expect(await check('recommended')).toMatchObject({ 'gomod/retract-reason': 'warning' });
    expect(await check('library')).toMatchObject({
      'replace/local-path': 'error',
      'gomod/exclude': 'error',
      'gomod/retract-reason': 'error',
      'gomod/not-installable': 'error',
    });
  });

  it('makes a bump of the go line an error once the maximum is known', async () => {
    box = newGitBox({
      '.modwarden.yaml': 'extends: [library]\nrules:\n  gomod/go-version: { max: "1.24" }\n',
      'go.mod': 'module example.com/m\n\ngo 1.25\n',
    });
    const { code, out } = await box.run(['check', '--offline']);
    expect(code).toBe(1);
    expect(out).toContain('gomod/go-version');
    expect(out).toMatch(/^error/m);
  });

  it('take settings of a build strictly in production', async () => {
    box = newGitBox({
      'go.mod': 'module example.com/m\n\ngo 1.25\n',
      Dockerfile:
        'FROM golang:1.25\nENV GOPROXY=http://proxy.example GOFLAGS=-mod=mod\nRUN go install example.com/t@latest\n',
    });
    expect(await check('recommended')).toMatchObject({ 'env/proxy-plaintext': 'warning' });
    expect(await check('production')).toMatchObject({
      'env/proxy-plaintext': 'error',
      'env/flags': 'error',
      'env/unpinned-install': 'error',
    });
  });
});

describe('--policy-base', () => {
  const BASE = 'extends: [./more.yaml]\nrules:\n  gomod/exclude: error\nlocked: [gomod/exclude]\n';
  const MORE = 'extends: []\nprivate: [secret.example]\n';
  const GO_MOD = 'module example.com/m\n\ngo 1.25\n\nexclude example.com/x v1.0.0\n';
  const withBase = (files: Readonly<Record<string, string>>) => {
    box = newGitBox({ 'go.mod': GO_MOD, ...files });
    put(box.root, { 'org/base.yaml': BASE, 'org/more.yaml': MORE });
    return ['--policy-base', '../org/base.yaml'];
  };

  it('is the policy of a repository without one', async () => {
    const base = withBase({});
    const { code, out } = await box.run(['check', '--offline', ...base]);
    expect(code).toBe(1);
    expect(out).toContain('gomod/exclude');
    expect(await shown(...base)).toMatchObject({
      'rules.gomod/exclude="error"': '../org/base.yaml:3',
      'private="secret.example"': '../org/more.yaml:2',
    });
  });

  it('stands below the policy of the repository', async () => {
    const base = withBase({ '.modwarden.yaml': 'extends: []\nrules:\n  gomod/syntax: warning\n' });
    expect((await box.run(['check', '--offline', ...base])).code).toBe(1);
    expect(await shown(...base)).toMatchObject({
      'extends=[]': '.modwarden.yaml:1',
      'rules.gomod/exclude="error"': '../org/base.yaml:3',
      'rules.gomod/syntax="warning"': '.modwarden.yaml:3',
    });
  });

  it.each(['check', 'policy show'])('makes %s name both places where a locked setting is changed', async (command) => {
    const base = withBase({ '.modwarden.yaml': 'extends: []\nrules:\n  gomod/exclude: off\n' });
    const { code, out, err } = await box.run([...command.split(' '), ...base]);
    expect(code).toBe(2);
    expect(out + err).toContain('gomod/exclude is locked by ../org/base.yaml:4');
    expect(out + err).toContain('.modwarden.yaml:3');
  });

  it('keeps modules private that the base calls private', async () => {
    const base = withBase({ 'go.mod': `${GO_MOD}\nrequire secret.example/x v1.0.0\n` });
    const { out } = await box.run(['plan', ...base], { env: { GOPROXY: 'https://goproxy.example' } });
    expect(out).not.toContain('would request');
  });

  it('refuses a file that cannot be read, and a preset beside it', async () => {
    withBase({});
    const missing = await box.run(['check', '--policy-base', 'none.yaml']);
    expect([missing.code, missing.err]).toEqual([2, 'modwarden: --policy-base "none.yaml" cannot be read (ENOENT)\n']);
    const both = await box.run(['check', '--policy-base', '../org/base.yaml', '--preset', 'strict']);
    expect(both.err).toBe('modwarden: --policy-base and --preset cannot be used together\n');
  });
});
