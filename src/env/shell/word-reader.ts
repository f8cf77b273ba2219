/** Words of shell scripts: quotes, escapes, and the expansions that may hold commands again. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { MAX_SHELL_DEPTH } from '../limits.ts';
import { type MappedText, MappedTextBuilder, slice } from '../mapped-text.ts';
import type { ShellGroup, ShellWord } from './words.ts';

/** Characters of an arithmetic expression, or of one of GitHub Actions. */
const MAX_EXPRESSION = 2000;

/** A word without quotes and expansions, as most are. */
const BARE = /[^ \t\r\n;&|<>()\\'"$`=]+(?=[ \t\r\n;&|<>)])/y;

/** Reads words at its position `i`; how commands are read, a lexer says. */
export abstract class WordReader {
  /** Index in the text where nesting went over the limit. */
  tooDeepAt: number | undefined;
  protected readonly script: MappedText;
  protected readonly text: string;
  protected i = 0;
  /** Whether the next backtick ends the commands that are read. */
  protected isInBackticks = false;

  constructor(script: MappedText) {
    this.script = script;
    this.text = script.text;
  }

  /** Reads commands up to `close`, which it leaves behind, or to the end. */
  protected abstract commandsUntil(close: ')' | '`' | undefined, depth: number, group: ShellGroup | undefined): void;

  /** Reads the commands inside; too deep, the rest is skipped. */
  protected inner(close: ')' | '`', depth: number, group?: ShellGroup): void {
    const before = this.isInBackticks;
    this.isInBackticks = close === '`';
    this.nested(() => this.commandsUntil(close, depth + 1, group), depth);
    this.isInBackticks = before;
  }

  protected nested(read: () => void, depth: number): void {
    if (depth < MAX_SHELL_DEPTH) {
      read();
      return;
    }
    this.tooDeepAt ??= this.i;
    this.i = this.text.length;
  }

  protected skipLine(): void {
    this.i = indexOrEnd(this.text, '\n', this.i);
  }

  protected skipArithmetic(): void {
    const end = this.text.slice(this.i, this.i + MAX_EXPRESSION).indexOf('))');
    this.i += end < 0 ? 2 : end + 2;
  }

  /** One word; `i` is at its first character, and afterwards behind its last. */
  protected word(depth: number): ShellWord {
    const { text } = this;
    BARE.lastIndex = this.i;
    const bare = BARE.exec(text)?.[0];
    if (bare !== undefined) {
      const from = this.i;
      this.i += bare.length;
      return { ...slice(this.script, from, this.i), bareUntil: bare.length, expands: false };
    }
    const built = new MappedTextBuilder();
    const begin = this.i;
    let length = 0;
    let bareUntil = -1;
    let expands = false;
    let elements: readonly ShellWord[] | undefined;
    const add = (from: number, to: number) => {
      built.add(text.slice(from, to), from);
      length += to - from;
    };
    const quoted = () => {
      if (bareUntil < 0) bareUntil = length;
    };
    while (this.i < text.length) {
      const c = text[this.i]!;
      if (c === '\\') {
        if (text[this.i + 1] === '\n') {
          this.i += 2;
          continue;
        }
        quoted();
        add(this.i + 1, Math.min(this.i + 2, text.length));
        this.i += 2;
      } else if (c === "'") {
        quoted();
        const end = indexOrEnd(text, "'", this.i + 1);
        add(this.i + 1, end);
        this.i = end + 1;
      } else if (c === '"') {
        quoted();
        this.i++;
        expands = this.doubleQuoted(add, depth) || expands;
      } else if (c === '$') {
        const from = this.i;
        if (text[from + 1] === "'") {
          quoted();
          const end = endOfAnsiQuote(text, from + 2);
          add(from + 2, end);
          this.i = end + 1;
          continue;
        }
        this.expansion(depth);
        add(from, this.i);
        expands = true;
      } else if (c === '`') {
        if (this.isInBackticks) break;
        const from = this.i++;
        this.inner('`', depth);
        add(from, this.i);
        expands = true;
      } else if ((c === '<' || c === '>') && text[this.i + 1] === '(' && this.i === begin) {
        const from = this.i;
        this.i += 2;
        this.inner(')', depth);
        add(from, this.i);
      } else if (c === '(' && text[this.i - 1] === '=' && this.i > begin) {
        this.i++;
        this.nested(() => {
          elements = this.elements(depth + 1);
        }, depth);
      } else if (' \t\r\n;&|<>()'.includes(c)) {
        break;
      } else {
        const from = this.i;
        while (this.i < text.length && !' \t\r\n;&|<>()\\\'"$`'.includes(text[this.i]!)) this.i++;
        add(from, this.i);
      }
    }
    // Never stand still.
    if (this.i === begin) this.i++;
    const { offsetAt } = this.script;
    const mapped = built.build(offsetAt, begin);
    const word = { ...mapped, bareUntil: bareUntil < 0 ? length : bareUntil, expands };
    return elements === undefined ? word : { ...word, elements };
  }

  /** Up to and with the closing quote. Returns whether anything is filled in. */
  private doubleQuoted(add: (from: number, to: number) => void, depth: number): boolean {
    const { text } = this;
    let expands = false;
    let from = this.i;
    while (this.i < text.length && text[this.i] !== '"') {
      const c = text[this.i]!;
      if (c === '\\') {
        const next = text[this.i + 1];
        if (next !== undefined && '$`"\\\n'.includes(next)) {
          add(from, this.i);
          from = next === '\n' ? this.i + 2 : this.i + 1;
        }
        this.i += 2;
      } else if (c === '$') {
        this.expansion(depth);
        expands = true;
      } else if (c === '`') {
        if (this.isInBackticks) break;
        this.i++;
        this.inner('`', depth);
        expands = true;
      } else {
        this.i++;
      }
    }
    this.i = Math.min(this.i, text.length);
    add(from, this.i);
    this.i++;
    return expands;
  }

  /** At `$`: goes behind the expansion, and reads the commands in it. */
  private expansion(depth: number): void {
    const { text } = this;
    const next = text[this.i + 1];
    if (text.startsWith('${{', this.i)) {
      const end = text.slice(this.i, this.i + MAX_EXPRESSION).indexOf('}}');
      this.i += end < 0 ? 3 : end + 2;
    } else if (text.startsWith('$((', this.i)) {
      this.i++;
      this.skipArithmetic();
    } else if (next === '(') {
      this.i += 2;
      this.inner(')', depth);
    } else if (next === '{') {
      this.i += 2;
      this.nested(() => this.braces(depth + 1), depth);
    } else {
      this.i++;
      while (this.i < text.length && /\w/.test(text[this.i]!)) this.i++;
    }
  }

  /** Behind `${`: to the brace that closes it. */
  private braces(depth: number): void {
    const { text } = this;
    while (this.i < text.length && text[this.i] !== '}') {
      const c = text[this.i]!;
      if (c === '$') {
        this.expansion(depth);
      } else if (c === '"') {
        this.i++;
        this.doubleQuoted(() => undefined, depth);
      } else if (c === '\n' && depth === 1) {
        return;
      } else {
        this.i += c === '\\' ? 2 : 1;
      }
    }
    this.i++;
  }

  /** Behind `NAME=(`: the words up to `)`. */
  private elements(depth: number): ShellWord[] {
    const { text } = this;
    const found: ShellWord[] = [];
    while (this.i < text.length && text[this.i] !== ')') {
      const c = text[this.i]!;
      if (' \t\r\n'.includes(c)) this.i++;
      else if (c === '#') this.skipLine();
      else found.push(this.word(depth));
    }
    this.i++;
    return found;
  }
}

function endOfAnsiQuote(text: string, from: number): number {
  let i = from;
  while (i < text.length && text[i] !== "'") i += text[i] === '\\' ? 2 : 1;
  return Math.min(i, text.length);
}
