import { expect, it } from 'vitest';
import { pushOf } from '../../../src/commands/shared/pushed.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(64);
const ZERO = '0'.repeat(40);

function push(input: string, env: Readonly<Record<string, string>> = {}, isIn = false) {
  return pushOf({ env, input: () => Buffer.from(input), isTerminal: { in: isIn, out: false, err: false } });
}
function tips(input: string, env: Readonly<Record<string, string>> = {}, isIn = false) {
  return push(input, env, isIn).tips.map(({ name, rev }) => `${name} ${rev}`);
}

it('gives each commit that is pushed once, with the name of its branch', () => {
  expect(
    tips(
      `refs/heads/a ${A} refs/heads/a ${ZERO}\nHEAD~1 ${B} refs/heads/b ${B}\nrefs/tags/t ${A} refs/tags/t ${ZERO}\n`,
    ),
  ).toEqual([`refs/heads/a ${A}`, `HEAD~1 ${B}`]);
});

it('a push that only deletes brings nothing', () => {
  expect(tips(`(delete) ${ZERO} refs/heads/old ${A}\n`)).toEqual([]);
  expect(tips(`(delete) ${'0'.repeat(64)} refs/heads/old ${B}\n`)).toEqual([]);
});

it('is what HEAD has, where nobody says what is pushed', () => {
  expect(tips('')).toEqual(['HEAD HEAD']);
});

it('takes what the pre-commit framework says, and does not read standard input then', () => {
  expect(tips('no line', { PRE_COMMIT: '1', PRE_COMMIT_FROM_REF: B, PRE_COMMIT_TO_REF: A })).toEqual([`${A} ${A}`]);
  const whole = { PRE_COMMIT: '1', PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/main' };
  expect(tips('', whole)).toEqual(['refs/heads/main refs/heads/main']);
  expect(tips('', { ...whole, PRE_COMMIT_TO_REF: A })).toEqual([`refs/heads/main ${A}`]);
  expect(tips('', { PRE_COMMIT: '1' })).toEqual(['HEAD HEAD']);
});

it.each(['x', `refs/heads/a ${A}`, `refs/heads/a ${A} refs/heads/a xyz`, `refs/heads/a --help refs/heads/a ${A}`])(
  'refuses the line %j',
  (line) => {
    expect(() => tips(line)).toThrow(/^--pushed: expected a line of git's pre-push hook/);
  },
);

it('refuses to wait for a terminal', () => {
  expect(() => tips('', {}, true)).toThrow(/got a terminal$/);
});

it('knows what the remote has, as far as somebody says it', () => {
  expect(push(`refs/heads/a ${A} refs/heads/a ${B}\n(delete) ${ZERO} refs/heads/b ${A}\n`).known).toEqual([B, A]);
  expect(push(`refs/heads/a ${A} refs/heads/a ${ZERO}\n`).known).toEqual([]);
  expect(push('').known).toBeUndefined();
  const env = { PRE_COMMIT: '1', PRE_COMMIT_FROM_REF: B, PRE_COMMIT_TO_REF: A, PRE_COMMIT_REMOTE_NAME: 'up' };
  expect(push('', env)).toMatchObject({ known: [B], remote: 'up' });
  expect(push('', { PRE_COMMIT: '1', PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/main' }).known).toEqual([]);
  expect(push('', { PRE_COMMIT: '1' }).known).toBeUndefined();
});

it.each(['--all', 'a\nb', ':x', ' '])('refuses the revision %j of the framework', (ref) => {
  expect(() => push('', { PRE_COMMIT: '1', PRE_COMMIT_TO_REF: ref })).toThrow(/^--pushed: expected a revision/);
});
