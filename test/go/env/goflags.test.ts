import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGoFlags, splitQuoted } from '../../../src/go/env/goflags.ts';

describe('GOFLAGS', () => {
  it('splits at white space and takes whole elements in quotes', () => {
    const value = `  -mod=mod\t'-ldflags=-s -w' "--tags=a b"-v`;
    const { flags, error } = parseGoFlags(value);
    expect(error).toBeUndefined();
    expect(flags.map((f) => [f.name, f.value, value.slice(f.start, f.end)])).toEqual([
      ['mod', 'mod', '-mod=mod'],
      ['ldflags', '-s -w', '-ldflags=-s -w'],
      ['tags', 'a b', '--tags=a b'],
      ['v', undefined, '-v'],
    ]);
  });

  it('points at the first fault, and reads the flags around it', () => {
    expect(parseGoFlags('-v x -nosuch=1')).toEqual({
      flags: [
        { name: 'v', value: undefined, text: '-v', start: 0, end: 2 },
        { name: 'nosuch', value: '1', text: '-nosuch=1', start: 5, end: 14 },
      ],
      error: { text: 'x', start: 3, end: 4, message: 'parsing $GOFLAGS: non-flag "x"' },
    });
    expect(parseGoFlags('-v "x')).toEqual({
      flags: [],
      error: { text: '-v "x', start: 0, end: 5, message: 'parsing $GOFLAGS: unterminated " string' },
    });
    expect(parseGoFlags('')).toEqual({ flags: [], error: undefined });
  });

  it.each([
    ['-ldflags="-s -w"', 'unknown flag -w"'],
    ['mod=mod', 'non-flag "mod=mod"'],
    ['-', 'non-flag "-"'],
    ['--', 'non-flag "--"'],
    ['---v', 'non-flag "---v"'],
    ['-=x', 'non-flag "-=x"'],
    ['-v,-x', 'unknown flag -v,-x'],
    ['-v -nosuch', 'unknown flag -nosuch'],
    ["'-v", "unterminated ' string"],
    ['-test.run=x -test.nosuch', 'unknown flag -test.nosuch'],
    // Still a name that go knows, though only to say that it is gone.
    ['-insecure', undefined],
    ['-debug-trace=x', undefined],
    ['-__proto__', 'unknown flag -__proto__'],
  ])('judges %j', (value, message) => {
    expect(parseGoFlags(value).error?.message).toBe(message && `parsing $GOFLAGS: ${message}`);
  });

  it('splits without loss', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z=-]{1,5}$/)), (words) => {
        expect(splitQuoted(words.join(' \n')).value!.map((w) => w.text)).toEqual(words);
        expect(splitQuoted(words.map((w) => `'${w}'`).join('')).value!.map((w) => w.text)).toEqual(words);
      }),
    );
  });
});
