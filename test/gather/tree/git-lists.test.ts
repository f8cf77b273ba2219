/** What git lists of an index for a hook, and what is read of it together. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { indexTree, revisionTree } from '../../../src/gather/tree/git.ts';
import { decode } from '../../../src/text/bytes.ts';
import { type CommittedRepo, committedRepo } from '../../support/committed-repo.ts';

let made: CommittedRepo;
let box: string;
let repo: string;
const env = () => made.env;
const git = (...args: readonly string[]) => made.git(...args);
const put = (path: string, content: string) => made.put(path, content);
const text = async (bytes: Promise<Uint8Array | undefined>) => {
  const got = await bytes;
  return got && decode(got);
};

beforeEach(() => {
  made = committedRepo();
  ({ box, repo } = made);
});
afterEach(() => made.remove());

describe('what the next commit changes', () => {
  const changed = { pathspecs: [':(glob)**/*file'], has: (path: string) => path.endsWith('file') };
  const options = { pathspecs: ['*go.mod'], changed };

  test('is listed beside what the pathspecs match, whether git is asked or not', async () => {
    for (const path of ['kept/file', 'gone/file', 'edited/file', 'mode/file', 'type/file']) put(path, path);
    git('add', '.');
    git('commit', '-qm', 'files');
    put('edited/file', 'edited');
    put('new/file', 'new');
    put('new/other.txt', 'new');
    put('go.mod', 'module changed\n');
    git('rm', '-q', 'gone/file');
    chmodSync(join(repo, 'mode/file'), 0o755);
    unlinkSync(join(repo, 'type/file'));
    symlinkSync('../edited/file', join(repo, 'type/file'));
    git('add', '.');
    put('late/file', 'late');
    git('add', '-N', 'late/file');
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD').trim()},module/file`);
    const expected = ['edited/file', 'go.mod', 'mode/file', 'new/file', 'sub dir/go.mod', 'type/file'];
    const own = indexTree(repo, env(), options);
    const asked = indexTree(repo, { ...env(), GIT_DIR: join(repo, '.git') }, options);
    chmodSync(join(repo, '.git/config'), 0o666);
    const others = indexTree(repo, env(), options);
    for (const tree of [own, asked, others]) {
      expect(await tree.list()).toEqual(expected);
      expect(await text(tree.read('type/file'))).toBe('edited');
      expect(await text(tree.read('go.mod'))).toBe('module changed\n');
    }
  });

  test('is all before the first commit', async () => {
    rmSync(join(repo, '.git'), { recursive: true });
    git('init', '-q');
    put('new/file', 'new');
    git('add', '.');
    for (const more of [{}, { GIT_DIR: join(repo, '.git') }])
      expect(await indexTree(repo, { ...env(), ...more }, options).list()).toEqual([
        'go.mod',
        'new/file',
        'sub dir/go.mod',
      ]);
  });
});

describe('what is read together', () => {
  /** Contents that git is asked for, each time. */
  const asked = async (paths: readonly string[], read: string, together?: (path: string) => boolean) => {
    const log = join(box, 'asked');
    const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
    mkdirSync(join(box, 'bin'), { recursive: true });
    const script = `#!/bin/sh\ncase "$*" in *cat-file*) tee -a "${log}" | "${real}" "$@";; *) exec "${real}" "$@";; esac\n`;
    writeFileSync(join(box, 'bin/git'), script, { mode: 0o755 });
    for (const path of paths) put(path, `content of ${path}`);
    git('add', '.');
    git('commit', '-qm', 'more');
    const spied = { ...env(), PATH: `${join(box, 'bin')}:${process.env.PATH}` };
    const tree = revisionTree(repo, 'HEAD', spied, together && { together });
    expect(await text(tree.read(read))).toBe(`content of ${read}`);
    const ids = readFileSync(log, 'utf8').trim().split('\n');
    const byId = new Map((await tree.list()).map((path) => [git('rev-parse', `HEAD:${path}`).trim(), path]));
    return ids.map((id) => byId.get(id)).sort();
  };

  test('is what every run reads, and the package.json above a module', async () => {
    const paths = [
      'go.sum',
      'go.work',
      'go.work.sum',
      'vendor/modules.txt',
      'a/.modwarden.yaml',
      '.modwarden.yml',
      '.modwarden.json',
      '.modwarden.baseline.json',
      'package.json',
      'sub dir/package.json',
      'other/package.json',
      'x/.modwarden.toml',
      'my-go.mod',
      'modules.txt',
      'main.go',
    ];
    expect(await asked(paths, 'main.go')).toEqual(
      ['go.mod', 'sub dir/go.mod', 'main.go', ...paths.slice(0, 10)].sort(),
    );
  });

  test('may be said by the caller', async () => {
    expect(await asked(['a.txt', 'b.txt', 'c.md'], 'c.md', (path) => path.endsWith('.txt'))).toEqual([
      'a.txt',
      'b.txt',
      'c.md',
    ]);
  });
});
