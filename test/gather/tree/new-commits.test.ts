import { afterEach, beforeEach, expect, it } from 'vitest';
import { newCommits } from '../../../src/gather/tree/new-commits.ts';
import { type GitBox, newGitBox } from '../../support/git-box.ts';

const MOD = 'module example.com/m\n\ngo 1.25.0\n';
const env = { PATH: process.env.PATH };

let box: GitBox;
let first: string;
beforeEach(() => {
  box = newGitBox({ 'go.mod': MOD });
  first = box.git('rev-parse', 'HEAD');
});
afterEach(() => box.remove());

const listed = (tips: readonly string[], known: readonly string[] = [], max = 10, remote?: string) =>
  newCommits(box.repo, env, { tips, known, remote }, ['*.mod'], max);

it('gives the commits below the tips that change something that is checked, newest first', () => {
  const a = box.commit({ 'go.mod': `${MOD}// a\n` });
  box.commit({ 'README.md': 'x' });
  const b = box.commit({ Dockerfile: 'FROM x\n' });
  const tip = box.commit({ 'go.mod': MOD });
  expect(listed([tip], [first])).toEqual({ tips: [tip], below: [b, a], more: 0 });
  expect(listed([tip])).toEqual({ tips: [tip], below: [b, a, first], more: 0 });
  expect(listed([tip], [], 1)).toEqual({ tips: [tip], below: [b], more: 2 });
});

it('follows both sides of a merge, also where it took nothing of one', () => {
  box.git('checkout', '-qb', 'side');
  const side = box.commit({ 'go.mod': `${MOD}// side\n` });
  box.git('checkout', '-q', 'main');
  box.commit({ x: '1' });
  box.git('merge', '-q', '-s', 'ours', 'side', '-m', 'merge');
  expect(listed(['main'], [first]).below).toEqual([side]);
});

it('passes over what a remote has, of the one that is named or of any', () => {
  const old = box.commit({ 'go.mod': `${MOD}// old\n` });
  box.git('update-ref', 'refs/remotes/up/main', old);
  const tip = box.commit({ 'go.mod': MOD });
  expect(listed([tip]).below).toEqual([]);
  expect(listed([tip], [], 10, 'up').below).toEqual([]);
  expect(listed([tip], [], 10, 'other').below).toEqual([old, first]);
  expect(listed([tip], [], 10, '*').below).toEqual([old, first]);
});

it('does without commits of the remote that are not here', () => {
  expect(listed(['HEAD'], ['1'.repeat(40)])).toEqual({ tips: ['HEAD'], below: [], more: 0 });
});

it('takes a tag of a commit for the commit, leaves out one of a file, and keeps what git does not know', () => {
  const tip = box.commit({ 'go.mod': `${MOD}// a\n` });
  box.git('tag', '-a', 'v1', '-m', 'v1');
  box.git('tag', 'file', `${tip}:go.mod`);
  expect(listed(['v1', 'file', '2'.repeat(40)], [first])).toEqual({ tips: ['v1', '2'.repeat(40)], below: [], more: 0 });
});

it('lists nothing below what is no commit, be it a file or a folder of one', () => {
  box.git('tag', 'file', `${first}:go.mod`);
  expect(listed(['file'])).toEqual({ tips: [], below: [], more: 0 });
  expect(listed([`${first}^{tree}`])).toEqual({ tips: [`${first}^{tree}`], below: [], more: 0 });
  expect(listed([])).toEqual({ tips: [], below: [], more: 0 });
});

it('lists as many as it may', () => {
  for (let i = 0; i < 3; i++) box.commit({ 'go.mod': `${MOD}// ${i}\n` });
  expect([2, 3].map((max) => listed(['HEAD'], [], max))).toMatchObject([
    { below: { length: 2 }, more: 1 },
    { below: { length: 3 }, more: 0 },
  ]);
});

it('is an error where the history cannot be read', () => {
  expect(() => listed(['HEAD'], ['--all'])).toThrow();
});
