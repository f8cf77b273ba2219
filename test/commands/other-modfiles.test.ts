/** go.mod files in folders that Go's patterns pass over, and files under another name: judged where they are named, else told. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { goSum, type Served, serveModules } from '../support/module-server.ts';

const MODULES: Served = {
  'example.com/x@v1.0.0': { mod: 'go 1.21\n\nrequire example.com/y v1.0.0\n' },
  'example.com/y@v1.0.0': { mod: 'go 1.21\n' },
  'example.com/y@v1.1.0': { mod: 'go 1.21\n' },
};
const mod = (path: string, requires: string) => `module ${path}\n\ngo 1.21\n\nrequire ${requires}\n`;
const FILES = {
  'go.mod': mod('example.com/outer', 'example.com/y v1.0.0'),
  '.tools/go.mod': mod('example.com/tools', 'example.com/x v1.0.0'),
  'testdata/a/go.mod': mod('example.com/a', 'example.com/y v1.1.0'),
  'vendor.mod': mod('_', 'example.com/x v1.0.0'),
  'music.mod': 'not a modfile at all\n',
  'vendor/example.com/x/go.mod': 'module example.com/x\n',
};

let box: Box;
beforeEach(async () => {
  box = newBox((await serveModules(MODULES)).url, FILES);
  mkdirSync(join(box.repo, '.git'));
});
afterEach(() => {
  box.remove();
  closeServers();
});

type Json = {
  otherModfiles?: string[];
  findings: { place: { path: string } }[];
  gaps: { subject: string }[];
  modules: { file: string }[];
};
const json = async (...argv: string[]) =>
  JSON.parse((await box.run(['check', '--format', 'json', ...argv])).out) as Json;

describe('a report', () => {
  const others = ['.tools/go.mod', 'testdata/a/go.mod', 'vendor.mod'];

  test('names what it did not judge, and nothing that is no modfile or vendored', async () => {
    expect((await json()).otherModfiles).toEqual(others);
    expect((await box.run(['check'])).out).toContain(
      '3 other modfiles not checked: .tools/go.mod, testdata/a/go.mod, vendor.mod; include them with modules.include',
    );
    expect((await box.run(['check', '--format', 'sarif'])).out).toContain('.tools/go.mod');
    expect((await box.run(['check', '--format', 'openmetrics'])).out).toContain('modwarden_other_modfiles 3\n');
  });

  test('names three of many', async () => {
    box.put({ 'testdata/b/go.mod': 'module b\n', 'testdata/c/go.mod': 'module c\n' });
    expect((await box.run(['check'])).out).toContain('testdata/b/go.mod and 2 more;');
  });

  test('leaves out what the policy includes or excludes', async () => {
    box.put({ '.modwarden.yaml': 'extends: []\nmodules: { include: [vendor.mod], exclude: ["testdata/**"] }\n' });
    const { otherModfiles, modules } = await json();
    expect(otherModfiles).toEqual(['.tools/go.mod']);
    expect(modules.map((m) => m.file)).toEqual(['go.mod', 'vendor.mod']);
  });

  test('of a folder names what is in it', async () => {
    expect((await json('testdata/a')).otherModfiles).toBeUndefined();
  });
});

describe('a folder that is passed over', () => {
  test.each(['.tools', 'testdata/a'])('answers for itself: %s', async (folder) => {
    expect((await json(folder)).modules.map((m) => m.file)).toEqual([`${folder}/go.mod`]);
    const { out } = await box.run(['graph', '.'], { cwd: join(box.repo, folder) });
    expect(out).toMatch(new RegExp(`^example.com/${folder.replace(/.*[./]/, '')} example.com/`));
  });

  test('answers for what is below it where it is no module itself', async () => {
    expect((await json('testdata')).modules.map((m) => m.file)).toEqual(['testdata/a/go.mod']);
  });

  test('below a module of its own stands for that module', async () => {
    box.put({ '.tools/cmd/main.go': 'package main\n' });
    expect((await json('.tools/cmd')).modules.map((m) => m.file)).toEqual(['.tools/go.mod']);
  });
});

describe('a modfile', () => {
  const SUM = goSum(MODULES, ['example.com/x@v1.0.0', 'example.com/y@v1.0.0']);

  test('that is named is judged alone, with a graph of its own', async () => {
    const { out } = await box.run(['graph', 'vendor.mod']);
    expect(out.split('\n')[0]).toBe('_ example.com/x@v1.0.0');
    expect(out).toContain('example.com/x@v1.0.0 example.com/y@v1.0.0');
    const { modules, otherModfiles } = await json('vendor.mod');
    expect(modules.map((m) => m.file)).toEqual(['vendor.mod']);
    expect(otherModfiles).toBeUndefined();
    const listed = await box.run(['list', 'modules', '--format', 'csv', 'vendor.mod']);
    expect(listed.out).toContain('example.com/y,v1.0.0');
  });

  test('has the hashes of the .sum file beside it', async () => {
    box.put({
      '.modwarden.yaml':
        'extends: []\nrules: { sum/missing: error, sum/mismatch: error }\nmodules: { include: [vendor.mod] }\n',
      'go.sum': SUM,
    });
    const found = async () => (await box.run(['check', 'vendor.mod'])).out;
    expect(await found()).toContain('vendor.sum is missing');
    box.put({ 'vendor.sum': SUM });
    expect(await found()).toContain('no findings');
    box.put({ 'vendor.sum': SUM.replace(/x v1.0.0\/go.mod h1:...../, 'x v1.0.0/go.mod h1:AAAAA') });
    expect(await found()).toMatch(/its checksum in\s+vendor\.sum/);
  });

  test('called vendor.mod is compared with vendor/modules.txt', async () => {
    box.put({
      '.modwarden.yaml': 'extends: []\nrules: { vendor/inconsistent: error }\nmodules: { include: [vendor.mod] }\n',
      'vendor/modules.txt':
        '# example.com/x v0.9.0\n## explicit; go 1.21\nexample.com/x\n# example.com/y v1.0.0\n## go 1.21\nexample.com/y\n',
    });
    const { findings } = await json();
    expect([...new Set(findings.map((f) => f.place.path))]).toEqual(['vendor.mod', 'vendor/modules.txt']);
  });

  test('is named by its file where something is not known', async () => {
    box.put({
      '.modwarden.yaml': 'extends: []\nrules: { freshness/unavailable: error }\nmodules: { include: [vendor.mod] }\n',
    });
    const { gaps } = await json('--offline');
    expect(gaps.map((gap) => gap.subject)).toContain('vendor.mod');
    expect(gaps.map((gap) => gap.subject)).not.toContain('_');
  });
});

test('--root names the root, and not with what git knows', async () => {
  const { out } = await box.run(['list', 'modules', '--root', '.tools', '--format', 'json', '.tools']);
  expect((JSON.parse(out) as { in: string }[])[0]).toMatchObject({ in: '.', path: 'example.com/x' });
  expect((await box.run(['check', '--root', '.tools', '.'])).code).toBe(2);
  expect((await box.run(['check', '--root', '.', '--rev', 'HEAD'])).err).toContain('cannot be used together');
});
