/** GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE: patterns that take too much, and patterns that take nothing. */
import { expansionsIn, overlaps } from './expansions.ts';
import { neverMatches } from './never-matches.ts';
import { publicCoverage } from './pattern-coverage.ts';
import type { FaultContext, FaultKind, SettingFault } from './types.ts';

export const PATTERN_VARIABLES = ['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE'] as const;
export type PatternVariable = (typeof PATTERN_VARIABLES)[number];

const COVERS_ALL: Record<PatternVariable, FaultKind> = {
  GOPRIVATE: 'private-all',
  GONOPROXY: 'proxy-skip-all',
  GONOSUMDB: 'sumdb-skip-all',
  GOINSECURE: 'insecure-all',
};

export function* patternFaults(
  variable: PatternVariable,
  value: string,
  context: FaultContext,
): Generator<SettingFault> {
  const unknown = context.literal ? [] : expansionsIn(value);
  let start = 0;
  let takesPrivate = false;
  for (const text of value.split(',')) {
    const end = start + text.length;
    const at = { start, end, text };
    start = end + 1;
    if (text === '' || overlaps(unknown, at.start, at.end)) continue;
    const reason = neverMatches(text);
    if (reason !== undefined) {
      yield { ...at, kind: 'pattern-never-matches', reason };
      continue;
    }
    if (isWord(text)) continue;
    const covers = publicCoverage(text);
    if (covers.length === 0) takesPrivate = true;
    if (covers === 'all') yield { ...at, kind: COVERS_ALL[variable] };
    else if (variable === 'GOINSECURE') yield { ...at, kind: 'insecure-pattern' };
    else if (covers.length > 0) yield { ...at, kind: 'public-host-private' };
  }
  if (variable === 'GONOPROXY' && takesPrivate && isAskedAbout(context))
    yield { kind: 'noproxy-without-nosumdb', start: 0, end: value.length, text: value };
}

/** `none` and other words that are no host: what people write to match nothing, over a value from elsewhere. */
function isWord(pattern: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(pattern);
}

/** Whether the checksum database hears of the paths that no proxy hears of. */
function isAskedAbout({ valueFor }: FaultContext): boolean {
  return valueFor !== undefined && !valueFor('GONOSUMDB') && !valueFor('GOPRIVATE') && valueFor('GOSUMDB') !== 'off';
}
