/** Licence text → SPDX expression, with the places that say so. */
import { type Analysis, analyse, type Found } from './analysis.ts';
import { type BodyWork, newBodyWork } from './bodies.ts';
import { type Expression, joinExpressions, leaves, parseExpression, writeExpression } from './expression.ts';
import { canonicalLeaf, idTable } from './ids.ts';
import type { LicenseIndex } from './index-types.ts';
import { lineCounter } from './lines.ts';
import { type Memo, newMemo, recall, remember } from './memo.ts';
import { compilePhrases, type Phrases } from './phrases.ts';
import { type RuleWords, ruleWords } from './rule-words.ts';
import { findTags, type Tag } from './tags.ts';
import { newTokens, type Tokens, tokenize, wordEnd } from './tokens.ts';
import type { Detection, Evidence, Match, Stretch } from './types.ts';
import { readableText } from './utf16.ts';

/** A detector keeps scratch arrays and what it has seen; use one per run, from one thread. */
export interface Detector {
  readonly index: LicenseIndex;
  readonly words: RuleWords;
  readonly phrases: Phrases;
  readonly work: BodyWork;
  readonly tokens: Tokens;
  readonly memo: Memo<Analysis>;
  readonly ids: ReadonlyMap<string, string>;
}

export function newDetector(index: LicenseIndex): Detector {
  return {
    index,
    words: ruleWords(index),
    phrases: compilePhrases(index),
    work: newBodyWork(index),
    tokens: newTokens(),
    memo: newMemo(),
    ids: idTable(index.ids),
  };
}

const TAG_CONFIDENCE = 1;

/**
 * Reads one file.
 * @param text its text (text/bytes.ts). Comment leaders, Markdown, HTML, CRLF, a BOM and UTF-16 are read through; offsets of a UTF-16
 * file count in the decoded text.
 * @param fileName path or name: a README is read more strictly than a licence file.
 */
export function detect(text: string, fileName: string, detector: Detector): Detection {
  const readable = readableText(text);
  const { tokens, index } = detector;
  tokenize(readable, index.vocabulary, index.active, tokens);
  const readme = /(^|\/)readme[^/]*$/i.test(fileName);
  let analysis = recall(detector.memo, tokens, readme);
  if (!analysis) {
    analysis = analyse(tokens, readme, index, detector.work, detector.words, detector.phrases);
    remember(detector.memo, tokens, readme, analysis);
  }
  return describe(readable, analysis, findTags(readable), detector);
}

function describe(text: string, analysis: Analysis, tags: readonly Tag[], detector: Detector): Detection {
  const { tokens } = detector;
  const at = (start: number, end: number): [number, number] => [
    tokens.starts[start]!,
    wordEnd(text, tokens.starts[end - 1]!),
  ];
  const matches: Omit<Match, 'startLine' | 'endLine'>[] = [];
  for (const { id, kind, start, end, confidence, coverage } of analysis.found) {
    const [from, to] = at(start, end);
    matches.push({ id, kind, start: from, end: to, confidence, coverage });
  }
  // a tag inside a licence's own text shows how to use it
  const texts = matches.filter((m) => m.kind === 'text');
  const outside = tags.filter((tag) => !texts.some((m) => m.start <= tag.start && tag.end <= m.end));
  const tagged = outside.flatMap((tag) => readTag(tag, detector));
  for (const { tag, expression } of tagged) {
    matches.push({
      id: expression,
      kind: 'tag',
      start: tag.start,
      end: tag.end,
      confidence: TAG_CONFIDENCE,
      coverage: 0,
    });
  }
  const evidence: Omit<Evidence, 'startLine' | 'endLine'>[] = [];
  const { choice, exceptions } = analysis;
  const combined = combine(
    analysis,
    tagged.map((t) => t.expression),
  );
  if (choice && combined.choice) {
    const [start, end] = at(choice.start, choice.end);
    evidence.push({ operator: 'OR', start, end, text: text.slice(start, end) });
  }
  for (const { start: first, end: last } of exceptions.values()) {
    const [start, end] = at(first, last);
    evidence.push({ operator: 'WITH', start, end, text: text.slice(start, end) });
  }
  let loose = 0;
  const uncovered = analysis.uncovered.map(({ start: first, end: last }) => {
    loose += last - first;
    const [start, end] = at(first, last);
    return { start, end, words: last - first };
  });
  const note = combined.expression === undefined ? noteFor(analysis, tokens) : undefined;
  return {
    expression: combined.expression,
    matches: withLines(text, matches),
    coverage: tokens.length === 0 ? 0 : 1 - loose / tokens.length,
    confidence: matches.reduce((least, m) => Math.min(least, m.confidence), matches.length === 0 ? 0 : 1),
    uncovered: withLines(text, uncovered),
    evidence: withLines(text, evidence),
    ...(note === undefined ? {} : { note }),
  };
}

function withLines<T extends { start: number; end: number }>(text: string, parts: readonly T[]): (T & Stretch)[] {
  const sorted = [...parts].sort((a, b) => a.start - b.start || a.end - b.end);
  const from = lineCounter(text);
  const to = lineCounter(text);
  let last = 0;
  return sorted.map((part) => {
    last = Math.max(last, part.end);
    return {
      ...part,
      startLine: from(part.start),
      endLine: part.end === last ? to(part.end) : lineCounter(text)(part.end),
    };
  });
}

function readTag(tag: Tag, detector: Detector): { tag: Tag; expression: string }[] {
  const parsed = parseExpression(tag.value);
  if (!parsed.ok) return [];
  let known = true;
  const canonical = (e: Expression): Expression => {
    if (e.kind !== 'leaf') return { kind: e.kind, parts: e.parts.map(canonical) };
    const text = canonicalLeaf(e.text, detector.ids);
    known &&= text !== undefined;
    return { ...e, text: text ?? e.text };
  };
  const expression = canonical(parsed.expression);
  return known ? [{ tag, expression: writeExpression(expression) }] : [];
}

/** Most licences a stated choice is between. */
const MOST_CHOICES = 3;

function combine(analysis: Analysis, tags: readonly string[]): { expression: string | undefined; choice: boolean } {
  const spoken = new Set<string>();
  for (const tag of tags) {
    const parsed = parseExpression(tag);
    if (parsed.ok) for (const leaf of leaves(parsed.expression)) spoken.add(leaf.text.split(' ')[0]!);
  }
  const ids = new Set<string>();
  for (const found of analysis.found) {
    if (tags.length > 0 && isSpokenFor(found, spoken)) continue;
    const exception = analysis.exceptions.get(found.id);
    ids.add(exception ? `${found.id} WITH ${exception.exception}` : found.id);
  }
  const choice = tags.length === 0 && analysis.choice !== undefined && ids.size >= 2 && ids.size <= MOST_CHOICES;
  const own = joinExpressions(choice ? 'or' : 'and', [...ids]);
  return { expression: joinExpressions('and', own === undefined ? tags : [...tags, own]), choice };
}

/** Below this a text may as well be the licence of the same family that a tag names. */
const SURE = 0.975;

/** A tag says more than a sentence beside it, and more than a text that is not quite what it looks like. */
function isSpokenFor(found: Found, spoken: ReadonlySet<string>): boolean {
  if (found.kind === 'statement' || spoken.has(found.id)) return true;
  const family = (id: string) => id.split('-')[0];
  return found.confidence < SURE && [...spoken].some((id) => family(id) === family(found.id));
}

function noteFor(analysis: Analysis, tokens: Tokens): string | undefined {
  if (tokens.length === 0)
    return tokens.reserved ? 'only "all rights reserved": no rights are granted' : 'no words but copyright lines';
  if (analysis.publicDomain) return 'speaks of the public domain, in words that have no SPDX id';
  if (tokens.reserved && tokens.length < 12) return '"all rights reserved" and no grant';
  return undefined;
}
