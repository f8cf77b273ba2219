/** JSON as editors take it, with comments and trailing commas, as a tree with places. Tolerant, like the editors. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import type { Collector } from '../collector.ts';
import { MAX_YAML_DEPTH } from '../limits.ts';
import { type MappedText, MappedTextBuilder } from '../mapped-text.ts';
import { NOTHING, type TreeEntry, type TreeNode } from './node.ts';

export function parseJsonTree(text: string, into: Collector): TreeNode {
  return new Reader(text, into).value(0);
}

class Reader {
  private readonly text: string;
  private readonly into: Collector;
  private i = 0;

  constructor(text: string, into: Collector) {
    this.text = text;
    this.into = into;
  }

  value(depth: number): TreeNode {
    this.skipBlank();
    if (depth > MAX_YAML_DEPTH) {
      this.into.gap(`JSON is nested more than ${MAX_YAML_DEPTH} levels deep`, { start: this.i, end: this.i + 1 });
      this.i = this.text.length;
      return NOTHING;
    }
    const c = this.text[this.i];
    if (c === '{') return this.map(depth);
    if (c === '[') return this.list(depth);
    if (c === '"') return { kind: 'scalar', value: this.string() };
    const word = /[^\s,\]}:]+/y;
    word.lastIndex = this.i;
    const m = word.exec(this.text);
    if (m === null) return NOTHING;
    this.i += m[0].length;
    const from = m.index;
    return { kind: 'scalar', value: { text: m[0], offsetAt: (index) => from + index } };
  }

  private map(depth: number): TreeNode {
    const entries: TreeEntry[] = [];
    this.i++;
    while (this.skipTo('}')) {
      const start = this.i;
      if (this.text[this.i] === '"') {
        const key = this.string();
        this.skipBlank();
        if (this.text[this.i] === ':') {
          this.i++;
          entries.push({ key, value: this.value(depth + 1) });
        }
      } else {
        this.value(depth + 1);
      }
      if (this.i === start) this.i++;
    }
    return { kind: 'map', entries };
  }

  private list(depth: number): TreeNode {
    const items: TreeNode[] = [];
    this.i++;
    while (this.skipTo(']')) {
      const start = this.i;
      items.push(this.value(depth + 1));
      if (this.i === start) this.i++;
    }
    return { kind: 'list', items };
  }

  /** Behind blanks and commas: whether something comes before the end, which is passed. */
  private skipTo(end: string): boolean {
    for (;;) {
      this.skipBlank();
      if (this.text[this.i] !== ',') break;
      this.i++;
    }
    if (this.i >= this.text.length) return false;
    if (this.text[this.i] !== end) return true;
    this.i++;
    return false;
  }

  private skipBlank(): void {
    const { text } = this;
    for (;;) {
      while (this.i < text.length && /[\s\ufeff]/.test(text[this.i]!)) this.i++;
      if (text.startsWith('//', this.i)) this.i = indexOrEnd(text, '\n', this.i);
      else if (text.startsWith('/*', this.i)) this.i = indexOrEnd(text, '*/', this.i + 2) + 2;
      else return;
    }
  }

  private string(): MappedText {
    const { text } = this;
    const built = new MappedTextBuilder();
    this.i++;
    let from = this.i;
    while (this.i < text.length && text[this.i] !== '"' && text[this.i] !== '\n') {
      if (text[this.i] !== '\\') {
        this.i++;
        continue;
      }
      built.add(text.slice(from, this.i), from);
      const m = /^\\(?:u([0-9a-fA-F]{4})|(.))/s.exec(text.slice(this.i, this.i + 6));
      if (m === null) break;
      built.add(m[1] ? String.fromCharCode(Number.parseInt(m[1], 16)) : (SIMPLE[m[2]!] ?? m[2]!), this.i);
      this.i += m[0].length;
      from = this.i;
    }
    built.add(text.slice(from, this.i), from);
    const end = this.i;
    if (text[this.i] === '"') this.i++;
    return built.build((index) => index, end);
  }
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
