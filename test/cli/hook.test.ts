/** The hooks that `modwarden hook install` writes, as git runs them; hook-table.test.ts has the situations. */
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BAD, type Box, box, GOOD } from '../support/built.ts';

const REFUSED = 'error[replace/local-path]';
const TRACE = 'trace';

let b: Box;
beforeEach(() => {
  b = box();
  b.put({ 'repo/go.mod': GOOD, 'repo/main.c': 'int x;\n' });
  b.git(['add', '.']);
});
afterEach(() => b.remove());

const install = (...args: string[]) => expect(b.run(['hook', 'install', ...args])).toMatchObject({ code: 0, err: '' });
const commit = (...args: string[]) => b.git(['commit', '-qm', 'x', ...args]);
const write = (text: string, path = 'go.mod') => {
  b.put({ [`repo/${path}`]: text });
  b.git(['add', path]);
};

/** Whether Node was started: what git's hook runs leaves a trace. */
function startsNode(...args: string[]): boolean {
  const trace = join(b.folder, TRACE);
  rmSync(trace, { force: true });
  const script = join(b.folder, 'repo/.git/hooks/pre-commit');
  const text = readFileSync(script, 'utf8').replace('modwarden check --staged', `touch '${trace}'`);
  b.put({ 'repo/.git/hooks/pre-commit': text });
  b.git(['commit', '-qm', 'x', ...args]);
  return existsSync(trace);
}

describe('the pre-commit hook', () => {
  it('stops a bad commit, the first one too, and says nothing of a good one', () => {
    install();
    write(BAD);
    expect(() => commit()).toThrow(REFUSED);
    write(GOOD);
    expect(commit()).toBe('');
  });

  it('starts Node only where something that it reads is staged, also where that is deleted', () => {
    install();
    expect(startsNode()).toBe(true);
    write('int y;\n', 'main.c');
    expect(startsNode()).toBe(false);
    write('rules: {}\n', 'team/base.yaml');
    expect(startsNode()).toBe(true);
    b.git(['rm', '-q', 'go.mod']);
    expect(startsNode()).toBe(true);
  });

  it.each([
    'Makefile',
    'build/DOCKERFILE.dev',
    '.github/workflows/ci.yml',
    'a/b/scripts/release',
    'x/.env.local',
    'CI.sh',
  ])('starts Node where nothing but %s is staged, which may set variables of Go', (path) => {
    commit();
    install();
    write('export GOFLAGS=-insecure\n', path);
    expect(startsNode()).toBe(true);
    write('int y;\n', 'main.c');
    expect(startsNode()).toBe(false);
  });

  it('is not talked out of it by the user that reads paths literally', () => {
    commit();
    install();
    write(BAD);
    expect(() => b.git(['commit', '-qm', 'x'], { env: { GIT_LITERAL_PATHSPECS: '1' } })).toThrow(REFUSED);
  });

  it('runs the hook that was there first, and keeps to its answer', () => {
    b.put({ 'repo/.git/hooks/pre-commit': '#!/bin/sh\necho theirs >&2\n[ ! -e stop ]\n' });
    chmodSync(join(b.folder, 'repo/.git/hooks/pre-commit'), 0o755);
    install();
    write(BAD);
    expect(() => commit()).toThrow(/^(?=[\s\S]*theirs\n)[\s\S]*replace\/local-path/);
    write(GOOD);
    b.put({ 'repo/stop': '' });
    expect(() => commit()).toThrow('theirs');
    rmSync(join(b.folder, 'repo/stop'));
    commit();
    expect(b.run(['hook', 'uninstall']).code).toBe(0);
    b.put({ 'repo/stop': '' });
    expect(() => commit('--allow-empty')).toThrow('theirs');
  });

  it('stops the commit where modwarden is gone, and says what to do', () => {
    install();
    const script = join(b.folder, 'repo/.git/hooks/pre-commit');
    b.put({ 'repo/.git/hooks/pre-commit': readFileSync(script, 'utf8').replaceAll('bin.cjs', 'gone.cjs') });
    expect(() => commit()).toThrow('modwarden is not there any more: install it');
  });
});

describe('the pre-push hook', () => {
  it('stops a push of a bad commit, and hands the lines of git to the hook that was there', () => {
    b.git(['init', '-q', '--bare', '../remote.git']);
    b.git(['remote', 'add', 'origin', '../remote.git']);
    b.put({ 'repo/.git/hooks/pre-push': '#!/bin/sh\ncat > lines\necho "$1" > name\n' });
    chmodSync(join(b.folder, 'repo/.git/hooks/pre-push'), 0o755);
    install('--pre-push');
    commit();
    b.git(['push', '-q', 'origin', 'main']);
    expect(readFileSync(join(b.folder, 'repo/lines'), 'utf8')).toMatch(/^refs\/heads\/main [0-9a-f]{40} /);
    expect(readFileSync(join(b.folder, 'repo/name'), 'utf8')).toBe('origin\n');
    write(BAD);
    commit('--no-verify');
    write(GOOD);
    expect(() => b.git(['push', '-q', 'origin', 'main'])).toThrow('failed to push some refs');
    b.git(['push', '-q', 'origin', 'main~1:refs/heads/older']);
    b.git(['push', '-q', 'origin', '--delete', 'older']);
  });
});
