/** A block of the text report: a headline, the place with an excerpt, and notes below it. */
import type { Place } from '../text/source.ts';
import { excerpt } from './excerpt.ts';
import { outside } from './outside-text.ts';
import type { Paint, Style } from './paint.ts';

export interface Block {
  /** What it is, such as `error[graph/banned]`; our own text. */
  readonly label: string;
  readonly style: Style;
  /** Made fit to be shown by the caller, as are the notes. */
  readonly message: string;
  /** `from`: the column that the snippet begins with, left out for the first. */
  readonly at: { readonly place: Place; readonly snippet: string | undefined; readonly from?: number } | undefined;
  readonly notes: readonly Note[];
}

export interface Note {
  readonly label: string;
  readonly text: string;
}

export function renderBlock({ label, style, message, at, notes }: Block, width: number, paint: Paint): string {
  const lines = [`${paint(style, label)}${paint('strong', `: ${message}`)}`];
  const number = at?.snippet === undefined ? '' : String(at.place.start.line);
  const gutter = ' '.repeat(number.length);
  if (at) lines.push(`${gutter}${paint('frame', '-->')} ${position(at.place)}`);
  if (at?.snippet !== undefined)
    lines.push(...excerptLines(at.place, at.snippet, at.from ?? 1, number, width, style, paint));
  for (const note of notes)
    lines.push(`${gutter} ${paint('frame', '=')} ${paint('strong', `${note.label}:`)} ${note.text}`);
  return lines.join('\n');
}

function excerptLines(
  place: Place,
  snippet: string,
  from: number,
  number: string,
  width: number,
  style: Style,
  paint: Paint,
): string[] {
  const gutter = ' '.repeat(number.length);
  const end = place.end.line === place.start.line ? place.end.column : undefined;
  const room = Math.max(20, width - number.length - 3);
  const before = from - 1;
  const { line, marks } = excerpt(snippet, place.start.column - before, end && end - before, room, before > 0);
  const bar = paint('frame', '|');
  const lines = [`${gutter} ${bar}`, `${paint('frame', number)} ${bar} ${line}`.trimEnd()];
  if (marks !== '') lines.push(`${gutter} ${bar} ${/^ */.exec(marks)![0]}${paint(style, marks.trimStart())}`);
  return lines;
}

export function position({ path, start }: Place): string {
  return `${outside(path)}:${start.line}:${start.column}`;
}
