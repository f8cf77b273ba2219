/** Policies that the caller names: which files they are, what they extend, and what is said where they cannot be read. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GivenPolicy, loadGiven, type NamedLayer, openLayer } from '../../../src/gather/policies/given-policy.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Rule } from '../../../src/model/rule.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../../policy/helpers.ts';
import { RULES } from '../../policy/rules.ts';
import { put } from '../../support/cli.ts';

let box: string;
let root: string;
beforeEach(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'given-')));
  root = join(box, 'repo');
  mkdirSync(join(root, 'sub'), { recursive: true });
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const PRIVATE = (host: string) => `extends: []\nprivate: [${host}]\n`;
const load = async (given: GivenPolicy, files: Readonly<Record<string, string>> = {}, top = root) => {
  const input = { tree: memoryTree(files), root: top, onDisk: false, rules: RULES as readonly Rule[] };
  const { policy, problems, privateFaults } = await loadGiven(given, input);
  const { path, extends: bases, private: hosts } = policy;
  return { path, bases, hosts, problems: told(problems, path), privateFaults: told(privateFaults, path) };
};
const sound = { problems: [], privateFaults: [] };

describe('a preset', () => {
  it('is taken by its name', async () => {
    expect(await load({ preset: 'strict' })).toEqual({ path: undefined, bases: ['strict'], hosts: [], ...sound });
  });

  it('is an error where there is none of that name', async () => {
    await expect(load({ preset: 'strickt' })).rejects.toMatchObject({
      code: 'unknown-preset',
      message: 'unknown preset "strickt" (did you mean "strict"?)',
    });
  });
});

describe('a text', () => {
  it('extends files of the tree that is checked', async () => {
    const text = source('mine', 'extends: [./base.yaml]\n');
    const expected = { path: undefined, bases: ['./base.yaml'], hosts: ['a.example'], ...sound };
    expect(await load({ text }, { 'base.yaml': PRIVATE('a.example') })).toEqual(expected);
  });

  it.each([
    ['rulez: {}\n', 'invalid policy: unknown key "rulez" (did you mean rules?)'],
    ['extends: [npm:a]\n', 'invalid policy: "npm:a" is not read for this policy (packages extend only policies'],
    ['extends: [../x.yaml]\n', /^invalid policy: "..\/x.yaml" is outside the repository$/],
  ])('is an error as a whole: %j', async (text, message) => {
    const loading = load({ text: source('mine', text) });
    await expect(loading).rejects.toMatchObject({ code: 'invalid-policy' });
    await expect(loading).rejects.toThrow(message);
  });
});

describe('a file', () => {
  it('in the repository is called as there, and extends files on disk', async () => {
    put(root, {
      'sub/own.yaml': 'extends: [./base.yaml, ../top.yaml]\n',
      'sub/base.yaml': PRIVATE('a.example'),
      'top.yaml': PRIVATE('b.example'),
    });
    const expected = {
      path: 'sub/own.yaml',
      bases: ['./base.yaml', '../top.yaml'],
      hosts: ['a.example', 'b.example'],
      ...sound,
    };
    for (const given of [
      { file: 'own.yaml', cwd: join(root, 'sub') },
      { file: join(root, 'sub/own.yaml'), cwd: box },
      { file: 'repo/sub/own.yaml', cwd: box },
    ])
      expect(await load(given, { 'sub/base.yaml': PRIVATE('tree.example') })).toEqual(expected);
  });

  it('in the repository extends nothing outside of it', async () => {
    put(root, { 'own.yaml': 'extends: [../out.yaml, ./link.yaml]\n' });
    put(box, { 'out.yaml': PRIVATE('a.example') });
    symlinkSync('../out.yaml', join(root, 'link.yaml'));
    const { hosts, problems, privateFaults } = await load({ file: 'own.yaml', cwd: root });
    expect(hosts).toEqual([]);
    expect(problems).toEqual([
      '1:11 "../out.yaml" is outside the repository',
      '1:24 cannot read link.yaml: a symlink points outside the repository',
    ]);
    expect(privateFaults).toEqual(problems);
  });

  it('beside the repository is called by the way to it, and extends its neighbors', async () => {
    put(box, { 'org/own.yaml': 'extends: [./base.yaml, ../other.yaml]\n' });
    put(box, { 'org/base.yaml': PRIVATE('a.example'), 'other.yaml': PRIVATE('b.example') });
    // Its name begins like that of the repository.
    put(box, { 'repository.yaml': PRIVATE('c.example') });
    const { path, hosts, problems } = await load({ file: 'org/own.yaml', cwd: box });
    expect([path, hosts, problems]).toEqual(['../org/own.yaml', ['a.example', 'b.example'], []]);
    expect(await load({ file: '../repository.yaml', cwd: root })).toMatchObject({
      path: '../repository.yaml',
      hosts: ['c.example'],
    });
  });

  it('extends its neighbors where the checked tree is in no folder', async () => {
    put(box, { 'own.yaml': 'extends: [./base.yaml]\n', 'base.yaml': PRIVATE('a.example') });
    expect(await load({ file: 'own.yaml', cwd: box }, {}, '')).toMatchObject({ hosts: ['a.example'], ...sound });
  });

  it('extends packages that are installed outside of the repository', async () => {
    const policy = { 'package.json': '{}', '.modwarden.yaml': PRIVATE('a.example') };
    put(join(box, 'node_modules/a'), policy);
    put(join(root, 'node_modules/b'), policy);
    put(box, { 'own.yaml': 'extends: [npm:a, npm:b]\n' });
    put(root, { 'own.yaml': 'extends: [npm:a, npm:b]\n' });
    for (const cwd of [box, root])
      expect(await load({ file: 'own.yaml', cwd })).toMatchObject({
        bases: ['npm:a'],
        hosts: ['a.example'],
        problems: [
          cwd === box
            ? '1:18 cannot read npm:b: no such package is installed | install it: npm install b'
            : '1:18 cannot read npm:b: it is installed only in the checked repository | install it outside of the repository',
        ],
      });
  });

  it('with errors is told by its name, and its sound parts apply', async () => {
    put(root, { 'own.yaml': `${PRIVATE('a.example')}rulez: {}\n` });
    expect(await load({ file: 'own.yaml', cwd: root })).toEqual({
      path: 'own.yaml',
      bases: [],
      hosts: ['a.example'],
      problems: ['3:1 unknown key "rulez" | did you mean rules?'],
      privateFaults: [],
    });
  });

  it('is an error where it cannot be read', async () => {
    await expect(load({ file: 'none.yaml', cwd: root })).rejects.toMatchObject({
      code: 'unreadable-policy',
      message: '"none.yaml" cannot be read (ENOENT)',
    });
    await expect(load({ file: 'sub', cwd: root })).rejects.toThrow('"sub" cannot be read (EISDIR)');
  });
});

it('takes a policy that is open already, with the tree of what it extends', async () => {
  const opened = {
    source: source('x/own.yaml', 'extends: [./base.yaml]\n'),
    tree: memoryTree({ 'x/base.yaml': PRIVATE('a.example') }),
  };
  expect(await load({ opened }, { 'x/base.yaml': PRIVATE('tree.example') })).toEqual({
    path: 'x/own.yaml',
    bases: ['./base.yaml'],
    hosts: ['a.example'],
    ...sound,
  });
  const withPackage = { ...opened, source: source('x/own.yaml', 'extends: [npm:a]\n') };
  expect((await load({ opened: withPackage })).problems).toEqual([
    expect.stringMatching(/^1:11 "npm:a" is not read for this policy \| /),
  ]);
});

describe('a layer below every policy', () => {
  const open = (name: string, more: Partial<NamedLayer> = {}, top = root) =>
    openLayer({ name, cwd: box, by: '--policy-base', ...more }, top);

  it('may be a file, with what it extends', async () => {
    put(box, { 'org.yaml': PRIVATE('a.example'), 'base.yaml': 'x' });
    put(join(box, 'node_modules/a'), { 'package.json': '{}', '.modwarden.yaml': 'y' });
    const { source: file, readFile, readPackage } = await open('org.yaml');
    expect([file.path, file.text]).toEqual(['../org.yaml', PRIVATE('a.example')]);
    expect(await readFile('../base.yaml')).toMatchObject({ path: '../base.yaml', text: 'x' });
    expect(await readFile('../none.yaml')).toBeUndefined();
    expect(await readPackage!('npm:a')).toMatchObject({ source: { path: 'npm:a/.modwarden.yaml', text: 'y' } });
  });

  it('finds packages upwards from its own folder', async () => {
    put(box, { 'org/own.yaml': PRIVATE('a.example') });
    put(join(box, 'org/node_modules/a'), { 'package.json': '{}', '.modwarden.yaml': 'y' });
    const { readPackage } = await open('org/own.yaml');
    expect(await readPackage!('npm:a')).toMatchObject({ source: { text: 'y' } });
  });

  it('may be a package', async () => {
    put(join(box, 'node_modules/a'), { 'package.json': '{}', '.modwarden.yaml': 'y', 'more.yaml': 'z' });
    expect(await open('npm:a')).toMatchObject({ source: { path: 'npm:a/.modwarden.yaml', text: 'y' } });
    expect(await open('npm:a/more.yaml', {}, '')).toMatchObject({ source: { path: 'npm:a/more.yaml', text: 'z' } });
  });

  it.each<[name: string, message: string]>([
    ['none.yaml', '--policy-base "none.yaml" cannot be read (ENOENT)'],
    ['npm:A', '--policy-base "npm:A": "npm:A" is not a package name (use npm:NAME or npm:@SCOPE/NAME, in lower case)'],
    ['npm:a', '--policy-base "npm:a": no such package is installed (install it: npm install a)'],
    ['npm:b/x.yaml', '--policy-base "npm:b/x.yaml": the package has no file x.yaml'],
  ])('is an error where it cannot be read: %s', async (name, message) => {
    put(join(box, 'node_modules/b'), { 'package.json': '{}' });
    await expect(open(name)).rejects.toMatchObject({ code: 'unreadable-policy-base', message });
  });

  it('is not chosen by a configuration of the checked repository', async () => {
    put(box, { 'org.yaml': 'x', config: '' });
    writeFileSync(join(root, 'config'), '');
    const config = join(root, 'config');
    await expect(open('org.yaml', { config, by: 'config' })).rejects.toMatchObject({
      code: 'unreadable-policy-base',
      message:
        'config: the configuration is part of the checked repository, which chooses no policy for itself; ' +
        'move it, or set MODWARDEN_CONFIG=off',
    });
    expect(await open('org.yaml', { config: join(box, 'config') })).toMatchObject({ source: { text: 'x' } });
    expect(await open('org.yaml', { config }, '')).toMatchObject({ source: { text: 'x' } });
  });
});
