/**
 * Adds a waiver to the text of a YAML policy. It is put in between: every other byte stays, comments and order and layout too. The result
 * is read again and has to be what was there before and the waiver.
 */
import type { CST, Document, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { source } from '../../text/source.ts';
import { plainOf } from '../parse/node.ts';
import { collectProblems } from '../parse/problems.ts';
import { parseYaml } from '../parse/yaml.ts';
import { type NewWaiver, waiverFields } from './new-waiver.ts';

export interface AddedWaiver {
  readonly text: string;
  /** Where the waiver stands, from 1. */
  readonly line: number;
}

/** undefined where the file is written in a way that this cannot add to. */
export async function addWaiver(text: string, waiver: NewWaiver): Promise<AddedWaiver | undefined> {
  const yaml = await import('yaml');
  const document = yaml.parseDocument(text, { keepSourceTokens: true, logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  const words = new Map(waiverFields(waiver).map(([key, value]) => [key, inOneLine(value, yaml.stringify)]));
  const insertion = insertionIn(document, text, yaml, words);
  if (insertion === undefined) return undefined;
  const { from, to, added } = insertion;
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const changed = text.slice(0, from) + added.replaceAll('\n', eol) + text.slice(to);
  if (!(await isAddition(text, changed, waiver))) return undefined;
  // The item begins with its rule; a list in brackets stays on its lines.
  const at = from + Math.max(added.indexOf('- rule:'), 0);
  return { text: changed, line: changed.slice(0, at).split('\n').length };
}

type Yaml = typeof import('yaml');

interface Insertion {
  readonly from: number;
  readonly to: number;
  readonly added: string;
}

function insertionIn(
  document: Document.Parsed,
  text: string,
  yaml: Yaml,
  words: ReadonlyMap<string, string>,
): Insertion | undefined {
  const { contents } = document;
  const isEmpty = contents === null || (yaml.isScalar(contents) && contents.value === null);
  if (isEmpty) return atEnd(text, `waivers:\n${item('  ', words)}`);
  if (!yaml.isMap(contents) || contents.flow) return undefined;
  const pair = (contents as YAMLMap<unknown, unknown>).items.find(
    ({ key }) => yaml.isScalar(key) && key.value === 'waivers',
  );
  if (pair === undefined) return atEnd(text, `waivers:\n${item('  ', words)}`);
  return inList(pair, text, yaml, words);
}

function atEnd(text: string, block: string): Insertion {
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return { from: text.length, to: text.length, added: `${gap}${block}` };
}

function inList(
  { value }: Pair<unknown, unknown>,
  text: string,
  yaml: Yaml,
  words: ReadonlyMap<string, string>,
): Insertion | undefined {
  if (!yaml.isSeq(value)) return undefined;
  const list = value as YAMLSeq<unknown>;
  const [start, end] = list.range!;
  const last = list.items.at(-1);
  if (last === undefined) {
    const lineEnd = endOfLine(text, end);
    const rest = text.slice(end, lineEnd).trimEnd();
    const gap = lineEnd < text.length ? '' : '\n';
    // `[]` goes; what stands behind it on the line stays.
    const head = text.slice(0, start).trimEnd().length;
    return { from: head, to: lineEnd, added: `${rest}${gap || (rest.endsWith('\n') ? '' : '\n')}${item('  ', words)}` };
  }
  if (list.flow) return inBrackets(text, end - 1, words);
  if (!yaml.isNode(last)) return undefined;
  const { indent } = list.srcToken as CST.BlockSequence;
  const at = endOfLine(text, last.range![1]);
  const gap = text[at - 1] === '\n' ? '' : '\n';
  return { from: at, to: at, added: `${gap}${item(' '.repeat(indent), words)}` };
}

/** Past the line that holds what ends at `offset`; a block scalar ends past its line already. */
function endOfLine(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset;
  const next = text.indexOf('\n', offset);
  return next < 0 ? text.length : next + 1;
}

function inBrackets(text: string, closing: number, words: ReadonlyMap<string, string>): Insertion {
  const before = text.slice(0, closing).trimEnd();
  const fields = [...words].map(([key, value]) => `${key}: ${value}`).join(', ');
  return { from: before.length, to: before.length, added: `${before.endsWith(',') ? '' : ','} { ${fields} }` };
}

function item(indent: string, words: ReadonlyMap<string, string>): string {
  return [...words].map(([key, value], i) => `${indent}${i === 0 ? '- ' : '  '}${key}: ${value}\n`).join('');
}

/** Plain where YAML takes it for text, also between brackets; else in double quotes. */
function inOneLine(value: string, stringify: Yaml['stringify']): string {
  const written = stringify(value, { lineWidth: 0 }).trimEnd();
  return written === value && !/[,[\]{}]/.test(value) ? value : JSON.stringify(value);
}

/** Whether a text says what another says, with this waiver as its last. */
async function isAddition(before: string, after: string, waiver: NewWaiver): Promise<boolean> {
  const [old, now] = [await plain(before), await plain(after)];
  if (now === undefined) return false;
  const { waivers, ...others } = (old ?? {}) as { readonly waivers?: readonly unknown[] };
  const wanted = { ...others, waivers: [...(waivers ?? []), Object.fromEntries(waiverFields(waiver))] };
  return inOrder(now) === inOrder(wanted);
}

/** Of an empty policy undefined. */
async function plain(text: string): Promise<unknown> {
  const node = await parseYaml(source('policy', text), collectProblems());
  const value = node && plainOf(node);
  return value === null ? undefined : value;
}

/** The order of the keys at the top does not count. */
function inOrder(value: unknown): string {
  const entries = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}
