import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arguments } from '../../../src/commands/shared/args.ts';
import { timeoutOf } from '../../../src/commands/shared/session.ts';
import { type GitBox, newGitBox } from '../../support/git-box.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.25\n';
let box: GitBox;
beforeAll(() => {
  box = newGitBox({ 'go.mod': GO_MOD, 'a/go.mod': GO_MOD, 'b/go.mod': GO_MOD, 'a/x.txt': 'x' });
});
afterAll(() => box.remove());

const refusal = async (...args: string[]) => {
  const { code, out, err } = await box.run(['check', ...args]);
  expect([code, out]).toEqual([2, '']);
  return err.replace(/^modwarden: /, '').trimEnd();
};

describe('options that contradict each other', () => {
  const VALUES: Readonly<Record<string, string[]>> = Object.fromEntries(
    ['rev', 'facts', 'vulndb', 'report', 'index', 'root', 'policy', 'preset', 'policy-base', 'baseline'].map((name) => [
      name,
      [`--${name}`, 'x'],
    ]),
  );
  it.each([
    ['staged', 'rev'],
    ['staged', 'facts'],
    ['staged', 'online'],
    ['staged', 'vulndb'],
    ['staged', 'report'],
    ['staged', 'index'],
    ['offline', 'online'],
    ['root', 'rev'],
    ['root', 'staged'],
    ['policy', 'preset'],
    ['policy-base', 'preset'],
    ['baseline', 'no-baseline'],
  ])('--%s and --%s', async (one, other) => {
    const args = [one, other].map((name) => VALUES[name] ?? [`--${name}`]);
    const message = `--${one} and --${other} cannot be used together`;
    expect(await refusal(...args.flat())).toBe(message);
    expect(await refusal(...args.toReversed().flat())).toBe(message);
  });
});

describe('--timeout', () => {
  const timeout = (value?: string) =>
    timeoutOf({
      values: new Map(value === undefined ? [] : [['timeout', value]]),
      flags: new Set(),
      lists: new Map(),
      positionals: [],
    } satisfies Arguments);

  it.each([
    ['0.1', 100],
    ['0.123', 123],
    ['1', 1000],
    ['30', 30_000],
    ['3600', 3_600_000],
    ['0030', 30_000],
  ])('%s is %i ms', (value, ms) => {
    expect(timeout(value)).toBe(ms);
  });

  it.each(['0', '0.09', '3600.1', '3601', '-1', '1e3', '1.2345', '10000', '', ' 1', '1s'])('%j is none', (value) => {
    expect(() => timeout(value)).toThrow(
      `--timeout: expected a number of seconds from 0.1 to 3600, got ${JSON.stringify(value)}`,
    );
  });

  it('is the usual where it is left out', () => {
    expect(timeout()).toBeUndefined();
  });
});

describe('what is wrong with a value names its option', () => {
  it.each([
    [['--rev', 'gone'], /^--rev .*gone/],
    [['--base', 'gone'], /^--base .*gone/],
    [['--preset', 'gone'], /^--preset: .*gone/],
    [['--policy', 'gone.yaml'], /^--policy .*gone\.yaml/],
    [['--go-env', 'gone.env'], /^--go-env .*gone\.env/],
    [['--facts', 'gone.json'], /^--facts: .*gone\.json/],
    [['--baseline', 'gone.json'], /^--baseline .*gone\.json/],
    [['--report', 'gone.json'], /^--report .*gone\.json/],
    [['--as-of', '2026-02-30'], /^--as-of .*2026-02-30/],
    [['--timeout', 'soon'], /^--timeout: /],
  ])('%j', async (args, message) => {
    expect(await refusal(...args)).toMatch(message);
  });

  it('but not a revision that the command takes as an argument', async () => {
    const { code, err } = await box.run(['diff', 'gone', '--offline']);
    expect(code).toBe(2);
    expect(err).not.toMatch(/--rev|--base/);
  });
});

describe('paths', () => {
  const files = async (...paths: string[]) => {
    const { out, err } = await box.run(['check', '--offline', '--format', 'json', ...paths]);
    expect(err).toBe('');
    return JSON.parse(out).modules.map(({ file }: { file: string }) => file);
  };

  it('are the current folder where there are none', async () => {
    expect(await files()).toEqual(['go.mod', 'a/go.mod', 'b/go.mod']);
    expect(await files('.')).toEqual(['go.mod', 'a/go.mod', 'b/go.mod']);
  });

  it('are folders, or files that stand for their module', async () => {
    expect(await files('a')).toEqual(['a/go.mod']);
    expect(await files('a', 'b')).toEqual(['a/go.mod', 'b/go.mod']);
    expect(await files('b', 'b/go.mod')).toEqual(['b/go.mod']);
    expect(await files('a/go.mod')).toEqual(['a/go.mod']);
    expect(await files('a/x.txt', 'b')).toEqual(['a/go.mod', 'b/go.mod']);
  });

  it('must be there, and of one repository', async () => {
    expect(await refusal('a', 'gone')).toMatch(/^"gone" /);
    const other = join(box.root, 'other');
    mkdirSync(join(other, '.git'), { recursive: true });
    writeFileSync(join(other, 'go.mod'), GO_MOD);
    symlinkSync(other, join(box.home, 'link'));
    expect(await refusal('a', 'b', other)).toBe(`"a", ${JSON.stringify(other)}: expected paths of one repository`);
  });
});
