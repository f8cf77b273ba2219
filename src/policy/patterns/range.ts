/**
 * The syntax of npm-style version ranges, read without the package that evaluates them: what passes here, `semver` takes too. Narrower
 * than semver in what is only ever a slip: empty alternatives, and signs between parts.
 */
const MAX_LENGTH = 256;

const NUMBER = '(?:0|[1-9][0-9]{0,14})';
const ANY = '[xX*]';
const IDENTIFIER = '[0-9A-Za-z-]+';
const SUFFIX = `(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?(?:\\+${IDENTIFIER}(?:\\.${IDENTIFIER})*)?`;
/** No number after an x. */
const REST = `(?:\\.${ANY}){0,2}|\\.${NUMBER}(?:\\.(?:${ANY}|${NUMBER}${SUFFIX}))?`;
const PARTIAL = `v?(?:${ANY}(?:\\.${ANY}){0,2}|${NUMBER}(?:${REST}))`;
const HYPHEN = new RegExp(`^${PARTIAL} +- +${PARTIAL}$`);
const SIMPLE = new RegExp(`^(?:[<>]=?|=|~>?|\\^)?${PARTIAL}$`);
/** A sign apart from its version belongs to it. */
const APART = /([<>=~^]) +(?=[v0-9xX*])/g;

/** undefined for a range; else what is wrong with it, and perhaps what to do. */
export function rangeFault(text: string): { readonly message: string; readonly hint?: string } | undefined {
  if (text.length > MAX_LENGTH) return { message: `the version range is longer than ${MAX_LENGTH} characters` };
  if (text.trim() === '') return { message: 'the version range is empty', hint: 'use * for any version' };
  for (const alternative of text.split('||').map((part) => part.trim())) {
    if (alternative === '') return { message: 'a range is missing beside ||' };
    if (isRange(alternative)) continue;
    return { message: `${JSON.stringify(alternative)} is not a valid version range`, hint: rangeHint(alternative) };
  }
  return undefined;
}

function isRange(alternative: string): boolean {
  const hyphen = HYPHEN.exec(alternative);
  if (hyphen) return hyphen.slice(1).every(isPrerelease);
  return alternative
    .replace(APART, '$1')
    .split(/ +/)
    .every((comparator) => {
      const found = SIMPLE.exec(comparator);
      return found !== null && isPrerelease(found[1]);
    });
}

/** Numbers in a prerelease have no leading zeros (semver.org 2.0, 9), and are exact. */
function isPrerelease(suffix: string | undefined): boolean {
  return (suffix ?? '').split('.').every((id) => !/^(?:0[0-9]+|[0-9]{16,})$/.test(id));
}

function rangeHint(text: string): string {
  if (text.includes(',')) return 'separate two conditions with a space, not a comma: >=v1.2.0 <v2.0.0';
  if (/\bgo1\b/.test(text) || /^go[0-9]/.test(text)) return 'use module versions, such as <v1.9.1';
  if (/[<>=~^]\s*$/.test(text)) return 'add a version after the last operator';
  if (/^[a-z]+$/i.test(text)) return 'use versions, such as <v1.9.1; branches and "latest" are not allowed';
  return 'use npm syntax: <v1.9.1, ^v1.2.0, >=v1.2.0 <v2.0.0, v1.2.0 || v1.2.3';
}
