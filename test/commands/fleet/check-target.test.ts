import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyOf } from '../../../src/commands/fleet/check-target.ts';
import { runFolder } from '../../../src/fleet/run-folder.ts';
import { parseTargets } from '../../../src/fleet/target.ts';
import { INFO, target } from '../../fleet/entries.ts';
import { tarOf } from '../../support/archives.ts';
import { type Box, newBox } from '../../support/box.ts';
import { put } from '../../support/cli.ts';

const MOD = 'module corp.example/m\n\ngo 1.21\n';

let box: Box;
beforeAll(() => {
  box = newBox('off');
  (box.env as Record<string, string>).PATH = process.env.PATH ?? '';
  put(join(box.root, 'work'), {
    'go.mod': MOD,
    Dockerfile: 'FROM scratch\nENV GOSUMDB=off\nENV GOPROXY=https://user:secret@proxy.example\n',
  });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
      cwd: box.root,
      stdio: 'pipe',
    });
  git('init', '-q', 'work');
  git('-C', 'work', 'add', '.');
  git('-C', 'work', 'commit', '-qm', 'first');
  git('-C', 'work', 'tag', 'one');
  put(join(box.root, 'work'), { Dockerfile: 'FROM scratch\n' });
  git('-C', 'work', 'commit', '-qam', 'second');
  git('clone', '-q', '--bare', 'work', 'bare.git');
  writeFileSync(join(box.root, 'a.tar'), tarOf([{ name: 'm-1/go.mod', text: MOD }]));
});
afterAll(() => box.remove());

it('checks folders, archives, and revisions of bare repositories', async () => {
  const lines = [
    'a.tar',
    '{"path": "bare.git"}',
    '{"path": "bare.git", "rev": "one"}',
    '{"path": "bare.git", "rev": "none"}',
  ];
  const list = lines.join('\n');
  const { code } = await box.run(['fleet', 'run', '-o', 'out', '--offline'], { cwd: box.root, input: list });
  expect(code).toBe(3);
  const run = runFolder(join(box.root, 'out'));
  const entries = Object.fromEntries(parseTargets(list).targets.map((one) => [one.name, run.entry(one)!]));
  expect(Object.values(entries).map(({ error }) => error === undefined)).toContain(false);
  expect(entries['bare.git@none']!.error).toMatch(/none/);
  expect(entries['a.tar']).toMatchObject({ modules: [{ dir: '', path: 'corp.example/m' }] });
  const [head, one] = [entries['bare.git']!, entries['bare.git@one']!];
  expect(one.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(one.commit).not.toBe(head.commit);
  expect(one.settings).toContainEqual({
    variable: 'GOSUMDB',
    value: 'off',
    path: 'Dockerfile',
    line: 2,
    reach: 'image',
  });
  expect(head.settings).toEqual([]);
  expect(JSON.stringify(entries)).not.toContain('secret');
  const files = readdirSync(join(box.root, 'out/reports'), { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(3);
});

it('has a key that says target, revision, policy and day', () => {
  const keys = [
    keyOf(target('a'), 'c1', INFO),
    keyOf(target('b'), 'c1', INFO),
    keyOf(target('a'), 'c2', INFO),
    keyOf(target('a'), 'c1', { ...INFO, policy: 'b' }),
    keyOf(target('a'), 'c1', { ...INFO, today: '2026-06-02' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOf(target('a'), 'c1', INFO)).toBe(keys[0]);
});
