import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Box, newBox } from '../../support/box.ts';

let box: Box;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: box.repo,
    env: { PATH: process.env.PATH, HOME: box.home, GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
    .toString()
    .trim();
const provenance = async (...argv: string[]) => {
  const options = { cwd: box.root, env: { PATH: process.env.PATH! } };
  const { out } = await box.run(['check', '--offline', '--format', 'json', '--provenance', ...argv], options);
  return JSON.parse(out).provenance;
};

beforeAll(() => {
  box = newBox('off', { 'go.mod': 'module example.com/app\n\ngo 1.22\n', 'other.txt': 'x' });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'first');
  git('archive', '-o', join(box.root, 'app.tar'), 'HEAD');
  git('bundle', 'create', '-q', join(box.root, 'app.bundle'), 'HEAD');
});
afterAll(() => box.remove());

describe('the input', () => {
  test('of a work tree has its commit, and what of the files that were read has changed', async () => {
    const commit = git('rev-parse', 'HEAD');
    expect((await provenance('repo')).input).toMatchObject({ kind: 'folder', commit, changed: [] });
    box.put({ 'other.txt': 'not read' });
    expect((await provenance('repo')).input.changed).toEqual([]);
    box.put({ 'go.mod': 'module example.com/app\n\ngo 1.21\n' });
    expect((await provenance('repo')).input.changed).toEqual(['go.mod']);
    git('checkout', '-q', '.');
  });

  test('of a revision, archive or bundle has its commit, and a hash of the file', async () => {
    const commit = git('rev-parse', 'HEAD');
    const { input, command } = await provenance('repo', '--rev', 'main');
    expect(input).toMatchObject({ kind: 'revision', revision: 'main', commit, name: 'repo' });
    expect(input).not.toHaveProperty('changed');
    expect(command).toMatch(/^modwarden check repo --rev main --as-of /);
    expect((await provenance('app.tar')).input).toMatchObject({ kind: 'archive', commit, sha256: expect.any(String) });
    expect((await provenance('app.bundle')).input).toMatchObject({
      kind: 'revision',
      revision: 'HEAD',
      commit,
      sha256: expect.any(String),
    });
    expect((await provenance('app.tar')).input.hash).toBe(input.hash);
  });
});

test('the command names what changes the result, without folders, quoted for a shell', async () => {
  const policy = join(box.root, "it's.yaml");
  writeFileSync(policy, 'extends: [strict]\n');
  const { policies, command } = await provenance('repo', '--policy', policy, '--as-of', '2026-06-01');
  expect(command).toBe("modwarden check repo --policy 'it'\\''s.yaml' --as-of 2026-06-01");
  expect(policies).toEqual([{ path: "../it's.yaml", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
});

test('the command names each of several paths', async () => {
  const { command } = await provenance('repo/go.mod', 'repo/other.txt', '--as-of', '2026-06-01');
  expect(command).toBe('modwarden check repo/go.mod repo/other.txt --as-of 2026-06-01');
});

test('the command has every option and switch that changes the result, in one order', async () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(box.root, name), text);
    return join(box.root, name);
  };
  const base = file('base.yaml', 'rules: {}\n');
  const given = file('go.env', "GOFLAGS=''\n");
  const { command, policies } = await provenance(
    'repo',
    '--as-of=2026-06-01',
    '--no-baseline',
    '--fail-on=note',
    `--go-env=${given}`,
    `--policy-base=${base}`,
    `--root=${box.repo}`,
  );
  expect(command).toBe(
    `modwarden check repo --root ${box.repo} --fail-on note --no-baseline --policy-base base.yaml --go-env go.env --as-of 2026-06-01`,
  );
  expect(policies).toEqual([
    { path: expect.stringMatching(/base\.yaml$/), sha256: createHash('sha256').update('rules: {}\n').digest('hex') },
  ]);
});

test('the policies are those of the repository with the files that they extend, sorted', async () => {
  box.put({
    '.modwarden.yaml': 'extends: [./z.yaml, recommended]\n',
    'z.yaml': 'extends: []\n',
  });
  const { policies } = await provenance('repo', '--as-of', '2026-06-01');
  expect(policies).toEqual([
    {
      path: '.modwarden.yaml',
      sha256: createHash('sha256').update('extends: [./z.yaml, recommended]\n').digest('hex'),
    },
    { path: 'z.yaml', sha256: createHash('sha256').update('extends: []\n').digest('hex') },
  ]);
  rmSync(join(box.repo, '.modwarden.yaml'));
  rmSync(join(box.repo, 'z.yaml'));
});

test('the facts are named by their hash and their time', async () => {
  const record = join(box.root, 'facts.json');
  await box.run(['fetch', 'repo', '-o', record, '--offline'], { cwd: box.root });
  const { facts, command } = await provenance('repo', '--facts', record, '--as-of', '2026-06-01');
  const bytes = readFileSync(record);
  expect(facts).toEqual({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    asOf: JSON.parse(bytes.toString()).asOf,
  });
  expect(command).toBe('modwarden check repo --facts facts.json --as-of 2026-06-01');
});
