import { describe, expect, it } from 'vitest';
import { dayHint, isDay } from '../../src/policy/day.ts';

describe('a day', () => {
  it.each([
    '1970-01-01',
    '2027-03-31',
    '2027-12-31',
    '2027-04-30',
    '2027-02-28',
    '2028-02-29',
    '2000-02-29',
    '9999-12-31',
  ])('is %s', (text) => expect(isDay(text)).toBe(true));

  it.each([
    '1969-12-31',
    '2027-00-10',
    '2027-13-01',
    '2027-01-00',
    '2027-01-32',
    '2027-04-31',
    '2027-06-31',
    '2027-09-31',
    '2027-11-31',
    '2027-02-29',
    '2100-02-29',
    '2028-02-30',
    '2027-1-01',
    '2027-01-1',
    ' 2027-01-01',
    '2027-01-01T00:00:00Z',
    '02027-01-01',
  ])('is not %s', (text) => expect(isDay(text)).toBe(false));

  it.each([
    ['2027-3-1', '2027-03-01'],
    ['2027/03/31', '2027-03-31'],
    ['20270331', '2027-03-31'],
    ['2027.3.31', '2027-03-31'],
    ['2027-03-31T12:00:00Z', '2027-03-31'],
    [' 2027-03-31 12:00', '2027-03-31'],
  ])('is guessed from %j: %s', (text, meant) => expect(dayHint(text)).toContain(` ${meant}?`));

  it('that the calendar lacks is told from what is no date', () => {
    expect(dayHint('2027-02-30')).not.toContain('?');
    expect(dayHint('2027-02-30')).not.toBe(dayHint('next year'));
    expect(dayHint('31.3.2027')).toBe(dayHint('next year'));
  });
});

it.each([
  ['2027-3-1', 'did you mean 2027-03-01?'],
  ['2027-02-30', 'this date does not exist'],
  ['2027-2-30', 'use YYYY-MM-DD, such as 2027-03-31'],
  ['next year', 'use YYYY-MM-DD, such as 2027-03-31'],
  ['1969-1-1', 'use YYYY-MM-DD, such as 2027-03-31'],
  ['1969-01-01', 'this date does not exist'],
])('of %j says: %s', (text, hint) => {
  expect(dayHint(text)).toBe(hint);
});
