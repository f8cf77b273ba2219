import { describe, expect, it } from 'vitest';
import {
  describeOptions,
  type OptionTable,
  quoted,
  readArguments,
  UsageError,
} from '../../../src/commands/shared/args.ts';

const TABLE: OptionTable = {
  file: { value: 'FILE', short: 'f', help: 'a file' },
  env: { value: 'NAME', repeat: true, help: 'names' },
  quiet: { short: 'q', help: 'say less' },
};
const read = (...argv: string[]) => {
  const { flags, values, lists, positionals } = readArguments(argv, TABLE, { max: 1, name: 'PATH' });
  return { flags: [...flags], values: Object.fromEntries(values), lists: Object.fromEntries(lists), positionals };
};
const NOTHING = { flags: [], values: {}, lists: {}, positionals: [] };

describe('arguments', () => {
  it.each<[argv: string[], read: object]>([
    [[], NOTHING],
    [['x'], { ...NOTHING, positionals: ['x'] }],
    [['--file', 'a'], { ...NOTHING, values: { file: 'a' } }],
    [['--file=a'], { ...NOTHING, values: { file: 'a' } }],
    [['--file='], { ...NOTHING, values: { file: '' } }],
    [['--file=-a'], { ...NOTHING, values: { file: '-a' } }],
    [['-f', 'a', '-q'], { ...NOTHING, flags: ['quiet'], values: { file: 'a' } }],
    // A dash alone is standard input or output.
    [['--file', '-'], { ...NOTHING, values: { file: '-' } }],
    [['--quiet', '--quiet'], { ...NOTHING, flags: ['quiet'] }],
    [['--env', 'a', '--env=b'], { ...NOTHING, lists: { env: ['a', 'b'] } }],
    [['--', '--quiet'], { ...NOTHING, positionals: ['--quiet'] }],
  ])('%j', (argv, result) => expect(read(...argv)).toEqual(result));

  it.each<[argv: string[], message: string]>([
    [['--file'], '--file needs a value: --file FILE'],
    [['--file', '--quiet'], '--file needs a value: --file FILE'],
    [['--file', '-a'], '--file needs a value: --file FILE'],
    [['-f'], '-f needs a value: -f FILE'],
    [['--file', 'a', '--file', 'b'], '--file can be used only once'],
    [['--quiet=yes'], '--quiet takes no value'],
    [['--flie', 'a'], 'unknown option "--flie" (did you mean "--file"?)'],
    [['--nothing-like-it'], 'unknown option "--nothing-like-it"'],
    [['-x'], 'unknown option "-x"'],
    [['--toString'], 'unknown option "--toString"'],
    [['--__proto__'], 'unknown option "--__proto__"'],
    [['a', 'b'], 'unexpected argument "b": expected at most one PATH'],
    [['a', 'b', 'c'], 'unexpected argument "b": expected at most one PATH'],
  ])('%j are a mistake', (argv, message) => {
    expect(() => read(...argv)).toThrow(new UsageError(message));
  });

  it('none of which may stand alone are refused at the first', () => {
    expect(() => readArguments(['x'], TABLE, { max: 0, name: '' })).toThrow(new UsageError('unexpected argument "x"'));
  });
});

it('quotes outside text: printable, and not all of a long one', () => {
  expect(quoted('a\u001b')).not.toContain('\u001b');
  expect(quoted('x'.repeat(120))).toBe(`"${'x'.repeat(120)}"`);
  expect(quoted('x'.repeat(121))).toBe(`"${'x'.repeat(120)}…"`);
});

it('describes options in two columns', () => {
  expect(describeOptions(TABLE).split('\n')).toEqual([
    '  -f, --file FILE  a file',
    '  --env NAME       names',
    '  -q, --quiet      say less',
  ]);
});
