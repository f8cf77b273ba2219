/**
 * Lengths of time as policies write them: a whole number and one unit, `12h`, `30d`, `6w`, `18mo`, `2y`. There is one way to write each,
 * so the text itself can be kept and compared.
 */
export type DurationUnit = 'h' | 'd' | 'w' | 'mo' | 'y';

export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

/** Linear, and the one pattern that the JSON schema shows too. */
export const DURATION_PATTERN = /^[1-9][0-9]{0,4}(?:h|d|w|mo|y)$/;

/** undefined where the text is no duration; `durationFault` says why. */
export function parseDuration(text: string): Duration | undefined {
  if (!DURATION_PATTERN.test(text)) return undefined;
  const count = Number.parseInt(text, 10);
  return { count, unit: text.slice(String(count).length) as DurationUnit };
}

export function formatDuration({ count, unit }: Duration): string {
  return `${count}${unit}`;
}

/** In words: `2 years`, `1 day`. */
export function describeDuration({ count, unit }: Duration): string {
  return `${count} ${WORDS[unit]}${count === 1 ? '' : 's'}`;
}

/** Days, where a year has 365 and a month a twelfth of that; parts of a day for hours. NaN for what is no duration. */
export function durationDays(text: string): number {
  const duration = parseDuration(text);
  if (!duration) return Number.NaN;
  const { count, unit } = duration;
  if (unit === 'h') return count / 24;
  if (unit === 'mo') return (count * 365) / 12;
  return count * { d: 1, w: 7, y: 365 }[unit];
}

/** What to write instead of a text that is no duration. */
export function durationHint(text: string): string {
  const slip = /^\s*0*([0-9]+)\s*([a-z]+)\s*$/i.exec(text);
  const unit = slip ? UNIT_SLIPS[slip[2]!.toLowerCase()] : undefined;
  const count = Number(slip?.[1]);
  if (slip && unit !== undefined && count > 0 && count < 100_000) return `did you mean ${count}${unit}?`;
  if (/^\s*[0-9]+\s*m\s*$/i.test(text)) return 'months are written mo, as in 18mo';
  return 'write a whole number and a unit: h, d, w, mo or y, as in 18mo';
}

const WORDS: Readonly<Record<DurationUnit, string>> = { h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' };

const UNIT_SLIPS: Readonly<Record<string, DurationUnit>> = Object.assign(Object.create(null), {
  ...{
    h: 'h',
    hr: 'h',
    hrs: 'h',
    hour: 'h',
    hours: 'h',
    d: 'd',
    day: 'd',
    days: 'd',
    w: 'w',
    wk: 'w',
    week: 'w',
    weeks: 'w',
  },
  ...{ mo: 'mo', mon: 'mo', month: 'mo', months: 'mo', y: 'y', yr: 'y', yrs: 'y', year: 'y', years: 'y' },
});
