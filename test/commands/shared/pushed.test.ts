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

it('takes a thousand commits, and no more', () => {
  const id = (i: number) => `${i + 1}`.padStart(40, '0');
  const lines = (count: number) =>
    Array.from({ length: count }, (_, i) => `refs/heads/b${i} ${id(i)} refs/heads/b${i} ${ZERO}\n`).join('');
  expect(tips(lines(1000))).toHaveLength(1000);
  expect(() => tips(lines(1001))).toThrow('--pushed: expected at most 1000 commits in one push, got 1001');
});

it('reads 16 MiB at most, and says what is wrong with its input', () => {
  const asked: number[] = [];
  const input = (max: number) => {
    asked.push(max);
    return { problem: 'is too large' } as const;
  };
  expect(() => pushOf({ env: {}, input, isTerminal: { in: false, out: false, err: false } } as never)).toThrow(
    '--pushed: standard input is too large',
  );
  expect(asked).toEqual([16 << 20]);
});

it('shows 200 characters of what it does not understand', () => {
  expect(() => tips('x'.repeat(300))).toThrow(
    `--pushed: expected a line of git's pre-push hook (LOCAL-REF ID REMOTE-REF ID), got "${'x'.repeat(120)}…"`,
  );
});

it('skips empty lines and blanks at the end of a line', () => {
  expect(tips(`\n  \nrefs/heads/a ${A} refs/heads/a ${ZERO} \r\n\n`)).toEqual([`refs/heads/a ${A}`]);
  expect(push('\n')).toEqual({ tips: [{ name: 'HEAD', rev: 'HEAD' }], known: undefined });
});

it('tells the whole push of the pre-commit framework', () => {
  const env = { PRE_COMMIT: '1', PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/main', PRE_COMMIT_TO_REF: A };
  expect(push('', env)).toEqual({ tips: [{ name: 'refs/heads/main', rev: A }], known: [], remote: undefined });
  expect(push('', { ...env, PRE_COMMIT: '' })).toEqual({ tips: [{ name: 'HEAD', rev: 'HEAD' }], known: undefined });
  const empty = { PRE_COMMIT_LOCAL_BRANCH: '', PRE_COMMIT_FROM_REF: '', PRE_COMMIT_REMOTE_NAME: '' };
  expect(push('', { ...env, ...empty })).toEqual({ tips: [{ name: A, rev: A }], known: [], remote: undefined });
  expect(() => push('', { ...env, PRE_COMMIT_FROM_REF: '--all' })).toThrow(
    '--pushed: expected a revision from the hook framework, got "--all"',
  );
});

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
