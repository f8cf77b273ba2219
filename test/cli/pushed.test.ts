/** `check --pushed` as git's own pre-push hook runs it: the commits that are pushed are checked, whatever the index holds. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BAD, BIN, type Box, box, GOOD } from '../support/built.ts';

const REFUSED = 'error[replace/local-path]';

let b: Box;
beforeEach(() => {
  b = box();
  b.git(['init', '-q', '--bare', '../remote.git']);
  b.git(['remote', 'add', 'origin', '../remote.git']);
  b.put({ 'repo/.git/hooks/pre-push': `#!/bin/sh\nexec ${process.execPath} ${BIN} check --pushed\n` });
  chmodSync(join(b.folder, 'repo/.git/hooks/pre-push'), 0o755);
  commit(GOOD);
  push('main');
});
afterEach(() => b.remove());

function commit(text: string, path = 'go.mod'): void {
  b.put({ [`repo/${path}`]: text });
  b.git(['add', '.']);
  b.git(['commit', '-qm', 'x']);
}

function push(...refs: string[]): string {
  return b.git(['push', '-q', 'origin', ...refs]);
}

describe('a push', () => {
  it('of good commits passes in silence', () => {
    commit(`${GOOD}\n// more\n`);
    expect(push('main')).toBe('');
  });

  it('of a bad commit is refused, though the index and the work tree are good', () => {
    commit(BAD);
    b.put({ 'repo/go.mod': GOOD });
    b.git(['add', '.']);
    expect(() => push('main')).toThrow('failed to push some refs');
    b.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'fixed']);
    expect(push('main')).toBe('');
  });

  it('of several commits is refused where one below a good tip is bad, and says which', () => {
    commit(BAD);
    const bad = b.git(['rev-parse', '--short=12', 'HEAD']).trim();
    commit(GOOD);
    const [tip, old] = ['HEAD', 'origin/main'].map((rev) => b.git(['rev-parse', rev]).trim());
    const input = `refs/heads/main ${tip} refs/heads/main ${old}\n`;
    const { code, out, err } = b.run(['check', '--pushed'], { input });
    expect([code, out]).toEqual([1, expect.stringMatching(`^earlier commit \\(${bad}\\):\n`)]);
    expect(err).toBe(
      'modwarden: 1 earlier commit is pushed too; change it with "git rebase -i", or check with --tips-only\n',
    );
    expect(b.run(['check', '--pushed', '--tips-only'], { input })).toEqual({ code: 0, out: '', err: '' });
    expect(() => push('main')).toThrow('failed to push some refs');
    expect(() => push('HEAD:refs/heads/new')).toThrow('failed to push some refs');
    // What is once there is not new.
    b.git(['push', '-q', '--no-verify', 'origin', 'main']);
    commit(`${GOOD}\n// more\n`);
    expect(push('main')).toBe('');
  });

  it('tells a finding once, though several commits have it', () => {
    commit(BAD);
    commit(`${BAD}\n// more\n`);
    const lines = `refs/heads/main ${b.git(['rev-parse', 'HEAD']).trim()} refs/heads/main ${'0'.repeat(40)}\n`;
    const { code, out, err } = b.run(['check', '--pushed'], { input: lines });
    expect([code, err, out.split('error[replace/local-path]').length]).toEqual([1, '', 2]);
  });

  it('accepts in earlier commits what a waiver in the last one accepts', () => {
    commit(BAD);
    commit(
      'waivers:\n  - { rule: replace/local-path, module: example.com/x, reason: soon, until: 2999-01-01 }\n',
      '.modwarden.yaml',
    );
    expect(push('main')).toBe('');
  });

  it('by force of a rewritten history checks what is new of it', () => {
    commit(BAD);
    b.git(['push', '-q', '--no-verify', 'origin', 'main']);
    b.git(['reset', '-q', '--hard', 'main~1']);
    commit(`${GOOD}\n// more\n`);
    expect(push('--force', 'main')).toBe('');
  });

  it('of a tag of a file passes: there is no go.mod in it', () => {
    b.git(['tag', 'key', b.git(['rev-parse', 'HEAD:go.mod']).trim()]);
    expect(push('key')).toBe('');
  });

  it('of another branch than the one that is checked out is checked', () => {
    b.git(['checkout', '-q', '-b', 'other']);
    commit(BAD, 'a/go.mod');
    b.git(['checkout', '-q', 'main']);
    expect(() => push('other')).toThrow('failed to push some refs');
    expect(push('main')).toBe('');
  });

  it('of several branches names the bad one', () => {
    b.git(['checkout', '-q', '-b', 'other']);
    commit(BAD, 'a/go.mod');
    const lines = ['main', 'other'].map((ref) => {
      const id = b.git(['rev-parse', ref]).trim();
      return `refs/heads/${ref} ${id} refs/heads/${ref} ${'0'.repeat(40)}\n`;
    });
    const { code, out } = b.run(['check', '--pushed'], { input: lines.join('') });
    expect([code, out]).toEqual([1, expect.stringMatching(/^refs\/heads\/other \([0-9a-f]{12}\):\n/)]);
    expect(out).toContain(REFUSED);
    expect(out).not.toContain('refs/heads/main');
  });

  it('that only deletes passes, whatever HEAD has', () => {
    b.git(['push', '-q', '--no-verify', 'origin', 'main:old']);
    b.git(['commit', '-qm', 'x', '--allow-empty']);
    commit(BAD);
    expect(push('--delete', 'old')).toBe('');
  });

  it('of a tag checks its commit', () => {
    commit(BAD);
    b.git(['tag', '-a', 'v1', '-m', 'v1']);
    expect(() => push('v1')).toThrow('failed to push some refs');
  });

  it('from a worktree and from a subfolder is checked', () => {
    b.git(['worktree', 'add', '-q', '../tree', '-b', 'side']);
    b.put({ 'tree/a/go.mod': BAD });
    b.git(['add', '.'], { cwd: 'tree' });
    b.git(['commit', '-qm', 'x'], { cwd: 'tree' });
    expect(() => b.git(['push', '-q', 'origin', 'side'], { cwd: 'tree/a' })).toThrow('failed to push some refs');
  });

  it('without anything of Go passes in silence', () => {
    b.git(['checkout', '-q', '--orphan', 'docs']);
    b.git(['rm', '-rfq', '.']);
    b.put({ 'repo/README.md': 'x' });
    b.git(['add', '.']);
    b.git(['commit', '-qm', 'x']);
    expect(push('docs')).toBe('');
  });
});

it('a commit that is not there is an error, not a pass', () => {
  const line = `refs/heads/x ${'1'.repeat(40)} refs/heads/x ${'0'.repeat(40)}\n`;
  expect(b.run(['check', '--pushed'], { input: line })).toMatchObject({ code: 2, out: '' });
});

it.each(['--staged', '--rev=HEAD', '--format=json'])('cannot be used with %s', (other) => {
  const [name] = other.split('=');
  expect(b.run(['check', '--pushed', other])).toEqual({
    code: 2,
    out: '',
    err: `modwarden: --pushed and ${name} cannot be used together\n`,
  });
});

describe('file arguments', () => {
  it('choose the modules that are checked, absolute paths too', () => {
    b.put({ 'repo/a/go.mod': BAD, 'repo/b/go.mod': BAD, 'repo/b/x.go': 'package x\n' });
    b.git(['add', '.']);
    const paths = (...args: string[]) => {
      const { out } = b.run(['check', '--staged', '--format', 'json', ...args]);
      return (JSON.parse(out) as { findings: { place: { path: string } }[] }).findings.map((f) => f.place.path);
    };
    expect(paths(join(b.folder, 'repo/a/go.mod'))).toEqual(['a/go.mod']);
    expect(paths('b/x.go')).toEqual(['b/go.mod']);
    expect(paths('a/go.mod', 'b/go.sum')).toEqual(['a/go.mod', 'b/go.mod']);
    expect(paths('go.mod')).toEqual([]);
    expect(b.run(['check', '--staged', 'go.mod', '../remote.git'])).toMatchObject({
      code: 2,
      err: 'modwarden: "go.mod", "../remote.git": expected paths of one repository\n',
    });
  });
});
