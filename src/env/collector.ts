/** Where the readers put what they find. */
import { firstLine, pointAt, type Source, type Span, span } from '../text/source.ts';
import { expanded } from './expansion.ts';
import { MAX_SETTINGS } from './limits.ts';
import { type MappedText, stretchOf } from './mapped-text.ts';
import { variableOf } from './mentions.ts';
import type { Certainty, FileSetting, Reach, SetBy, SettingsRead, UnreadPart } from './setting.ts';

/** How settings found at one place are set. */
export interface Manner {
  readonly by: SetBy;
  readonly reach: Reach;
  readonly certainty?: Certainty;
  /** No expansions in the value: it is in single quotes, or the file has none. */
  readonly literal?: boolean;
  /** What a name without a value means. */
  readonly implied?: string;
}

/** Collects the settings of one file. */
export class Collector {
  readonly source: Source;
  private readonly settings: FileSetting[] = [];
  private readonly unread: UnreadPart[] = [];
  private isOver = false;

  constructor(source: Source) {
    this.source = source;
  }

  /** An assignment of a variable that is looked for; others are passed over. */
  variable(name: MappedText, value: MappedText | undefined, manner: Manner): void {
    const variable = variableOf(name.text);
    if (variable !== undefined) this.add(variable, name, value, manner);
  }

  /** A setting of any name. */
  add(variable: string, name: MappedText, value: MappedText | undefined, manner: Manner): void {
    if (this.settings.length >= MAX_SETTINGS) {
      this.isOver = true;
      return;
    }
    const nameAt = this.spanOf(name);
    const found = value === undefined || manner.literal ? undefined : expanded(value.text);
    const implied = manner.by === 'unset' ? '' : manner.implied;
    const text = value === undefined ? implied : found === undefined ? value.text : found.value;
    const setting: FileSetting = {
      variable,
      value: text,
      nameAt,
      valueAt: value === undefined || value.text === '' ? nameAt : this.valueSpan(value, found?.start ?? 0, text),
      by: manner.by,
      reach: manner.reach,
      certainty: found?.isDefault && manner.certainty !== 'likely' ? 'overridable' : (manner.certainty ?? 'certain'),
    };
    this.settings.push(setting);
    if (text !== undefined && SSH_COMMANDS.has(variable)) this.hostKeyOption(setting);
  }

  /** What could not be read. Without a place it is the whole file. */
  gap(reason: string, at?: { readonly start: number; readonly end: number }): void {
    if (this.unread.some((part) => part.reason === reason)) return;
    this.unread.push({
      at: at === undefined ? firstLine(this.source) : span(this.source, at.start, at.end),
      reason,
    });
  }

  /** A place as part of the name of a reach: `line 12, column 5`. */
  lineAt(offset: number): string {
    const { line, column } = pointAt(this.source, offset);
    return `line ${line}, column ${column}`;
  }

  finish(): SettingsRead {
    if (this.isOver) this.gap(`the file is over the limit of ${MAX_SETTINGS.toLocaleString('en-US')} settings`);
    const settings = this.settings.sort((a, b) => a.nameAt.start - b.nameAt.start);
    return { settings, unread: this.unread };
  }

  private spanOf(text: MappedText): Span {
    const { start, end } = stretchOf(text, 0, text.text.length);
    return span(this.source, start, end);
  }

  private valueSpan(value: MappedText, from: number, text: string | undefined): Span {
    const { start, end } = stretchOf(value, from, text === undefined ? value.text.length : from + text.length);
    return span(this.source, start, end);
  }

  /** The option in a command that runs ssh is a setting of its own, with its own place. */
  private hostKeyOption({ valueAt, reach, by, certainty }: FileSetting): void {
    const written = this.source.text.slice(valueAt.start, valueAt.end);
    const option = /(StrictHostKeyChecking)[ \t]*[= \t]["']?([A-Za-z-]+)/i.exec(written);
    if (option === null) return;
    const start = valueAt.start + option.index;
    const end = start + option[0].length;
    this.settings.push({
      variable: 'StrictHostKeyChecking',
      value: option[2]!,
      nameAt: span(this.source, start, start + option[1]!.length),
      valueAt: span(this.source, end - option[2]!.length, end),
      by,
      reach,
      certainty,
    });
  }
}

const SSH_COMMANDS: ReadonlySet<string> = new Set(['GIT_SSH_COMMAND', 'GIT_SSH', 'core.sshCommand']);
