/**
 * Reads shell scripts (sh, bash, ksh, zsh) into commands, in one pass. It is tolerant: what is no shell gives odd commands, never an
 * error, because scripts come with holes, from templates, and in dialects. Only nesting has a limit.
 */
import { type MappedText, slice } from '../mapped-text.ts';
import { WordReader } from './word-reader.ts';
import type { HereDocument, Redirection, ShellCommand, ShellGroup, ShellWord } from './words.ts';

export interface LexedScript {
  readonly commands: readonly ShellCommand[];
  /** Index in the text where nesting went over the limit. */
  readonly tooDeepAt: number | undefined;
}

export function lexScript(script: MappedText): LexedScript {
  return new Lexer(script).read();
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

const TESTS: ReadonlySet<string> = new Set(['[', '[[', 'test']);

class Lexer extends WordReader {
  readonly commands: ShellCommand[] = [];
  private pending: Pending[] = [];

  read(): LexedScript {
    this.commandsUntil(undefined, 0, undefined);
    return { commands: this.commands, tooDeepAt: this.tooDeepAt };
  }

  protected commandsUntil(close: ')' | '`' | undefined, depth: number, group: ShellGroup | undefined): void {
    const { text } = this;
    let words: ShellWord[] = [];
    let redirections: Redirection[] = [];
    let documents: HereDocument[] = [];
    let conditions = 0;
    const cases: Case[] = [];
    const groups: ShellGroup[] = [];
    let ended: ShellGroup | undefined;
    /** Whether the commands up to the end of the line come behind a test: `[ … ] && …`. */
    let isAfterTest = false;
    const flush = () => {
      if (ended !== undefined && redirections.length > 0) ended.redirections = redirections;
      else if (words.length > 0 || redirections.length > 0)
        this.commands.push({
          words,
          redirections,
          documents,
          isConditional: conditions > 0 || isAfterTest,
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
        isAfterTest = false;
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
        const isTest = TESTS.has(words[0]?.text ?? '');
        flush();
        const isChained = c !== ';' && text[this.i + 1] === c;
        isAfterTest = isChained && (isAfterTest || isTest);
        if (text.startsWith(';;', this.i) && cases.length > 0) cases.at(-1)!.part = 'pattern';
        while (this.i < text.length && ';&|'.includes(text[this.i]!)) this.i++;
      } else if (c === ')' || (c === '`' && close === c)) {
        if (c === ')' && cases.at(-1)?.part === 'pattern') {
          cases.at(-1)!.part = 'commands';
          words = [];
          this.i++;
          continue;
        }
        flush();
        this.i++;
        if (close === c) return;
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
          this.inner(')', depth, inner);
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
}
