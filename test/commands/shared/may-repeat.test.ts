import { expect, it } from 'vitest';
import { codeOf, mayRepeat } from '../../../src/commands/shared/may-repeat.ts';
import { terminalIn } from '../../support/terminal.ts';

const terminal = { ...terminalIn('/nowhere'), build: 'build', env: {} };

it('repeats commands that only read', () => {
  expect(mayRepeat('check', ['--offline'], terminal)).toBe(true);
  expect(mayRepeat('graph', ['graph'], terminal)).toBe(true);
});

it('does not repeat what writes, runs in a hook, or has no cache', () => {
  for (const command of ['fix', 'fetch', 'waive', 'verify', 'init', 'hook', 'cache'])
    expect(mayRepeat(command, [command], terminal)).toBe(false);
  expect(mayRepeat('check', ['--staged'], terminal)).toBe(false);
  expect(mayRepeat('check', ['--pushed'], terminal)).toBe(false);
  expect(mayRepeat('check', [], { ...terminal, build: undefined })).toBe(false);
  expect(mayRepeat('check', [], { ...terminal, env: { MODWARDEN_CACHE: 'off' } })).toBe(false);
});

it('tells commands whose code is kept by itself', () => {
  expect([codeOf(), codeOf('check'), codeOf('graph')]).toEqual(['check', 'check', 'graph']);
  for (const first of ['--version', 'fix', '../x', 'constructor']) expect(codeOf(first)).toBe('other');
});
