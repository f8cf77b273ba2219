import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitBlobs } from '../../../src/gather/tree/git-blobs.ts';
import { type Git, GitOutputError } from '../../../src/gather/tree/git-command.ts';

/** A git that holds these blobs and gives at most so many bytes at once. */
function fakeGit(blobs: Readonly<Record<string, string>>, most = 1000) {
  const calls: string[][] = [];
  const git: Git = {
    run: (args, input = '') => {
      calls.push([args.join(' '), ...input.trim().split('\n')]);
      const check = args.includes('--batch-check');
      const output = input
        .trim()
        .split('\n')
        .map((id) =>
          blobs[id] === undefined
            ? `${id} missing\n`
            : `${id} blob ${blobs[id].length}\n${check ? '' : `${blobs[id]}\n`}`,
        )
        .join('');
      if (output.length > most) throw new GitOutputError('too much');
      return Buffer.from(output);
    },
  };
  return { git, calls };
}
const text = (blob: unknown) => (blob instanceof Uint8Array ? Buffer.from(blob).toString() : blob);

describe('blobs', () => {
  test('wanted at the same time are read at once, and once', async () => {
    const { git, calls } = fakeGit({ a: 'A\n\n', b: 'b missing\n', c: '' });
    const blobs = gitBlobs(git, undefined, 100);
    blobs.expect(['c']);
    expect((await Promise.all(['a', 'b', 'x', 'a'].map((id) => blobs.read(id)))).map(text)).toEqual([
      'A\n\n',
      'b missing\n',
      undefined,
      'A\n\n',
    ]);
    expect(text(await blobs.read('c'))).toBe('');
    expect(calls).toEqual([['cat-file --batch', 'c', 'a', 'b', 'x']]);
  });

  test('too large ones are left alone when all together are too much', async () => {
    const { git, calls } = fakeGit({ a: 'A', big: 'x'.repeat(2000), b: 'B' });
    const blobs = gitBlobs(git, undefined, 100);
    expect((await Promise.all(['a', 'big', 'x', 'b'].map((id) => blobs.read(id)))).map(text)).toEqual([
      'A',
      2000,
      undefined,
      'B',
    ]);
    expect(calls.map(([command, ...ids]) => `${command}: ${ids}`)).toEqual([
      'cat-file --batch: a,big,x,b',
      'cat-file --batch-check: a,big,x,b',
      'cat-file --batch: a,b',
    ]);
  });

  test('of a repository in the usual form are read without git, unless only git can tell', async () => {
    const box = mkdtempSync(join(tmpdir(), 'blobs-'));
    const git = (args: readonly string[], input = '') =>
      execFileSync('git', args, { cwd: box, input, stdio: ['pipe', 'pipe', 'ignore'] })
        .toString()
        .trim();
    try {
      git(['init', '-q']);
      const blob = (content: string) => git(['hash-object', '-w', '--stdin'], content);
      const [id, large] = [blob('own'), blob('x'.repeat(200))];
      const fake = fakeGit({ a: 'A', [large]: 'x'.repeat(200) });
      const blobs = gitBlobs(fake.git, { git: join(box, '.git'), head: '' }, 100);
      const contents = await Promise.all([id, 'a', large, 'x'].map((one) => blobs.read(one)));
      expect(contents.map(text)).toEqual(['own', 'A', 200, undefined]);
      expect(fake.calls).toEqual([['cat-file --batch', 'a', large, 'x']]);
      expect(text(await blobs.read(id))).toBe('own');
      expect(fake.calls).toHaveLength(1);
    } finally {
      rmSync(box, { recursive: true, force: true });
    }
  });
});
