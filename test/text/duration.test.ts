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

  it.each([
    ['2 years', '2y'],
    ['  6 Weeks ', '6w'],
    ['030d', '30d'],
    ['1hr', '1h'],
    ['99999days', '99999d'],
  ])('is guessed from %j: %s', (text, meant) => {
    expect(durationHint(text)).toContain(` ${meant}?`);
  });

  it.each(['0 days', '100000d', 'soon', '5 m', '5 toString', '5 constructor'])('is not guessed from %j', (text) => {
    expect(durationHint(text)).not.toContain('?');
  });

  it('tells months from minutes', () => {
    expect(durationHint('18m')).toContain('18mo');
    expect(durationHint('18m')).not.toBe(durationHint('18x'));
  });
});
