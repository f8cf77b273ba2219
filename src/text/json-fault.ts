/** Where a text stops being JSON: engines only say that it does, or say so in words that change with their age. */

export interface JsonFault {
  /** UTF-16 offset of the first character that cannot stand there; the length of the text where it ends too early. */
  readonly offset: number;
  readonly message: string;
}

/** undefined where the text is JSON (RFC 8259). Linear, and no deeper for deeper texts. */
export function jsonFault(text: string): JsonFault | undefined {
  const open: string[] = [];
  let at = skipSpace(text, 0);
  for (;;) {
    // A value is due.
    const ch = text[at];
    if (ch === '{' || ch === '[') {
      open.push(ch);
      at = skipSpace(text, at + 1);
      if (text[at] !== closing(ch)) {
        if (ch === '[') continue;
        const key = keyEnd(text, at);
        if (typeof key !== 'number') return key;
        at = key;
        continue;
      }
      open.pop();
      at++;
    } else {
      const end = scalarEnd(text, at);
      if (typeof end !== 'number') return end;
      at = end;
    }
    // After a value: closing brackets, then a comma and the next value.
    for (at = skipSpace(text, at); open.length > 0 && text[at] === closing(open.at(-1)!); at = skipSpace(text, at + 1))
      open.pop();
    const inside = open.at(-1);
    if (inside === undefined) return at === text.length ? undefined : fault(text, at, 'the end of the file');
    if (text[at] !== ',') return fault(text, at, `"," or "${closing(inside)}"`);
    at = skipSpace(text, at + 1);
    if (inside === '[') continue;
    const key = keyEnd(text, at);
    if (typeof key !== 'number') return key;
    at = key;
  }
}

function closing(open: string): string {
  return open === '{' ? '}' : ']';
}

/** Behind `"key" :`, where the value begins. */
function keyEnd(text: string, at: number): number | JsonFault {
  if (text[at] !== '"') return fault(text, at, 'a name in double quotes');
  const end = stringEnd(text, at);
  if (typeof end !== 'number') return end;
  const colon = skipSpace(text, end);
  return text[colon] === ':' ? skipSpace(text, colon + 1) : fault(text, colon, '":"');
}

const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/y;

function scalarEnd(text: string, at: number): number | JsonFault {
  if (text[at] === '"') return stringEnd(text, at);
  SCALAR.lastIndex = at;
  return SCALAR.test(text) ? SCALAR.lastIndex : fault(text, at, 'a value');
}

function stringEnd(text: string, start: number): number | JsonFault {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return fault(text, at, 'a string to end on its line');
    if (code !== 0x5c) continue;
    at++;
    if (!/^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at, at + 5)))
      return fault(text, at, 'an escape that JSON knows');
  }
  return fault(text, text.length, 'a string to end');
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (let c = text.charCodeAt(at); c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09; c = text.charCodeAt(at)) at++;
  return at;
}

function fault(text: string, offset: number, expected: string): JsonFault {
  return {
    offset,
    message: offset >= text.length ? `ends where ${expected} is expected` : `${expected} is expected here`,
  };
}
