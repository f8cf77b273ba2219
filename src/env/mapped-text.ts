/** Text that stands in a file in another form: unquoted, unescaped, without indentation; each character knows where it came from. */

export interface MappedText {
  readonly text: string;
  /** The offset in the file of the character at an index of `text`. */
  readonly offsetAt: (index: number) => number;
}

/** The part of a file between two offsets, as it stands there. */
export function plainText(text: string, from: number): MappedText {
  return { text, offsetAt: (index) => from + index };
}

/** A part of a mapped text. */
export function slice({ text, offsetAt }: MappedText, start: number, end: number = text.length): MappedText {
  return { text: text.slice(start, end), offsetAt: (index) => offsetAt(start + index) };
}

/** Where a part of the text stands: from its first to its last character. */
export function stretchOf({ offsetAt }: MappedText, start: number, end: number): { start: number; end: number } {
  const from = offsetAt(start);
  return { start: from, end: end > start ? Math.max(from, offsetAt(end - 1) + 1) : from };
}

/** Puts a text together from stretches of another one. */
export class MappedTextBuilder {
  private readonly parts: string[] = [];
  /** Index in the new text and in the old one where each stretch begins. */
  private readonly starts: number[] = [];
  private readonly origins: number[] = [];
  private length = 0;

  /** Adds `text`, whose first character stands at `origin`; the others follow it there. */
  add(text: string, origin: number): void {
    if (text === '') return;
    const last = this.starts.length - 1;
    const continues = last >= 0 && this.origins[last]! + this.length - this.starts[last]! === origin;
    if (!continues) {
      this.starts.push(this.length);
      this.origins.push(origin);
    }
    this.parts.push(text);
    this.length += text.length;
  }

  /** `offsetAt`: where the characters of the old text stand in the file. `end`: of the old text, for what comes after the last character. */
  build(offsetAt: (index: number) => number, end: number): MappedText {
    const { starts, origins } = this;
    const originAt = (index: number) => {
      if (starts.length === 0) return end;
      const at = lastNotAfter(starts, index);
      return origins[at]! + index - starts[at]!;
    };
    return { text: this.parts.join(''), offsetAt: (index) => offsetAt(originAt(index)) };
  }
}

/** Several texts as one, with one separator between each two. */
export function joined(texts: readonly MappedText[], separator = ' '): MappedText {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of texts) {
    starts.push(length);
    length += text.length + separator.length;
  }
  const offsetAt = (index: number) => {
    const at = lastNotAfter(starts, index);
    return texts[at]!.offsetAt(index - starts[at]!);
  };
  return { text: texts.map(({ text }) => text).join(separator), offsetAt };
}

/** Position of the last of these ascending numbers that is not greater; 0 where all are. */
function lastNotAfter(starts: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (starts[mid]! <= index) low = mid;
    else high = mid - 1;
  }
  return low;
}
