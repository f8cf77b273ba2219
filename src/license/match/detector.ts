/** License text → SPDX expression, with the places that say so. */

import type { LicenseIndex } from '../index/types.ts';
import { idTable } from '../spdx/ids.ts';
import { type RuleWords, ruleWords } from '../tokens/rule-words.ts';
import { tokenize } from '../tokens/tokenize.ts';
import { newTokens, type Tokens } from '../tokens/tokens.ts';
import { readableText } from '../tokens/utf16.ts';
import type { Detection } from '../types.ts';
import { type Analysis, analyse } from './analysis.ts';
import { describe } from './describe.ts';
import { type BodyWork, newBodyWork } from './find-texts.ts';
import { type Memo, newMemo, recall, remember, wordsKey } from './memo.ts';
import { compilePhrases, type Phrases } from './phrases.ts';
import { findTags } from './tags.ts';

/** What was told of texts in earlier runs, by the same list. */
export interface KnownDetections {
  /** `readme`: read more strictly. */
  get(text: string, readme: boolean): Detection | undefined;
  put(text: string, readme: boolean, detection: Detection): void;
}

/** The compiled list, unpacked when a text comes that nobody has told before. */
export interface LicenseList {
  readonly index: () => Uint8Array;
  readonly known?: KnownDetections | undefined;
}

/** A detector keeps scratch arrays and what it has seen; use one per run, from one thread. */
export interface Detector {
  /** By the whole text. */
  readonly texts: Memo<Detection>;
  readonly known: KnownDetections | undefined;
  /** Made for the first text that nobody has told before. */
  readonly engine: () => Engine;
}

interface Engine {
  readonly index: LicenseIndex;
  readonly words: RuleWords;
  readonly phrases: Phrases;
  readonly work: BodyWork;
  readonly tokens: Tokens;
  /** By the words of a text: most license files differ in copyright lines only. */
  readonly memo: Memo<Analysis>;
  readonly ids: ReadonlyMap<string, string>;
}

export function newDetector(index: LicenseIndex | (() => LicenseIndex), known?: KnownDetections): Detector {
  let engine: Engine | undefined;
  const make = () => newEngine(typeof index === 'function' ? index() : index);
  return { texts: newMemo(), known, engine: () => (engine ??= make()) };
}

function newEngine(index: LicenseIndex): Engine {
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

/**
 * Reads one file.
 * @param text its text (text/bytes.ts). Comment leaders, Markdown, HTML, CRLF, a BOM and UTF-16 are read through; offsets of a UTF-16
 * file count in the decoded text.
 * @param fileName path or name: a README is read more strictly than a license file.
 */
export function detect(text: string, fileName: string, detector: Detector): Detection {
  const readme = /(^|\/)readme[^/]*$/i.test(fileName);
  const seen = recall(detector.texts, text, readme);
  if (seen) return seen;
  const before = detector.known?.get(text, readme);
  const detection = before ?? detectAnew(text, readme, detector.engine());
  remember(detector.texts, text, readme, detection);
  if (before === undefined) detector.known?.put(text, readme, detection);
  return detection;
}

function detectAnew(text: string, readme: boolean, engine: Engine): Detection {
  const { tokens, index, words, phrases, work, memo, ids } = engine;
  const readable = readableText(text);
  tokenize(readable, index.vocabulary, index.active, tokens);
  const key = wordsKey(tokens);
  let analysis = recall(memo, key, readme);
  if (!analysis) {
    analysis = analyse(tokens, readme, index, work, words, phrases);
    remember(memo, key, readme, analysis);
  }
  return describe(readable, tokens, analysis, tokens.spdx ? findTags(readable) : [], ids);
}
