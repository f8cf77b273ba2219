import { expect, it } from 'vitest';
import {
  ACTIONS,
  CHECKING,
  checkingArguments,
  checkOptions,
  countOf,
  FLEET_OPTIONS,
} from '../../../src/commands/fleet/options.ts';
import { type Arguments, readArguments, UsageError } from '../../../src/commands/shared/args.ts';

const read = (...argv: string[]): Arguments => readArguments(argv, FLEET_OPTIONS, { max: 9, name: 'x' });

it('gives each option to some action, and refuses it to the others', () => {
  for (const [name, spec] of Object.entries(FLEET_OPTIONS)) {
    const args = read(...('value' in spec ? [`--${name}`, '1'] : [`--${name}`]));
    const taken = ACTIONS.filter((action) => {
      try {
        checkOptions(action, args);
        return true;
      } catch (error) {
        expect((error as Error).message).toBe(`fleet ${action} does not take --${name}`);
        return false;
      }
    });
    expect([name, taken.length > 0]).toEqual([name, true]);
  }
});

it('keeps of the options those that say how targets are checked', () => {
  const { flags, values, lists, positionals } = checkingArguments(
    read('run', 'x', '-o', 'out', '--offline', '--preset', 'strict', '--vulndb', 'a', '--vulndb', 'b'),
  );
  expect([[...flags], [...values], [...lists], positionals]).toEqual([
    ['offline'],
    [['preset', 'strict']],
    [['vulndb', ['a', 'b']]],
    [],
  ]);
});

it.each([
  ['run', 'output resume shard threads stats CHECKS'],
  ['collect', 'output queue run'],
  ['enqueue', 'shard queue run CHECKS'],
  ['work', 'output threads queue run lease wait CHECKS'],
  ['status', 'queue run'],
  ['compare', 'output format'],
  ['metrics', 'output'],
  ['html', 'output'],
  ['query', 'output format before'],
])('%s takes %s', (action, taken) => {
  const names = Object.entries(FLEET_OPTIONS).flatMap(([name, spec]) => {
    const args = read(...('value' in spec ? [`--${name}`, '1'] : [`--${name}`]));
    try {
      checkOptions(action, args);
      return [name];
    } catch {
      return [];
    }
  });
  const checks = Object.keys(CHECKING);
  const expected = taken.split(' ').flatMap((name) => (name === 'CHECKS' ? checks : [name]));
  expect(new Set(names)).toEqual(new Set(expected));
});

it.each(['0', '-1', 'x', '1e3', '257', '1.5', '', '0000256'])('refuses %j threads', (text) => {
  expect(() => countOf(read(`--threads=${text}`), 'threads', 2, 256)).toThrow(
    new UsageError(`--threads: expected a number from 1 to 256, got "${text}"`),
  );
});

it('takes the default where no number is given', () => {
  expect(countOf(read(), 'threads', 2, 256)).toBe(2);
  expect(['1', '7', '000256'].map((text) => countOf(read('--threads', text), 'threads', 2, 256))).toEqual([1, 7, 256]);
});
