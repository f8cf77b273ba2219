/** License text → SPDX expression, with the places that say so. */

import type { LicenseIndex } from '../index/types.ts';
import { idTable } from '../spdx/ids.ts';
import { type RuleWords, ruleWords } from '../tokens/rule-words.ts';
import { newTokens, type Tokens, tokenize } from '../tokens/tokens.ts';
import { readableText } from '../tokens/utf16.ts';
import type { Detection } from '../types.ts';
import { type Analysis, analyse } from './analysis.ts';
import { describe } from './describe.ts';
import { type BodyWork, newBodyWork } from './find-texts.ts';
import { type Memo, newMemo, newTextMemo, recall, recallText, remember, rememberText, type TextMemo } from './memo.ts';
import { compilePhrases, type Phrases } from './phrases.ts';
import { findTags } from './tags.ts';

/** A detector keeps scratch arrays and what it has seen; use one per run, from one thread. */
export interface Detector {
  readonly index: LicenseIndex;
  readonly words: RuleWords;
  readonly phrases: Phrases;
  readonly work: BodyWork;
  readonly tokens: Tokens;
  /** By the words of a text: most license files differ in copyright lines only. */
  readonly memo: Memo<Analysis>;
  /** By the whole text. */
  readonly texts: TextMemo<Detection>;
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
    texts: newTextMemo(),
    ids: idTable(index.ids),
  };
}

/**
 * Reads one file.
 * @param text its text (text/bytes.ts). Comment leaders, Markdown, HTML, CRLF, a BOM and UTF-16 are read through; offsets of a UTF-16
 * file count in the decoded text.
 * @param fileName path or name: a README is read more strictly than a license file.
 */
export function detect(text: string, fileName: string, detector: Detector): Detection {
  const readme = /(^|\/)readme[^/]*$/i.test(fileName);
  const known = recallText(detector.texts, text, readme);
  if (known) return known;
  const readable = readableText(text);
  const { tokens, index } = detector;
  tokenize(readable, index.vocabulary, index.active, tokens);
  let analysis = recall(detector.memo, tokens, readme);
  if (!analysis) {
    analysis = analyse(tokens, readme, index, detector.work, detector.words, detector.phrases);
    remember(detector.memo, tokens, readme, analysis);
  }
  const detection = describe(readable, tokens, analysis, tokens.spdx ? findTags(readable) : [], detector.ids);
  rememberText(detector.texts, text, readme, detection);
  return detection;
}
