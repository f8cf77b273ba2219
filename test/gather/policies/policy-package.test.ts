import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPolicyPackage } from '../../../src/gather/policies/policy-package.ts';
import { put } from '../../support/cli.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'packages-')));
  mkdirSync(join(root, 'repo'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const POLICY = 'extends: []\n';

const read = (name: string, from = 'work/sub') =>
  readPolicyPackage(name, {
    from: join(root, from),
    installation: join(root, 'lib/node_modules/modwarden'),
    untrusted: [join(root, 'repo')],
  });

async function path(name: string, from?: string): Promise<string> {
  const found = await read(name, from);
  return 'refused' in found ? `refused: ${found.refused}` : found.source.path;
}

it('finds a package upwards from the caller, and beside modwarden', async () => {
  put(root, {
    'work/node_modules/near/package.json': '{}',
    'work/node_modules/near/.modwarden.yaml': POLICY,
    'lib/node_modules/@acme/global/package.json': '{ "modwarden": { "extends": [] } }',
    'lib/node_modules/@acme/global/strict.yaml': POLICY,
  });
  expect(await path('npm:near')).toBe('npm:near/.modwarden.yaml');
  expect(await path('npm:@acme/global')).toBe('npm:@acme/global/package.json');
  expect(await path('npm:@acme/global/strict.yaml')).toBe('npm:@acme/global/strict.yaml');
  expect(await path('npm:@acme/global/none.yaml')).toBe('refused: the package has no file none.yaml');
  expect(await path('npm:far')).toBe('refused: no such package is installed');
});

it('takes none of the checked repository, be it through a link', async () => {
  put(root, {
    'repo/node_modules/own/package.json': '{}',
    'repo/node_modules/own/.modwarden.yaml': POLICY,
    'lib/node_modules/other/package.json': '{}',
    'lib/node_modules/other/.modwarden.yaml': POLICY,
  });
  mkdirSync(join(root, 'work/node_modules'), { recursive: true });
  symlinkSync(join(root, 'repo/node_modules/own'), join(root, 'work/node_modules/linked'));
  expect(await path('npm:own', 'repo/sub')).toBe('refused: it is installed only in the checked repository');
  expect(await path('npm:linked')).toBe('refused: it is installed only in the checked repository');
  expect(await path('npm:other', 'repo/sub')).toBe('npm:other/.modwarden.yaml');
});

it('reads what a package extends in it, and no further', async () => {
  put(root, {
    'work/node_modules/a/package.json': '{}',
    'work/node_modules/a/.modwarden.yaml': POLICY,
    'work/node_modules/a/team/x.yaml': POLICY,
    'work/node_modules/a/node_modules/b/package.json': '{ "modwarden": {} }',
    'work/node_modules/b/package.json': '{}',
  });
  symlinkSync(join(root, 'work/node_modules/b/package.json'), join(root, 'work/node_modules/a/out.yaml'));
  const a = await read('npm:a');
  if ('refused' in a) throw new Error(a.refused);
  expect(await a.readFile('npm:a/team/x.yaml')).toMatchObject({ path: 'npm:a/team/x.yaml', text: POLICY });
  expect(await a.readFile('npm:b/package.json')).toEqual({ refused: 'it is outside of the package' });
  expect(await a.readFile('npm:a/out.yaml')).toHaveProperty('refused');
  expect(await a.readPackage!('npm:b')).toMatchObject({ source: { path: 'npm:b/package.json' } });
  expect(await read('npm:b')).toMatchObject({ refused: 'the package has no policy' });
});
