/** Fixes as SARIF has them: every one with the edits of one file. */
import type { Fix as SarifFix } from 'sarif';
import type { Finding, Fix } from '../../model/report.ts';
import { sarifText, sentence } from './message.ts';
import { isInside, uriOf } from './place.ts';

const MAX_FIXES = 20;

/** One for each finding that has edits of a file in the repository. */
export function fixesOf(findings: readonly Finding[]): SarifFix[] {
  return findings.flatMap(({ fix }) => (fix === undefined ? [] : fixOf(fix))).slice(0, MAX_FIXES);
}

function fixOf({ what, safe, edits, followUp }: Fix): SarifFix[] {
  const path = edits[0]?.place.path;
  // A text that is no Unicode would be another one in the log.
  if (path === undefined || !isInside(path) || !edits.every(({ text }) => text.isWellFormed())) return [];
  return [
    {
      description: {
        text: sentence(
          `Fix${safe ? '' : ', needs a review'}: ${sarifText(what)}${followUp === undefined ? '' : `, then run "${sarifText(followUp.run)}"`}`,
        ),
      },
      artifactChanges: [
        {
          artifactLocation: { uri: uriOf(path) },
          replacements: edits.map(({ place: { start, end }, text }) => ({
            deletedRegion: {
              startLine: start.line,
              startColumn: start.column,
              endLine: end.line,
              endColumn: end.column,
            },
            ...(text !== '' && { insertedContent: { text } }),
          })),
        },
      ],
    },
  ];
}
