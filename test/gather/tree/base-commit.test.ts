import { afterAll, expect, it } from 'vitest';
import { type BaseInput, baseCommit } from '../../../src/gather/tree/base-commit.ts';
import { newGitBox } from '../../support/git-box.ts';

const box = newGitBox({ 'go.mod': 'module example.com/m\n' });
const fork = box.git('rev-parse', 'HEAD');
box.git('tag', '-am', 'a tag', 'v1');
box.git('checkout', '-qb', 'feature');
const feature = box.commit({ a: 'a\n' });
box.git('checkout', '-q', 'main');
const main = box.commit({ b: 'b\n' });
box.git('checkout', '-q', '--orphan', 'orphan');
box.git('commit', '-qm', 'orphan');
box.git('checkout', '-q', 'main');
afterAll(() => box.remove());

const of = (base: string, more: Partial<BaseInput> = {}) =>
  baseCommit({ root: box.repo, base, head: 'HEAD', env: { PATH: process.env.PATH }, ...more });

it('gives the commit of a branch, a tag, or a shortened id', () => {
  expect(of('feature')).toBe(feature);
  expect(of('v1')).toBe(fork);
  expect(of(main.slice(0, 10))).toBe(main);
});

it('gives the merge base where three dots follow', () => {
  expect(of('feature...')).toBe(fork);
  expect(of('main...', { head: 'feature' })).toBe(fork);
  expect(of('main...')).toBe(main);
});

const FORM = 'write a revision, or REVISION... for its merge base with what is checked';

it.each([
  ['', FORM],
  ['...', FORM],
  ['-h', FORM],
  ['--all', FORM],
  ['main..', FORM],
  ['main...feature', FORM],
  ['....', 'git knows no commit "."; is it fetched?'],
  ['nowhere', 'git knows no commit "nowhere"; is it fetched?'],
  ['nowhere...', 'git knows no commit "nowhere"; is it fetched?'],
  ['HEAD:go.mod', 'git knows no commit "HEAD:go.mod"; is it fetched?'],
  ['orphan...', 'no common ancestor with what is checked; a shallow clone needs more history (fetch-depth: 0)'],
])('refuses %j', (base, reason) => {
  expect(() => of(base)).toThrow(
    expect.objectContaining({
      name: 'ModwardenError',
      code: 'unknown-base',
      message: `${JSON.stringify(base)}: ${reason}`,
    }),
  );
});

it('names the head where that is the unknown one', () => {
  expect(() => of('main...', { head: 'nowhere' })).toThrow('git knows no commit "nowhere"; is it fetched?');
});

it('says what else is wrong with git', () => {
  expect(() => of('main', { env: { PATH: '' } })).toThrow('"main": git is not on the PATH');
});
