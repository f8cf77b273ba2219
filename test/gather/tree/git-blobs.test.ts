import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitBlobs } from '../../../src/gather/tree/git-blobs.ts';
import { type Git, GitError, GitOutputError } from '../../../src/gather/tree/git-command.ts';

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

  test('that fit in 128 MB are read together, more one batch after the other', async () => {
    const MB = 1 << 20;
    for (const [sizes, batches] of [
      [
        [64 * MB, 64 * MB, 1],
        ['a,b', 'c'],
      ],
      [
        [64 * MB, 64 * MB + 1, 1],
        ['a', 'b,c'],
      ],
      [
        [200 * MB, 1, 200 * MB],
        ['a', 'b', 'c'],
      ],
    ] as const) {
      const asked: string[] = [];
      const run = (args: readonly string[], input = '') => {
        const ids = input.trim().split('\n');
        if (args[1] === '--batch-check') return Buffer.from(ids.map((id, i) => `${id} blob ${sizes[i]}\n`).join(''));
        if (asked.push(`${ids}`) === 1) throw new GitOutputError('too much');
        return Buffer.from(ids.map((id) => `${id} blob 1\n${id}\n`).join(''));
      };
      const blobs = gitBlobs({ run }, undefined, 300 * MB);
      expect((await Promise.all(['a', 'b', 'c'].map((id) => blobs.read(id)))).map(text)).toEqual(['a', 'b', 'c']);
      expect(asked.slice(1).filter((ids) => ids !== '')).toEqual(batches);
    }
  });

  test('are told by their size where they are over the limit, and are nothing where they are no blobs', async () => {
    const { git } = fakeGit({ a: 'x'.repeat(100), b: 'x'.repeat(101) });
    const blobs = gitBlobs(git, undefined, 100);
    expect([text(await blobs.read('a')), await blobs.read('b')]).toEqual(['x'.repeat(100), 101]);
    const run = () => Buffer.from('a tree 4\n1234\nb blob 1\nB\n');
    const others = gitBlobs({ run }, undefined, 100);
    expect(await Promise.all([others.read('a'), others.read('b')].map(async (one) => text(await one)))).toEqual([
      undefined,
      'B',
    ]);
  });

  test('cannot be read where git fails otherwise', async () => {
    const run = () => {
      throw new GitError('broken');
    };
    await expect(gitBlobs({ run }, undefined, 100).read('a')).rejects.toThrow(new GitError('broken'));
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
