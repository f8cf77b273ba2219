import { describe, expect, it } from 'vitest';
import {
  describeDuration,
  durationDays,
  durationHint,
  formatDuration,
  parseDuration,
} from '../../src/text/duration.ts';

describe('a duration', () => {
  it.each<[text: string, days: number, words: string]>([
    ['12h', 0.5, '12 hours'],
    ['1d', 1, '1 day'],
    ['30d', 30, '30 days'],
    ['6w', 42, '6 weeks'],
    ['12mo', 365, '12 months'],
    ['1mo', 365 / 12, '1 month'],
    ['2y', 730, '2 years'],
    ['99999d', 99_999, '99999 days'],
  ])('of %s is %d days', (text, days, words) => {
    expect(durationDays(text)).toBeCloseTo(days, 9);
    expect(describeDuration(parseDuration(text)!)).toBe(words);
    expect(formatDuration(parseDuration(text)!)).toBe(text);
  });

  it.each(['', '0d', '01d', '1', 'd', '1.5d', '-1d', '1 d', '1D', '1m', '100000d', '1d ', '1d2h'])(
    'is not %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
      expect(durationDays(text)).toBeNaN();
    },
  );

  it.each<[unit: string, words: readonly string[]]>([
    ['h', ['h', 'hr', 'hrs', 'hour', 'hours']],
    ['d', ['d', 'day', 'days']],
    ['w', ['w', 'wk', 'week', 'weeks']],
    ['mo', ['mo', 'mon', 'month', 'months']],
    ['y', ['y', 'yr', 'yrs', 'year', 'years']],
  ])('in %s is guessed from %j', (unit, words) => {
    for (const word of words) {
      expect(durationHint(`3 ${word}`)).toBe(`did you mean 3${unit}?`);
      expect(durationHint(`  003${word.toUpperCase()} `)).toBe(`did you mean 3${unit}?`);
    }
  });

  it.each([
    ['1 day', 'did you mean 1d?'],
    ['99999days', 'did you mean 99999d?'],
    ['0018mo', 'did you mean 18mo?'],
    ...['5 m', '18m', ' 18M '].map((text) => [text, 'months are written mo, as in 18mo']),
    ...['0 days', '100000d', 'soon', '5 toString', '5 constructor', '1.5 days', '1d2h', ''].map((text) => [
      text,
      'write a whole number and a unit: h, d, w, mo or y, as in 18mo',
    ]),
  ])('where %j is none, the hint is: %s', (text, hint) => {
    expect(durationHint(text)).toBe(hint);
  });
});
