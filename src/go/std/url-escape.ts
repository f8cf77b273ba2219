/** Percent escapes as net/url has them: what must be escaped depends on the part of the URL. Texts are strings of bytes. */

import { textOf } from './byte-string.ts';
import type { Result } from './result.ts';
import { quote } from './strconv.ts';

export type UrlPart = 'path' | 'host' | 'zone' | 'userinfo' | 'fragment';

export function percentEncode(bytes: string, part: UrlPart): string {
  return bytes.replace(/[^A-Za-z0-9\-_.~]/g, (char) => {
    const code = char.charCodeAt(0).toString(16).toUpperCase();
    return shouldEscape(char, part) ? `%${code.padStart(2, '0')}` : char;
  });
}

export function percentDecode(bytes: string, part: UrlPart): Result<string> {
  const inHost = part === 'host' || part === 'zone';
  for (const [found] of bytes.matchAll(inHost ? /%.{0,2}|[^A-Za-z0-9\-_.~\x80-\xff]/gs : /%.{0,2}/gs)) {
    if (found[0] !== '%') {
      if (shouldEscape(found, part)) return { error: `invalid character ${quote(found)} in host name` };
    } else if (!/^%[0-9A-Fa-f]{2}$/.test(found) || !mayBeEscaped(found, part)) {
      return { error: `invalid URL escape ${quote(textOf(found))}` };
    }
  }
  return { value: bytes.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) };
}

/** Whether Go takes the text for escaped well enough to print it unchanged. */
export function isValidEncoded(bytes: string, part: 'path' | 'fragment'): boolean {
  for (const char of bytes) {
    if (!"!$&'()*+,;=:@[]%".includes(char) && shouldEscape(char, part)) return false;
  }
  return true;
}

/** RFC 3986, with net/url's own leniencies. */
function shouldEscape(char: string, part: UrlPart): boolean {
  if (/[A-Za-z0-9\-_.~]/.test(char)) return false;
  switch (part) {
    case 'host':
    case 'zone':
      return !`!$&'()*+,;=:[]<>"`.includes(char);
    case 'path':
      return !'$&+,/:;=@'.includes(char);
    case 'userinfo':
      return !'$&+,;='.includes(char);
    case 'fragment':
      return !'$&+,/:;=?@!()*'.includes(char);
  }
}

/** In a host only bytes beyond ASCII may be escaped, and the % of an IPv6 zone; in a zone what could stand there unescaped too, and space. */
function mayBeEscaped(escaped: string, part: UrlPart): boolean {
  if (escaped === '%25') return true;
  const value = Number.parseInt(escaped.slice(1), 16);
  if (part === 'host') return value >= 0x80;
  if (part === 'zone') return value === 0x20 || !shouldEscape(String.fromCharCode(value), 'host');
  return true;
}
