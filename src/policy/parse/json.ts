/** JSON to policy nodes: strict (RFC 8259), with positions. Loads nothing. */
import { jsonFault } from '../../text/json-fault.ts';
import { type Source, span } from '../../text/source.ts';
import { mapEntries } from './map-entries.ts';
import {
  listNode,
  mapNode,
  NODE_LIMITS,
  type NodeLimits,
  type PolicyNode,
  scalarNode,
  tooDeep,
  tooMany,
} from './node.ts';
import type { Problems } from './problems.ts';

const BOM = 0xfeff;

/**
 * undefined where the text is not JSON, with the one problem that says so. With `only`, of an object at the top only that key is read:
 * the rest of a package.json is none of our business, as long as it is JSON.
 */
export function parseJson(
  source: Source,
  problems: Problems,
  limits: NodeLimits = NODE_LIMITS,
  only?: string,
): PolicyNode | undefined {
  const { text } = source;
  const from = text.charCodeAt(0) === BOM ? 1 : 0;
  const fault = jsonFault(text.slice(from));
  if (fault) {
    reportFault(source, fault.offset + from, fault.message, problems);
    return undefined;
  }
  const reader: Reader = { source, problems, limits, only, at: from, nodes: 0 };
  const node = readValue(reader, 0);
  return reader.gaveUp ? undefined : node;
}

function reportFault(source: Source, offset: number, message: string, problems: Problems): void {
  const { text } = source;
  const before = text.slice(0, offset).trimEnd().length - 1;
  const ch = text[offset];
  if ((ch === '}' || ch === ']') && text[before] === ',') {
    problems.add(
      span(source, before, before + 1),
      'JSON does not allow a comma after the last entry',
      'remove this comma',
    );
  } else if (ch === '/' || ch === '#') {
    problems.add(
      span(source, offset, offset + 1),
      'JSON has no comments',
      'remove the comment, or use .modwarden.yaml',
    );
  } else if (ch === "'") {
    problems.add(span(source, offset, offset + 1), 'JSON has no single quotes', 'use double quotes');
  } else {
    const at = ch === undefined || ch === '\n' ? Math.max(before, 0) : offset;
    problems.add(span(source, at, Math.min(at + 1, text.length)), `invalid JSON: ${message}`, STRICT);
  }
}

const STRICT = 'put names and texts in double quotes; do not use comments or trailing commas';

/** Walks a text that is known to be JSON. */
interface Reader {
  readonly source: Source;
  readonly problems: Problems;
  readonly limits: NodeLimits;
  readonly only: string | undefined;
  at: number;
  nodes: number;
  gaveUp?: true;
}

function readValue(reader: Reader, depth: number): PolicyNode {
  skip(reader, SPACE);
  const { source, at: start, limits } = reader;
  const ch = source.text[start];
  if (depth > limits.maxDepth || ++reader.nodes > limits.maxNodes) return giveUp(reader, depth);
  if (ch === '[') return readList(reader, depth);
  if (ch === '{') return readMap(reader, depth);
  const raw = readToken(reader);
  return scalarNode(JSON.parse(raw), span(source, start, reader.at));
}

/** Ends the walk: what is asked for next finds the end of the text. */
function giveUp(reader: Reader, depth: number): PolicyNode {
  const { source, at, limits } = reader;
  const here = span(source, at, Math.min(at + 1, source.text.length));
  if (!reader.gaveUp) {
    const { message, hint } = depth > limits.maxDepth ? tooDeep(limits) : tooMany(limits);
    reader.problems.add(here, message, hint);
  }
  reader.gaveUp = true;
  reader.at = source.text.length;
  return scalarNode(null, here);
}

function readList(reader: Reader, depth: number): PolicyNode {
  const start = reader.at++;
  const items: PolicyNode[] = [];
  while (more(reader, ']')) items.push(readValue(reader, depth + 1));
  return listNode(items, span(reader.source, start, reader.at));
}

function readMap(reader: Reader, depth: number): PolicyNode {
  const start = reader.at++;
  const entries = mapEntries(reader.problems);
  while (more(reader, '}')) {
    const keyStart = reader.at;
    const key = JSON.parse(readToken(reader)) as string;
    const keyAt = span(reader.source, keyStart, reader.at);
    skip(reader, COLON);
    if (depth === 0 && reader.only !== undefined && key !== reader.only) skipValue(reader);
    else entries.add({ key, keyAt, value: readValue(reader, depth + 1) });
  }
  return mapNode(entries.list(), span(reader.source, start, reader.at));
}

function skipValue(reader: Reader): void {
  let depth = 0;
  do {
    skip(reader, BETWEEN);
    const ch = reader.source.text[reader.at]!;
    if (ch === '[' || ch === '{') depth++;
    else if (ch === ']' || ch === '}') depth--;
    else readToken(reader);
    if ('[{]}'.includes(ch)) reader.at++;
  } while (depth > 0);
}

/** Whether another element follows; steps over the comma before it, or over the closing bracket. */
function more(reader: Reader, closing: ']' | '}'): boolean {
  skip(reader, COMMA);
  const ch = reader.source.text[reader.at];
  if (ch === closing) reader.at++;
  return ch !== closing && ch !== undefined;
}

const SPACE = /[ \t\r\n]*/y;
const COMMA = /[ \t\r\n,]*/y;
const COLON = /[ \t\r\n:]*/y;
const BETWEEN = /[ \t\r\n,:]*/y;
const LITERAL = /[^ \t\r\n,:\]}]*/y;

function skip(reader: Reader, what: RegExp): void {
  what.lastIndex = reader.at;
  what.test(reader.source.text);
  reader.at = what.lastIndex;
}

function readToken(reader: Reader): string {
  const { text } = reader.source;
  const start = reader.at;
  if (text[start] !== '"') skip(reader, LITERAL);
  else {
    do reader.at += text[reader.at] === '\\' ? 2 : 1;
    while (text[reader.at] !== '"');
    reader.at++;
  }
  return text.slice(start, reader.at);
}
