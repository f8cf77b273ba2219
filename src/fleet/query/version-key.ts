/** Texts that a database sorts as Go sorts versions, so that SQL can say "below v1.2.3". */
import { canonical } from '../../go/version/semver.ts';

/** '' for an invalid version, which is below all others. Compared by bytes. */
export function versionKey(version: string): string {
  const full = canonical(version);
  if (full === '') return '';
  const dash = full.indexOf('-');
  const numbers = (dash < 0 ? full : full.slice(0, dash)).slice(1).split('.').map(numberKey).join('.');
  // A version without a pre-release is above those with one.
  return `${numbers}${
    dash < 0
      ? '~'
      : full
          .slice(dash + 1)
          .split('.')
          .map(partKey)
          .join('\u0001')
  }`;
}

/** Numbers are below words. */
function partKey(part: string): string {
  return /^[0-9]+$/.test(part) ? `0${numberKey(part)}` : `1${part}`;
}

/** The count of digits comes first. */
function numberKey(digits: string): string {
  return `${String(digits.length).padStart(4, '0')}${digits}`;
}
