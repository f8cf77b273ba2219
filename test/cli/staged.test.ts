/** `check --staged`: what would be committed is judged, however git comes to commit it. */
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BAD, BIN, type Box, box, GOOD } from '../support/built.ts';

const STAGED = ['check', '--staged'];
const OFF = 'extends: [recommended]\nrules:\n  replace/local-path: off\n';
const NOT_STAGED =
  'modwarden: .modwarden.yaml does not apply, because it is not staged; stage it with "git add .modwarden.yaml"\n';
const REFUSED = 'error[replace/local-path]';

let b: Box;
beforeEach(() => {
  b = box();
});
afterEach(() => b.remove());

/** Exit code and the paths with a line that findings stand at. */
function judged(cwd = 'repo') {
  const { code, out, err } = b.run([...STAGED, '--format', 'json'], { cwd });
  // Told where a policy lies in the work tree alone; test/gather/run/unstaged-policy.test.ts looks at when.
  if (err.replace(NOT_STAGED, '') !== '') throw new Error(err);
  const { findings } = JSON.parse(out) as {
    findings: { rule: string; place: { path: string; start: { line: number } } }[];
  };
  return [code, ...findings.map(({ rule, place }) => `${rule} ${place.path}:${place.start.line}`)];
}

describe('the index', () => {
  it('is checked, not the work tree', () => {
    b.put({ 'repo/go.mod': BAD });
    b.git(['add', '.']);
    b.put({ 'repo/go.mod': GOOD });
    const { code, out, err } = b.run(STAGED);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain(`${REFUSED}: example.com/x is replaced with ../x`);
    expect(out).toContain(' --> go.mod:5:26\n');
  });

  it('passes where only the work tree is bad', () => {
    b.put({ 'repo/go.mod': GOOD });
    b.git(['add', '.']);
    b.git(['commit', '-qm', 'good']);
    b.put({ 'repo/go.mod': BAD });
    expect(judged()).toEqual([0]);
    b.git(['add', '.']);
    expect(judged()).toEqual([1, 'replace/local-path go.mod:5']);
  });

  it('without anything of Go passes in silence', () => {
    expect(b.run(STAGED)).toEqual({ code: 0, out: '', err: '' });
    b.put({ 'repo/main.c': 'int main(void) {}\n', 'repo/go.mod': BAD });
    b.git(['add', 'main.c']);
    expect(b.run(STAGED)).toEqual({ code: 0, out: '', err: '' });
    b.git(['add', '-N', 'go.mod']);
    expect(b.run(STAGED)).toEqual({ code: 0, out: '', err: '' });
  });

  it('has files that set variables of Go, those that the commit changes', () => {
    const image = (value: string) => `FROM golang:1.26\nENV GOSUMDB=${value}\nRUN go build ./...\n`;
    b.put({ 'repo/go.mod': GOOD, 'repo/Dockerfile': image('sum.golang.org') });
    b.git(['add', '.']);
    expect(judged()).toEqual([0]);
    b.put({ 'repo/Dockerfile': image('off') });
    expect(judged()).toEqual([0]);
    b.git(['add', '.']);
    expect(judged()).toEqual([1, 'env/sumdb-off Dockerfile:2']);
    expect(b.run(STAGED).out).toContain('error[env/sumdb-off]: GOSUMDB=off');
    b.git(['commit', '-qm', 'off']);
    // What is committed already is the business of a full check.
    b.put({ 'repo/deploy/.env': 'GOFLAGS=-mod=mod\n' });
    b.git(['add', '.']);
    expect(judged()).toEqual([0, 'env/flags deploy/.env:1']);
    b.git(['rm', '-q', '--cached', 'Dockerfile']);
    expect(judged()).toEqual([0, 'env/flags deploy/.env:1']);
  });

  it('with versions in conflict is refused, and the rest is checked', () => {
    b.put({ 'repo/go.mod': GOOD, 'repo/z/go.mod': BAD });
    b.git(['add', '.']);
    b.git(['commit', '-qm', 'base']);
    b.git(['branch', 'other']);
    b.put({ 'repo/go.mod': GOOD.replace('1.25.0', '1.25.1') });
    b.git(['commit', '-qam', 'here']);
    b.git(['checkout', '-q', 'other']);
    b.put({ 'repo/go.mod': GOOD.replace('1.25.0', '1.25.2') });
    b.git(['commit', '-qam', 'there']);
    expect(() => b.git(['merge', '-q', 'main'])).toThrow();
    expect(judged()).toEqual([1, 'gomod/syntax go.mod:1', 'replace/local-path z/go.mod:5']);
    expect(b.run(STAGED).out).toContain('the index holds several versions of it');
  });

  it('gives the target of a symlink, if that is in the repository', () => {
    b.put({ 'repo/real.mod': BAD, 'repo/a/.keep': '', 'repo/b/.keep': '', 'outside.mod': GOOD });
    symlinkSync('../real.mod', join(b.folder, 'repo/a/go.mod'));
    symlinkSync('../../outside.mod', join(b.folder, 'repo/b/go.mod'));
    b.git(['add', '.']);
    b.put({ 'repo/real.mod': GOOD });
    expect(judged()).toEqual([1, 'replace/local-path a/go.mod:5', 'gomod/syntax b/go.mod:1']);
  });

  it('of a file that only mentions a policy name is left alone', () => {
    b.put({ 'repo/go.mod': BAD, 'repo/x.modwarden.yaml': OFF, 'repo/package.json': '{"name": "x"}' });
    b.git(['add', '.']);
    expect(judged()).toEqual([1, 'replace/local-path go.mod:5']);
  });
});

describe('the policy', () => {
  it('is the staged one', () => {
    b.put({ 'repo/go.mod': BAD });
    b.git(['add', '.']);
    b.put({ 'repo/.modwarden.yaml': OFF });
    expect(judged()).toEqual([1, 'replace/local-path go.mod:5']);
    b.git(['add', '.']);
    expect(judged()).toEqual([0]);
    b.put({ 'repo/.modwarden.yaml': 'rules: {}\n' });
    expect(judged()).toEqual([0]);
  });

  it('is read again when it changes, whatever the cache holds', () => {
    b.put({ 'repo/go.mod': BAD });
    for (const [policy, expected] of [
      [OFF, [0]],
      [OFF, [0]],
      [OFF.replace('off', 'error'), [1, 'replace/local-path go.mod:5']],
      [OFF.replace('off', 'note'), [0, 'replace/local-path go.mod:5']],
      [OFF, [0]],
    ] as const) {
      b.put({ 'repo/.modwarden.yaml': policy });
      b.git(['add', '.']);
      expect(judged()).toEqual(expected);
    }
  });

  it('extends staged files of any name', () => {
    b.put({ 'repo/go.mod': BAD, 'repo/team/base.yaml': OFF, 'repo/.modwarden.yaml': 'extends: [./team/base.yaml]\n' });
    b.git(['add', '.']);
    b.put({ 'repo/team/base.yaml': 'rules: {}\n' });
    expect(judged()).toEqual([0]);
    b.git(['add', '.']);
    expect(judged()).toEqual([1, 'replace/local-path go.mod:5']);
  });

  it('stands in a package.json above the module', () => {
    const json = JSON.stringify({ modwarden: { rules: { 'replace/local-path': 'off' } } });
    b.put({ 'repo/a/go.mod': BAD, 'repo/package.json': json, 'repo/b/c/go.mod': BAD, 'repo/b/package.json': '{}' });
    b.git(['add', '.']);
    expect(judged()).toEqual([0]);
    b.git(['rm', '-q', '--cached', 'package.json']);
    expect(judged()).toEqual([1, 'replace/local-path a/go.mod:5', 'replace/local-path b/c/go.mod:5']);
  });

  it('whose removal is all that is staged is gone', () => {
    b.put({ 'repo/go.mod': BAD, 'repo/.modwarden.yaml': OFF });
    b.git(['add', '.']);
    b.git(['commit', '-qm', 'first']);
    expect(judged()).toEqual([0]);
    b.git(['rm', '-q', '--cached', '.modwarden.yaml']);
    expect(judged()).toEqual([1, 'replace/local-path go.mod:5']);
  });
});

describe('a hook', () => {
  const hooked = (cwd = 'repo') => {
    const folder = b.git(['rev-parse', '--git-path', 'hooks'], { cwd }).trim();
    const file = folder.startsWith('/') ? folder : join(cwd, folder);
    const path = folder.startsWith('/') ? file.slice(b.folder.length + 1) : file;
    b.put({ [`${path}/pre-commit`]: `#!/bin/sh\nexec ${process.execPath} ${BIN} check --staged\n` });
    chmodSync(join(b.folder, path, 'pre-commit'), 0o755);
  };

  it('stops the first commit of all', () => {
    hooked();
    b.put({ 'repo/go.mod': BAD });
    b.git(['add', '.']);
    expect(() => b.git(['commit', '-qm', 'first'])).toThrow(REFUSED);
    b.put({ 'repo/go.mod': GOOD });
    b.git(['add', '.']);
    b.git(['commit', '-qm', 'first']);
    expect(b.git(['rev-list', '--count', 'HEAD']).trim()).toBe('1');
  });

  describe('of a repository with history', () => {
    beforeEach(() => {
      b.put({ 'repo/a/go.mod': GOOD, 'repo/b/go.mod': GOOD });
      b.git(['add', '.']);
      b.git(['commit', '-qm', 'first']);
      hooked();
    });

    it('checks the paths of `git commit PATH`, not what else is staged', () => {
      b.put({ 'repo/a/go.mod': `${GOOD}\n// changed\n`, 'repo/b/go.mod': BAD });
      b.git(['add', 'b']);
      b.git(['commit', '-qm', 'a alone', 'a/go.mod']);
      expect(b.git(['diff', '--cached', '--name-only']).trim()).toBe('b/go.mod');
      expect(() => b.git(['commit', '-qm', 'rest'])).toThrow(REFUSED);
      b.put({ 'repo/b/go.mod': `${GOOD}\n// changed\n` });
      b.git(['add', 'b']);
      b.put({ 'repo/a/go.mod': BAD });
      expect(() => b.git(['commit', '-qm', 'a alone', 'a/go.mod'])).toThrow('a/go.mod:5:26');
    });

    it('checks what `git commit -a` takes', () => {
      b.put({ 'repo/b/go.mod': BAD });
      expect(() => b.git(['commit', '-qam', 'all'])).toThrow('b/go.mod:5:26');
      expect(() => b.git(['commit', '-qm', 'nothing', '--allow-empty'])).not.toThrow();
    });

    it('works from a folder below', () => {
      b.put({ 'repo/b/go.mod': BAD });
      b.git(['add', '.']);
      expect(() => b.git(['commit', '-qm', 'x'], { cwd: 'repo/a' })).toThrow('b/go.mod:5:26');
    });

    it('works in a worktree, which has an index of its own', () => {
      b.git(['worktree', 'add', '-q', '../tree', '-b', 'side']);
      b.put({ 'tree/a/go.mod': BAD });
      b.git(['add', '.'], { cwd: 'tree' });
      expect(judged('tree')).toEqual([1, 'replace/local-path a/go.mod:5']);
      expect(() => b.git(['commit', '-qm', 'x'], { cwd: 'tree' })).toThrow('a/go.mod:5:26');
      expect(judged()).toEqual([0]);
    });

    it('works in a submodule, whose files are none of the repository around it', () => {
      b.git(['init', '-q', 'super'], { cwd: '.' });
      b.put({ 'super/go.mod': GOOD });
      b.git(['submodule', '--quiet', 'add', '../repo', 'sub'], { cwd: 'super' });
      b.git(['add', '.'], { cwd: 'super' });
      b.put({ 'super/sub/a/go.mod': BAD });
      b.git(['add', '.'], { cwd: 'super/sub' });
      expect(judged('super')).toEqual([0]);
      expect(judged('super/sub')).toEqual([1, 'replace/local-path a/go.mod:5']);
      hooked('super/sub');
      expect(() => b.git(['commit', '-qm', 'x'], { cwd: 'super/sub' })).toThrow('a/go.mod:5:26');
    });
  });
});

describe('a folder below', () => {
  it('is checked alone, or by the module that it is part of', () => {
    b.put({ 'repo/a/go.mod': BAD, 'repo/b/go.mod': GOOD, 'repo/b/c/x.go': 'package c\n' });
    b.git(['add', '.']);
    expect(judged('repo/a')).toEqual([1, 'replace/local-path a/go.mod:5']);
    expect(judged('repo/b')).toEqual([0]);
    expect(judged('repo/b/c')).toEqual([0]);
    b.put({ 'repo/b/go.mod': BAD });
    b.git(['add', '.']);
    expect(judged('repo/b/c')).toEqual([1, 'replace/local-path b/go.mod:5']);
  });
});

describe('without git', () => {
  it('says in a line that there is no repository, or no git', () => {
    b.put({ 'plain/go.mod': GOOD });
    expect(b.run(STAGED, { cwd: 'plain' })).toMatchObject({ code: 2, out: '' });
    expect(b.run(STAGED, { cwd: 'plain' }).err).toMatch(/^modwarden: not a git repository[^\n]*\n$/);
    expect(b.run(STAGED, { env: { PATH: b.folder } })).toEqual({
      code: 2,
      out: '',
      err: 'modwarden: git is not on the PATH\n',
    });
    rmSync(join(b.folder, 'repo/.git/HEAD'));
    expect(b.run(STAGED).err).toMatch(/^modwarden: not a git repository[^\n]*\n$/);
  });
});
