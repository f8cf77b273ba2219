/**
 * Reads shell scripts (sh, bash, ksh, zsh) into commands, in one pass. It is tolerant: what is no shell gives odd commands, never an
 * error, because scripts come with holes, from templates, and in dialects. Only nesting has a limit.
 */
import { MAX_SHELL_DEPTH } from '../limits.ts';
import { type MappedText, MappedTextBuilder, slice } from '../mapped-text.ts';
import type { HereDocument, Redirection, ShellCommand, ShellGroup, ShellWord } from './words.ts';

export interface LexedScript {
  readonly commands: readonly ShellCommand[];
  /** Index in the text where nesting went over the limit. */
  readonly tooDeepAt: number | undefined;
}

export function lexScript(script: MappedText): LexedScript {
  const lexer = new Lexer(script);
  lexer.commandsUntil(undefined, 0, undefined);
  return { commands: lexer.commands, tooDeepAt: lexer.tooDeepAt };
}

/** Between `case` and `esac`: the word, a pattern up to `)`, the commands up to `;;`. */
interface Case {
  part: 'word' | 'pattern' | 'commands';
}

interface Pending {
  readonly delimiter: string;
  readonly stripTabs: boolean;
  readonly expands: boolean;
  readonly documents: HereDocument[];
}

const OPENS: ReadonlySet<string> = new Set(['if', 'while', 'until', 'for', 'select', 'case']);
const CLOSES: ReadonlySet<string> = new Set(['fi', 'done', 'esac']);
const KEYWORDS: ReadonlySet<string> = new Set([...OPENS, ...CLOSES, 'then', 'else', 'elif', 'do', '!', 'time', '}']);

class Lexer {
  readonly commands: ShellCommand[] = [];
  tooDeepAt: number | undefined;
  private readonly script: MappedText;
  private readonly text: string;
  private i = 0;
  private pending: Pending[] = [];

  constructor(script: MappedText) {
    this.script = script;
    this.text = script.text;
  }

  /** Reads commands up to `close`, which it leaves behind, or to the end. */
  commandsUntil(close: ')' | '`' | undefined, depth: number, group: ShellGroup | undefined): void {
    const { text } = this;
    let words: ShellWord[] = [];
    let redirections: Redirection[] = [];
    let documents: HereDocument[] = [];
    let conditions = 0;
    const cases: Case[] = [];
    const groups: ShellGroup[] = [];
    let ended: ShellGroup | undefined;
    const flush = () => {
      if (ended !== undefined && redirections.length > 0) ended.redirections = redirections;
      else if (words.length > 0 || redirections.length > 0)
        this.commands.push({
          words,
          redirections,
          documents,
          isConditional: conditions > 0,
          group: groups.at(-1) ?? group,
        });
      ended = undefined;
      words = [];
      redirections = [];
      documents = [];
    };
    while (this.i < text.length) {
      const c = text[this.i]!;
      if (c === ' ' || c === '\t' || c === '\r') {
        this.i++;
      } else if (c === '\\' && /^\\\r?\n/.test(text.slice(this.i, this.i + 3))) {
        this.i += text[this.i + 1] === '\r' ? 3 : 2;
      } else if (c === '\n') {
        flush();
        this.i++;
        this.readDocuments();
      } else if (c === '#') {
        this.skipLine();
      } else if (c === ';' || c === '&' || c === '|') {
        if (text.startsWith('&>', this.i)) {
          this.redirection(redirections, documents, depth);
          continue;
        }
        const isPipe = c === '|' && text[this.i + 1] !== '|';
        const target = isPipe ? this.teeTarget() : undefined;
        if (target !== undefined) redirections.push({ operator: '|', target });
        flush();
        if (text.startsWith(';;', this.i) && cases.length > 0) cases.at(-1)!.part = 'pattern';
        while (this.i < text.length && ';&|'.includes(text[this.i]!)) this.i++;
      } else if (c === ')' || c === '`') {
        if (c === ')' && cases.at(-1)?.part === 'pattern') {
          cases.at(-1)!.part = 'commands';
          words = [];
          this.i++;
          continue;
        }
        flush();
        this.i++;
        if (close === c) return;
        if (c === '`') continue;
      } else if (c === '(') {
        if (cases.at(-1)?.part === 'pattern') {
          this.i++;
        } else if (words.length > 0) {
          // A function's name; its body follows.
          words = [];
          this.i += text[this.i + 1] === ')' ? 2 : 1;
        } else if (text[this.i + 1] === '(') {
          this.skipArithmetic();
        } else {
          this.i++;
          const inner: ShellGroup = { outer: groups.at(-1) ?? group, redirections: [] };
          this.nested(() => this.commandsUntil(')', depth + 1, inner), depth);
          ended = inner;
        }
      } else if (c === '<' || c === '>') {
        if (text[this.i + 1] === '(') {
          words.push(this.word(depth));
          continue;
        }
        this.redirection(redirections, documents, depth);
      } else {
        const word = this.word(depth);
        const number = /^[0-9]{1,3}$/.test(word.text) && (text[this.i] === '>' || text[this.i] === '<');
        if (number) continue;
        const isFirst = words.length === 0 && word.bareUntil === word.text.length;
        if (cases.at(-1)?.part === 'pattern' && word.text !== 'esac') continue;
        if (isFirst && word.text === '{') {
          groups.push({ outer: groups.at(-1) ?? group, redirections: [] });
        } else if (isFirst && word.text === '}') {
          ended = groups.pop();
        } else if (isFirst && KEYWORDS.has(word.text)) {
          if (OPENS.has(word.text)) conditions++;
          if (CLOSES.has(word.text)) conditions = Math.max(0, conditions - 1);
          if (word.text === 'case') cases.push({ part: 'word' });
          if (word.text === 'esac') cases.pop();
        } else if (word.text === 'in' && cases.at(-1)?.part === 'word') {
          cases.at(-1)!.part = 'pattern';
          words = [];
        } else {
          words.push(word);
        }
      }
    }
    flush();
  }

  /** Runs a reader of what is inside; too deep, the rest is skipped. */
  private nested(read: () => void, depth: number): void {
    if (depth < MAX_SHELL_DEPTH) {
      read();
      return;
    }
    this.tooDeepAt ??= this.i;
    this.i = this.text.length;
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n', this.i);
    this.i = end < 0 ? this.text.length : end;
  }

  private skipArithmetic(): void {
    const end = this.text.indexOf('))', this.i);
    const line = this.text.indexOf('\n', this.i);
    if (end < 0 || (line >= 0 && line < end)) this.i += 2;
    else this.i = end + 2;
  }

  /** After `|`: the file that `tee -a FILE` writes; undefined for other commands, which are read as usual. */
  private teeTarget(): ShellWord | undefined {
    const tee = /^\|&?[ \t]*(?:\\\r?\n[ \t]*)?(?:sudo[ \t]+)?tee(?:[ \t]+(?:-a|--append))?[ \t]+/.exec(
      this.text.slice(this.i, this.i + 200),
    );
    if (tee === null) return undefined;
    this.i += tee[0].length;
    return this.word(0);
  }

  private redirection(redirections: Redirection[], documents: HereDocument[], depth: number): void {
    const { text } = this;
    const operator = /^(?:<<<|<<-?|&>>?|<>|>>|>\||[<>]&?)/.exec(text.slice(this.i, this.i + 3))![0];
    this.i += operator.length;
    while (text[this.i] === ' ' || text[this.i] === '\t') this.i++;
    if (this.i >= text.length || text[this.i] === '\n') return;
    const target = this.word(depth);
    if (operator === '<<' || operator === '<<-') {
      if (target.text !== '')
        this.pending.push({
          delimiter: target.text,
          stripTabs: operator === '<<-',
          expands: target.bareUntil === target.text.length,
          documents,
        });
    } else {
      redirections.push({ operator, target });
    }
  }

  /** The bodies that begin on this line. */
  private readDocuments(): void {
    const { text } = this;
    const waiting = this.pending;
    this.pending = [];
    for (const { delimiter, stripTabs, expands, documents } of waiting) {
      const start = this.i;
      let end = start;
      for (let found = false; this.i < text.length && !found; ) {
        const newline = text.indexOf('\n', this.i);
        const stop = newline < 0 ? text.length : newline;
        let from = this.i;
        while (stripTabs && text[from] === '\t') from++;
        found = text.startsWith(delimiter, from) && /^\r?$/.test(text.slice(from + delimiter.length, stop));
        if (!found) end = Math.min(stop + 1, text.length);
        this.i = Math.min(stop + 1, text.length);
      }
      documents.push({ body: slice(this.script, start, end), expands });
    }
  }

  /** One word; `i` is at its first character, and afterwards behind its last. */
  word(depth: number): ShellWord {
    const { text } = this;
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
        const close = text.indexOf("'", this.i + 1);
        const end = close < 0 ? text.length : close;
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
        const from = this.i++;
        this.nested(() => this.commandsUntil('`', depth + 1, undefined), depth);
        add(from, this.i);
        expands = true;
      } else if ((c === '<' || c === '>') && text[this.i + 1] === '(' && this.i === begin) {
        const from = this.i;
        this.i += 2;
        this.nested(() => this.commandsUntil(')', depth + 1, undefined), depth);
        add(from, this.i);
      } else if (c === '(' && text[this.i - 1] === '=' && this.i > begin) {
        this.i++;
        elements = this.elements(depth);
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
        this.i++;
        this.nested(() => this.commandsUntil('`', depth + 1, undefined), depth);
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
      const end = text.indexOf('}}', this.i);
      this.i = end < 0 ? this.i + 3 : end + 2;
    } else if (text.startsWith('$((', this.i)) {
      this.i++;
      this.skipArithmetic();
    } else if (next === '(') {
      this.i += 2;
      this.nested(() => this.commandsUntil(')', depth + 1, undefined), depth);
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
