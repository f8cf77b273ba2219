/** Puts words together to commands, and knows what is around them: conditions, `case`, groups. */
import type { HereDocument, Redirection, ShellCommand, ShellGroup, ShellWord } from './words.ts';

/** Between `case` and `esac`: the word, a pattern up to `)`, the commands up to `;;`. */
interface Case {
  part: 'word' | 'pattern' | 'commands';
}

const OPENS: ReadonlySet<string> = new Set(['if', 'while', 'until', 'for', 'select', 'case']);
const CLOSES: ReadonlySet<string> = new Set(['fi', 'done', 'esac']);
const KEYWORDS: ReadonlySet<string> = new Set([...OPENS, ...CLOSES, 'then', 'else', 'elif', 'do', '!', 'time']);
const TESTS: ReadonlySet<string> = new Set(['[', '[[', 'test']);

/** One list of commands, such as a script or what is in parentheses. */
export class CommandList {
  /** Of the command that is being read. */
  redirections: Redirection[] = [];
  documents: HereDocument[] = [];
  private words: ShellWord[] = [];
  private readonly commands: ShellCommand[];
  private readonly group: ShellGroup | undefined;
  private readonly groups: ShellGroup[] = [];
  private readonly cases: Case[] = [];
  private conditions = 0;
  /** Whether the commands up to the end of the line come behind a test: `[ … ] && …`. */
  private isAfterTest = false;
  /** The group that has just ended, whose redirections come next. */
  private ended: ShellGroup | undefined;

  /** `commands`: where those that are finished go. */
  constructor(commands: ShellCommand[], group: ShellGroup | undefined) {
    this.commands = commands;
    this.group = group;
  }

  /** Whether a pattern of `case` is being read. */
  get isAtPattern(): boolean {
    return this.cases.at(-1)?.part === 'pattern';
  }

  add(word: ShellWord): void {
    const { text } = word;
    if (this.isAtPattern && text !== 'esac') return;
    const current = this.cases.at(-1);
    const isKeyword = this.words.length === 0 && word.bareUntil === text.length;
    if (isKeyword && text === '{') this.groups.push(this.newGroup());
    else if (isKeyword && text === '}') this.ended = this.groups.pop();
    else if (isKeyword && KEYWORDS.has(text)) this.keyword(text);
    else if (text === 'in' && current?.part === 'word') {
      current.part = 'pattern';
      this.words = [];
    } else this.words.push(word);
  }

  /** The end of a command. */
  end(): void {
    const { words, redirections, documents } = this;
    if (this.ended !== undefined && redirections.length > 0) {
      this.ended.redirections = redirections;
    } else if (words.length > 0 || redirections.length > 0) {
      const isConditional = this.conditions > 0 || this.isAfterTest;
      this.commands.push({ words, redirections, documents, isConditional, group: this.groups.at(-1) ?? this.group });
    }
    this.ended = undefined;
    this.words = [];
    this.redirections = [];
    this.documents = [];
  }

  endLine(): void {
    this.end();
    this.isAfterTest = false;
  }

  /** At `;`, `&` or `|`, which may stand twice. */
  separate(c: string, isDouble: boolean): void {
    const isTest = TESTS.has(this.words[0]?.text ?? '');
    this.end();
    this.isAfterTest = c !== ';' && isDouble && (this.isAfterTest || isTest);
    const current = this.cases.at(-1);
    if (c === ';' && isDouble && current) current.part = 'pattern';
  }

  /** At `)`: whether it ends a pattern of `case`. */
  endPattern(): boolean {
    if (!this.isAtPattern) return false;
    this.cases.at(-1)!.part = 'commands';
    this.words = [];
    return true;
  }

  /** At `(` behind words: those were the name of a function. */
  dropName(): boolean {
    const isName = this.words.length > 0;
    this.words = [];
    return isName;
  }

  newGroup(): ShellGroup {
    return { outer: this.groups.at(-1) ?? this.group, redirections: [] };
  }

  groupEnded(group: ShellGroup): void {
    this.ended = group;
  }

  private keyword(text: string): void {
    if (OPENS.has(text)) this.conditions++;
    if (CLOSES.has(text)) this.conditions = Math.max(0, this.conditions - 1);
    if (text === 'case') this.cases.push({ part: 'word' });
    if (text === 'esac') this.cases.pop();
  }
}
