/** Several JSON values one after the other, as Go's encoders write them. */
import { ReportError } from './types.ts';

/** Objects only. Throws ReportError for anything else, and for a stream that was cut off. */
export function parseStream(text: string): unknown[] {
  const values: unknown[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    if (at === text.length) return values;
    const end = objectEnd(text, at);
    values.push(parse(text.slice(at, end)));
    at = end;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Behind the brace that closes the object which begins here. */
function objectEnd(text: string, start: number): number {
  if (text[start] !== '{') throw new ReportError('expected JSON objects one after the other');
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const c = text[at];
    if (quoted) {
      if (c === '\\') at++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return at + 1;
  }
  throw new ReportError('the report was cut off');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ReportError('expected JSON');
  }
}
