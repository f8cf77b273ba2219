/**
 * Reads shell scripts (sh, bash, ksh, zsh) into commands, in one pass. It is tolerant: what is no shell gives odd commands, never an
 * error, because scripts come with holes, from templates, and in dialects. Only nesting has a limit.
 */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import { CommandList } from './command-list.ts';
import { WordReader } from './word-reader.ts';
import type { HereDocument, ShellCommand, ShellGroup, ShellWord } from './words.ts';

export interface LexedScript {
  readonly commands: readonly ShellCommand[];
  /** Index in the text where nesting went over the limit. */
  readonly tooDeepAt: number | undefined;
}

export function lexScript(script: MappedText): LexedScript {
  return new Lexer(script).read();
}

interface Pending {
  readonly delimiter: string;
  readonly stripTabs: boolean;
  readonly expands: boolean;
  readonly documents: HereDocument[];
}

class Lexer extends WordReader {
  readonly commands: ShellCommand[] = [];
  private pending: Pending[] = [];

  read(): LexedScript {
    this.commandsUntil(undefined, 0, undefined);
    return { commands: this.commands, tooDeepAt: this.tooDeepAt };
  }

  protected commandsUntil(close: ')' | '`' | undefined, depth: number, group: ShellGroup | undefined): void {
    const { text } = this;
    const list = new CommandList(this.commands, group);
    while (this.i < text.length) {
      const c = text[this.i]!;
      if (c === ' ' || c === '\t' || c === '\r') {
        this.i++;
      } else if (c === '\\' && /^\\\r?\n/.test(text.slice(this.i, this.i + 3))) {
        this.i += text[this.i + 1] === '\r' ? 3 : 2;
      } else if (c === '\n') {
        list.endLine();
        this.i++;
        this.readDocuments();
      } else if (c === '#') {
        this.skipLine();
      } else if (text.startsWith('&>', this.i) || ((c === '<' || c === '>') && text[this.i + 1] !== '(')) {
        this.redirection(list, depth);
      } else if (c === ';' || c === '&' || c === '|') {
        this.separator(list, c);
      } else if (c === ')' && list.endPattern()) {
        this.i++;
      } else if (c === ')' || (c === '`' && close === c)) {
        list.end();
        this.i++;
        if (close === c) return;
      } else if (c === '(') {
        this.parenthesis(list, depth);
      } else {
        const word = this.word(depth);
        const isNumberOfFile = /^[0-9]{1,3}$/.test(word.text) && /^[<>]/.test(text[this.i] ?? '');
        if (!isNumberOfFile) list.add(word);
      }
    }
    list.end();
  }

  /** `;`, `&`, `|`, and those of two characters. */
  private separator(list: CommandList, c: string): void {
    const { text } = this;
    const isDouble = text[this.i + 1] === c;
    const target = c === '|' && !isDouble ? this.teeTarget() : undefined;
    if (target !== undefined) list.redirections.push({ operator: '|', target });
    list.separate(c, isDouble);
    while (this.i < text.length && ';&|'.includes(text[this.i]!)) this.i++;
  }

  /** A subshell, an arithmetic command, the name of a function, or a pattern of `case`. */
  private parenthesis(list: CommandList, depth: number): void {
    if (list.isAtPattern) {
      this.i++;
    } else if (list.dropName()) {
      this.i += this.text[this.i + 1] === ')' ? 2 : 1;
    } else if (this.text[this.i + 1] === '(') {
      this.skipArithmetic();
    } else {
      this.i++;
      const inner = list.newGroup();
      this.inner(')', depth, inner);
      list.groupEnded(inner);
    }
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

  private redirection(list: CommandList, depth: number): void {
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
          documents: list.documents,
        });
    } else {
      list.redirections.push({ operator, target });
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
        const stop = indexOrEnd(text, '\n', this.i);
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
