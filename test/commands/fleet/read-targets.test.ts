import { expect, it } from 'vitest';
import { readTargets } from '../../../src/commands/fleet/read-targets.ts';
import type { Terminal } from '../../../src/commands/shared/command.ts';

function read(input: string, positionals: readonly string[] = [], shard?: string) {
  const said: string[] = [];
  const terminal = { cwd: '/', input: () => Buffer.from(input), err: (text: string) => said.push(text) };
  const values = new Map(shard === undefined ? [] : [['shard', shard] as const]);
  const args = { flags: new Set<string>(), values, lists: new Map(), positionals };
  const targets = readTargets(args, terminal as unknown as Terminal);
  return { names: targets.map(({ name }) => name).sort(), err: said.join('') };
}

it('reads standard input, and says how many targets are repeated', () => {
  expect(read('a\nb\na\n')).toEqual({ names: ['a', 'b'], err: 'modwarden: 1 repeated targets are checked once\n' });
  expect(read('a\n', ['-'])).toEqual({ names: ['a'], err: '' });
});

it('takes the targets of one shard', () => {
  const all = Array.from({ length: 50 }, (_, i) => `r${i}`).join('\n');
  const [one, two] = [read(all, [], '1/2').names, read(all, [], '2/2').names];
  expect([...one, ...two].sort()).toEqual(read(all).names);
});

it.each([
  ['', [], undefined, 'standard input names no targets'],
  ['a\n{"path": 1}\n', [], undefined, 'standard input, line 2: "path" must be'],
  ['a', ['x', 'y'], undefined, 'expected one list of targets'],
  ['a', ['no-such-list'], undefined, '"no-such-list" does not exist'],
  ['a', [], '2', '--shard: expected a share such as 2/7, got "2"'],
])('refuses %j %j %j', (input, positionals, shard, message) => {
  expect(() => read(input, positionals, shard)).toThrow(message);
});
