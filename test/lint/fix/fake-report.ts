/** Reports whose findings are the letters X and Y in a text, each with a fix. For tests of fixing alone. */
import type { Fix, Report } from '../../../src/model/report.ts';
import { placeOf, source, span } from '../../../src/text/source.ts';
import { report as example } from '../../report/fixture.ts';

export const hash = (text: string): string => `hash of ${text}`;

/** `fixTo`: what a letter is to become; undefined: it has no fix. X is safe, Y is not. */
export function lettersOf(
  files: ReadonlyMap<string, string>,
  fixTo: (letter: string, at: number) => string | undefined,
): Report {
  const findings = [...files].flatMap(([path, text]) =>
    [...text.matchAll(/[A-Z]/g)].map(({ 0: letter, index }) => {
      const ordinal = text.slice(0, index).split(letter).length - 1;
      const place = placeOf(span(source(path, text), index, index + 1));
      const to = fixTo(letter, index);
      const fix: Fix = { what: 'w', safe: letter === 'X', sha256: hash(text), edits: [{ place, text: to ?? '' }] };
      return {
        ...example.findings[0]!,
        id: `${path} ${letter} ${ordinal}`,
        state: 'new' as const,
        rule: 'x/y',
        message: `${letter} is there`,
        place,
        ...(to !== undefined && { fix }),
      };
    }),
  );
  return { ...example, findings, gaps: [], problems: [] };
}
