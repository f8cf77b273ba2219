/** A block of the text report: a headline, the place with an excerpt, and notes below it. */
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import type { Place } from '../../text/source.ts';
import { excerpt } from './excerpt.ts';
import type { Paint, Style } from './paint.ts';
import { wrap } from './wrap.ts';

export interface Block {
  /** What it is, such as `error[graph/banned]`; our own text. */
  readonly label: Printable;
  readonly style: Style;
  readonly message: Printable;
  /** `from`: the column that the snippet begins with, left out for the first. */
  readonly at: { readonly place: Place; readonly snippet: string | undefined; readonly from?: number } | undefined;
  readonly notes: readonly Note[];
}

export interface Note {
  readonly label: 'also at' | 'also for' | 'also' | 'trail' | 'see' | 'note' | 'policy' | 'waived' | 'rules' | 'help';
  readonly text: Printable;
}

/** The headline and the place alone, with where else it holds. */
export function shortBlock({ notes, at, ...block }: Block): Block {
  const kept = notes.filter(({ label }) => label === 'also at' || label === 'also for' || label === 'also');
  return { ...block, at: at && { place: at.place, snippet: undefined }, notes: kept };
}

/** Text in lines of at most `width` columns where words allow it. */
export function renderBlock({ label, style, message, at, notes }: Block, width: number, paint: Paint): Printable {
  const lines = headline(label, style, message, width, paint);
  const number = at?.snippet === undefined ? safe`` : safe`${at.place.start.line}`;
  const gutter = printable(' '.repeat(number.length));
  if (at) lines.push(safe`${gutter}${paint('frame', safe`-->`)} ${position(at.place)}`);
  if (at?.snippet !== undefined)
    lines.push(...excerptLines(at.place, at.snippet, at.from ?? 1, number, width, style, paint));
  for (const note of notes) lines.push(...noteLines(note, safe`${gutter} `, width, paint));
  return joined(lines, '\n');
}

/** `label: message`, what follows the first line indented. */
export function headline(label: Printable, style: Style, message: Printable, width: number, paint: Paint): Printable[] {
  const indent = safe`    `;
  const [first = safe``, ...rest] = wrap(message, width - indent.length, width - label.length - 2);
  return [
    safe`${paint(style, label)}${paint('strong', safe`: ${first}`)}`,
    ...rest.map((line) => safe`${indent}${paint('strong', line)}`),
  ];
}

/** `= label: text`, what follows the first line indented. */
export function noteLines({ label, text }: Note, gutter: Printable, width: number, paint: Paint): Printable[] {
  const lead = gutter.length + 2 + label.length + 2;
  const hang = gutter.length + 4;
  const [first = safe``, ...rest] = wrap(text, width - hang, width - lead);
  const indent = printable(' '.repeat(hang));
  return [
    safe`${gutter}${paint('frame', safe`=`)} ${paint('strong', safe`${label}:`)} ${first}`,
    ...rest.map((line) => safe`${indent}${line}`),
  ];
}

function excerptLines(
  place: Place,
  snippet: string,
  from: number,
  number: Printable,
  width: number,
  style: Style,
  paint: Paint,
): Printable[] {
  const gutter = printable(' '.repeat(number.length));
  const end = place.end.line === place.start.line ? place.end.column : undefined;
  const room = Math.max(20, width - number.length - 3);
  const before = from - 1;
  const { line, marks } = excerpt(snippet, place.start.column - before, end && end - before, room, before > 0);
  const bar = paint('frame', safe`|`);
  const head = safe`${paint('frame', number)} ${bar}`;
  const lines = [safe`${gutter} ${bar}`, line === '' ? head : safe`${head} ${line}`];
  const carets = marks.trimStart();
  const blanks = printable(' '.repeat(marks.length - carets.length));
  if (marks !== '') lines.push(safe`${gutter} ${bar} ${blanks}${paint(style, printable(carets))}`);
  return lines;
}

export function position({ path, start }: Place): Printable {
  return safe`${printable(path)}:${start.line}:${start.column}`;
}
