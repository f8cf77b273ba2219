/** One tree in every form a repository comes in. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paxPart, tarOf, zipOf } from '../../../support/archives.ts';
import { type Box, newBox } from '../../../support/box.ts';

const FILES = {
  'go.mod':
    'module example.com/app\n\ngo 1.22\n\nrequire example.com/lib v1.0.0\n\nreplace example.com/lib => ../lib\n',
  'go.sum': '',
  'tools/go.mod': 'module example.com/tools\n\ngo 1.22\n\nreplace example.com/x => /abs/x\n',
  'main.go': 'package main\n\nfunc main() {}\n',
  '.modwarden.yaml': 'extends: [recommended]\n',
  Dockerfile: 'FROM golang:1.22\nENV GOFLAGS=-insecure GOSUMDB=off\n',
};

let box: Box;
const git = (...args: string[]) =>
  execFileSync('git', args, {
    cwd: box.repo,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: box.home,
      GIT_CONFIG_NOSYSTEM: '1',
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap((who) => [
          [`GIT_${who}_NAME`, 'a'],
          [`GIT_${who}_EMAIL`, 'a@example.com'],
          [`GIT_${who}_DATE`, '2026-01-01T00:00:00Z'],
        ]),
      ),
    },
  }).toString();
const at = (name: string) => join(box.root, name);
const run = (...argv: string[]) => box.run(argv, { cwd: box.root, env: { PATH: process.env.PATH! } });
const json = async (...argv: string[]) => (await run('check', ...argv, '--format', 'json', '--offline')).out;

beforeAll(() => {
  box = newBox('off', FILES);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'first');
  git('tag', 'v1.0.0');
  git('clone', '-q', '--bare', '.', at('bare.git'));
  git('bundle', 'create', '-q', at('all.bundle'), '--all');
  git('bundle', 'create', '-q', at('two.bundle'), 'main', 'v1.0.0');
  git('archive', '-o', at('plain.tar'), 'HEAD');
  git('archive', '--prefix=app-1.0.0/', '-o', at('prefixed.tar.gz'), 'HEAD');
  git('archive', '--prefix=app-1.0.0/', '-o', at('prefixed.zip'), 'HEAD');
  writeFileSync(
    at('own.tgz'),
    gzipSync(tarOf(Object.entries(FILES).map(([name, text]) => ({ name: `./${name}`, text })))),
  );
});
afterAll(() => box.remove());

describe('the same tree', () => {
  test('gives the same report as a folder, archive, revision and bundle', async () => {
    const folder = await json('repo');
    expect(JSON.parse(folder).findings.map((f: { rule: string }) => f.rule)).toContain('replace/local-path');
    expect(JSON.parse(folder).modules).toHaveLength(2);
    for (const input of ['plain.tar', 'prefixed.tar.gz', 'prefixed.zip', 'own.tgz', 'bare.git', 'all.bundle'])
      expect(await json(input), input).toBe(folder);
    for (const input of ['repo', 'bare.git', 'all.bundle', 'two.bundle'])
      expect(await json(input, '--rev', 'v1.0.0'), input).toBe(folder);
  });

  test('is listed by every command', async () => {
    const folder = await run('list', 'modules', 'repo', '--offline', '--format', 'csv');
    for (const argv of [['prefixed.zip'], ['bare.git', '--rev', 'v1.0.0'], ['all.bundle']])
      expect(await run('list', 'modules', ...argv, '--offline', '--format', 'csv'), argv[0]).toEqual(folder);
  });

  test('leaves nothing behind, and the repository as it was', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('modwarden-bundle-'));
    const before = left();
    await json('all.bundle');
    await json('all.bundle', '--rev', 'nowhere');
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
    expect(existsSync(join(box.repo, 'dist'))).toBe(false);
    expect(git('status', '--porcelain')).toBe('');
  });
});

describe('an input that cannot be read', () => {
  const cases = (): [string[], string][] => {
    writeFileSync(
      at('evil.tar'),
      tarOf([
        { name: 'go.mod', text: 'module m\n' },
        { name: '../../evil', text: 'x' },
      ]),
    );
    writeFileSync(at('abs.zip'), zipOf([{ name: '/etc/cron.d/x' }]));
    writeFileSync(at('dev.tar'), tarOf([paxPart({ path: 'go.mod' }), { name: 'x', type: '3' }]));
    writeFileSync(at('x.tar.xz'), Buffer.from('\xfd7zXZ\0more', 'latin1'));
    writeFileSync(at('cut.bundle'), readFileSync(at('all.bundle')).subarray(0, 300));
    return [
      [['evil.tar'], 'modwarden: "evil.tar" cannot be read: the entry "../../evil" points outside the archive\n'],
      [['abs.zip'], 'modwarden: "abs.zip" cannot be read: the entry "/etc/cron.d/x" has an absolute path\n'],
      [['dev.tar'], 'modwarden: "dev.tar" cannot be read: the entry "go.mod" is a device\n'],
      [
        ['x.tar.xz'],
        'modwarden: "x.tar.xz" cannot be read: it is packed with xz, which this Node.js cannot unpack: ' +
          'unpack it first (xz -d FILE) and check the .tar\n',
      ],
      [['plain.tar', '--rev', 'v1'], 'modwarden: --rev "plain.tar" is an archive, which has no revisions\n'],
      [['plain.tar', '--staged'], 'modwarden: "plain.tar" is an archive, which has nothing staged\n'],
      [
        ['two.bundle'],
        'modwarden: "two.bundle" cannot be read: the bundle has no HEAD: name a revision with --rev, such as main, v1.0.0\n',
      ],
    ];
  };

  test('ends with exit code 2 and says why', async () => {
    for (const [argv, message] of cases()) {
      const { code, err, out } = await run('check', ...argv);
      expect([code, err, out], argv[0]).toEqual([2, message, '']);
    }
    const { code, err } = await run('check', 'cut.bundle');
    expect([code, err]).toEqual([2, expect.stringContaining('"cut.bundle" cannot be read: ')]);
    expect(existsSync(join(box.root, '..', 'evil'))).toBe(false);
  });

  test('a folder in an archive that holds no go.mod is said', async () => {
    writeFileSync(at('empty.tar'), tarOf([{ name: 'README', text: 'x' }]));
    expect(await run('check', 'empty.tar')).toMatchObject({
      code: 2,
      err: 'modwarden: no go.mod found in "empty.tar"\n',
    });
  });
});

test('a bare repository inside another is not taken for a folder of it', async () => {
  mkdirSync(join(box.repo, 'nested'));
  git('clone', '-q', '--bare', '.', join(box.repo, 'nested', 'copy.git'));
  const result = await json('repo/nested/copy.git');
  expect(JSON.parse(result).modules.map((m: { dir: string }) => m.dir)).toEqual(['', 'tools']);
});
