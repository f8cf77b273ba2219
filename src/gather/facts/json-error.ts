/** What encoding/json says of a text that is no JSON. */
import { quoteRune } from '../../go/std/strconv.ts';
import { jsonFault } from '../../text/json-fault.ts';

const STATES: readonly (readonly [expected: string, state: string])[] = [
  ['a value', 'looking for beginning of value'],
  ['a name', 'looking for beginning of object key string'],
  ['":"', 'after object key'],
  ['"," or "}"', 'after object key:value pair'],
  ['"," or "]"', 'after array element'],
  ['the end of the file', 'after top-level value'],
  ['an escape', 'in string escape code'],
  ['a string', 'in string literal'],
];

/** `text` must be no JSON. */
export function goJsonError(text: string): string {
  const { offset, message } = jsonFault(text)!;
  if (offset >= text.length) return 'unexpected end of JSON input';
  const state = STATES.find(([expected]) => message.startsWith(expected))![1];
  return `invalid character ${quoteRune(text.codePointAt(offset)!)} ${state}`;
}
