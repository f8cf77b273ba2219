/** Layers that the caller names: files, installed packages, the user's configuration. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OriginRow } from '../../src/policy/layers/origins.ts';
import type { Box } from '../support/box.ts';
import { put } from '../support/cli.ts';
import { newGitBox } from '../support/git-box.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.25\n';
const depth = (max: number, rest = '') =>
  `extends: []\nrules: { graph/max-depth: { level: error, max: ${max} } }\n${rest}`;

let box: Box;
afterEach(() => box.remove());

/** Files outside of the repository stand beside it. */
function boxWith(own: string | undefined, outside: Readonly<Record<string, string>>) {
  box = newGitBox({ 'go.mod': GO_MOD, ...(own !== undefined && { '.modwarden.yaml': own }) });
  put(box.root, outside);
}

async function maxDepth(...argv: string[]): Promise<string> {
  const { code, out, err } = await box.run(['policy', 'show', '--format', 'json', ...argv]);
  expect([code, err]).toEqual([0, '']);
  const row = (JSON.parse(out) as OriginRow[]).find(({ setting }) => setting === 'rules.graph/max-depth.max')!;
  return `${row.value} ${'path' in row.from ? `${row.from.path}:${row.from.line}` : JSON.stringify(row.from)}`;
}

const CONFIG = 'home/.config/modwarden/config.json';

describe('layers of the caller', () => {
  it('are merged in their order: configuration, command line, repository', async () => {
    const files = {
      [CONFIG]: '{ "policy-base": ["./user.yaml"] }',
      'home/.config/modwarden/user.yaml': depth(1),
      'org/a.yaml': depth(2),
      'org/b.yaml': depth(3),
    };
    boxWith(undefined, files);
    expect(await maxDepth()).toBe('1 ../home/.config/modwarden/user.yaml:2');
    expect(await maxDepth('--policy-base', '../org/a.yaml')).toBe('2 ../org/a.yaml:2');
    expect(await maxDepth('--policy-base', '../org/a.yaml', '--policy-base', '../org/b.yaml')).toBe(
      '3 ../org/b.yaml:2',
    );
    box.put({ '.modwarden.yaml': depth(4) });
    expect(await maxDepth('--policy-base', '../org/b.yaml')).toBe('4 .modwarden.yaml:2');
    box.put({ '.modwarden.yaml': 'extends: []\n' });
    expect(await maxDepth('--policy-base', '../org/b.yaml', '--policy-base', '../org/a.yaml')).toBe(
      '2 ../org/a.yaml:2',
    );
    const off = await box.run(['policy', 'show'], { env: { MODWARDEN_CONFIG: 'off' } });
    expect(off.out).not.toContain('graph/max-depth');
  });

  it('can be an installed package, and extend others', async () => {
    boxWith('extends: []\n', {
      'home/.config/modwarden/config.json': '{ "policy-base": ["npm:@acme/policy"] }',
      'home/.config/modwarden/node_modules/@acme/policy/package.json': '{}',
      'home/.config/modwarden/node_modules/@acme/policy/.modwarden.yaml': 'extends: [./deep.yaml, "npm:more/x.yaml"]\n',
      'home/.config/modwarden/node_modules/@acme/policy/deep.yaml': depth(7),
      'home/.config/modwarden/node_modules/more/package.json': '{}',
      'home/.config/modwarden/node_modules/more/x.yaml': 'extends: []\nlocked: [graph/max-depth]\n',
    });
    expect(await maxDepth()).toBe('7 npm:@acme/policy/deep.yaml:2');
    box.put({ '.modwarden.yaml': depth(9) });
    const { code, err } = await box.run(['policy', 'show']);
    expect(code).toBe(2);
    expect(err).toContain('graph/max-depth is locked by npm:more/x.yaml:2');
    expect(err).toContain('.modwarden.yaml:2:10');
  });

  it('can be named for one run, also what a policy given by --policy extends', async () => {
    const installed = {
      'node_modules/p/package.json': '{ "modwarden": { "extends": [], "rules": { "gomod/exclude": "note" } } }',
    };
    boxWith(undefined, { ...installed, 'org/p.yaml': 'extends: ["npm:p"]\n' });
    const base = await box.run(['policy', 'show', '--policy-base', 'npm:p']);
    expect(base.out).toMatch(/^rules\.gomod\/exclude +note +npm:p\/package\.json:1$/m);
    const given = await box.run(['policy', 'show', '--policy', '../org/p.yaml']);
    expect(given.out).toMatch(/^rules\.gomod\/exclude +note +npm:p\/package\.json:1$/m);
    expect((await box.run(['check', '--offline', '--policy', '../org/p.yaml'])).code).toBe(0);
  });

  it('never come from the checked repository, nor by its wish', async () => {
    boxWith('extends: ["npm:p"]\n', {
      'node_modules/p/package.json': '{ "modwarden": { "extends": [] } }',
      'repo/node_modules/own/package.json': '{ "modwarden": { "extends": [] } }',
    });
    const wish = await box.run(['policy', 'show']);
    expect(wish.code).toBe(2);
    expect(wish.err).toContain('.modwarden.yaml:1:11');
    expect(wish.err).toContain('"npm:p" is not read for this policy');
    expect(wish.err).toContain('--policy-base');
    const own = await box.run(['check', '--policy-base', 'npm:own']);
    expect([own.code, own.err]).toEqual([
      2,
      'modwarden: --policy-base "npm:own": it is installed only in the checked repository (install it outside of the repository)\n',
    ]);
  });

  it('are not read from a configuration in the checked repository', async () => {
    boxWith('extends: []\n', { 'repo/ci/config.json': '{ "policy-base": ["../../lax.yaml"] }', 'lax.yaml': depth(99) });
    const inside = { env: { MODWARDEN_CONFIG: 'ci/config.json' } };
    const { code, err } = await box.run(['check', '--offline'], inside);
    expect(code).toBe(2);
    expect(err).toBe(
      `modwarden: ${join(box.repo, 'ci/config.json')}: policy-base: the configuration is part of the checked repository, which chooses no policy for itself; move it, or set MODWARDEN_CONFIG=off\n`,
    );
    put(box.root, { 'config.json': '{ "policy-base": ["./lax.yaml"] }' });
    const outside = await box.run(['policy', 'show'], { env: { MODWARDEN_CONFIG: '../config.json' } });
    expect([outside.code, outside.out.includes('../lax.yaml')]).toEqual([0, true]);
  });

  it('are not read from a configuration that a link of the repository leads to', async () => {
    boxWith('extends: []\n', { 'config.json': '{ "policy-base": ["./lax.yaml"] }', 'lax.yaml': depth(99) });
    symlinkSync('../config.json', join(box.repo, 'config.json'));
    const { code, err } = await box.run(['check', '--offline'], { env: { MODWARDEN_CONFIG: 'config.json' } });
    expect([code, err.includes('part of the checked repository')]).toEqual([2, true]);
  });

  it('are an error where they lead back to themselves', async () => {
    const packages = (name: string, other: string) => ({
      [`node_modules/${name}/package.json`]: '{}',
      [`node_modules/${name}/.modwarden.yaml`]: `extends:\n  - npm:${other}\n`,
    });
    boxWith(undefined, { ...packages('a', 'b'), ...packages('b', 'a') });
    const { code, err } = await box.run(['policy', 'show', '--policy-base', 'npm:a']);
    expect(code).toBe(2);
    expect(err).toContain('npm:b/.modwarden.yaml:2:5');
    expect(err).toContain('npm:a/.modwarden.yaml extends itself');
    expect(err).toContain('npm:a/.modwarden.yaml → npm:b/.modwarden.yaml → npm:a/.modwarden.yaml');
  });

  it.each([
    ['npm:none', '--policy-base "npm:none": no such package is installed (install it: npm install none)'],
    [
      'npm:Bad',
      '--policy-base "npm:Bad": "npm:Bad" is not a package name (use npm:NAME or npm:@SCOPE/NAME, in lower case)',
    ],
    ['none.yaml', '--policy-base "none.yaml" cannot be read (ENOENT)'],
  ])('are an error where they cannot be read: %s', async (name, message) => {
    boxWith(undefined, {});
    expect(await box.run(['check', '--policy-base', name])).toEqual({
      code: 2,
      out: '',
      err: `modwarden: ${message}\n`,
    });
  });

  it('name the configuration where it is wrong', async () => {
    boxWith(undefined, { [CONFIG]: '{ "policy-base": ["./none.yaml"] }' });
    const { code, err } = await box.run(['check']);
    expect([code, err]).toEqual([
      2,
      `modwarden: ${join(box.root, CONFIG)}: policy-base "./none.yaml" cannot be read (ENOENT)\n`,
    ]);
    // A preset that is named is alone.
    expect((await box.run(['check', '--offline', '--preset', 'recommended'])).code).toBe(0);
  });

  it('apply to every check', async () => {
    boxWith(undefined, {
      [CONFIG]: '{ "policy-base": ["./u.yaml"] }',
      'home/.config/modwarden/u.yaml': 'extends: []\nrules: { gomod/exclude: error }\n',
    });
    box.put({ 'go.mod': `${GO_MOD}\nexclude example.com/x v1.0.0\n` });
    expect((await box.run(['check', '--offline'])).code).toBe(1);
  });
});
