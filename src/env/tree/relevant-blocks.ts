/** Leaves out what need not be parsed of a large YAML file: jobs and other parts in which nothing is mentioned that is looked for. */
import { mentionsSettings } from '../mentions.ts';

/** A key with nothing behind it, of which the value is what is indented below. */
const BARE_KEY = /^( *)(?:[\w./-]+|"[^"\n]*"|'[^'\n]*'):[ \t]*(?:#.*)?$/;

/** Parts that say how others are to be read. */
const KEPT = /^ *(?:defaults|default):/;

interface Block {
  readonly start: number;
  end: number;
  readonly isBare: boolean;
}

/** The text with blanks for second-level parts without a mention; everything else stays where it is. */
export function relevantBlocks(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, isBare } of secondLevel(text)) {
    const part = text.slice(start, end);
    if (!isBare || KEPT.test(part) || mentionsSettings(part)) continue;
    parts.push(text.slice(done, start), part.replace(/[^\r\n]/g, ' '));
    done = end;
  }
  return done === 0 ? text : parts.join('') + text.slice(done);
}

/** Below each bare key at the start of a line, the parts that begin with the indentation of the first. */
function* secondLevel(text: string): Generator<Block> {
  /** Whether the key at the start of a line is bare. */
  let isOpen = false;
  let indent = 0;
  let block: Block | undefined;
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline + 1;
    const line = text.slice(from, newline < 0 ? end : newline).replace(/\r$/, '');
    const depth = line.length - line.trimStart().length;
    if (depth === line.length || line[depth] === '#') {
      if (block) block.end = end;
    } else if (depth === 0 || !isOpen) {
      if (block) yield block;
      block = undefined;
      isOpen = depth === 0 && BARE_KEY.test(line);
      indent = 0;
    } else {
      if (indent === 0) indent = depth;
      // Items of a list may be indented as little as its key.
      const isItem = block !== undefined && depth === indent && /^-(?:\s|$)/.test(line.slice(depth));
      if (depth <= indent && !isItem) {
        if (block) yield block;
        block = { start: from, end, isBare: depth === indent && BARE_KEY.test(line) };
        // Less than the first: it is not what it looked like.
        if (depth < indent) isOpen = false;
      } else if (block) {
        block.end = end;
      }
    }
    from = end;
  }
  if (block) yield block;
}
