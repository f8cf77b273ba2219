/** From what a rule proposes to the edits in a report. */
import type { Fix } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import { encode } from '../../text/bytes.ts';
import { masked } from '../../text/secrets.ts';
import { placeOf, type Source } from '../../text/source.ts';
import { type TextEdit, touches } from '../../text/text-edit.ts';
import type { Identified } from '../identity.ts';

/** What may be an attack is for people to look at: whatever a rule proposes, its findings have no fix. */
export const NEVER_FIXED: ReadonlySet<string> = new Set([
  'sum/changed',
  'sum/conflict',
  'sum/mismatch',
  'sum/not-logged',
]);

/** Gives the fix of a draft, or undefined: a rule that says it has none has none, and edits that cannot be made are left out. */
export async function reportFix(
  drafts: readonly Identified[],
  rules: readonly Rule[],
): Promise<(of: Identified) => Fix | undefined> {
  if (!drafts.some(({ draft }) => draft.fix !== undefined)) return () => undefined;
  // Loaded here and not above: a clean run in the hook should not pay for it.
  const { createHash } = await import('node:crypto');
  const hashes = new Map<Source, string>();
  const hashOf = (file: Source) => {
    const known = hashes.get(file) ?? createHash('sha256').update(encode(file.text)).digest('hex');
    hashes.set(file, known);
    return known;
  };
  const declared = new Map(rules.map(({ id, fixes = [] }) => [id, fixes]));
  return ({ draft, rule }) => {
    const { fix } = draft;
    if (fix === undefined || NEVER_FIXED.has(rule)) return undefined;
    if (!declared.get(rule)?.includes(fix.safe ? 'safe' : 'unsafe')) return undefined;
    const edits = [...fix.edits].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
    const [first] = edits;
    if (first === undefined || !canBeMade(edits)) return undefined;
    return {
      what: fix.what,
      safe: fix.safe,
      sha256: hashOf(first.at.file),
      edits: edits.map(({ at, text }) => ({ place: placeOf(at), text })),
      ...(fix.followUp !== undefined && { followUp: fix.followUp }),
    };
  };
}

/** A text with a secret would reach the report masked, one with bytes that are not UTF-8 would reach a format as others. */
function canBeMade(edits: readonly TextEdit[]): boolean {
  const { file } = edits[0]!.at;
  return edits.every(({ at, text }, i) => {
    const before = edits[i - 1];
    if (before && touches(before.at, at)) return false;
    const changes = file.text.slice(at.start, at.end) !== text;
    return at.file === file && at.end <= file.text.length && changes && masked(text) === text && text.isWellFormed();
  });
}
