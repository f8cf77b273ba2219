/** An analysis told in offsets and lines of the text it was made from. */

import { type Expression, LONGEST, NO_ASSERTION, parseExpression, writeExpression } from '../spdx/expression.ts';
import { canonicalLeaf } from '../spdx/ids.ts';
import { lineNumbers } from '../tokens/lines.ts';
import { type Tokens, wordEnd } from '../tokens/tokens.ts';
import type { Detection, Evidence, Match, Stretch } from '../types.ts';
import type { Analysis } from './analysis.ts';
import { type Combined, combine } from './combine.ts';
import type { Tag } from './tags.ts';

/** What an analysis comes to without tags: the same for every text with the same words. */
const plain = new WeakMap<Analysis, Combined>();

function combined(analysis: Analysis, tags: readonly string[]): Combined {
  if (tags.length > 0) return combine(analysis, tags);
  let known = plain.get(analysis);
  if (!known) {
    known = combine(analysis, []);
    plain.set(analysis, known);
  }
  return known;
}

const TAG_CONFIDENCE = 1;

/** @param ids lower-case id → id, for what stands in tags. */
export function describe(
  text: string,
  tokens: Tokens,
  analysis: Analysis,
  tags: readonly Tag[],
  ids: ReadonlyMap<string, string>,
): Detection {
  const line = lineNumbers(text);
  const stretch = (start: number, end: number): Stretch => ({ start, end, startLine: line(start), endLine: line(end) });
  const ofWords = (part: { start: number; end: number }) =>
    stretch(tokens.starts[part.start]!, wordEnd(text, tokens.starts[part.end - 1]!));

  const matches: Match[] = analysis.found.map((f) => {
    return { id: f.id, kind: f.kind, ...ofWords(f), confidence: f.confidence, coverage: f.coverage };
  });
  const expressions: string[] = [];
  /** The first tag that is no expression. */
  let unread: string | undefined;
  if (tags.length > 0) {
    // a tag inside a licence's own text shows how to use it
    const texts = matches.filter((m) => m.kind === 'text');
    for (const tag of tags) {
      if (texts.some((m) => m.start <= tag.start && tag.end <= m.end)) continue;
      const expression = readTag(tag, ids);
      expressions.push(expression);
      if (expression === NO_ASSERTION) {
        unread ??= tag.value;
        continue;
      }
      matches.push({
        id: expression,
        kind: 'tag',
        ...stretch(tag.start, tag.end),
        confidence: TAG_CONFIDENCE,
        coverage: 0,
      });
    }
    matches.sort((a, b) => a.start - b.start || a.end - b.end);
  }
  const { expression: joined, choice } = combined(analysis, [...new Set(expressions)]);
  // A file that only has what cannot be told has no expression, and says why.
  const expression = joined === NO_ASSERTION ? undefined : joined;
  const evidence: Evidence[] = [];
  const add = (operator: Evidence['operator'], part: { start: number; end: number }) => {
    const at = ofWords(part);
    evidence.push({ operator, ...at, text: text.slice(at.start, at.end) });
  };
  // a choice between files that are only referred to is for the module to resolve
  if (analysis.choice && (choice || expression === undefined)) add('OR', analysis.choice);
  for (const exception of analysis.exceptions.values()) add('WITH', exception);

  const loose = analysis.uncovered.reduce((sum, part) => sum + part.end - part.start, 0);
  const doubt = analysis.doubts[0] ?? (joined === undefined ? analysis.denial : undefined);
  const note =
    unread !== undefined
      ? `the SPDX tag "${quoted(unread)}" is not a license expression`
      : doubt !== undefined
        ? `"${quoted(text.slice(ofWords(doubt).start, ofWords(doubt).end))}"`
        : joined === NO_ASSERTION
          ? TOO_LONG
          : expression === undefined
            ? noteFor(analysis, tokens)
            : undefined;
  return {
    expression,
    matches,
    coverage: tokens.length === 0 ? 0 : 1 - loose / tokens.length,
    confidence: confidenceOf(matches),
    uncovered: analysis.uncovered.map((part) => ({ ...ofWords(part), words: part.end - part.start })),
    evidence,
    ...(note === undefined ? {} : { note }),
    ...(tokens.reserved && tokens.length === 0 && { reserved: true as const }),
  };
}

/** A tag's expression in canonical spelling; `NOASSERTION` where it is none or has ids that are not known: what it says is not known. */
function readTag(tag: Tag, ids: ReadonlyMap<string, string>): string {
  if (tag.cut) return NO_ASSERTION;
  const parsed = parseExpression(tag.value);
  if (!parsed.ok) return NO_ASSERTION;
  let known = true;
  const canonical = (e: Expression): Expression => {
    if (e.kind !== 'leaf') return { kind: e.kind, parts: e.parts.map(canonical) };
    const text = canonicalLeaf(e.text, ids);
    known &&= text !== undefined;
    return { ...e, text: text ?? e.text };
  };
  const expression = canonical(parsed.expression);
  return known ? writeExpression(expression) : NO_ASSERTION;
}

/** The least over the licenses; a text or a sentence that is sure of one makes a title that names it no less sure. */
function confidenceOf(matches: readonly Match[]): number {
  const best = new Map<string, number>();
  for (const { id, confidence } of matches) best.set(id, Math.max(best.get(id) ?? 0, confidence));
  let least = matches.length === 0 ? 0 : 1;
  for (const confidence of best.values()) least = Math.min(least, confidence);
  return least;
}

/** Longest quotation from a file, in UTF-16 units. */
const LONGEST_QUOTE = 160;

function quoted(words: string): string {
  const short = words.slice(0, LONGEST_QUOTE).replace(/\s+/g, ' ').trim();
  return words.length > LONGEST_QUOTE ? `${short} …` : short;
}

const TOO_LONG = `its SPDX tags are longer than is read: ${LONGEST} characters together`;

function noteFor(analysis: Analysis, tokens: Tokens): string | undefined {
  if (tokens.length === 0)
    return tokens.reserved ? 'only "all rights reserved": no rights are granted' : 'no words but copyright lines';
  if (analysis.publicDomain) return 'speaks of the public domain, in words that have no SPDX id';
  if (tokens.reserved && tokens.length < 12) return '"all rights reserved" and no grant';
  return undefined;
}
