import { expect, it } from 'vitest';
import {
  ACTIONS,
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

it.each(['0', '-1', 'x', '1e3', '300', '1.5'])('refuses %s threads', (text) => {
  expect(() => countOf(read(`--threads=${text}`), 'threads', 2, 256)).toThrow(UsageError);
});

it('takes the default where no number is given', () => {
  expect(countOf(read(), 'threads', 2, 256)).toBe(2);
  expect(countOf(read('--threads', '7'), 'threads', 2, 256)).toBe(7);
});
