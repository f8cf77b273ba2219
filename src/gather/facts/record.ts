/**
 * A run's facts in one file: what was answered to every question, and what could not be, so that the same run can be made again
 * without network and gives the same bytes. Texts are kept once, by their SHA-256; the order is that of paths and hashes.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { compareText } from '../../go/std/order.ts';
import { answerFromJson, answerToJson, isChanging, isFactKind, isObject, isTime } from '../../model/facts/fact-json.ts';
import {
  type Answer,
  type Ask,
  askKey,
  type FactKind,
  type FactSource,
  type FactTypes,
} from '../../model/facts/facts.ts';
import { encode } from '../../text/bytes.ts';
import { jsonFault } from '../../text/json-fault.ts';
import { printableJson } from '../../text/json-text.ts';
import type { Printable } from '../../text/printable.ts';
import { pointAt, source } from '../../text/source.ts';

export const RECORD_FORMAT = 'modwarden facts';
export const RECORD_VERSION = 1;
/** Bytes; a record of ten thousand modules with their licenses has some tens of megabytes. */
export const MAX_RECORD: number = 256 << 20;

export type KnownAnswer = Answer<FactTypes[FactKind]>;

/** `asOf`: when the facts were gathered, RFC 3339. */
export interface Recording {
  readonly asOf: string;
  readonly facts: ReadonlyMap<string, { readonly ask: Ask; readonly answer: KnownAnswer }>;
}

/** `line` and `column` where the file is no JSON, `at` (a JSON pointer) where it is, but not a record. */
export interface RecordError {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly at?: string;
}

export type RecordResult =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly error: RecordError };

export function readRecord(file: string, maxSize = MAX_RECORD): RecordResult {
  try {
    const { size } = statSync(file);
    if (size > maxSize) return fail({ message: `${size} bytes, over the limit of ${maxSize}` });
    return parseRecord(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail({ message: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})` });
  }
}

/** Reads a record as `formatRecord` writes it. A record that does not fit its format gives the place and the reason, never a part of its facts. */
export function parseRecord(text: string): RecordResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail(syntaxError(text));
  }
  if (!isObject(json) || json.format !== RECORD_FORMAT)
    return fail({ message: `not a facts file: "format" must be ${JSON.stringify(RECORD_FORMAT)}`, at: '/format' });
  if (json.version !== RECORD_VERSION)
    return fail({
      message: `version ${JSON.stringify(json.version)} of the format is not supported`,
      at: '/version',
    });
  if (!isTime(json.asOf)) return fail({ message: '"asOf" must be a time such as 2026-01-31T12:00:00Z', at: '/asOf' });
  const texts = textsOf(json.texts);
  if (!(texts instanceof Map)) return fail(texts);
  return factsOf(json.asOf, json.facts, texts);
}

function factsOf(asOf: string, json: unknown, texts: ReadonlyMap<string, string>): RecordResult {
  if (!Array.isArray(json)) return fail({ message: 'expected a list', at: '/facts' });
  const facts = new Map<string, { ask: Ask; answer: KnownAnswer }>();
  const names = { nameOf: hashOf, textOf: (name: string) => texts.get(name) };
  for (const [i, fact] of (json as unknown[]).entries()) {
    const ask = askOf(fact);
    if (!ask) return fail({ message: 'expected "kind", "module" and "version"', at: `/facts/${i}` });
    const answer = answerFromJson(ask, fact, names);
    if (typeof answer === 'string') return fail({ message: answer, at: `/facts/${i}` });
    const key = askKey(ask);
    if (facts.has(key)) return fail({ message: `duplicate fact ${key}`, at: `/facts/${i}` });
    facts.set(key, { ask, answer });
  }
  return { ok: true, recording: { asOf, facts } };
}

function askOf(json: unknown): Ask | undefined {
  if (!isObject(json)) return undefined;
  const { kind, module, version } = json;
  if (!isFactKind(kind) || typeof module !== 'string' || typeof version !== 'string') return undefined;
  return { kind, module: { path: module, version } };
}

function textsOf(json: unknown): Map<string, string> | RecordError {
  if (!isObject(json)) return { message: 'expected an object of texts by SHA-256', at: '/texts' };
  const texts = new Map<string, string>();
  for (const [name, text] of Object.entries(json)) {
    if (typeof text !== 'string') return { message: 'a string is expected', at: `/texts/${name}` };
    if (hashOf(text) !== name)
      return { message: 'the SHA-256 of the text does not match its name', at: `/texts/${name}` };
    texts.set(name, text);
  }
  return texts;
}

/** The text of a facts file; one line a fact, so that two records can be compared by line. */
export function formatRecord(recording: Recording): Printable {
  const texts = new Map<string, string>();
  const names = {
    nameOf: (text: string) => {
      const name = hashOf(text);
      texts.set(name, text);
      return name;
    },
    textOf: () => undefined,
  };
  const lines = [...recording.facts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { ask, answer }]) => {
      const { path, version } = ask.module;
      return JSON.stringify({ kind: ask.kind, module: path, version, ...answerToJson(ask, answer, names) });
    });
  const textLines = [...texts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, text]) => `${JSON.stringify(name)}:${JSON.stringify(text)}`);
  const head = `"format":${JSON.stringify(RECORD_FORMAT)},"version":${RECORD_VERSION},"asOf":${JSON.stringify(recording.asOf)}`;
  return printableJson(`{${head},\n"facts":${block('[', lines, ']')},\n"texts":${block('{', textLines, '}')}}\n`);
}

function block(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${close}`;
}

/** Answers exactly as recorded, with the source that gave them then. What changes and has no time of its own has that of the record. */
export function recordSource(recording: Recording): FactSource {
  return {
    name: 'record',
    network: false,
    answer: async <K extends FactKind>(ask: Ask<K>) => {
      const answer = recording.facts.get(askKey(ask as Ask))?.answer as Answer<FactTypes[K]> | undefined;
      const timeless = answer?.known && answer.asOf === undefined && isChanging(ask.kind);
      return timeless ? { ...answer, asOf: recording.asOf } : answer;
    },
  };
}

export interface Recorder {
  /** The same source, every answer of which is kept. */
  wrap(source: FactSource): FactSource;
  /** What was kept. */
  recording(asOf: string): Recording;
}

/** Answers of several sources may meet: what is known wins over what is not, else the first. */
export function recorder(): Recorder {
  const facts = new Map<string, { ask: Ask; answer: KnownAnswer }>();
  return {
    wrap: (source) => ({
      ...source,
      answer: async (ask) => {
        const answer = await source.answer(ask);
        const key = askKey(ask as Ask);
        if (answer && (!facts.has(key) || (answer.known && !facts.get(key)!.answer.known)))
          facts.set(key, { ask: ask as Ask, answer });
        return answer;
      },
    }),
    recording: (asOf) => ({ asOf, facts: new Map(facts) }),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(encode(text)).digest('hex');
}

function syntaxError(text: string): RecordError {
  const { offset, message } = jsonFault(text)!;
  const { line, column } = pointAt(source('', text), offset);
  return { message: `no JSON: ${message}`, line, column };
}

function fail(error: RecordError): RecordResult {
  return { ok: false, error };
}
