/** Days of the calendar as text, YYYY-MM-DD: they sort and compare as they are. */

/** Whether the text is a day that exists. */
export function isDay(text: string): boolean {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** What to write instead of a text that is no day. */
export function dayHint(text: string): string {
  const parts = /^([0-9]{4})[-/.]?([0-9]{1,2})[-/.]?([0-9]{1,2})$/.exec(text.trim().replace(/[T ].*$/, ''));
  const guess = parts && `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  if (guess && isDay(guess)) return `did you mean ${guess}?`;
  return guess && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)
    ? 'this date does not exist'
    : 'use YYYY-MM-DD, such as 2027-03-31';
}
